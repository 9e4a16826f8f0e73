"""What the lines of the failure chain mean: a strip at the foot of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.practice.chain import LinkKind
from app.domain.practice.chain_cards import LinkCard
from app.domain.practice.chain_shapes import MARK_SHAPE
from app.domain.practice.chain_words import LINK_WORDS
from app.ui import theme
from app.ui.widgets.chain_items import paint_shape
from app.ui.widgets.chain_lines import paint_line

_SAMPLE, _GAP, _EDGE = 30.0, 16.0, 8.0
_SIGNS = "+ more makes more, − more makes less"
_LOOP = "two rings: part of a loop"
_MARK = "weighed most"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sample of a line, or a star, and what it means."""

    words: str
    kind: LinkKind | None = None
    is_star: bool = False

    @property
    def sample(self) -> float:
        """How much room the sample takes."""
        return _SAMPLE + 6 if self.kind else 20.0 if self.is_star else 0.0


class ChainLegend(QWidget):
    """Explains only what is there; while a link is drawn, it says how to go on instead.

    ``needs`` is how high it is, 0 where there is nothing to explain; ``height_changed`` tells of
    another height.
    """

    height_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chain-legend")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pieces: list[_Piece] = []
        self._sentence = ""
        self._room = QRect(0, 0, 640, 480)
        self.needs = 0
        theme.current().theme_changed.connect(self._fit)
        self._fit()

    @property
    def sentence(self) -> str:
        """What it says instead of explaining; '' for nothing."""
        return self._sentence

    def show_links(self, links: Sequence[LinkCard], *, marked: bool) -> None:
        """Explain the kinds of these links, and the star where a factor is marked."""
        kinds = {link.kind for link in links}
        self._pieces = [_Piece(LINK_WORDS[kind], kind) for kind in LinkKind if kind in kinds]
        if links:
            self._pieces.append(_Piece(_SIGNS))
        if any(link.in_loop for link in links):
            self._pieces.append(_Piece(_LOOP))
        if marked:
            self._pieces.append(_Piece(_MARK, is_star=True))
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

    def _shown(self) -> list[_Piece]:
        return [_Piece(self._sentence)] if self._sentence else self._pieces

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

    def _placed(self) -> list[tuple[float, int, _Piece]]:
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
    def _wide(piece: _Piece, metrics: QFontMetricsF) -> float:
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
            self._paint_sample(painter, piece, box)
            painter.setPen(colours.ink if self._sentence else colours.muted)
            box.adjust(piece.sample, 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, piece.words)
        painter.end()

    @staticmethod
    def _paint_sample(painter: QPainter, piece: _Piece, box: QRectF) -> None:
        colours = theme.current().palette
        middle = box.center().y()
        if piece.is_star:
            paint_shape(painter, MARK_SHAPE, QRectF(box.left(), middle - 7, 14, 14), colours.accent)
        if piece.kind is not None:
            path = QPainterPath(QPointF(box.left(), middle))
            path.lineTo(QPointF(box.left() + _SAMPLE, middle))
            paint_line(painter, piece.kind, path, colours.ink, colours.ground)
