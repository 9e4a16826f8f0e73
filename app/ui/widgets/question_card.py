"""What is asked about marked words, on a card below them; the focus stays where one types."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label

_WIDTH = 380
_GAP = 6
_PAD = 12


class QuestionCard(QFrame):
    """The words, what they do, the question, and a way to set it aside."""

    set_aside_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("question-card")
        self._words = label("", "caption")
        self._words.setObjectName("question-words")
        self._message = label("")
        self._message.setObjectName("question-message")
        self._question = label("", "strong")
        self._question.setObjectName("question-asked")
        self._texts = (self._words, self._message, self._question)
        self.set_aside = button(
            "question-set-aside", "Set aside…", self.set_aside_wanted.emit, kind="quiet"
        )
        closing = button("question-close", "Close", self.close_wanted.emit, kind="quiet")
        self._keys = label("", "caption")
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._keys, 1)
        for tool in (self.set_aside, closing):
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.addWidget(tool)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, 8)
        column.setSpacing(5)
        for shown in self._texts:
            shown.setWordWrap(True)
            column.addWidget(shown)
        column.addLayout(foot)
        self.hide()

    def ask(self, words: str, message: str, question: str, keys: str) -> None:
        """Say this; ``keys`` names the keys that work."""
        for shown, text in zip(self._texts, (words, message, question), strict=True):
            shown.setText(text)
        self._keys.setText(keys)
        told = f"{words} {message} {question}"
        self.setAccessibleName(told)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def place(self, words: QRect) -> None:
        """Stand below the words, given in the window, or above them where no room is below."""
        room = self._around.rect().adjusted(8, 8, -8, -8)
        width = min(theme.current().px(_WIDTH), room.width())
        for shown in self._texts:
            inner = width - 2 * (_PAD + 1)
            shown.setFixedSize(inner, shown.heightForWidth(inner))
        self._column.invalidate()
        self.resize(width, self._column.sizeHint().height())
        left = max(room.left(), min(words.left(), room.right() - width))
        top = words.bottom() + _GAP
        if top + self.height() > room.bottom():
            top = max(room.top(), words.top() - _GAP - self.height())
        self.move(QPoint(left, top))
        self.show()
        self.raise_()
