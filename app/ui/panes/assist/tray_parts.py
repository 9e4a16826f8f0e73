"""What the tray of suggestions is made of, and how it makes do with the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.domain.assist.answers import Decision
from app.domain.assist.suggestions import SuggestionKind
from app.ui import theme
from app.ui.itemmodels.suggestions import SuggestionsModel
from app.ui.suggestion_words import SUGGESTION_WORDS
from app.ui.widgets.buttons import button, chip_button
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.suggestion_card import SuggestionCard
from app.ui.widgets.suggestion_list import SuggestionList

if TYPE_CHECKING:
    from app.operations.assist.tray import Waiting

WAITS = (None, Decision.UNSURE)
"""What still waits for a person."""

_FOR_WRITING, _FOR_BOTH, _FOR_NEXT = 660, 430, 330
"""The room of the page, in pixels at zoom 1: the height in which an entry form and a suggestion
stand together, and in which the list and the card do; the width that has a button for the next."""


@dataclass(frozen=True, slots=True)
class _Room:
    """What there is too little room for."""

    folded: bool = False
    low: bool = False
    narrow: bool = False


class TrayParts(QObject):
    """The head, the list with its tools, and the card, laid out in the frame of the tray."""

    next_wanted = Signal()
    folded = Signal()
    """A person folded the tray, or opened the list or what was decided."""
    kind_chosen = Signal(object)
    """The `SuggestionKind` to show alone, None for all."""
    ask_wanted = Signal()

    def __init__(self, frame: QFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._room = _Room()
        self.list = SuggestionList(SuggestionsModel(self))
        self.card = SuggestionCard()
        self._make_head()
        self._make_tools()
        self._nothing = label("", "caption", wrap=True)
        self._nothing.setObjectName("suggestion-nothing")
        self._lay_out()

    def fit(self, room: QSize, *, is_writing: bool) -> bool:
        """Take note of the room of the page; says whether that changes anything."""
        px, before = theme.current().px, self._room
        self._room = _Room(
            folded=is_writing and room.height() < px(_FOR_WRITING),
            low=room.height() < px(_FOR_BOTH),
            narrow=room.width() < px(_FOR_NEXT),
        )
        return self._room != before

    def show(self, found: Sequence[Waiting], kind: SuggestionKind | None) -> bool:
        """Show what has a place now; says whether the list is open.

        ``found`` are all suggestions, ``kind`` is the one shown alone.
        """
        waiting = sum(each.decision in WAITS for each in found)
        self._count.setText(f"{waiting:,} waiting · not in the record")
        self.fold.setText("Show" if self.fold.isChecked() else "Hide")
        is_open = not self.fold.isChecked() and not self._room.folded
        has_list = is_open and self.all.isChecked()
        any_rows = bool(self.list.model_rows)
        has_card = is_open and any_rows and not (has_list and self._room.low)
        for part, shown in (
            (self.card, has_card),
            (self._nothing, is_open and not any_rows),
            (self.list, has_list),
            (self.tools, has_list),
            (self.all, is_open),
            (self._next, is_open and not self._room.narrow),
        ):
            part.setVisible(shown)
        self._nothing.setText(_nothing_words(kind))
        self._offer_kinds(found, kind)
        self.place_count()
        policy = QSizePolicy.Policy
        self._frame.setSizePolicy(
            policy.Preferred, policy.Expanding if has_list else policy.Maximum
        )
        self._frame.setFocusProxy(self.list if has_list else self.card if has_card else self.fold)
        return has_list

    def place_count(self) -> None:
        """Put it beside the heading, or on a line of its own where it cannot be read there."""
        head, column = self._head, self._column
        beside = [part for part in self._beside if not part.isHidden()]
        margins = column.contentsMargins()
        room = self._frame.width() - margins.left() - margins.right()
        needed = sum(part.sizeHint().width() for part in (self._count, *beside))
        fits = needed + head.spacing() * len(beside) <= room
        if fits and head.indexOf(self._count) < 0:
            column.removeWidget(self._count)
            head.insertWidget(1, self._count, 1)
        elif not fits and column.indexOf(self._count) < 0:
            head.removeWidget(self._count)
            column.insertWidget(1, self._count)

    def open_kinds(self) -> None:
        """Let a person choose one kind."""
        if self._kinds.isVisible():
            self._kinds.showMenu()

    def _offer_kinds(self, found: Sequence[Waiting], chosen: SuggestionKind | None) -> None:
        words = "All kinds" if chosen is None else SUGGESTION_WORDS[chosen]
        self._kinds.setText(words)
        self._kinds.setAccessibleName(f"Kind: {words}")
        self._kinds.setChecked(chosen is not None)
        menu = self._kinds.menu()
        menu.clear()
        every = menu.addAction("All kinds")
        every.triggered.connect(lambda _on=False: self.kind_chosen.emit(None))
        waiting = [each.suggestion.kind for each in found if each.decision in WAITS]
        for kind in SuggestionKind:
            if number := waiting.count(kind):
                one = menu.addAction(f"{SUGGESTION_WORDS[kind]} ({number:,})")
                one.triggered.connect(lambda _on=False, of=kind: self.kind_chosen.emit(of))

    # How it is made

    def _make_head(self) -> None:
        self._count = ElidedLabel("", "caption")
        self._count.setObjectName("suggestion-count")
        self._next = button(
            "suggestion-next-button", "Next  N", self.next_wanted.emit, kind="quiet"
        )
        self.all = chip_button("suggestion-list-chip", "All")
        self.all.setAccessibleName("All that wait, as a list")
        self.all.setToolTip("All that wait, as a list (W)")
        self.fold = button("suggestion-fold", "Hide", self.folded.emit, kind="quiet")
        self.fold.setCheckable(True)
        self.fold.setToolTip("Fold the tray away, or open it")
        self.ask_first = button(
            "ask-assist-button", "Ask the assist…", self.ask_wanted.emit, kind="link"
        )
        self.ask_first.setToolTip("Let the assist point at evidence; it writes nothing")

    def _make_tools(self) -> None:
        self._kinds = chip_button("suggestion-kinds", "All kinds")
        self._kinds.setMenu(QMenu(self._kinds))
        self.decided = chip_button("suggestion-decided", "With decided", "Decided")
        self.decided.setToolTip("Show what was accepted, dismissed or not sure, too")
        self._again = chip_button("suggestion-ask-again", "Ask again…")
        self._again.setCheckable(False)
        for chip in (self.all, self.decided):
            chip.clicked.connect(lambda _on: self.folded.emit())
        self._again.clicked.connect(lambda _on: self.ask_wanted.emit())

    def _lay_out(self) -> None:
        self._head = head = QHBoxLayout()
        head.setSpacing(8)
        heading = label("Suggestions", "heading")
        head.addWidget(heading)
        head.addWidget(self._count, 1)
        head.addStretch()
        self._beside = (heading, self._next, self.all, self.fold)
        for part in self._beside[1:]:
            head.addWidget(part)
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(6)
        for chip in (self._kinds, self.decided):
            tools.addWidget(chip)
        tools.addStretch(1)
        tools.addWidget(self._again)
        self._column = column = QVBoxLayout(self._frame)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.tools)
        column.addWidget(self.list, 1)
        column.addWidget(self.card)
        column.addWidget(self._nothing)


def _nothing_words(kind: SuggestionKind | None) -> str:
    if kind is None:
        return "Nothing waits. “With decided” shows what was decided before."
    return f"Nothing of the kind “{SUGGESTION_WORDS[kind]}” waits."
