"""Presenting: the timeline walked entry by entry in large type, on the whole screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.slides import Presentation
from app.ui import theme
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.slide_strip import SlideStrip
from app.ui.widgets.slide_view import SlideView

ALLOWED = frozenset(
    {"lock", "quit", "hide-content", "zoom-in", "zoom-out", "zoom-reset", "dark-mode"}
)
"""What else can be done while others are watching: nothing that shows anything more."""

_ON = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown})
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp})
_LONG = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown})
_LONG_BACK = frozenset({Qt.Key.Key_Up, Qt.Key.Key_PageUp})


class PresentingWindow(QWidget):
    """Shows a `Presentation` and nothing else; it reads nothing itself."""

    left = Signal()

    def __init__(self, shown: Presentation, actions: Sequence[QAction]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("presenting")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(shown.title)
        self.addActions([action for action in actions if action.objectName() in ALLOWED])
        self._shown = shown
        self._number = 0
        self._slide = SlideView(shown)
        self._strip = SlideStrip(len(shown.slides))
        self._place = label("")
        self._place.setObjectName("slide-place")
        self._title = ElidedLabel(shown.title)
        self._status = label(shown.status)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addSpacing(20)
        head.addWidget(self._status)
        foot = QHBoxLayout()
        foot.addWidget(self._strip, 1)
        foot.addSpacing(20)
        foot.addWidget(self._place)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 18, 32, 18)
        column.addLayout(head)
        column.addWidget(self._slide, 1)
        column.addLayout(foot)
        theme.current().theme_changed.connect(self._dress)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dress()
        self.show_number(0)

    @property
    def number(self) -> int:
        """The entry shown, from 1; 0 for the title page."""
        return self._number

    def show_number(self, number: int) -> None:
        """Show an entry, or the title page for 0; beyond the ends nothing happens."""
        total = len(self._shown.slides)
        self._number = max(0, min(number, total))
        self._slide.show_slide(self._shown.slides[self._number - 1] if self._number else None)
        self.setAccessibleName(self._slide.accessibleName())  # the window has the focus
        self._strip.show_number(self._number)
        self._place.setText(f"{self._number:,} of {total:,}" if self._number else self._shown.size)
        self._title.setVisible(self._number > 0)
        self._status.setVisible(self._number > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        self.setCursor(Qt.CursorShape.BlankCursor)
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key == Qt.Key.Key_Home:
            self.show_number(0)
        elif key == Qt.Key.Key_End:
            self.show_number(len(self._shown.slides))
        elif key in _ON:
            self._go(1, scrolling=key in _LONG)
        elif key in _BACK:
            self._go(-1, scrolling=key in _LONG_BACK)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(1 if event.button() is Qt.MouseButton.LeftButton else -1, scrolling=True)

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        self.unsetCursor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._slide.scroll_on(-1 if event.angleDelta().y() > 0 else 1)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.left.emit()

    def _go(self, step: int, *, scrolling: bool) -> None:
        """On or back; a text that is longer than the page is scrolled through first."""
        if not (scrolling and self._slide.scroll_on(step)):
            self.show_number(self._number + step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        look = theme.current()
        px = max(12, min(self.height(), self.width() * 0.62) * 0.021)
        font = look.font(px / look.zoom)  # it grows with the screen already
        for words in (self._title, self._status, self._place):
            words.setFont(font)
