"""Where in the timeline a presentation is: a mark for each entry, and the position in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme


class SlideStrip(QWidget):
    """Marks in a row; the one shown is golden and larger. 0 stands for the title page."""

    def __init__(self, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slide-strip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._total = total
        self._number = 0
        theme.current().theme_changed.connect(self.update)

    def show_total(self, total: int) -> None:
        """Show another number of marks."""
        self._total = total
        self.update()

    def show_number(self, number: int) -> None:
        """Mark this entry as the one shown."""
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.current().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._total:
            return
        colours = theme.current().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        each = self.width() / self._total
        gap = min(4.0, each / 4)
        middle = self.height() / 2
        for number in range(1, self._total + 1):
            here = number == self._number
            tall = self.height() * (0.9 if here else 0.3)
            passed = colours.accent_line if number < self._number else colours.line_strong
            painter.setBrush(colours.accent if here else passed)
            wide = max(each - gap, 3.0 if here else 1.0)
            box = QRectF((number - 1) * each + gap / 2, middle - tall / 2, wide, tall)
            painter.drawRoundedRect(box, 2, 2)
