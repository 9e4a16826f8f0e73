"""What the last imports came to, with a way to the whole receipt."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from app.domain.evidence import Source
from app.ui.evidence_words import counted
from app.ui.receipt_words import receipt_in_short
from app.ui.widgets.labels import ElidedLabel


class ReceiptNote(QFrame):
    """Stays until it is closed, or until its sources are gone."""

    show_wanted = Signal(list)
    """A list of `Source`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receipt-note")
        self.setProperty("kind", "attention")
        self._sources: list[Source] = []
        self._text = ElidedLabel(role="caption")
        self._text.setObjectName("receipt-note-text")
        show = QPushButton("Show receipt")
        show.setObjectName("show-receipt")
        show.setProperty("kind", "link")
        show.clicked.connect(lambda: self.show_wanted.emit(list(self._sources)))
        close = QToolButton()
        close.setText("✕")
        close.setProperty("kind", "quiet")
        close.setAccessibleName("Close the note")
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 4, 3)
        row.addWidget(self._text, 1)
        row.addWidget(show)
        row.addWidget(close)
        self.hide()

    def add(self, source: Source) -> None:
        """One more source was imported."""
        self._sources.append(source)
        self._tell()

    def keep(self, there: frozenset[int]) -> None:
        """Forget sources that are not there any more, such as after an undo."""
        left = [source for source in self._sources if source.id in there]
        if left != self._sources:
            self._sources = left
            self._tell()

    def clear(self) -> None:
        """The person has read it."""
        self._sources = []
        self._tell()

    def _tell(self) -> None:
        if len(self._sources) == 1:
            source = self._sources[0]
            self._text.setText(f"{source.title}: {receipt_in_short(source.receipt)}")
        else:
            taken = counted(sum(source.receipt.taken for source in self._sources), "item")
            skipped = sum(source.receipt.skipped for source in self._sources)
            words = f"{counted(len(self._sources), 'source')} imported: {taken} taken"
            self._text.setText(words + (f", {skipped:,} skipped" if skipped else ""))
        self.setVisible(bool(self._sources))
