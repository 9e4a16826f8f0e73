"""A text broken into lines, for widgets that paint their words themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from app.ui.widgets.plain_text import to_utf16

Formats = Sequence[tuple[int, int, QTextCharFormat]]
"""Where letters look different, in code points: start, length, how."""


def text_layout(
    text: str, font: QFont, width: float, formats: Formats = (), between: int = 1
) -> QTextLayout:
    """Lines of at most ``width`` pixels, ``between`` apart; a longer word is broken too."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_range(text, *each) for each in formats])
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, y))
        y += line.height() + between
    layout.endLayout()
    return layout


def _range(text: str, start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = to_utf16(text, start)
    made.length = to_utf16(text, start + length) - made.start
    made.format = style
    return made
