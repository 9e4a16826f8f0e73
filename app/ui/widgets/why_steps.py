"""What a ladder of whys is made of: its steps, the rail beside them, the field for the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import badge, label

GUTTER = 40
"""How wide the rail at the left is, at zoom 1."""
_DOT = 11
"""The radius of the number on the rail, at zoom 1."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A step as it is drawn.

    ``factor`` is the number of the factor that it became, ``question`` what is asked of it;
    ``proposed`` the sentence that a link with the factor above would be; each may be empty.
    """

    id: str
    text: str
    factor: str = ""
    question: str = ""
    proposed: str = ""


class StepText(GrowingText):
    """Where a step is written: Enter takes it, Escape leaves it."""

    taken = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(least=1, most=6)
        self.setObjectName("why-text")
        self.setAccessibleName("A step of the ladder")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.taken.emit(self.toPlainText().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class StepRow(QFrame):
    """One step, with the rail beside it."""

    pressed = Signal()
    opened = Signal()

    def __init__(self, rung: Rung, number: int, *, last: bool) -> None:
        super().__init__()
        self._number = number
        self._last = last
        self._factor = rung.factor
        self.setObjectName("why-step")
        role = "To explain" if number == 0 else f"Why {number}"
        notes = ". ".join(part for part in (rung.text, rung.factor, rung.question) if part)
        self.setAccessibleName(f"{role}: {notes}")
        line = QHBoxLayout()
        line.setSpacing(8)
        text = label(rung.text, "strong" if number == 0 else "", wrap=True)
        line.addWidget(text, 1)
        if rung.factor:
            line.addWidget(badge(rung.factor, "gold"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        px = theme.current().px
        column.setContentsMargins(px(GUTTER + 12), px(9), px(12), px(9))
        column.setSpacing(4)
        column.addLayout(line)
        if rung.question:
            column.addWidget(label(rung.question, "question", wrap=True))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        colours, gutter, radius = look.palette, look.px(GUTTER), look.px(_DOT)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(gutter / 2, look.px(9) + self.fontMetrics().height() / 2)
        draw_rail(
            painter,
            QPointF(middle.x(), 0 if self._number else middle.y()),
            QPointF(middle.x(), middle.y() if self._last else self.height()),
        )
        edge = QRectF(self.rect()).adjusted(gutter + 1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(QPen(colours.accent if focused else colours.line, 2 if focused else 1))
        painter.setBrush(colours.accent_faint if self._number == 0 else colours.raised)
        painter.drawRoundedRect(edge, 6, 6)
        filled = bool(self._factor) or self._number == 0
        painter.setPen(QPen(colours.accent if filled else colours.line_strong, 1.5))
        painter.setBrush(colours.accent_soft if filled else colours.raised)
        painter.drawEllipse(middle, radius, radius)
        painter.setPen(colours.ink)
        painter.setFont(look.font(11, strong=True))
        place = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._number or "!"))


class StepGap(QWidget):
    """Between two steps: the question that joins them, and a link that could be drawn."""

    def __init__(self, proposed: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.current().px(GUTTER + 12), 1, 0, 1)
        row.setSpacing(12)
        row.addWidget(label("why was that?", "caption"))
        self.button = QPushButton(f"Link: {proposed}" if proposed else "")
        self.button.setObjectName("why-link")
        self.button.setProperty("kind", "link")
        row.addWidget(self.button)
        self.button.setVisible(bool(proposed))
        row.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = theme.current().px(GUTTER) / 2
        draw_rail(painter, QPointF(x, 0), QPointF(x, self.height()))


def draw_rail(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Draw a piece of the line that the steps hang on."""
    colour = QColor(theme.current().palette.accent_line)
    painter.setPen(QPen(colour, 2))
    painter.drawLine(start, end)
