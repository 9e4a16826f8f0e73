"""One signal: its chart, what it shows, what it is of, and who may see it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal as QtSignal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.errors import InvalidInputError
from app.domain.trust.signal_proposals import HOW
from app.domain.trust.signal_readings import pasted
from app.domain.trust.signal_rules import RULE
from app.domain.trust.signal_words import (
    BETTER_WORDS,
    CHART_KEY,
    SCALE_WORDS,
    group_words,
    movement_words,
    name_of,
    reading_words,
)
from app.domain.trust.signals import Scale, Signal
from app.operations.trust.signals import SignalBoard
from app.ui import theme
from app.ui.corrective_words import offered
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.panes.trust.signal_chart_view import SignalChartView
from app.ui.panes.trust.signal_edits import SignalEdits
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import label

_FORM = (
    (Field("name", "What is observed", Kind.TEXT, "What can be seen or counted, week by week"),),
    (
        Field("group_name", "Of which group", hint="A team or circle, never one person"),
        Field("group_size", "How many people", Kind.NUMBER, "Five or more", most=100_000),
    ),
    (
        Field("scale", "Read as", Kind.CHOICE, choices=offered(SCALE_WORDS)),
        Field("better", "Better is", Kind.CHOICE, choices=offered(BETTER_WORDS)),
    ),
)
_BASELINE_FORM = (
    (
        Field("baseline", "Before the repair", Kind.FIGURE, "A count or a level"),
        Field("baseline_on", "Observed until", Kind.DAY),
    ),
    (Field("baseline_words", "In words", Kind.TEXT, "How it was before"),),
)
_SOURCE_FORM = (
    (Field("source", "Source", Kind.TEXT, "Who observes it, and where"),),
    (Field("note", "Private note", Kind.TEXT, "Never in a document"),),
)
_MOST_LISTED = 8


class SignalEditor(QWidget):
    """Edits the signal that is shown; its readings are written on the part “Week by week”."""

    week_wanted = QtSignal(str)
    """A person wants to correct the reading of a week."""

    def __init__(self, session: Session, edits: SignalEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signal-editor")
        self._session = session
        self._edits = edits
        self._signal: Signal | None = None
        self._board = SignalBoard()
        self._heading = label("", "heading", wrap=True)
        self._movement = label("", "subtitle", wrap=True)
        self._movement.setObjectName("signal-movement")
        self.chart = SignalChartView(session, "signal-chart")
        self._key = label(CHART_KEY, "caption", wrap=True)
        self._rule = label(RULE, "caption", wrap=True)
        self._how = label("", "caption", wrap=True)
        self._form = DraftForm("signal-form", _FORM)
        self._baseline_form = DraftForm("signal-baseline-form", _BASELINE_FORM)
        self._source_form = DraftForm("signal-source-form", _SOURCE_FORM)
        self._weeks = HeadedList("signal-weeks", "Weekly readings")
        self._no_weeks = label("Nothing has been read yet.", "caption")
        self.shown_to = ShownTo(session, "signal-shown-to")
        self._paste = QPlainTextEdit()  # readings, not prose: nothing in it is asked about
        self._paste.setTabChangesFocus(True)
        self._paste.setFixedHeight(theme.current().px(72))
        self._paste.setObjectName("signal-paste")
        self._paste.setAccessibleName("Readings to take over")
        self._paste.setPlaceholderText("2026-03-02, 3, fewer than before")
        self._problem = label("", "warning", wrap=True)
        self._problem.setObjectName("signal-paste-problem")
        self._problem.hide()
        self._build()
        self._connect()

    @property
    def group(self) -> QWidget:
        """Where the group is typed: what a proposed signal still lacks."""
        return self._form.field("group_name")

    @property
    def _forms(self) -> tuple[DraftForm, ...]:
        return self._form, self._baseline_form, self._source_form

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        for widget in (
            *(self._heading, self._movement, self.chart, self._key, self._how, self._form),
            *(self._baseline_form, self._source_form, self.shown_to),
            *(label("Read so far", "strong"), self._no_weeks, self._weeks),
            *(label("Take over readings", "strong"), self._paste, self._problem),
        ):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(label("A line for each week: day, value, words.", "caption", wrap=True), 1)
        row.addWidget(button("signal-paste-button", "Take over", self.take_over))
        column.addLayout(row)
        column.addWidget(self._rule)
        column.addStretch(1)
        self.setFocusProxy(self._form.field("name"))

    def _connect(self) -> None:
        for form in self._forms:
            form.edited.connect(self._change)
        self._weeks.activated.connect(lambda _index: self.week_wanted.emit(self._weeks.current_id))

    # What is shown

    def show_signal(self, board: SignalBoard, signal: Signal) -> None:
        """Show a signal as it stands; what is being typed into it stays."""
        if self._signal is not None and signal.id != self._signal.id:
            self.commit()
            self._paste.setPlainText("")
            self._complain("")
        self._signal, self._board = signal, board
        self._heading.setText(f"{name_of(signal)} · {group_words(signal)}")
        standing = board.standing(signal.id)
        self._movement.setText(movement_words(standing) if standing else "")
        chart = board.chart(signal.id)
        self.chart.show_chart(chart)
        self._key.setVisible(bool(chart))
        self._how.setText(HOW.get(signal.item, ""))
        self._how.setVisible(bool(signal.item))
        for form in self._forms:
            form.show_thing(signal, self._session.zone)
        in_words = signal.scale is Scale.WORDS
        self._baseline_form.field("baseline").setEnabled(not in_words)
        self._form.field("better").setEnabled(not in_words)
        readings = standing.readings[::-1] if standing else ()
        self._weeks.show_rows(
            [
                HeadedRow(one.week, reading_words(one) or "A note only", one.source, one.week)
                for one in readings
            ]
        )
        self._weeks.setVisible(bool(readings))
        rows = self._weeks.sizeHintForRow(0) * min(len(readings), _MOST_LISTED)
        self._weeks.setFixedHeight(rows + 2 * self._weeks.frameWidth() + theme.current().px(6))
        self._no_weeks.setVisible(not readings)
        self.shown_to.show_target(signal.id, Signal)

    # What a person does

    def commit(self) -> None:
        """Hand over what is half typed."""
        for form in self._forms:
            form.commit()
        self.shown_to.commit()

    def take_over(self) -> None:
        """Write down the readings that were pasted; a line that cannot be read stops all."""
        if self._signal is None:
            return
        try:
            read = pasted(self._paste.toPlainText(), self._signal, self._board.today)
        except InvalidInputError as error:
            self._complain(str(error))
            return
        self._complain("")
        if read:
            self._edits.take_over(read)
            self._paste.setPlainText("")

    def _complain(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _change(self, changes: dict[str, Any]) -> None:
        if self._signal is not None:
            self._edits.change(self._signal, changes)
