"""A trust repair in the real program, from the incident to the recovery review."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from app.domain.drafts import new_id
from app.domain.practice.chain import Factor
from app.domain.timeline import Span
from app.domain.trust.setting import Position
from app.operations import casebooks, cases, evidence, imports, timeline
from app.operations.practice import chain
from app.operations.trust import apologies
from tests import trust_quarter
from tests.e2e import window_steps as person
from tests.e2e.test_cli import Goldseam
from tests.e2e.window_driver import Window, running
from tests.e2e.window_steps import PASSPHRASE

pytestmark = pytest.mark.needs("Xvfb", "xdotool")

LOG = "2026-02-10T09:11:00Z delivery times missing for all orders\n"
INCIDENT = "Delivery times were gone"
FACTOR = "Nobody was told which page to watch"
TITLE = "Kestrel and the week of silence"
ABOUT = "The week without delivery times"
GROUP = "Support shift"
ACKNOWLEDGED = "You were the last to know."
PARAGRAPH = "Support heard of the outage from customers."
BROKEN = "To hear of it first"
BEFORE, AFTER = "Whether anybody reads the channel", "An answer in ten minutes"
CHANGE = "One person answers the channel in each shift"
PROOF = "The channel of March"
SIGNAL = "Questions sent on to a private line"
CALLED, CHART = "called the trust repaired on", f"{SIGNAL}, {GROUP}, a group of 9: 13 weekly"
BECAUSE = "Support says that the channel is read"
NOTE = "Kestrel told me this in confidence"
TODAY = datetime.now(tz=UTC).date()
THIS_WEEK = TODAY - timedelta(days=TODAY.weekday())
WEEKS = [(THIS_WEEK - timedelta(weeks=12 - number)).isoformat() for number in range(13)]
VALUES = (4, 5, 4, 4, 5, 4, 5, 4, 4, 5, 4, 4, 5)


def incident(path: Path) -> None:
    """A casebook with a small incident, as somebody finds it before a repair."""
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, "incident", INCIDENT)
        imports.import_text(casebook, case.id, LOG, "slots.log")
        (item,) = evidence.item_ids(casebook, case.id)
        entry = timeline.entry_from_items(casebook, case.id, [item])
        entry = replace(entry, text="Delivery times went missing.")
        timeline.add_entry(casebook, entry, [Span(item)])
        chain.add_factor(casebook, Factor(new_id(), case.id, FACTOR), [Span(item)])


def words_of(path: Path) -> str:
    """All that a Word file holds, part by part."""
    with zipfile.ZipFile(path) as word:
        return "\n".join(word.read(name).decode(errors="replace") for name in word.namelist())


# The window


def test_one_who_leads_those_affected(display: str, tmp_path: Path, home: Path) -> None:
    book = tmp_path / "Incidents.casebook"
    incident(book)
    with running(tmp_path, book) as window:
        begin(window, tmp_path / "Apart.casebook")
        take_position(window)
        add_group(window)
        write_account(window)
        add_break(window)
        add_repair(window)
        observe(window)
        follow(window)
        show(window)
        check(export(window, tmp_path / "recovery.docx"))
        window.press("ctrl+z")
        window.until(lambda now: "0 pieces" in now.text("leaving-says"), "it is taken back")
        hide(window)
        window.press("ctrl+q")
        assert window.ended() == 0
        assert window.log == ""
    assert list(home.rglob("goldseam.log")) == []


def begin(window: Window, apart: Path) -> None:
    """Begin it from the incident in hand, in a casebook of its own."""
    person.unlock(window)
    window.until_focus("case-list")
    window.press("Return")
    window.until(lambda now: now.text("case-title") == INCIDENT, "the incident is in hand")
    window.press("ctrl+alt+shift+t")
    window.until_focus("trust-title")
    window.fill("trust-title", TITLE)
    assert window.now().checked("from-incident")
    assert window.now().checked("keep-apart")
    window.press("Return")
    window.until_focus("path")
    window.fill("path", str(apart))
    for name in ("passphrase", "passphrase-again"):
        window.tab_to(name)
        window.fill(name, PASSPHRASE)
    window.press("Return")
    window.until_focus("not-privilege-read")
    window.press("Return")
    window.until(lambda now: "frame-topics" in now and now.at_rest, "the frame is shown")


def take_position(window: Window) -> None:
    window.until_focus("frame-topics")
    window.tab_to("frame-position-made")
    window.press("Down", "space")
    window.until(lambda now: now.checked("frame-position-leads"), "the position is taken")
    window.tab_to("frame-matter-form-about")
    window.fill("frame-matter-form-about", ABOUT)


def add_group(window: Window) -> None:
    window.press("Escape")
    window.until_focus("frame-topics")
    window.press("g")
    window.until_focus("group-form-name")
    window.fill("group-form-name", GROUP)
    window.tab_to("group-form-acknowledged")
    window.fill("group-form-acknowledged", ACKNOWLEDGED)


def go_to(window: Window, key: str, name: str) -> None:
    window.press(key)
    window.until(lambda now: name in now and now.at_rest, f"{name} is shown")


def write_account(window: Window) -> None:
    """One paragraph, which cites a factor that was pulled in."""
    go_to(window, "ctrl+4", "account-first-button")
    window.press("n")
    window.until_focus("paragraph-form-text")
    window.fill("paragraph-form-text", PARAGRAPH)
    window.press("Escape")
    window.until_focus("account-list")
    window.press("shift+F6")
    window.until(lambda now: now.focus.startswith("account-shelf"), "evidence is beside it")
    window.press("ctrl+Tab", "ctrl+Tab")
    window.until(lambda now: "account-pulled" in now, "what was pulled in")
    window.tab_to("account-pulled")
    window.press("Home", "c")
    window.until(lambda now: now.at_rest and "paragraph-cited-lines" in now, "it is cited")


def add_break(window: Window) -> None:
    go_to(window, "ctrl+5", "first-break")
    window.press("n")
    window.until_focus("break-form-party")
    window.fill("break-form-party", GROUP)
    window.tab_to("break-form-text")
    window.fill("break-form-text", BROKEN)
    window.press("Escape")
    window.until_focus("break-table")


def add_repair(window: Window) -> None:
    """One repair for the break, done and seen by somebody affected."""
    go_to(window, "ctrl+6", "unrepaired-list")
    window.until(lambda now: now.rows("unrepaired-list") == 1, "the break is bare")
    window.press("f")
    window.until_focus("repair-relied-form-before")
    window.fill("repair-relied-form-before", BEFORE)
    window.tab_to("repair-relied-form-after")
    window.fill("repair-relied-form-after", AFTER)
    window.tab_to("repair-form-text")
    window.fill("repair-form-text", CHANGE)
    window.tab_to("repair-proof-form-proof", 20)
    window.fill("repair-proof-form-proof", PROOF)
    window.press("Escape")
    window.until_focus("repair-list")
    window.press("d")
    window.until_at_rest()
    window.press("v")
    window.until_focus("repair-verified-by")
    window.fill("repair-verified-by", "somebody of the shift")
    window.press("Return")
    window.until_focus("repair-list")
    window.until(lambda now: "erified" in now.text("repair-state"), "it is verified")


def observe(window: Window) -> None:
    """One signal with a quarter of readings, which have not moved."""
    go_to(window, "ctrl+7", "signals-pane")
    window.press("n")
    window.until_focus("signal-form-name")
    window.fill("signal-form-name", SIGNAL)
    window.tab_to("signal-form-group-name")
    window.fill("signal-form-group-name", GROUP)
    window.tab_to("signal-form-group-size")
    window.fill("signal-form-group-size", "9")
    window.tab_to("signal-form-better")
    window.press("Down")
    window.tab_to("signal-baseline-form-baseline")
    window.fill("signal-baseline-form-baseline", "4")
    window.tab_to("signal-baseline-form-baseline-on")
    window.fill("signal-baseline-form-baseline-on", WEEKS[0])
    window.tab_to("signal-source-form-note")
    window.fill("signal-source-form-note", NOTE)
    window.tab_to("signal-paste")
    for week, value in zip(WEEKS, VALUES, strict=True):
        window.write(f"{week}, {value}")
        window.press("Return")
    window.press("Tab")
    window.until_focus("signal-paste-button")
    window.press("space")
    window.until(lambda now: "It has not moved" in now.text("signal-movement"), "it is read")


def follow(window: Window) -> None:
    """Checkpoints for a quarter, and the word that it is repaired, which a person says."""
    go_to(window, "ctrl+8", "trust-follow-pane")
    window.press("p")
    window.until_focus("plan-from")
    window.press("Return")
    window.until(lambda now: now.rows("checkpoint-list") > 12, "the dates are planned")
    window.press("3")
    window.until_focus("follow-part-recovery")
    window.tab_to("recovery-form-repaired-because")
    window.fill("recovery-form-repaired-because", BECAUSE)
    window.press("Escape")
    window.until_focus("follow-part-recovery")
    window.press("a")
    window.until(lambda now: "called it repaired on" in now.text("recovery-state"), "it is said")


def show(window: Window) -> None:
    """Choose for the team what the recovery review may hold, and see it before it leaves."""
    go_to(window, "ctrl+9", "documents-list")
    window.until_focus("documents-list")
    window.press("End", "Up", "Up")
    window.until(
        lambda now: (
            now.at_rest and now.text("documents-title") == "Trust recovery review, for the team"
        ),
        "the review for the team is in hand",
    )
    window.press("s")
    window.until_focus("release-list")
    window.press("space", *["Down", "Down", "space"] * 2)  # headings stand between them
    window.until(lambda now: now.text("release-show").startswith("Show 3 pieces"), "they are")
    window.press("Return")
    window.until(lambda now: "3 pieces would leave" in now.text("leaving-says"), "it is chosen")
    assert SIGNAL in window.until_at_rest().text("leaving-preview")


def export(window: Window, path: Path) -> str:
    """Write it as the page offers; everything that the Word file says."""
    window.press("F6")
    window.tab_to("leaving-export")
    window.press("Return")
    window.until_focus("export-document")
    window.tab_to("export-path")
    window.fill("export-path", str(path))
    window.press("Return")
    window.until(lambda now: now.at_rest and "export-dialog" not in now, "it is written")
    return words_of(path)


def check(text: str) -> None:
    told = (ABOUT, BROKEN, BEFORE, AFTER, CHANGE, PROOF, SIGNAL, CHART, CALLED)
    for words in (*told, "It has not moved."):
        assert words in text, words
    for words in (TITLE, "Kestrel", NOTE, BECAUSE, ACKNOWLEDGED, FACTOR):
        assert words not in text, words


def hide(window: Window) -> None:
    """One key covers everything, and one shows it again."""
    before = window.now()
    window.press("F12")
    covered = window.until_focus("show-content")
    assert covered.title == "Goldseam"
    assert set(covered.widgets) <= {"main-window", "content-cover", "show-content"}
    window.press("F12")
    window.until(lambda now: now.focus == before.focus, "one is where one was")


# Without the window


@pytest.mark.parametrize("position", [Position.MADE, Position.FACILITATES])
def test_a_quarter_ends_in_documents_that_hold_what_was_chosen(
    tmp_path: Path, position: Position
) -> None:
    goldseam = Goldseam(tmp_path)
    with casebooks.new_casebook(goldseam.casebook, PASSPHRASE) as casebook:
        case = trust_quarter.run(casebook, position).case

        unsaid = apologies.add(casebook, case.id)

    def export(document: str, about: str, path: Path) -> CompletedProcess[str]:
        what = ("--case", case.id, "--document", document, "--about", about)
        asked = ("export", goldseam.casebook, *what, "--format", "docx", "-o", path)
        return goldseam.run(*asked, GOLDSEAM_PASSPHRASE=PASSPHRASE)

    def exported(document: str, about: str) -> str:
        path = tmp_path / f"{document}.docx"
        done = export(document, about, path)
        assert done.stderr == ""
        text = words_of(path)
        for private in (trust_quarter.PRIVATE, trust_quarter.TITLE, "estrel", "step down"):
            assert private not in text
        return text

    review = exported("recovery-review", "team")
    for words in (
        "called the trust repaired",
        "“Second approvals asked for” has not moved",
        "“Decisions taken back” has moved towards better",
        "Whether a plan still held on Tuesday",
        "The plan of 2026-06-02 held",
    ):
        assert words in review, words
    if position is Position.MADE:
        apology = exported("apology", "to the release team")
        assert "I did this. I am sorry." in apology
        assert "the release team" in apology
        assert "I am sorry" not in review
        refused = export("apology", unsaid.id, tmp_path / "unsaid.docx")
        assert "once you said to whom it goes, and whether counsel sees it first" in refused.stderr
        assert not (tmp_path / "unsaid.docx").exists()
