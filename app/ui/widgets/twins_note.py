"""Asks whether two people of one name are one; a person decides, nothing is merged by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.people import People
from app.ui.people_words import twins_words
from app.ui.widgets.labels import label

Pair = tuple[str, str]


class TwinsNote(QFrame):
    """One pair at a time; hidden where there is none."""

    merge_wanted = Signal(str, str)
    kept_apart = Signal()
    """Somebody said that two are not the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("twins-note")
        self.setProperty("kind", "attention")
        self._pairs: list[Pair] = []
        self._apart: set[frozenset[str]] = set()
        self._text = label("", wrap=True)
        self._text.setObjectName("twins-text")
        self._more = label("", "caption")
        merge = QPushButton("Merge")
        merge.setObjectName("twins-merge")
        merge.clicked.connect(lambda: self.merge_wanted.emit(*self._pairs[0]))
        apart = QPushButton("Two people")
        apart.setObjectName("twins-apart")
        apart.clicked.connect(self._keep_apart)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(merge)
        row.addWidget(apart)
        self.hide()

    def propose(self, people: People, pairs: Iterable[Pair]) -> None:
        """Ask about these pairs, one after the other, but for those kept apart."""
        self._pairs = [pair for pair in pairs if frozenset(pair) not in self._apart]
        self.setVisible(bool(self._pairs))
        if self._pairs:
            self._text.setText(twins_words(people, *self._pairs[0]))
            more = len(self._pairs) - 1
            self._more.setText(f"{more} more" if more else "")

    @property
    def apart(self) -> list[list[str]]:
        """The pairs that were kept apart, as JSON can hold them."""
        return sorted(sorted(pair) for pair in self._apart)

    def keep(self, apart: Iterable[Sequence[str]]) -> None:
        """Do not ask about these again."""
        self._apart = {frozenset(pair) for pair in apart}

    def _keep_apart(self) -> None:
        self._apart.add(frozenset(self._pairs[0]))
        self.kept_apart.emit()
