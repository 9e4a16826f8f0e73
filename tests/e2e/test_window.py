"""The real window, driven by real keys: from an empty casebook to an exported review."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.operations import casebooks, cases, history, imports
from tests.e2e import window_steps as person
from tests.e2e.window_driver import Screen, Window, running
from tests.e2e.window_steps import PASSPHRASE

pytestmark = pytest.mark.needs("Xvfb", "xdotool")

TITLE = "Build messages stopped"
ENTRIES = [
    "The server finds its workers",
    "One of its connectors is in error from the start",
    "A child process is found, minutes later",
    "A second child, at once; why only now?",
    "And a third: 6728, in slot 6",
]
QUOTED = [
    "[error] mod_jk child workerEnv in error state 6",
    "[notice] jk2_init() Found child 6728 in scoreboard slot 6",
]
HALF = "Only between us: who was ask"
REST = "ed first"
LINES = 300_000


@pytest.fixture
def window(display: str, tmp_path: Path) -> Iterator[Window]:
    with running(tmp_path) as started:
        yield started


@pytest.fixture
def casebook(home: Path, tmp_path: Path) -> Path:
    """A casebook with one case, made without a window."""
    path = tmp_path / "Walk.casebook"
    made = casebooks.new_casebook(path, PASSPHRASE)
    cases.add_case(made, "incident", TITLE)
    made.close()
    return path


def where(screen: Screen) -> list[object]:
    """Where the person is."""
    return [
        screen.text("case-title"),
        screen.rows("timeline-list"),
        screen.row("evidence-table"),
        screen.top("evidence-table"),
        screen.text("evidence-chosen"),
        screen.text("capture-time"),
        screen.text("capture-text"),
    ]


# From the first start to the review


@pytest.mark.needs("soffice", "pdftotext")
def test_from_an_export_and_a_log_to_a_review(window: Window, shared: Path, tmp_path: Path) -> None:
    person.create_casebook(window, tmp_path / "Walk.casebook")
    person.add_case(window, TITLE)
    import_chat(window, shared / "evidence/formats/slack/slack-export-viewer_testarchive.zip")
    import_log(window, shared / "evidence/logs/Apache/Apache_2k.log")
    build_entries(window)
    undo_and_redo(window)

    before = half_type(window)
    window.kill()
    window.start()
    window.until_focus("recent-list")
    window.press("Return")
    person.unlock(window)
    window.until(lambda now: where(now) == where(before), "everything is as it was")

    finish_in_private(window)
    export_and_read(window, tmp_path)
    assert window.log == ""


def import_chat(window: Window, archive: Path) -> None:
    screen = person.begin_import(window, archive)
    assert screen.text("channels-chosen") == "2 channels chosen, 158 messages"
    window.tab_to("channels")
    window.press("space")
    window.until(lambda now: "1 channel chosen" in now.text("channels-chosen"), "one is left out")
    window.press("space")
    window.until(lambda now: now.text("channels-chosen").endswith(" 158 messages"), "it is back")
    window.press("Return")
    window.until(lambda now: now.rows("evidence-table") == 158, "158 messages are shown")

    shown = texts(window, 158)
    posted = bot_messages(archive)
    assert len(posted) == 94
    for message in posted:
        words = words_of(message)
        assert any(words in text for text in shown), f"nowhere shown: {words}"


def texts(window: Window, rows: int) -> list[str]:
    """What the last column of the whole table shows, once every row shows something."""
    window.until(
        lambda _now: all(cells[-1] for cells in window.cells("evidence-table", 0, rows)),
        "every item shows its text",
    )
    return [" ".join(text.split()) for *_, text in window.cells("evidence-table", 0, rows)]


def bot_messages(archive: Path) -> list[dict[str, object]]:
    with zipfile.ZipFile(archive) as opened:
        days = [json.loads(opened.read(name)) for name in opened.namelist() if "/20" in name]
    return [each for day in days for each in day if each.get("subtype") == "bot_message"]


def words_of(message: dict[str, object]) -> str:
    """Words that Slack shows of an attachment: up to its first link."""
    attachments = message["attachments"]
    assert not message["text"]
    assert isinstance(attachments, list)
    said = attachments[0].get("pretext") or attachments[0]["text"]
    return " ".join(re.split(r"<", said)[0].split())


def import_log(window: Window, log: Path) -> None:
    person.begin_import(window, log)
    window.press("Return")
    window.until(lambda now: now.rows("evidence-table") == 2158, "2,000 records more are shown")
    screen = window.until_at_rest()
    assert screen.text("evidence-count").startswith("2,158 items · 2 sources")


def build_entries(window: Window) -> None:
    window.until_focus("evidence-table")
    window.press("Home")
    window.until(lambda now: now.row("evidence-table") == 0, "the first row is selected")
    for number, wording in enumerate(ENTRIES):
        before = window.keys
        person.capture(window, wording)
        row = window.now().row("evidence-table")
        assert row == number + 1, "the next row is not selected"
        assert window.keys - before <= 4
    window.until(lambda now: now.rows("timeline-list") == 5, "five entries are in the draft")
    window.until_at_rest()
    assert [text for (text,) in window.cells("timeline-list", 0, 5)] == ENTRIES


def undo_and_redo(window: Window) -> None:
    window.press("ctrl+z")
    window.until(lambda now: now.rows("timeline-list") == 4, "the last entry is taken back")
    window.press("ctrl+shift+z")
    window.until(lambda now: now.rows("timeline-list") == 5, "and is there again")


def half_type(window: Window) -> Screen:
    window.press("t")
    window.until_focus("capture-text")
    window.write(HALF)
    window.until(lambda now: now.text("capture-text") == HALF, "it is typed")
    return window.until_at_rest()


def finish_in_private(window: Window) -> None:
    """Go on where the crash interrupted; the sixth entry is for nobody else."""
    window.press("ctrl+shift+Return")
    window.until_focus("capture-text")
    window.write(REST)
    window.press("alt+p")
    window.until(lambda now: now.checked("capture-private"), "it is private")
    window.press("Return")
    window.until(lambda now: now.rows("timeline-list") == 6, "six entries are in the draft")
    window.until_at_rest()
    assert (HALF + REST,) in [tuple(row) for row in window.cells("timeline-list", 0, 6)]


def export_and_read(window: Window, folder: Path) -> None:
    markdown, word = folder / "review.md", folder / "review.docx"
    assert "preliminary" in Path(person.export(window, "md", markdown)).name.casefold()
    person.export(window, "docx", word)
    written = markdown.read_text(encoding="utf-8")
    assert len(re.findall("^#+ Note ", written, re.MULTILINE)) == len(ENTRIES)
    for text in (written, convert(word)):
        flat = " ".join(text.split())
        assert TITLE in flat
        assert "Preliminary" in flat
        assert [flat.index(wording) for wording in ENTRIES] == sorted(map(flat.index, ENTRIES))
        assert all(quoted in flat for quoted in QUOTED)
        assert "Only between us" not in flat
        assert REST not in flat


def convert(document: Path) -> str:
    """What LibreOffice makes of a Word document, as text."""
    profile = document.with_name("soffice")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", document.parent, document),
        ],
        check=True,
        capture_output=True,
    )
    pdf = document.with_suffix(".pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
    )
    return text.stdout


# Locking, and casebooks that do not open


def test_a_lock_ends_the_program_and_everything_comes_back(window: Window, tmp_path: Path) -> None:
    person.create_casebook(window, tmp_path / "Walk.casebook")
    person.add_case(window, TITLE)
    log = tmp_path / "service.log"
    log.write_text("".join(service_lines(400)), encoding="utf-8")
    window.press("ctrl+i")
    window.choose_file(log)
    window.until(lambda now: now.rows("evidence-table") == 400, "its lines are shown")
    window.press("Home", "Next", "Next", "Next", "Up")
    person.capture(window, ENTRIES[0])
    before = half_type(window)

    window.press("ctrl+l")
    window.come_back()
    locked = window.until_focus("unlock-passphrase")
    assert locked.text("unlock-name") == "Walk"
    assert "timeline-list" not in locked
    person.unlock(window)

    window.until(lambda now: where(now) == where(before), "everything is as it was")
    assert window.log == ""


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(
    display: str, casebook: Path, tmp_path: Path
) -> None:
    with running(tmp_path, casebook) as window:
        person.unlock(window, PASSPHRASE[:-1])
        told = window.until(lambda now: now.text("unlock-problem") != "", "it says why")
        assert "passphrase is wrong" in told.text("unlock-problem")
        person.unlock(window)
        window.until(lambda now: "case-list" in now, "it opens")


def test_a_casebook_open_elsewhere_is_told(display: str, casebook: Path, tmp_path: Path) -> None:
    holder = casebooks.open_casebook(casebook, PASSPHRASE)
    with running(tmp_path, casebook) as window:
        person.unlock(window)
        told = window.until(lambda now: now.text("unlock-problem") != "", "it says why")
        assert "is open in another window or process" in told.text("unlock-problem")
        holder.close()
        person.unlock(window)
        window.until(lambda now: "case-list" in now, "it opens once it is free")


# An import that is cancelled


def service_lines(count: int) -> Iterator[str]:
    for number in range(count):
        minute, second = divmod(number, 60)
        hour, minute = divmod(minute, 60)
        yield (
            f"2026-02-{10 + hour // 24:02}T{hour % 24:02}:{minute:02}:{second:02}Z "
            f"worker {number % 7} took job {number}\n"
        )


def test_a_cancelled_import_leaves_nothing(display: str, casebook: Path, tmp_path: Path) -> None:
    log = tmp_path / "long.log"
    with log.open("w", encoding="utf-8") as lines:
        lines.writelines(service_lines(LINES))
    with running(tmp_path, casebook) as window:
        person.unlock(window)
        window.until_focus("case-list")
        window.press("Return")
        window.until(lambda now: "evidence-import-first" in now, "the case is empty")
        window.press("ctrl+i")
        window.choose_file(log)
        window.until(lambda now: 100 < now.done("Importing long.log") < 900, "half of it is read")
        window.click("task-cancel")
        told = window.until(lambda now: now.text("message-text") != "", "it says so")
        assert told.text("message-text") == "long.log was not imported; nothing of it was kept."
        assert "evidence-import-first" in window.until_at_rest()
        window.press("ctrl+q")
        assert window.ended() == 0

    opened = casebooks.open_casebook(casebook, PASSPHRASE)
    case = cases.cases(opened)[0]
    assert imports.sources(opened, case.id) == []
    assert history.undo_label(opened, case.id) is None
    assert casebooks.verify(opened).problems == ()
    opened.close()
