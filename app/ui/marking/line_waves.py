"""Waves under words of a line to type in; Qt has none for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextLine
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

_CARET_ASIDE = 5
"""By how many pixels the rectangle that Qt tells of a caret begins before it."""


class LineWaves(QWidget):
    """Lies over a line and lets everything through.

    It lays the same text out with letters that cannot be seen, and puts it where the field has
    its own: how far that is scrolled follows from where the caret stands.
    """

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._marks: Sequence[tuple[int, int]] = ()
        self._style = QTextCharFormat()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(field.size())
        self.hide()
        field.installEventFilter(self)

    def show_marks(self, marks: Sequence[tuple[int, int]], style: QTextCharFormat) -> None:
        """Mark these, and nothing else."""
        self._marks, self._style = marks, style
        self.setVisible(bool(marks))
        self.update()

    def place(self, mark: tuple[int, int]) -> QRect:
        """Where a mark stands in the field, as far as it can be seen."""
        layout = self._laid_out()
        x, top = self._origin(layout.lineAt(0))
        start, end = (x + _x_of(layout.lineAt(0), position) for position in mark)
        height = self._field.cursorRect().height()
        whole = QRect(round(start), round(top), max(1, round(end - start)), height)
        return whole & self._inside()

    def position_at(self, point: QPoint) -> int | None:
        """The position at a point; None where no text is there."""
        layout = self._laid_out()
        line = layout.lineAt(0)
        x = point.x() - self._origin(line)[0]
        if not 0 <= x <= line.naturalTextWidth():
            return None
        return line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.resize(self._field.size())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout = self._laid_out()
        x, top = self._origin(layout.lineAt(0))
        painter = QPainter(self)
        painter.setClipRect(self._inside())
        painter.setPen(QPen(Qt.GlobalColor.transparent))
        layout.draw(painter, QPointF(x, top), [self._range(mark) for mark in self._marks])

    def _range(self, mark: tuple[int, int]) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = mark[0], mark[1] - mark[0], self._style
        return made

    def _laid_out(self) -> QTextLayout:
        layout = QTextLayout(self._field.displayText(), self._field.font())
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout

    def _origin(self, line: QTextLine) -> tuple[float, float]:
        """Where the text of the field begins, maybe outside of it, as it is scrolled now."""
        caret = self._field.cursorRect()
        before = _x_of(line, self._field.cursorPosition())
        return caret.left() + _CARET_ASIDE - before, caret.top()

    def _inside(self) -> QRect:
        """What of the field shows text."""
        option = QStyleOptionFrame()
        self._field.initStyleOption(option)
        part = QStyle.SubElement.SE_LineEditContents
        inside = self._field.style().subElementRect(part, option, self._field)
        return inside.marginsRemoved(self._field.textMargins())


def _x_of(line: QTextLine, position: int) -> float:
    # The bindings answer with the position as well, which the stubs do not know.
    match line.cursorToX(position):
        case (float(x), _):
            return x
        case x:
            raise TypeError(f"Qt tells {x!r} where a position is")
