"""A small case with evidence of three shapes: a chat with a thread, a zoned log, loose lines."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.drafts import CaseKind
from app.domain.evidence import ImportChoices, Item
from app.domain.timeline import Span
from app.operations import casebooks, cases, evidence, imports, timeline
from app.ui import theme
from app.ui.panes.evidence import EvidencePane
from app.ui.session import Session
from app.ui.tasks import Tasks
from app.ui.widgets.search_field import SearchField

PASSPHRASE = "correct horse battery"
MIDNIGHT_US = 1_711_756_800_000_000  # 2024-03-30T00:00:00Z
LOG_LINES = 600

CHAT = (
    ("02:47:31", "Ana", "acking. orders is throwing 500s", None),
    ("02:52:07", "Ben", "\U0001f9f5 might be the \U0001f525 export feature from 4412?", "02:52:07"),
    ("02:55:20", "Ana", "restart db-primary, anyone against?", "02:52:07"),
    ("02:56:02", "Ben", "hold on <b>hypothesis</b> first", "02:52:07"),
    ("03:28:19", "Ben", "no pagination in the export query", None),
)


def at(clock: str) -> int:
    """The instant of a clock on the day of the evidence."""
    hours, minutes, seconds = (int(part) for part in f"{clock}:00".split(":")[:3])
    return MIDNIGHT_US + ((hours * 60 + minutes) * 60 + seconds) * 1_000_000


def _ts(clock: str) -> str:
    return f"{at(clock) // 1_000_000}.000100"


def write_export(folder: Path) -> Path:
    """A Slack export with one channel, a thread in it, and a direct message."""
    export = folder / "acme"
    users = {"Ana": "U1", "Ben": "U2"}
    for place in ("inc-412", "D1"):
        (export / place).mkdir(parents=True)
    (export / "users.json").write_text(
        json.dumps(
            [
                {"id": key, "name": name.lower(), "profile": {"real_name": name}}
                for name, key in users.items()
            ]
        )
    )
    (export / "channels.json").write_text(json.dumps([{"id": "C1", "name": "inc-412"}]))
    (export / "dms.json").write_text(json.dumps([{"id": "D1", "members": ["U1", "U2"]}]))
    lines = [
        {
            "type": "message",
            "user": users[who],
            "ts": _ts(clock),
            "text": text.replace("<", "&lt;").replace(">", "&gt;"),
            **({"thread_ts": _ts(thread)} if thread else {}),
        }
        for clock, who, text, thread in CHAT
    ]
    (export / "inc-412" / "2024-03-30.json").write_text(json.dumps(lines))
    private = {"type": "message", "user": "U1", "ts": _ts("02:00"), "text": "just between us"}
    (export / "D1" / "2024-03-30.json").write_text(json.dumps([private]))
    return export


def write_log(folder: Path, name: str = "orders-api.log", lines: int = LOG_LINES) -> Path:
    """A log with zoned stamps, one line every ten seconds from 02:00."""
    path = folder / name
    start = at("02:00") // 1_000_000
    rows = []
    for number in range(lines):
        second = start + 10 * number - MIDNIGHT_US // 1_000_000
        clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        what = "ERROR pool exhausted" if number % 100 == 7 else "INFO GET /orders"
        rows.append(f"2024-03-30T{clock}Z {what} {number}\n")
    path.write_text("".join(rows))
    return path


@pytest.fixture(scope="session")
def evidence_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed casebook: one case with a chat, a log and two lines without any time."""
    folder = tmp_path_factory.mktemp("evidence")
    casebook = casebooks.new_casebook(folder / "template.casebook", PASSPHRASE)
    case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders API down", "Europe/Berlin")
    imports.import_evidence(casebook, case.id, write_export(folder), ImportChoices(title="Chat"))
    imports.import_evidence(casebook, case.id, write_log(folder))
    imports.import_text(casebook, case.id, "no stamp here\nnor here\n", "notes.txt")
    casebook.close()
    return casebook.path


@dataclass
class Evidence:
    """An open case, its pane, and short ways to ask what is in them."""

    session: Session
    pane: EvidencePane
    settle: Callable[[], None]

    @property
    def shown(self) -> list[Item]:
        return evidence.items(self.session.casebook, list(self.pane.model.ids))

    def ids(self, word: str) -> list[int]:
        """The items whose text holds a word, in time order."""
        casebook, case_id = self.session.casebook, self.session.case.id
        items = evidence.items(casebook, list(evidence.item_ids(casebook, case_id)))
        return [item.id for item in items if word in item.text]

    def cite(self, item_id: int) -> None:
        casebook, case_id = self.session.casebook, self.session.case.id
        entry = timeline.entry_from_items(casebook, case_id, [item_id])
        timeline.add_entry(casebook, replace(entry, text="It began."), [Span(item_id)])

    def stand_on(self, word: str) -> int:
        """Stand on the first item that holds a word."""
        item_id = self.ids(word)[0]
        self.pane.parts.table.stand_on(list(self.pane.model.ids).index(item_id))
        self.settle()
        return item_id

    def stand_on_shown(self, word: str) -> int:
        """Stand on the first item of the list that holds a word."""
        found = next(item for item in self.shown if word in item.text)
        self.pane.parts.table.stand_on(list(self.pane.model.ids).index(found.id))
        self.settle()
        return found.id


def open_session(path: Path) -> Session:
    """Open a casebook as the window does, with its only case in hand."""
    session = Session(casebooks.open_casebook(path, PASSPHRASE), Tasks())
    session.select_case(cases.cases(session.casebook)[0].id)
    return session


@pytest.fixture(name="session")
def open_case(
    evidence_template: Path,
    tmp_path: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Session]:
    """A fresh copy of the case, nothing of it debounced."""
    monkeypatch.setattr(SearchField, "pause_ms", 0)
    monkeypatch.setattr(EvidencePane, "pause_ms", 0)
    theme.current().attach(qapp)
    theme.current().set_mode(theme.Mode.LIGHT)
    path = tmp_path / "case.casebook"
    shutil.copyfile(evidence_template, path)
    path.chmod(0o600)
    opened = open_session(path)
    yield opened
    opened.tasks.close()
    opened.close()


@pytest.fixture(name="settle")
def settling(session: Session, qtbot) -> Callable[[], None]:
    """Wait until nothing is under way any more."""

    def wait() -> None:
        QApplication.processEvents()
        qtbot.waitUntil(lambda: session.tasks.running == 0, timeout=30_000)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: session.tasks.running == 0, timeout=30_000)

    return wait


@pytest.fixture(name="case")
def evidence_pane(session: Session, settle: Callable[[], None], qtbot) -> Evidence:
    """The evidence pane, shown and filled."""
    pane = EvidencePane(session)
    qtbot.addWidget(pane)
    pane.resize(700, 790)
    with qtbot.waitExposed(pane):
        pane.show()
    settle()
    return Evidence(session, pane, settle)
