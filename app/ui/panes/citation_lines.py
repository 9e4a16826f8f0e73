"""Citations, a line each: what each points at, what speaks against it, a way to remove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.timeline import Span
from app.ui.widgets.labels import label

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class CitationLine:
    """One citation in words; ``citation_id`` is None while its entry is not saved yet.

    ``warning`` is a sentence below it, ``way_out`` the name of what would settle that.
    """

    span: Span
    words: str
    citation_id: str | None = None
    warning: str = ""
    way_out: str = ""


class CitationLines(QScrollArea):
    """A line a citation; more than a few scroll."""

    activated = Signal(object)
    removed = Signal(object)
    settled = Signal(object)
    """A person took the way out that a line offers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("citation-lines")
        self.setAccessibleName("Citations")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines: tuple[CitationLine, ...] = ()
        self._rows: list[_Row] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.setWidget(self._inside)
        self.hide()

    @property
    def lines(self) -> tuple[CitationLine, ...]:
        """What is cited, in order."""
        return self._lines

    def show_lines(self, lines: Sequence[CitationLine]) -> None:
        """Show these citations."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(line, self) for line in self._lines]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(self._lines))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = self.viewport().width()
        tall = [row.height_for(wide) + self._column.spacing() for row in self._rows[:_SHOWN]]
        return QSize(200 if tall else 0, sum(tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # sentences wrap otherwise


class _Row(QWidget):
    def __init__(self, line: CitationLine, owner: CitationLines) -> None:
        super().__init__()
        self._line = line
        self._open = QPushButton()
        self._open.setProperty("kind", "link")
        self._open.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._open.setAccessibleName(f"Show the evidence: {line.words}")
        self._open.setToolTip("Show it in the evidence")
        self._open.clicked.connect(lambda: owner.activated.emit(line))
        remove = QPushButton("Remove")
        remove.setProperty("kind", "link")
        remove.setAccessibleName(f"Remove the citation {line.words}")
        remove.clicked.connect(lambda: owner.removed.emit(line))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._open, 1)
        row.addWidget(remove)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(row)
        if line.warning:
            self._whole.addLayout(self._warning(line, owner))

    @staticmethod
    def _warning(line: CitationLine, owner: CitationLines) -> QHBoxLayout:
        sentence = label(line.warning, "warning", wrap=True)
        sentence.setObjectName("citation-warning")
        below = QHBoxLayout()
        below.setContentsMargins(8, 0, 0, 2)
        below.setSpacing(4)
        below.addWidget(sentence, 1)
        if line.way_out:
            settle = QPushButton(line.way_out)
            settle.setObjectName("citation-way-out")
            settle.setProperty("kind", "link")
            settle.setAccessibleName(f"{line.way_out}: {line.words}")
            settle.clicked.connect(lambda: owner.settled.emit(line))
            below.addWidget(settle, 0, Qt.AlignmentFlag.AlignTop)
        return below

    def height_for(self, width: int) -> int:
        """How tall the line and its sentence are at a width."""
        return max(self._whole.totalHeightForWidth(width), self._whole.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self._line.words.replace("&", "&&")
        metrics = QFontMetrics(self._open.font())
        room = self._open.width() - 16
        self._open.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
