"""The two kinds of field that people write in, as marks need them.

Positions are UTF-16 units, as Qt counts; points are those of the widget that gets the events.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from app.ui import theme
from app.ui.marking.line_waves import LineWaves

Extent = tuple[int, int]


class Surface(Protocol):
    """A field whose text is marked; nothing of a mark is in its text, its undo or its copies."""

    @property
    def field(self) -> QLineEdit | QPlainTextEdit:
        """The field."""

    @property
    def pointed(self) -> QWidget:
        """The widget that the mouse points at."""

    @property
    def is_typed(self) -> bool:
        """Whether a person typed since the text was put there."""

    def text(self) -> str:
        """What stands in it."""

    def revision(self) -> int:
        """Is another one once the text is, at the latest when it tells that the caret moved."""

    def caret(self) -> int:
        """Where a person types."""

    def go(self, position: int) -> None:
        """Put the caret there, in view."""

    def show(self, marks: Sequence[Extent]) -> None:
        """Mark these, and nothing else."""

    def position_at(self, point: QPoint) -> int | None:
        """The position at a point; None where no text is there."""

    def place(self, mark: Extent) -> QRect:
        """Where a mark stands, in the field; only its first line."""

    def menu(self) -> QMenu:
        """The menu that the field itself offers."""


def wave() -> QTextCharFormat:
    """How words are marked."""
    style = QTextCharFormat()
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    style.setUnderlineColor(theme.current().palette.gold)
    return style


class TextSurface:
    """A field of several lines."""

    def __init__(self, field: QPlainTextEdit) -> None:
        self._field = field
        self._marked: list[tuple[QTextCursor, QTextEdit.ExtraSelection]] = []
        self._style = wave()

    @property
    def field(self) -> QPlainTextEdit:
        return self._field

    @property
    def pointed(self) -> QWidget:
        return self._field.viewport()

    @property
    def is_typed(self) -> bool:
        return self._field.document().isModified()

    def text(self) -> str:
        return self._field.toPlainText()

    def revision(self) -> int:
        return self._field.document().revision()

    def caret(self) -> int:
        return self._field.textCursor().position()

    def go(self, position: int) -> None:
        self._field.setTextCursor(self._cursor(position))
        self._field.ensureCursorVisible()

    def show(self, marks: Sequence[Extent]) -> None:
        """Marks move with the text by themselves; only others are made anew."""
        style = wave()
        if style != self._style:
            self._style, self._marked = style, []
        before = self._marked
        there = {
            (cursor.selectionStart(), cursor.selectionEnd()): (cursor, mark)
            for cursor, mark in before
        }
        self._marked = [there.get(mark) or self._mark(mark) for mark in marks]
        if len(marks) != len(before) or not there.keys() >= set(marks):
            self._field.setExtraSelections([mark for _, mark in self._marked])

    def position_at(self, point: QPoint) -> int | None:
        cursor = self._field.cursorForPosition(point)
        near = self._field.fontMetrics().averageCharWidth()
        beside = self._field.cursorRect(cursor).adjusted(-near, 0, near, 0)
        return cursor.position() if beside.contains(point) else None

    def place(self, mark: Extent) -> QRect:
        start, end = (self._field.cursorRect(self._cursor(position)) for position in mark)
        within = start.united(end) if start.top() == end.top() else start
        return within.translated(self._field.viewport().pos())

    def menu(self) -> QMenu:
        return self._field.createStandardContextMenu()

    def _cursor(self, position: int) -> QTextCursor:
        cursor = QTextCursor(self._field.document())
        cursor.setPosition(min(position, self._field.document().characterCount() - 1))
        return cursor

    def _mark(self, mark: Extent) -> tuple[QTextCursor, QTextEdit.ExtraSelection]:
        made = QTextEdit.ExtraSelection()
        cursor = self._cursor(mark[0])
        cursor.setPosition(mark[1], QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format = self._style
        return cursor, made


class LineSurface:
    """A field of one line."""

    def __init__(self, field: QLineEdit) -> None:
        self._field = field
        self._waves = LineWaves(field)

    @property
    def field(self) -> QLineEdit:
        return self._field

    @property
    def pointed(self) -> QWidget:
        return self._field

    @property
    def is_typed(self) -> bool:
        return self._field.isModified()

    def text(self) -> str:
        return self._field.text()

    def revision(self) -> int:
        return 0  # tells of its text before it tells of the caret

    def caret(self) -> int:
        return self._field.cursorPosition()

    def go(self, position: int) -> None:
        self._field.setCursorPosition(position)
        self._field.repaint()  # a line scrolls to its caret only when it paints

    def show(self, marks: Sequence[Extent]) -> None:
        self._waves.show_marks(marks, wave())

    def position_at(self, point: QPoint) -> int | None:
        return self._waves.position_at(point)

    def place(self, mark: Extent) -> QRect:
        return self._waves.place(mark)

    def menu(self) -> QMenu:
        return self._field.createStandardContextMenu()


def surface_of(field: QLineEdit | QPlainTextEdit) -> Surface:
    """The field, as marks need it."""
    return LineSurface(field) if isinstance(field, QLineEdit) else TextSurface(field)
