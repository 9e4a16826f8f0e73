"""Says what was done, with "Undo" inside, or what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.errors import GoldseamError
from app.ui.widgets.labels import label

READING_MS = 8_000
"""How long a message that only informs stays."""


class MessageBar(QFrame):
    """One message at a time. An error stays until it is closed; a newer one comes before it."""

    undo_wanted = Signal()
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self._text = label("", wrap=True)
        self._text.setObjectName("message-text")
        self._undo = QPushButton("Undo")
        self._undo.setObjectName("message-undo")
        self._undo.clicked.connect(self._take_back)
        self._waiting = label("", "caption")
        self._waiting.setObjectName("message-waiting")
        self._close = QPushButton("Close")
        self._close.setObjectName("message-close")
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._waiting)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(READING_MS)
        self._clock.timeout.connect(self._next)
        self._errors: list[str] = []
        self._is_error = False
        self.hide()

    @property
    def text(self) -> str:
        """The message now shown; empty where none is."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, undo: bool) -> None:
        """Tell what was done. While an error is shown, it keeps the place."""
        if self._is_error:
            return
        self._show(text, undo=undo, error=False)
        self._clock.start()

    def complain(self, error: GoldseamError) -> None:
        """Tell what went wrong; an earlier error waits behind it, each sentence once."""
        sentence = str(error)
        if self._is_error and self._text.text() != sentence:
            self._errors = [each for each in self._errors if each != sentence]
            self._errors.insert(0, self._text.text())
        self._clock.stop()
        self._show(sentence, undo=False, error=True)

    def forget_undo(self) -> None:
        """Something else changed since: "Undo" would now take back another thing."""
        self._undo.hide()

    def dismiss(self) -> None:
        """Close the message now shown; the next error, if one waits, takes its place."""
        self._next()

    def clear(self) -> None:
        """Drop every message."""
        self._errors.clear()
        self._next()

    def _show(self, text: str, *, undo: bool, error: bool) -> None:
        self._is_error = error
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._undo.setVisible(undo)
        self._tell_waiting()
        self.setProperty("error", error)
        for widget in (self, self._text, self._waiting, self._undo, self._close):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.show()
        self.shown.emit(True)

    def _tell_waiting(self) -> None:
        self._waiting.setText(f"{len(self._errors):,} more behind it")
        self._waiting.setVisible(bool(self._errors))

    def _take_back(self) -> None:
        self._next()
        self.undo_wanted.emit()

    def _next(self) -> None:
        self._clock.stop()
        self._is_error = False
        self.hide()
        self.shown.emit(False)
        if self._errors:
            self._show(self._errors.pop(0), undo=False, error=True)
