"""A heading with sentences, and lines that each carry a small mark, in a column of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.practice.follow_through import Line
from app.ui.widgets.labels import badge, label


class PlainSection(QWidget):
    """Nothing in it can be changed; it is shown anew as a whole."""

    def __init__(self, name: str, heading: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(4)
        column.addWidget(label(heading, "heading"))
        self._body: QWidget | None = None
        self._column = column

    def show_words(
        self, sentences: Sequence[str], lines: Sequence[Line] = (), soft: str = ""
    ) -> None:
        """Show sentences, then lines, then a softer sentence."""
        if self._body is not None:
            self._body.deleteLater()
        self._body = body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for sentence in sentences:
            column.addWidget(label(sentence, wrap=True))
        for line in lines:
            column.addLayout(_line(line))
        if soft:
            column.addWidget(label(soft, "caption", wrap=True))
        self._column.addWidget(body)


def _line(line: Line) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(10, 0, 0, 0)
    row.setSpacing(10)
    words = label(" ".join(line.text.split()) or "Not written yet", wrap=True)
    row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
    if line.mark:
        mark = badge(line.mark, "red" if line.late else "neutral")
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    return row
