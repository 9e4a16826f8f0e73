"""Two rows to link a factor with another: how, and which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from app.domain.chain import LinkKind
from app.domain.chain_words import LINK_WORDS
from app.ui.chain_words import BACKWARDS

_WAYS = [(kind, True, words) for kind, words in LINK_WORDS.items()]
_WAYS += [(kind, False, words) for kind, words in BACKWARDS.items()]


class _Chooser(QComboBox):
    """Turning the wheel over it scrolls the page, unless it has the focus."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class LinkAdder(QWidget):
    """``wanted`` carries the kind, whether it leads from this factor, and the other's id."""

    wanted = Signal(object, bool, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self.way = _Chooser("link-way", "How it is linked")
        self.way.addItems([words for _, _, words in _WAYS])
        self.other = _Chooser("link-other", "With which factor")
        self.add = QPushButton("Link")
        self.add.setObjectName("link-add")
        self.add.clicked.connect(self._add)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.way, 0, 0)
        rows.addWidget(self.other, 1, 0)
        rows.addWidget(self.add, 1, 1)
        rows.setColumnStretch(0, 1)
        self.setFocusProxy(self.way)

    def offer(self, others: Sequence[tuple[str, str]]) -> None:
        """Offer these factors, by id and words; the one chosen stays chosen where it is there."""
        if [words for _, words in others] == [
            self.other.itemText(at) for at in range(self.other.count())
        ]:
            self._ids = [one for one, _ in others]
            return
        index = self.other.currentIndex()
        chosen = self._ids[index] if 0 <= index < len(self._ids) else ""
        self._ids = [one for one, _ in others]
        self.other.clear()
        self.other.addItems([words for _, words in others])
        if chosen in self._ids:
            self.other.setCurrentIndex(self._ids.index(chosen))

    def _add(self) -> None:
        kind, onward, _ = _WAYS[self.way.currentIndex()]
        if 0 <= self.other.currentIndex() < len(self._ids):
            self.wanted.emit(LinkKind(kind), onward, self._ids[self.other.currentIndex()])
