"""The Signals page: what can be observed of groups, read week by week, beside its repairs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.review_words import counted
from app.domain.trust.signal_proposals import HOW, PROPOSALS
from app.domain.trust.signal_words import SHORT_MOVEMENT, group_words, name_of, number_words
from app.domain.trust.signals import Signal, SignalReading
from app.operations.trust import signals
from app.operations.trust.signals import SignalBoard
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.feed import Feed
from app.ui.focus import go_to, type_ahead
from app.ui.page_actions import PageActions
from app.ui.panes.trust.signal_editor import SignalEditor
from app.ui.panes.trust.signal_edits import SignalEdits
from app.ui.panes.trust.week_readings import WeekReadings
from app.ui.session import Session
from app.ui.widgets.buttons import button, chip_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.panels import panel_of, scrolling

_WATCHED = {"trust_signals", "signal_readings", "repairs", "cases"}
_SECTION = 7
_SIGNAL, _WEEK, _PROPOSED = range(3)
_PARTS = (
    ("signal-part-one", "Signal"),
    ("signal-part-week", "Week by week"),
    ("signal-part-proposed", "Proposed"),
)


class SignalsPane(QSplitter):
    """The signals on the left; one of them, the readings of a week, or proposals on the right."""

    def __init__(
        self, session: Session, _chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("signals-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = SignalEdits(session, self)
        self._board = SignalBoard()
        self._wanted = self._begun = ""
        self._list = HeadedList("signal-list", "Signals")
        self._count = ElidedLabel(role="caption")
        self._editor = SignalEditor(session, self._edits)
        self._week = WeekReadings(self._edits)
        self._proposed = HeadedList("signal-proposals", "Proposed signals")
        self._how = label("", "caption", wrap=True)
        self._one = QStackedWidget()
        self._parts = QStackedWidget()
        self._chips = QButtonGroup(self)
        self._lay_out()
        self._feed = Feed(session, self, "Reading signals", _WATCHED, signals.board, self._take)
        self._feed.wait_for(self._edits)
        self._connect()
        for action in self._offered():
            action.build(self)
        self.setFocusProxy(self._list)

    # How it is made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Signals", "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(button("add-signal-button", "Add signal", self.add, short="Add"))
        says = label(
            "What can be seen of a group of five or more, never of one person.",
            "caption",
            wrap=True,
        )
        self.addWidget(panel_of("signals-panel", head, says, self._list))
        self.addWidget(self._parts_panel())
        self.setStretchFactor(0, 5)
        self.setStretchFactor(1, 7)
        self.setSizes([420, 580])

    def _parts_panel(self) -> QWidget:
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for place, (name, words) in enumerate(_PARTS):
            chip = chip_button(name, words)
            self._chips.addButton(chip, place)
            chips.addWidget(chip)
        chips.addStretch(1)
        self._chips.button(_SIGNAL).setChecked(True)
        propose = button("propose-signal-button", "Proposed signals", self.propose)
        self._empty = EmptyState(
            "No signal yet",
            "A signal is something that can be seen or counted of a group, such as how often it "
            "asks for a second approval. Add your own with N, or take one that is proposed.",
            [propose],
        )
        self._one.addWidget(self._empty)
        self._one.addWidget(scrolling(self._editor))
        for part in (self._one, scrolling(self._week), self._proposals()):
            self._parts.addWidget(part)
        return panel_of("signal-panel", chips, self._parts)

    def _proposals(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._how, 1)
        row.addWidget(button("add-proposed-button", "Add it", self.add_proposed))
        column.addWidget(self._proposed, 1)
        column.addLayout(row)
        return made

    def _connect(self) -> None:
        self._list.stood_on.connect(lambda _id: self._show_signal())
        self._list.activated.connect(lambda _index: self._edit())
        self._list.unwanted.connect(self._edits.remove)
        self._proposed.stood_on.connect(lambda item: self._how.setText(HOW.get(item, "")))
        self._proposed.activated.connect(lambda _index: self.add_proposed())
        self._chips.idClicked.connect(self._parts.setCurrentIndex)
        self._week.left.connect(lambda: go_to(self._list))
        self._editor.week_wanted.connect(self._correct)
        self._session.case_selected.connect(lambda _id: self._enter_case())
        self._session.thing_wanted.connect(self._want)

    def _offered(self) -> list[Action]:
        keys = (
            ("signal-add", "Add signal", "N", self.add),
            ("signal-propose", "Choose a proposed signal", "P", self.propose),
            ("signal-this-week", "Write what was read this week", "W", self.this_week),
            ("signal-earlier", "Readings of the week before", "Alt+PgUp", self._earlier),
            ("signal-later", "Readings of the week after", "Alt+PgDown", self._later),
            ("signal-up", "Move signal up", "Alt+Up", partial(self._move, -1)),
            ("signal-down", "Move signal down", "Alt+Down", partial(self._move, 1)),
            ("signal-readers", "Choose who sees the signal", "R", self._readers),
            ("signal-one", "The signal", "1", partial(self.show_part, _SIGNAL)),
            ("signal-weeks", "Signals week by week", "2", partial(self.show_part, _WEEK)),
            ("signal-proposed", "Proposed signals", "3", partial(self.show_part, _PROPOSED)),
        )
        page = PageActions(self, self._session, "signals", Menu.CASE, _SECTION)
        return [page.local(*each) for each in keys]

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        match self._parts.currentIndex():
            case 1 if self._board.signals:
                return [self._list, self._week]
            case 2:
                return [self._list, self._proposed]
        return [self._list, self._editor] if self._board.signals else [self._list]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._commit()

    # Keeping up

    def _enter_case(self) -> None:
        self._wanted = self._begun = ""
        self._commit()

    def _want(self, thing_id: str) -> None:
        if self.isVisible():
            self._wanted = thing_id
            self._stand()

    def _take(self, board: SignalBoard) -> None:
        self._board = board
        self._count.setText(counted(len(board.signals), "signal") if board.signals else "")
        self._list.show_rows([_row(board, signal) for signal in board.signals])
        self._proposed.show_rows(_proposed_rows(board))
        self._how.setText(HOW.get(self._proposed.current_id, ""))
        self._week.show_board(board, self._session.case.id)
        self._stand()
        self._show_signal()

    # What is shown

    def _stand(self) -> None:
        """Stand on what is wanted: a signal, or a reading of one."""
        readings = {one.id: one for one in self._board.readings}
        if self._wanted in readings:
            reading, self._wanted = readings[self._wanted], ""
            self._list.stand_on(reading.signal_id)
            self._choose_part(_WEEK)
            self._week.show_week(reading.week, reading.signal_id)
        elif self._wanted and self._list.stand_on(self._wanted):
            self._wanted = ""
            self._choose_part(_SIGNAL)

    def _show_signal(self) -> None:
        standing = self._board.standing(self._list.current_id)
        self._one.setCurrentIndex(0 if standing is None else 1)
        if standing is None:
            return
        self._editor.show_signal(self._board, standing.signal)
        if standing.signal.id == self._begun:
            self._begun = ""  # not before it is shown: the words would go into another signal
            go_to(self._editor.group if standing.signal.item else self._editor)

    def show_part(self, place: int) -> None:
        """Show the signal in hand, the readings of a week, or what is proposed."""
        self._choose_part(place)
        if place == _WEEK and self._board.signals:
            self._week.show_week(self._week.week, self._list.current_id)
        else:
            go_to((self._editor, self._list, self._proposed)[place])

    def _choose_part(self, place: int) -> None:
        self._chips.button(place).setChecked(True)
        self._parts.setCurrentIndex(place)

    # What a person does

    def add(self) -> None:
        """Add a signal of one's own and type what is observed."""
        self._begin()
        self._edits.add(self._write)

    def propose(self) -> None:
        """Show the signals that are proposed."""
        self.show_part(_PROPOSED)

    def add_proposed(self) -> None:
        """Add the proposed signal in hand."""
        if item := self._proposed.current_id:
            self._begin()
            self._edits.add(self._write, item)

    def this_week(self) -> None:
        """Write down what was read this week, of all signals."""
        self._choose_part(_WEEK)
        self._week.this_week()

    def _begin(self) -> None:
        self._commit()
        self._choose_part(_SIGNAL)
        type_ahead(self)

    def _write(self, signal: Signal) -> None:
        self._wanted = self._begun = signal.id
        self._stand()
        self._show_signal()

    def _edit(self) -> None:
        if self._parts.currentIndex() == _WEEK:
            self._week.show_week(self._week.week, self._list.current_id)
        else:
            self.show_part(_SIGNAL)

    def _correct(self, week: str) -> None:
        self._choose_part(_WEEK)
        self._week.show_week(week, self._list.current_id)

    def _earlier(self) -> None:
        self._choose_part(_WEEK)
        self._week.earlier()

    def _later(self) -> None:
        self._choose_part(_WEEK)
        self._week.later()

    def _move(self, by: int) -> None:
        if self._list.current_id:
            self._edits.move(self._list.current_id, by)

    def _readers(self) -> None:
        if self._list.current_id:
            self._choose_part(_SIGNAL)
            self._editor.shown_to.open_choice()

    def _commit(self) -> None:
        self._editor.commit()
        self._week.commit()

    # Where one was

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""
        return {
            "signal": self._list.current_id,
            "part": self._parts.currentIndex(),
            "split": self.sizes(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._wanted = str(state.get("signal", ""))
        if isinstance(sizes := state.get("split"), list) and any(sizes):
            self.setSizes(sizes)
        self._stand()
        if (part := state.get("part")) in range(len(_PARTS)):
            self._choose_part(int(str(part)))


def _row(board: SignalBoard, signal: Signal) -> HeadedRow:
    standing = board.standing(signal.id)
    last = standing.readings[-1] if standing and standing.readings else None
    read = f"{_short(last)} ({last.week})" if last else "not read yet"
    movement = SHORT_MOVEMENT[standing.movement] if standing else ""
    return HeadedRow(signal.id, name_of(signal), f"{read} · {group_words(signal)}", movement)


def _short(reading: SignalReading) -> str:
    return number_words(reading.value) or "in words"


def _proposed_rows(board: SignalBoard) -> list[HeadedRow]:
    return [
        HeadedRow(one.item, one.name, one.how, "added" if one.item in board.proposed else "")
        for one in PROPOSALS
    ]
