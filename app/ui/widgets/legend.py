"""What the lines and signs of a drawing mean: a strip at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui import theme

LINE_SAMPLE = 30.0
"""How long the sample of a line is."""

_GAP, _EDGE = 16.0, 8.0


@dataclass(frozen=True, slots=True)
class Piece:
    """What something means; ``paint`` draws a sample of it into a box, ``sample`` wide."""

    words: str
    sample: float = 0.0
    paint: Callable[[QPainter, QRectF], None] | None = None


class Legend(QWidget):
    """Explains only what is there; while something is done in steps, it says how to go on instead.

    ``needs`` is how high it is, 0 where there is nothing to explain; ``height_changed`` tells of
    another height.
    """

    height_changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pieces: Sequence[Piece] = ()
        self._sentence = ""
        self._room = QRect(0, 0, 640, 480)
        self.needs = 0
        theme.current().theme_changed.connect(self._fit)
        self._fit()

    @property
    def sentence(self) -> str:
        """What it says instead of explaining; '' for nothing."""
        return self._sentence

    def explain(self, pieces: Sequence[Piece]) -> None:
        """Explain these things."""
        self._pieces = pieces
        self._fit()

    def say(self, sentence: str) -> None:
        """Say how to go on; '' to explain again."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.setAccessibleDescription(sentence)
            self._fit()

    def set_room(self, room: QRect) -> None:
        """Stand at the foot of this much room."""
        self._room = room
        self._fit()

    def _shown(self) -> Sequence[Piece]:
        return [Piece(self._sentence)] if self._sentence else self._pieces

    def _fit(self) -> None:
        placed = self._placed()
        row = theme.current().px(20)
        rows = 1 + max((number for _, number, _ in placed), default=0)
        metrics = QFontMetricsF(theme.current().font(11))
        right = max((x + self._wide(piece, metrics) for x, _, piece in placed), default=0.0)
        self.setVisible(bool(placed))
        high = rows * row + 6 if placed else 0
        self.setGeometry(10, self._room.bottom() - high - 5, round(right + _EDGE), high)
        self.update()
        if high != self.needs:
            self.needs = high
            self.height_changed.emit()

    def _placed(self) -> list[tuple[float, int, Piece]]:
        """The pieces in rows: how far from the left, in which row."""
        metrics = QFontMetricsF(theme.current().font(11))
        placed = []
        x, row = _EDGE, 0
        for piece in self._shown():
            wide = self._wide(piece, metrics)
            if x > _EDGE and x + wide > self._room.width() - 20 - _EDGE:
                x, row = _EDGE, row + 1
            placed.append((x, row, piece))
            x += wide + _GAP
        return placed

    @staticmethod
    def _wide(piece: Piece, metrics: QFontMetricsF) -> float:
        return piece.sample + metrics.horizontalAdvance(piece.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        colours = look.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._sentence:
            painter.setPen(QPen(colours.accent, 1))
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(look.font(11))
        row = look.px(20)
        for x, number, piece in self._placed():
            box = QRectF(x, 3 + number * row, self.width() - x, row)
            if piece.paint is not None:
                piece.paint(painter, box)
            painter.setPen(colours.ink if self._sentence else colours.muted)
            box.adjust(piece.sample, 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, piece.words)
        painter.end()
