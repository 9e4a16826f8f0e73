"""What was read of all signals in one week, typed in one go."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.trust.signal_weeks import WEEK, week_of
from app.operations.trust.signals import SignalBoard
from app.ui.focus import go_to
from app.ui.panes.trust.reading_row import ReadingRow
from app.ui.panes.trust.signal_edits import SignalEdits
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label


class WeekReadings(QWidget):
    """A row for each signal. Enter goes on to the next; what is typed is saved once it rests.

    A row that stays empty is a week without a reading.
    """

    left = Signal()
    """A person is through with the last row."""

    settle_ms = 800
    """How long typing must rest before it is saved."""

    def __init__(self, edits: SignalEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("week-readings")
        self._edits = edits
        self._board = SignalBoard()
        self._case_id = self._week = ""
        self._rows: list[ReadingRow] = []
        self._heading = label("", "heading")
        self._heading.setObjectName("week-heading")
        self._says = label("", "caption", wrap=True)
        self._later = button("week-later", "Later →", self.later)
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self.commit)
        self._build()

    @property
    def week(self) -> str:
        """The Monday of the week that is shown."""
        return self._week

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(button("week-earlier", "← Earlier", self.earlier))
        head.addWidget(self._later)
        self._column = QVBoxLayout()
        self._column.setSpacing(14)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 6, 0)
        around.setSpacing(8)
        around.addLayout(head)
        around.addWidget(self._says)
        around.addLayout(self._column)
        around.addStretch(1)

    # What is shown

    def show_board(self, board: SignalBoard, case_id: str) -> None:
        """Show the signals as they stand; what is being typed stays."""
        if case_id != self._case_id:
            self._case_id, self._week = case_id, ""
            for row in self._rows:
                row.forget()
        self._board = board
        if not self._week:
            self._week = week_of(board.today)
        while len(self._rows) < len(board.signals):
            self._rows.append(self._row(len(self._rows)))
        self._show()

    def show_week(self, week: str, signal_id: str = "") -> None:
        """Go to a week, and there to a signal."""
        self._go(week)
        row = next((one for one in self._rows if one.signal_id == signal_id), None)
        if row is not None or self._board.signals:
            go_to((row or self._rows[0]).first)

    def earlier(self) -> None:
        """The week before."""
        self._go((date.fromisoformat(self._week or week_of(self._board.today)) - WEEK).isoformat())

    def later(self) -> None:
        """The week after, as far as weeks have begun."""
        after = (date.fromisoformat(self._week or week_of(self._board.today)) + WEEK).isoformat()
        self._go(min(after, week_of(self._board.today)))

    def this_week(self) -> None:
        """The week of today."""
        self.show_week(week_of(self._board.today))

    def _go(self, week: str) -> None:
        if week != self._week:
            self.commit()
            if faulty := next((row for row in self._rows if row.is_typed), None):
                go_to(faulty.first)
                return
            self._week = week
            for row in self._rows:
                row.forget()
            self._show()

    def _show(self) -> None:
        this, monday = week_of(self._board.today), date.fromisoformat(self._week)
        name = "This week" if self._week == this else f"Week of {self._week}"
        self._heading.setText(name)
        sunday = monday + timedelta(days=6)
        self._says.setText(
            f"{self._week} to {sunday}. What you do not know stays empty: a gap is no 0."
            if self._board.signals
            else "There is no signal to read yet. Add one with N, or choose one that is proposed."
        )
        self._later.setEnabled(self._week < this)
        for number, row in enumerate(self._rows):
            standing = self._board.standings[number : number + 1]
            row.setVisible(bool(standing))
            if standing:
                row.show_reading(standing[0], self._week)
            else:
                row.forget()
        if self._board.signals:
            self.setFocusProxy(self._rows[0].first)

    # What a person does

    def commit(self) -> None:
        """Save what was typed; what cannot be read stays in its row, which says why."""
        self._settle.stop()
        typed = [read for row in self._rows if (read := row.typed(self._week)) is not None]
        if typed and self._case_id:
            self._edits.write(typed, self._case_id)

    def _on(self, number: int) -> None:
        """Enter in a row: on to the next one."""
        if number + 1 < len(self._board.signals):
            self._rows[number + 1].first.setFocus()
        else:
            self.commit()
            self.left.emit()

    def _row(self, number: int) -> ReadingRow:
        row = ReadingRow(number)
        row.typing.connect(lambda: self._settle.start(self.settle_ms))
        row.through.connect(lambda: self._on(number))
        self._column.addWidget(row)
        return row
