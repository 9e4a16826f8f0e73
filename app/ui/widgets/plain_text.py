"""Evidence as plain text: nothing is guessed to be markup, and no link is followed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.ui import theme

_LONG_WORD = re.compile(r"\S{2000}")


def to_utf16(text: str, position: int) -> int:
    """Where the code point at ``position`` starts, in UTF-16 units as Qt counts."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def to_code_points(text: str, units: int) -> int:
    """The reverse of `to_utf16`: how many code points stand before that many UTF-16 units."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(encoded.decode("utf-16-le", "surrogatepass"))


def _shown(text: str) -> str:
    """The text with as many code points, in the shape that Qt keeps as it is.

    Qt makes one line break of CR LF, which would shift every offset behind it.
    """
    return text.replace("\r\n", " \n").replace("\x00", "\ufffd")


class PlainText(QPlainTextEdit):
    """A read-only text that speaks of spans in code points, as citations do."""

    span_selected = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, mono: bool = False) -> None:
        super().__init__(parent)
        if mono:
            self.setProperty("role", "mono")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            self.textInteractionFlags().TextSelectableByMouse
            | self.textInteractionFlags().TextSelectableByKeyboard
        )
        self._text = ""
        self._cited: tuple[int, int] | None = None
        self._matches: Sequence[tuple[int, int]] = ()
        self.selectionChanged.connect(lambda: self.span_selected.emit(self.span() is not None))
        theme.current().theme_changed.connect(self._mark)

    def show_text(self, text: str, matches: Sequence[tuple[int, int]] = ()) -> None:
        """Show a text; ``matches`` are spans that a search found."""
        self._text = _shown(text)
        self._cited = None
        self._matches = matches
        wrap = QTextOption.WrapMode
        # Looking for word boundaries in a very long word takes Qt minutes.
        unbroken = _LONG_WORD.search(self._text) is not None
        self.clear()
        self.setWordWrapMode(wrap.WrapAnywhere if unbroken else wrap.WrapAtWordBoundaryOrAnywhere)
        self.setPlainText(self._text)
        self._mark()

    def show_matches(self, matches: Sequence[tuple[int, int]]) -> None:
        """Mark other spans in the same text."""
        self._matches = matches
        self._mark()

    def highlight(self, start: int, end: int) -> None:
        """Mark a cited span and bring it into view."""
        self._cited = (start, end)
        self._mark()
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(self._text, start))
        self.setTextCursor(cursor)
        self.centerCursor()

    @property
    def highlighted(self) -> tuple[int, int] | None:
        """The span that is marked as cited."""
        return self._cited

    def span(self) -> tuple[int, int] | None:
        """The selected span in code points, None where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return (
            to_code_points(self._text, cursor.selectionStart()),
            to_code_points(self._text, cursor.selectionEnd()),
        )

    def select_span(self, start: int, end: int) -> None:
        """Select a span given in code points."""
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(self._text, start))
        cursor.setPosition(to_utf16(self._text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _mark(self) -> None:
        colours = theme.current().palette
        found, cited = QTextCharFormat(), QTextCharFormat()
        found.setBackground(colours.gold_soft)
        cited.setBackground(colours.accent_soft)
        cited.setForeground(colours.ink)
        cited.setFontUnderline(True)
        cited.setUnderlineColor(colours.accent)
        cited.setFontWeight(QFont.Weight.DemiBold)
        marks = [self._selection(span, found) for span in self._matches]
        if self._cited is not None:
            marks.append(self._selection(self._cited, cited))
        self.setExtraSelections(marks)

    def _selection(self, span: tuple[int, int], style: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(to_utf16(self._text, span[0]))
        cursor.setPosition(to_utf16(self._text, span[1]), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format = style
        return mark
