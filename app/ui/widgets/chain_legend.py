"""What the lines of the failure chain mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.domain.practice.chain import LinkKind
from app.domain.practice.chain_cards import LinkCard
from app.domain.practice.chain_shapes import MARK_SHAPE
from app.domain.practice.chain_words import LINK_WORDS
from app.ui import theme
from app.ui.widgets.chain_items import paint_shape
from app.ui.widgets.chain_lines import paint_line
from app.ui.widgets.legend import LINE_SAMPLE, Legend, Piece

_SIGNS = "+ more makes more, − more makes less"
_LOOP = "two rings: part of a loop"
_MARK = "weighed most"


class ChainLegend(Legend):
    """Explains the links that are there; while one is drawn, it says how to go on instead."""

    def __init__(self) -> None:
        super().__init__("chain-legend")

    def show_links(self, links: Sequence[LinkCard], *, marked: bool) -> None:
        """Explain the kinds of these links, and the star where a factor is marked."""
        kinds = {link.kind for link in links}
        pieces = [
            Piece(LINK_WORDS[kind], LINE_SAMPLE + 6, partial(_paint_line, kind))
            for kind in LinkKind
            if kind in kinds
        ]
        if links:
            pieces.append(Piece(_SIGNS))
        if any(link.in_loop for link in links):
            pieces.append(Piece(_LOOP))
        if marked:
            pieces.append(Piece(_MARK, 20.0, _paint_star))
        self.explain(pieces)


def _paint_star(painter: QPainter, box: QRectF) -> None:
    square = QRectF(box.left(), box.center().y() - 7, 14, 14)
    paint_shape(painter, MARK_SHAPE, square, theme.current().palette.accent)


def _paint_line(kind: LinkKind, painter: QPainter, box: QRectF) -> None:
    colours = theme.current().palette
    path = QPainterPath(QPointF(box.left(), box.center().y()))
    path.lineTo(QPointF(box.left() + LINE_SAMPLE, box.center().y()))
    paint_line(painter, kind, path, colours.ink, colours.ground)
