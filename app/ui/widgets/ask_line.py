"""One line that asks for words, shown only while it asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ui.widgets.labels import ElidedLabel


class AskLine(QWidget):
    """Enter answers, Esc leaves; either way `left` says that the focus belongs elsewhere again."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answered: Callable[[str], object] | None = None
        self._question = ElidedLabel("", "strong")
        self._words = QLineEdit()
        self._words.setObjectName(name)
        self._words.returnPressed.connect(self._answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._question, 2)
        row.addWidget(self._words, 3)
        self.hide()

    def ask(self, question: str, answered: Callable[[str], object]) -> None:
        """Ask; ``answered`` gets the words, which are never empty."""
        self._answered = answered
        self._question.setText(question)
        self._words.clear()
        self._words.setAccessibleName(question)
        self.show()
        self._words.setFocus()

    def leave(self) -> None:
        """Ask no longer."""
        self._answered = None
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _answer(self) -> None:
        words, answered = self._words.text().strip(), self._answered
        if words and answered is not None:
            self.leave()
            answered(words)
