"""Words planted in every private field of a trust case are found nowhere after a day with it."""

from __future__ import annotations

import io
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.domain.audiences import Audience
from app.domain.drafts import Case
from app.domain.timeline import Span
from app.domain.trust.account import Paragraph
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.setting import TrustSettings
from app.operations import casebooks, cases, drafting, evidence, exports, imports, timeline
from app.operations.trust import showing
from tests.e2e import window_steps as person
from tests.e2e.window_driver import Window, running
from tests.e2e.window_steps import PASSPHRASE
from tests.unit.operations.full_trust import add_trust_case
from tests.unit.operations.test_trust_privacy import OWN_DOCUMENT, Canaries

pytestmark = pytest.mark.needs("Xvfb", "xdotool", "xprop")

INCIDENT = "Lookups failed"
HALF = "halfcanaryxq was not yet said"
TRUST_ROW, INCIDENT_ROW = 0, 1
PAGES: tuple[str, ...] = tuple(f"ctrl+{number}" for number in range(2, 10))
PAGES += tuple(f"ctrl+alt+{number}" for number in range(1, 5))


@dataclass(frozen=True)
class Planted:
    """The casebook, its cases, and the words in it that may leave and that may not."""

    path: Path
    incident: str
    trust: str
    secret: frozenset[str]
    shown: frozenset[str]


@pytest.fixture
def planted(tmp_path: Path, home: Path) -> Planted:
    """A full trust case beside an incident: two pieces are shown to the team, all else is not."""
    path, say = tmp_path / "Walk.casebook", Canaries()
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        incident = cases.add_case(casebook, "incident", INCIDENT)
        log = "2026-02-10T09:11:00Z lookup failed\n"
        imports.import_text(casebook, incident.id, log, "slots.log")
        (item,) = evidence.item_ids(casebook, incident.id)
        entry = timeline.entry_from_items(casebook, incident.id, [item])
        for private in (True, False):
            words = say(type(entry), "private entry") if private else "Lookups failed."
            added = replace(entry, id=f"{entry.id}{private}", text=words, private=private)
            timeline.add_entry(casebook, added, [Span(item)])
        with casebook.edit("Say it", incident.id) as edit:
            notes = say(Case, "private_notes")
            edit.save(replace(cases.case(casebook, incident.id), private_notes=notes))
        trust = add_trust_case(casebook, say)
        told = "2026-02-10T09:12:00Z " + say(Case, "evidence")
        imports.import_text(casebook, trust.id, told, say(Case, "name of a source") + ".log")
        paragraph = drafting.of_case(casebook, Paragraph, trust.id)[0]
        broken = drafting.of_case(casebook, TrustBreak, trust.id)[0]
        for piece in (paragraph, broken):
            showing.show(casebook, trust.id, piece.id, Audience.TEAM)
    shown = {say.of[Paragraph, "text"][0], say.of[TrustBreak, "fear"][0]}
    shown |= {*say.of[TrustSettings, "about"]}
    may = {
        word
        for (kind, _), words in say.of.items()
        for word in words
        if kind is TrustBreak or kind.__name__ in OWN_DOCUMENT
    }
    secret = frozenset(say.all) - shown - may | {"halfcanaryxq"}
    assert len(secret) > 50
    return Planted(path, incident.id, trust.id, secret, frozenset(shown))


def test_no_private_word_is_left_anywhere(
    display: str, planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("temp", "out"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    seen: list[str] = []
    with running(tmp_path, planted.path) as window:
        person.unlock(window)
        visit(window, INCIDENT_ROW, seen)
        present(window, seen)
        visit(window, TRUST_ROW, seen)
        export_from_the_window(window, tmp_path / "out", seen)
        half_type(window)
        window.press("F12")
        covered = window.until_focus("show-content")
        assert covered.title == "Goldseam"
        seen += outside(window)
        go_wrong(window)
        window.kill(signal.SIGSEGV)
        window.start(planted.path)
        person.unlock(window)
        window.until(lambda now: now.text("capture-text") == HALF, "what was half typed is back")
        seen += outside(window)
        window.press("ctrl+q")
        assert window.ended() == 0
    export_everything(planted, tmp_path / "out")
    look_everywhere(planted, tmp_path, seen)


def visit(window: Window, row: int, seen: list[str]) -> None:
    """Open a case, and every page of it."""
    if row is TRUST_ROW:
        window.press("ctrl+1")
    window.until(lambda now: "case-list" in now and now.at_rest, "the cases are listed")
    window.tab_to("case-list")
    window.press("Home", *["Down"] * row, "Return")
    window.until(lambda now: now.at_rest and "case-title" in now, "the case is in hand")
    for key in PAGES:
        window.press(key)
        window.until_at_rest()
        seen.append(titles(window))


def titles(window: Window) -> str:
    """What each window of the program is called on the desktop, those too that are not shown."""
    theirs = ("search", "--all", "--pid", str(window.process_id), "--name", ".+")
    named = ("getwindowname", "%@")
    return subprocess.run(
        ["xdotool", *theirs, *named], capture_output=True, text=True, check=True
    ).stdout


def outside(window: Window) -> list[str]:
    """What the desktop and other programs can see of the program: its windows and its process."""
    number = str(window.process_id)
    found = subprocess.run(
        ["xdotool", "search", "--pid", number], capture_output=True, text=True, check=True
    )
    told = [
        subprocess.run(["xprop", "-id", each], capture_output=True, check=False).stdout.decode()
        for each in found.stdout.split()
    ]
    process = Path(f"/proc/{number}")
    return [*told, *((process / name).read_text() for name in ("cmdline", "environ"))]


def export_from_the_window(window: Window, out: Path, seen: list[str]) -> None:
    """The account for the team, as the Documents page offers it."""
    window.press("ctrl+9")
    window.until_focus("documents-list")
    window.press("Home")
    wanted = "Shared account, for the team"
    for _ in range(12):
        if window.until_at_rest().text("documents-title") == wanted:
            break
        window.press("Down")
    window.press("F6")
    window.tab_to("leaving-export")
    window.press("Return")
    window.until_focus("export-document")
    seen.append(titles(window))
    window.tab_to("export-path")
    seen.append(window.now().text("export-path"))
    window.fill("export-path", str(out / "window.docx"))
    window.press("Return")
    window.until(lambda now: now.at_rest and "export-dialog" not in now, "it is written")


def present(window: Window, seen: list[str]) -> None:
    window.press("F5")
    window.until(lambda now: "presenting" in now, "what may be shown of it is presented")
    seen.append(titles(window))
    window.press("Escape")
    window.until(lambda now: now.at_rest and "presenting" not in now, "it is left")


def half_type(window: Window) -> None:
    window.press("ctrl+3")
    window.until_focus("evidence-table")
    window.press("Home", "t")
    window.until_focus("capture-text")
    window.write(HALF)
    window.until(lambda now: now.at_rest and now.text("capture-text") == HALF, "it is kept")


def go_wrong(window: Window) -> None:
    """A bug, while everything is on the screen, and one behind the cover."""
    window.ask("mistake")
    window.press("F12")
    window.until_focus("capture-text")
    window.ask("mistake")
    told = window.until(lambda now: "went wrong" in now.text("message-text"), "it is said")
    assert HALF in str(told.widgets)


def export_everything(planted: Planted, out: Path) -> None:
    """Every document of both cases, with its own name."""
    with casebooks.open_casebook(planted.path, PASSPHRASE) as casebook:
        for case_id in (planted.incident, planted.trust):
            for number, choice in enumerate(exports.choices(casebook, case_id)):
                folder = out / f"{case_id}-{number}"
                folder.mkdir()
                subject = choice.subject.id if choice.subject else ""
                exports.export(
                    casebook, case_id, choice.template.id, "docx", folder, subject_id=subject
                )


def look_everywhere(planted: Planted, folder: Path, seen: list[str]) -> None:
    """Each file below a folder, its name too, and what was seen of the program from outside."""
    documents = b"\n".join(
        content for path in (folder / "out").rglob("*.docx") for _, content in parts(path)
    )
    for word in planted.shown:
        assert word.encode() in documents, "a released word is not where it belongs"
    home = folder / "home"
    (log,) = home.rglob("goldseam.log")
    assert log.read_text().count("ERROR builtins.LookupError") == 2
    (fault,) = home.rglob("fault.log")
    assert "Segmentation fault" in fault.read_text()
    (settings,) = home.rglob("goldseam.ini")
    assert planted.path.name in settings.read_text()
    places = [part for path in folder.rglob("*") if path.is_file() for part in parts(path)]
    assert f"{planted.path.stem} — Goldseam\n" in seen
    assert any("WM_NAME" in told for told in seen)
    assert any("WINDOW_PROBE" in told for told in seen)
    places += [("seen from outside", text.encode()) for text in seen]
    assert len(places) > 200
    found = [
        (name, word)
        for name, content in places
        for word in planted.secret
        if word.encode() in content or word.encode("utf-16-le") in content or word in name
    ]
    assert found == []


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file as it is, and as what it was packed from."""
    content = path.read_bytes()
    yield str(path), content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield f"{path}/{name}", packed.read(name)
