"""A small case to draft in: seven dated messages of one channel, imported once for all tests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.drafts import CaseKind, Entry, EntryKind, new_id
from app.domain.moments import Precision, TimeKind
from app.domain.timeline import CitedEntry, Span
from app.operations import casebooks, cases, evidence, imports, timeline
from app.ui import theme
from app.ui.panes.entry_in_place import EntryInPlace
from app.ui.panes.review_document import DocumentPane
from app.ui.panes.review_form import ReviewForm
from app.ui.panes.unfinished import UnfinishedEntries
from app.ui.session import Session
from app.ui.tasks import Tasks

PASSPHRASE = "correct horse battery"
MIDNIGHT_US = 1_711_756_800_000_000  # 2024-03-30T00:00:00Z

MESSAGES = (
    ("02:46:58", "ALERT db-primary CPU 98% for 5m"),
    ("02:47:31", "acking. orders is throwing 500s, ~74% of requests"),
    ("02:52:07", "might be the export feature from 4412?"),
    ("02:56:02", "hold - hypothesis first"),
    ("03:01:12", "rollback orders 4412 -> 4411 started"),
    ("03:21:48", "WARN slow query exports.select_all 600,214 rows"),
    ("03:28:19", "no pagination in the export query"),
)


def at(clock: str) -> int:
    """The instant of a clock on the day of the messages."""
    hours, minutes, seconds = (int(part) for part in f"{clock}:00".split(":")[:3])
    return MIDNIGHT_US + ((hours * 60 + minutes) * 60 + seconds) * 1_000_000


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed casebook with one case and the messages as evidence."""
    folder = tmp_path_factory.mktemp("drafting")
    export = folder / "slack"
    channel = export / "inc-412"
    channel.mkdir(parents=True)
    user = {"id": "U1", "name": "oncall", "profile": {"real_name": "on-call engineer A"}}
    (export / "users.json").write_text(json.dumps([user]))
    (export / "channels.json").write_text(json.dumps([{"id": "C1", "name": "inc-412"}]))
    lines = [
        {"type": "message", "user": "U1", "ts": f"{at(clock) / 1e6:.6f}", "text": text}
        for clock, text in MESSAGES
    ]
    (channel / "2024-03-30.json").write_text(json.dumps(lines))
    casebook = casebooks.new_casebook(folder / "template.casebook", PASSPHRASE)
    case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable")
    imports.import_evidence(casebook, case.id, export)
    casebook.close()
    return casebook.path


@dataclass
class Drafting:
    """An open casebook with its session, and short ways to draft in it."""

    session: Session
    path: Path

    @property
    def item_ids(self) -> list[int]:
        return list(evidence.item_ids(self.session.casebook, self.session.case.id))

    def entries(self) -> list[CitedEntry]:
        return timeline.entries(self.session.casebook, self.session.case.id)

    def texts(self) -> list[str]:
        return [cited.entry.text for cited in self.entries()]

    def add(self, clock: str | None, text: str, items: tuple[int, ...] = (), **fields) -> Entry:
        known = clock is not None
        entry = Entry(
            new_id(),
            self.session.case.id,
            text,
            **{
                "time_kind": TimeKind.EXACT if known else TimeKind.UNKNOWN,
                "start_us": at(clock) if known else None,
                "time_precision": Precision.SECOND if known else Precision.NONE,
                "kind": EntryKind.SIGNAL,
                **fields,
            },
        )
        spans = [Span(item) for item in items]
        return timeline.add_entry(self.session.casebook, entry, spans).entry

    def close(self) -> None:
        self.session.tasks.close()
        self.session.close()


@pytest.fixture
def look(qapp: QApplication) -> None:
    """Our own faces and colours, as in the window."""
    if theme.current().mode is not theme.Mode.LIGHT:
        theme.current().attach(qapp)
        theme.current().set_mode(theme.Mode.LIGHT)


def open_drafting(path: Path) -> Drafting:
    """Open a casebook as the window does, with its only case in hand."""
    casebook = casebooks.open_casebook(path, PASSPHRASE)
    session = Session(casebook, Tasks())
    session.select_case(cases.cases(casebook)[0].id)
    return Drafting(session, path)


@pytest.fixture
def drafting(
    template: Path, tmp_path: Path, look: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Drafting]:
    """A fresh copy of the case, without any pause for typing to rest."""
    for owner, pause in (
        (EntryInPlace, "settle_ms"),
        (UnfinishedEntries, "pause_ms"),
        (ReviewForm, "settle_ms"),
        (DocumentPane, "pause_ms"),
    ):
        monkeypatch.setattr(owner, pause, 0)
    path = tmp_path / "case.casebook"
    shutil.copyfile(template, path)
    path.chmod(0o600)
    opened = open_drafting(path)
    yield opened
    opened.close()


def shown(qtbot, widget: QWidget, width: int = 590, height: int = 800) -> None:
    """Show a widget as the active window."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def settled(qtbot, drafting: Drafting) -> None:
    """Wait until everything asked for has been done and shown."""
    qtbot.waitUntil(lambda: drafting.session.tasks.running == 0)


def at_rest(qtbot, drafting: Drafting) -> None:
    """Wait until everything asked for was done, and what follows from it is shown."""
    for _ in range(2):
        QApplication.processEvents()
        settled(qtbot, drafting)


def press(
    key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key wherever the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    QTest.keyClick(widget, key, modifier)


def write(text: str) -> None:
    """Type a text wherever the focus is."""
    QTest.keyClicks(QApplication.focusWidget(), text)
