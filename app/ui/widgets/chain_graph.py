"""The failure chain as a graph that people move about in, with the mouse or with keys alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from app.domain.practice.chain_cards import ChainLayout, FactorCard, LinkCard
from app.ui.widgets.chain_hand import ChainHand
from app.ui.widgets.chain_items import CardItem
from app.ui.widgets.chain_legend import ChainLegend
from app.ui.widgets.chain_scene import ChainScene
from app.ui.widgets.graph_view import ZOOM_KEYS, GraphView

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_KEYS = {
    *_ARROWS,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Space,
    Qt.Key.Key_L,
    *ZOOM_KEYS,
}
_NUDGE = 20  # units that Ctrl and an arrow move a card
_LINKING = "Arrows choose where the link leads, Enter draws it, Esc leaves it."


class ChainGraph(GraphView):
    """Shows a chain and says what a person wants done to it; it changes nothing itself.

    ``chosen`` and ``opened`` carry the id of a factor or a link, '' where nothing is chosen any
    more. ``moved`` carries a factor and its new upper left corner, once for each drag and for each
    holding of Ctrl with arrows. ``link_wanted`` carries the two factors; ``remove_wanted`` a factor
    or a link.
    """

    chosen = Signal(str)
    opened = Signal(str)
    moved = Signal(str, int, int)
    link_wanted = Signal(str, str)
    remove_wanted = Signal(str)

    def __init__(self) -> None:
        self._scene, self._legend = ChainScene(), ChainLegend()
        super().__init__("chain-graph", "Failure chain as a graph", self._scene, self._legend)
        self._hand = ChainHand(self, self._scene)
        self._nudged = ""
        self._link_from = ""
        self._waiting: tuple[Sequence[FactorCard], Sequence[LinkCard], ChainLayout] | None = None

    # What it shows

    def show_chain(
        self, factors: Sequence[FactorCard], links: Sequence[LinkCard], layout: ChainLayout
    ) -> None:
        """Show a chain. Zoom and place stay unless nobody has changed them yet.

        While a person drags, it waits until the mouse is let go.
        """
        if self._hand.is_busy:
            self._waiting = factors, links, layout
            return
        middle = self.mapToScene(self.viewport().rect().center())
        self._scene.show_chain(factors, links, layout)
        if self._link_from not in self._scene.cards:
            self.end_linking()
        self._legend.show_links(links, marked=any(card.marked for card in factors))
        self._tell()
        if self._is_fitted:
            self.fit()
        else:
            self.centerOn(middle)

    def select(self, name: str) -> None:
        """Show a factor or a link as chosen, without saying so; '' for none."""
        if self._scene.choose(name):
            self._tell()
            if name in self._scene.cards:
                self.ensureVisible(self._scene.cards[name], 12, 12)

    @property
    def picked(self) -> str:
        """The id of the factor or link that is chosen, or ''."""
        return self._scene.chosen

    def card_centre(self, name: str) -> QPoint:
        """The middle of a card, in pixels of the viewport."""
        card = self._scene.cards[name]
        return self.mapFromScene(card.sceneBoundingRect().center())

    # Choosing, linking, moving

    def choose(self, name: str) -> None:
        """Choose what a person means, and say so where it is another."""
        if self._scene.choose(name):
            self._tell()
            self.chosen.emit(self._scene.chosen)

    def _begin_linking(self) -> None:
        if self._scene.chosen in self._scene.cards:
            self._link_from = self._scene.chosen
            self._legend.say(_LINKING)

    def end_linking(self) -> None:
        """Draw no link with the keys any more."""
        self._link_from = ""
        self._scene.set_target("")
        self._legend.say("")

    def _link_to_target(self) -> None:
        one, target = self._link_from, self._scene.target
        self.end_linking()
        if target and target != one:
            self.link_wanted.emit(one, target)

    def _nudge(self, along: int, down: int) -> None:
        card = self._scene.cards.get(self._scene.chosen)
        if card is None:
            return
        self._scene.move_card(card, card.pos() + QPointF(along * _NUDGE, down * _NUDGE))
        self._nudged = card.card.id
        self.ensureVisible(card, 12, 12)

    def _settle(self) -> None:
        """Say where a card is that keys moved."""
        name, self._nudged = self._nudged, ""
        if name in self._scene.cards:
            self.say_moved(self._scene.cards[name])

    def say_moved(self, card: CardItem) -> None:
        """Say where a card has been put."""
        at = card.pos()
        self.moved.emit(card.card.id, round(at.x()), round(at.y()))

    def _tell(self) -> None:
        """Put what is chosen into words, for those who do not see it."""
        self.setAccessibleDescription(self._scene.words(self._scene.chosen))

    # Keys

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _KEYS
            and not event.modifiers() & Qt.KeyboardModifier.AltModifier
            and (event.key() in _ARROWS or not _with_control(event))
            and not _is_of_page(event)
        ):
            event.accept()  # these keys are the graph's while it has the focus
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._arrow(key, move=_with_control(event))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._link_from:
                self._link_to_target()
            elif self._scene.chosen:
                self.opened.emit(self._scene.chosen)
        elif key == Qt.Key.Key_Escape and self._link_from:
            self.end_linking()
        elif key == Qt.Key.Key_L and not _with_control(event):
            self._begin_linking()
        elif key == Qt.Key.Key_Delete and self._scene.chosen:
            self.remove_wanted.emit(self._scene.chosen)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space}:
            self._step(key)
        elif key in ZOOM_KEYS:
            self.zoom_key(key)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Control and self._nudged:
            self._settle()
        super().keyReleaseEvent(event)

    def _arrow(self, key: Qt.Key, *, move: bool) -> None:
        along, down = _ARROWS[key]
        if move:
            self._nudge(along, down)
            return
        if self._link_from:
            at = self._scene.target or self._link_from
            self._scene.set_target(self._scene.neighbour(at, along, down) or at)
            return
        if found := self._scene.neighbour(self._scene.chosen, along, down):
            self.choose(found)
            self.ensureVisible(self._scene.cards[found], 12, 12)

    def _step(self, key: Qt.Key) -> None:
        """To the first or last card, or with Space through the links of the chosen one."""
        names = list(self._scene.cards)
        chosen = self._scene.chosen
        if key == Qt.Key.Key_Space:
            line = self._scene.lines.get(chosen)
            names = self._scene.lines_of(line.link.from_id if line else chosen)
            place = names.index(chosen) + 1 if chosen in names else 0
            names = names[place:] + names[:place]
        if names:
            self.choose(names[-1] if key == Qt.Key.Key_End else names[0])

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.end_linking()
            self._hand.press(event.position().toPoint())
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._hand.release()
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                self.show_chain(*waiting)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._hand.press(event.position().toPoint())
            self._hand.release()
            if self._scene.chosen:
                self.opened.emit(self._scene.chosen)

    # The rest

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._scene.set_has_keys(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._scene.set_has_keys(False)
        self.end_linking()
        self._settle()


def _is_of_page(event: QKeyEvent) -> bool:
    """Shift+L links beside the graph, also while the graph has the focus."""
    with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return event.key() == Qt.Key.Key_L and with_shift


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
