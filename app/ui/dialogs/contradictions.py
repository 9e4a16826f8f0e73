"""What statements say against each other: both quotes side by side, and a way to either."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.evidence import Item
from app.domain.moments import to_the_second
from app.domain.statements import ContradictionKind
from app.operations.contradictions import Contradictions, Found
from app.ui.dialogs.sheet import Sheet
from app.ui.evidence_words import counted, full_time, where_words
from app.ui.session import Session
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import ElidedLabel, badge, label

_SHOWN = 100
_KINDS = {
    ContradictionKind.TWO_TIMES: "Two times for one event",
    ContradictionKind.RESOLVED_FIRST: "Resolved before it was detected",
    ContradictionKind.END_FIRST: "An end that does not fit its start",
    ContradictionKind.IMPOSSIBLE_YEAR: "A year that cannot be",
    ContradictionKind.ZONE: "A zone that does not fit",
}
_NOTHING = (
    "No contradiction was found in documents, messages, alerts and the draft. Only what reads as "
    "the same event beyond doubt is compared, so that there may be others."
)


class ContradictionsDialog(Sheet):
    """Stays open while a person looks at one quote or the other.

    Emits `item_wanted` and `entry_wanted` with an id, and `dismissed` with the id of a
    contradiction and the reason, an empty one to list it again.
    """

    item_wanted = Signal(int)
    entry_wanted = Signal(str)
    dismissed = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("contradictions", "Contradictions", parent)
        self._session = session
        self._title = label("Reading…", "heading")
        self._title.setObjectName("contradictions-title")
        self._scope = label("", "caption", wrap=True)
        self._area = QScrollArea()
        self._area.setObjectName("contradictions-list")
        self._area.setAccessibleName("Contradictions")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ask = AskLine("dismiss-reason", self)
        close = button("contradictions-close", "Close", self.accept)
        parts = (self._title, self._area, self._ask)
        self.lay_out(parts, self._area, (close,), (760, 540), beside=self._scope)
        close.setFocus()

    def show_found(self, told: Contradictions, items: Mapping[int, Item]) -> None:
        """Show what was found; ``items`` are those that it quotes, by id."""
        place = self._area.verticalScrollBar().value()
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(10)
        if not told.found:
            cards.addWidget(label(_NOTHING, "caption", wrap=True))
        for found in told.found[:_SHOWN]:
            cards.addWidget(self._card(found, items))
        if len(told.found) > _SHOWN:
            more = f"{len(told.found) - _SHOWN:,} more; dismiss some of these to see them."
            cards.addWidget(label(more, "caption", wrap=True))
        cards.addStretch(1)
        self._area.setWidget(inside)
        self._area.verticalScrollBar().setValue(place)
        open_ones = sum(not one.dismissed for one in told.found)
        title = counted(open_ones, "contradiction") if open_ones else "No contradictions"
        self._title.setText(title)
        left = f"; {told.left_out:,} more were too many" if told.left_out else ""
        self._scope.setText(f"{counted(told.looked_at, 'statement')} looked at{left}.")

    def _card(self, found: Found, items: Mapping[int, Item]) -> QFrame:
        one = found.contradiction
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(badge(_KINDS[one.kind], "neutral" if found.dismissed else "gold"))
        head.addStretch(1)
        head.addWidget(self._aside_button(found))
        column.addLayout(head)
        column.addWidget(label(one.why, "strong", wrap=True))
        if found.dismissed:
            column.addWidget(label(f"Dismissed: {found.dismissed}", "caption", wrap=True))
            return card
        quotes = QGridLayout()
        quotes.setHorizontalSpacing(12)
        owners: list[int | str | None] = [*one.items, *one.entries]
        owners += [None] * (len(one.quotes) - len(owners))
        for number, (owner, words) in enumerate(zip(owners, one.quotes, strict=True)):
            quotes.addLayout(self._quote(owner, words, items), number // 2, number % 2)
        quotes.setColumnStretch(0, 1)
        quotes.setColumnStretch(1, 1)
        column.addLayout(quotes)
        return card

    def _aside_button(self, found: Found) -> QPushButton:
        button = QPushButton("List it again" if found.dismissed else "Dismiss…")
        button.setObjectName("contradiction-again" if found.dismissed else "contradiction-dismiss")
        button.setProperty("kind", "quiet")
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._aside, found))
        return button

    def _aside(self, found: Found, _checked: bool = False) -> None:
        one = found.contradiction
        if found.dismissed:
            self.dismissed.emit(one.id, "")
            return
        self._ask.ask(
            "Why is this no contradiction?",
            lambda reason: self.dismissed.emit(one.id, reason),
            example="such as: two failovers",
        )

    def _quote(self, owner: int | str | None, words: str, items: Mapping[int, Item]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        where = QHBoxLayout()
        where.addWidget(ElidedLabel(self._where(owner, items), "caption"), 1)
        if owner is not None:
            show = QPushButton("Show")
            show.setObjectName("contradiction-show")
            show.setProperty("kind", "link")
            show.setAutoDefault(False)
            show.clicked.connect(partial(self._show_owner, owner))
            where.addWidget(show)
        column.addLayout(where)
        quote = label(f"“{words}”", wrap=True)
        quote.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(quote)
        column.addStretch(1)
        return column

    def _where(self, owner: int | str | None, items: Mapping[int, Item]) -> str:
        if isinstance(owner, str):
            return "The draft"
        if owner is None or (item := items.get(owner)) is None:
            return "The case"
        time = "no time"
        if item.utc_us is not None:
            instant_us, precision = to_the_second(item.utc_us, item.precision)
            time = full_time(instant_us, self._session.zone, precision)
        return f"{time} · {where_words(item)}"

    def _show_owner(self, owner: int | str, _checked: bool = False) -> None:
        if isinstance(owner, int):
            self.item_wanted.emit(owner)
        else:
            self.entry_wanted.emit(owner)
