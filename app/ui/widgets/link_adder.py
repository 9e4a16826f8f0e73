"""Two rows to link a factor with another: how, and which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from app.domain.practice.chain import LinkKind
from app.domain.practice.chain_words import LINK_WORDS
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
        self._factors: list[tuple[str, str]] = []
        self._closed = ""  # the factor that is to be linked cannot be chosen
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

    def offer(self, factors: Sequence[tuple[str, str]], own_id: str) -> None:
        """Offer all factors, by id and words, but for the one that is to be linked."""
        if list(factors) != self._factors:
            chosen = self._chosen()
            self._factors = list(factors)
            self.other.clear()
            self.other.addItems([words for _, words in factors])
            self._choose(chosen)
        rows = self.other.model()
        for at, (factor_id, _) in enumerate(self._factors):
            if isinstance(rows, QStandardItemModel) and factor_id in {own_id, self._closed}:
                rows.item(at).setEnabled(factor_id != own_id)
        self._closed = own_id
        if self._chosen() in {"", own_id}:
            self._choose(next((one for one, _ in self._factors if one != own_id), ""))

    def _chosen(self) -> str:
        index = self.other.currentIndex()
        return self._factors[index][0] if 0 <= index < len(self._factors) else ""

    def _choose(self, factor_id: str) -> None:
        ids = [one for one, _ in self._factors]
        self.other.setCurrentIndex(ids.index(factor_id) if factor_id in ids else -1)

    def _add(self) -> None:
        kind, onward, _ = _WAYS[self.way.currentIndex()]
        if (other := self._chosen()) and other != self._closed:
            self.wanted.emit(LinkKind(kind), onward, other)
