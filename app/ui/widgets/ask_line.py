"""One line that asks for words, shown only while it asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.ui.widgets.labels import ElidedLabel, label


class AskLine(QWidget):
    """Enter answers, Esc leaves; either way `left` says that the focus belongs elsewhere again.

    Where the answer cannot be used, whoever asked asks again and says why with `refuse`.
    """

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answered: Callable[[str], object] | None = None
        self._question = ElidedLabel("", "strong")
        self._question.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._words = QLineEdit()
        self._words.setObjectName(name)
        self._words.returnPressed.connect(self._answer)
        self._empty_too = False
        self._problem = label("", "warning", wrap=True)
        self._problem.setObjectName(f"{name}-problem")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._question)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._problem)
        self.hide()

    @property
    def field(self) -> QLineEdit:
        """Where the words are typed."""
        return self._words

    def ask(
        self,
        question: str,
        answered: Callable[[str], object],
        *,
        words: str = "",
        example: str = "",
        empty_too: bool = False,
    ) -> None:
        """Ask; ``answered`` gets the words, empty ones only where they are an answer too."""
        self._answered = answered
        self._empty_too = empty_too
        self._question.setText(question)
        self._words.setText(words)
        self._words.setPlaceholderText(example)
        self._words.setAccessibleName(question)
        self._words.selectAll()
        self.refuse("")
        self.show()
        self._words.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why the words cannot be used; an empty sentence takes that back."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

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
        if (words or self._empty_too) and answered is not None:
            self.leave()
            answered(words)
