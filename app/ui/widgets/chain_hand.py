"""What the mouse does in the graph of a failure chain: drag a card, draw a link, move the paper."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QGraphicsLineItem

from app.ui import theme
from app.ui.widgets.chain_items import CardItem
from app.ui.widgets.chain_lines import LineItem
from app.ui.widgets.chain_scene import ChainScene

if TYPE_CHECKING:
    from app.ui.widgets.chain_graph import ChainGraph

_REACH = 7  # pixels within which a line is meant


class _Hold(Enum):
    """What the mouse has taken hold of."""

    NOTHING = auto()
    CARD = auto()
    HANDLE = auto()
    PAPER = auto()


class ChainHand:
    """Follows the mouse over a graph. Points are pixels of its viewport."""

    def __init__(self, graph: ChainGraph, scene: ChainScene) -> None:
        self._graph = graph
        self._scene = scene
        self._hold = _Hold.NOTHING
        self._card: CardItem | None = None
        self._pressed = QPoint()
        self._start = QPointF()
        self._rubber: QGraphicsLineItem | None = None

    @property
    def is_busy(self) -> bool:
        """Whether it holds a card or draws a link."""
        return self._hold in {_Hold.CARD, _Hold.HANDLE}

    def press(self, point: QPoint) -> None:
        """Take hold of what is at a point, and choose it."""
        at = self._graph.mapToScene(point)
        self._pressed = point
        if card := self._scene.handle_at(at):
            self._hold, self._card = _Hold.HANDLE, card
            self._begin_rubber(card.handle.center())
        elif card := self._scene.card_at(at):
            self._hold, self._card, self._start = _Hold.CARD, card, card.pos()
            self._graph.choose(card.card.id)
        else:
            line = self._line_at(at)
            self._hold = _Hold.NOTHING if line else _Hold.PAPER
            self._graph.choose(line.link.id if line else "")

    def move(self, point: QPoint) -> None:
        """Take what is held along; hold nothing, and show what could be."""
        at = self._graph.mapToScene(point)
        card = self._card
        if self._hold is _Hold.NOTHING:
            self._hover(at)
        elif self._hold is _Hold.PAPER:
            self._graph.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._graph.pan(point - self._pressed)
            self._pressed = point
        elif self._hold is _Hold.CARD and card is not None:
            far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far or card.pos() != self._start:
                grip = self._graph.mapToScene(self._pressed)
                self._scene.move_card(card, self._start + at - grip)
        elif self._rubber is not None:
            line = self._rubber.line()
            line.setP2(at)
            self._rubber.setLine(line)
            other = self._scene.card_at(at)
            self._scene.set_target(other.card.id if other and other is not card else "")

    def release(self) -> None:
        """Let go, and say what was done."""
        hold, card = self._hold, self._card
        self._hold, self._card = _Hold.NOTHING, None
        self._graph.viewport().unsetCursor()
        if hold is _Hold.CARD and card is not None and card.pos() != self._start:
            self._graph.say_moved(card)
        elif hold is _Hold.HANDLE and card is not None:
            target = self._scene.target
            self._end_rubber()
            if target:
                self._graph.link_wanted.emit(card.card.id, target)

    def _hover(self, at: QPointF) -> None:
        card = self._scene.handle_at(at) or self._scene.card_at(at)
        self._scene.show_handle(card)
        line = None if card else self._line_at(at)
        words = card.card.text if card else self._scene.words(line.link.id) if line else ""
        if words != self._graph.viewport().toolTip():
            self._graph.viewport().setToolTip(words)

    def _line_at(self, at: QPointF) -> LineItem | None:
        return self._scene.line_at(at, _REACH / self._graph.transform().m11())

    def _begin_rubber(self, start: QPointF) -> None:
        pen = QPen(theme.current().palette.accent, 2, Qt.PenStyle.DashLine)
        self._rubber = self._scene.addLine(start.x(), start.y(), start.x(), start.y(), pen)
        self._rubber.setZValue(2)

    def _end_rubber(self) -> None:
        self._scene.set_target("")
        if self._rubber is not None:
            self._scene.removeItem(self._rubber)
            self._rubber = None
