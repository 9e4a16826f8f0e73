"""The history of one statement: every recorded change, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import (
    QFrame,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.assist import origins
from app.domain.assist.answers import SuggestionAnswer
from app.domain.changes import Change
from app.domain.drafted import Statement, case_of
from app.domain.drafts import Entry
from app.domain.practice import history_words
from app.domain.review_words import counted
from app.operations import drafting, history
from app.operations.assist import deciding
from app.operations.erasing import the
from app.ui import entry_words
from app.ui.dialogs.sheet import Sheet
from app.ui.entry_words import place_words
from app.ui.evidence_words import full_time
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling

Step = tuple[Change, tuple[str, ...]]


class HistoryDialog(Sheet):
    """What was written first, and each change since: when, and from what to what."""

    def __init__(
        self, session: Session, statement: Statement, parent: QWidget | None = None
    ) -> None:
        super().__init__("history-dialog", f"History of {the(type(statement))}", parent)
        self._session = session
        self._title = label("Reading…", "heading")
        self._title.setObjectName("history-title")
        inside = QWidget()
        self._steps = QVBoxLayout(inside)
        self._steps.setContentsMargins(0, 0, 8, 0)
        self._steps.setSpacing(8)
        self._steps.addStretch(1)
        area = scrolling(inside)
        area.setObjectName("history-steps")
        area.setAccessibleName("Changes, the latest first")
        close = button("history-close", "Close", self.accept)
        close.setDefault(True)
        self._origin = label("", "gold", wrap=True)
        self._origin.setObjectName("history-origin")
        self._origin.hide()
        self.lay_out((self._title, self._origin, area), area, (close,), (560, 460))
        self._read(statement)

    def _read(self, statement: Statement) -> None:
        casebook, zones = self._session.casebook, self._session.zones
        self._reading = self._session.tasks.run(
            "Reading the history",
            lambda _progress: (
                _steps(casebook, statement, *zones),
                deciding.origin_of(casebook, statement.id),
            ),
            self._show,
            quiet=True,
        )
        self.finished.connect(lambda _result: self._reading.cancel())

    def _show(self, answer: tuple[list[Step], SuggestionAnswer | None]) -> None:
        steps, origin = answer
        if origin is not None:
            self._origin.setText(origins.origin_words(origin))
            self._origin.show()
        self._title.setText(counted(len(steps), "change", "changes"))
        zone = self._session.zone
        for number, (change, lines) in enumerate(steps):
            card = QFrame()
            card.setProperty("kind", "card")
            column = QVBoxLayout(card)
            column.setContentsMargins(12, 8, 12, 8)
            column.setSpacing(3)
            column.addWidget(label(f"{full_time(change.at_us, zone)} · {change.label}", "caption"))
            for line in lines:
                column.addWidget(label(line, wrap=True))
            self._steps.insertWidget(number, card)


def _steps(
    casebook: Casebook, statement: Statement, zone: ZoneInfo, day_zone: ZoneInfo
) -> list[Step]:
    """The latest first."""
    steps: list[Step] = []
    for change in history.of_statement(casebook, statement):
        lines = (
            entry_words.change_words(change, zone, day_zone)
            if isinstance(statement, Entry)
            else history_words.change_words(type(statement), change, zone)
        )
        steps.append((change, tuple(lines)))
    for item in drafting.cited(casebook, case_of(statement)).get(statement.id, []):
        place = place_words(item.place, item.source_title)
        steps += [
            (change, (f"Citation attached: {place}",))
            for change in history.history(casebook, "citations", item.citation.id)
            if change.before is None
        ]
    return sorted(steps, key=lambda step: step[0].at_us, reverse=True)
