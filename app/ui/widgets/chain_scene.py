"""The cards and lines of a failure chain, and what of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

from app.domain.practice.chain_cards import ChainLayout, FactorCard, LinkCard, Place
from app.domain.practice.chain_geometry import direct, distance_to, nearest
from app.domain.practice.chain_words import card_told, link_told
from app.domain.review_words import counted
from app.ui.widgets.chain_items import CardItem
from app.ui.widgets.chain_lines import LineItem
from app.ui.widgets.graph_view import GraphScene

_AROUND = 900.0
"""What stays free around the cards, so that one can be put beyond the others."""


class ChainScene(GraphScene):
    """Shows a chain; the view over it says what a person does with it."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, CardItem] = {}
        self.lines: dict[str, LineItem] = {}
        self.chosen = ""
        self._has_keys = False

    def show_chain(
        self, factors: Sequence[FactorCard], links: Sequence[LinkCard], layout: ChainLayout
    ) -> None:
        """Show another chain, or the same one changed. What is chosen stays so if it is there."""
        self.clear()
        self.cards = {card.id: CardItem(card, layout.places[card.id]) for card in factors}
        self.lines = {
            link.id: LineItem(link, layout.paths[link.id], layout.label_at[link.id])
            for link in links
        }
        for line in self.lines.values():
            self.addItem(line)
            self.addItem(line.sign)
        for card in self.cards.values():
            self.addItem(card)
        if self.chosen not in self.cards and self.chosen not in self.lines:
            self.chosen = ""
        self._mark()
        self.setSceneRect(self.bounds.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))

    @property
    def bounds(self) -> QRectF:
        """The room that cards and lines take."""
        bounds = QRectF()
        for item in (*self.cards.values(), *self.lines.values()):
            bounds = bounds.united(item.sceneBoundingRect())
        return bounds

    # What is chosen

    def choose(self, name: str) -> bool:
        """Choose a factor or a link, or with '' nothing. Whether that is a change."""
        if name not in self.cards and name not in self.lines:
            name = ""
        changed = name != self.chosen
        self.chosen = name
        self._mark()
        return changed

    def set_has_keys(self, has_keys: bool) -> None:
        """Whether keys go to the graph: the chosen card shows it."""
        self._has_keys = has_keys
        self._mark()

    def _mark(self) -> None:
        for name, card in self.cards.items():
            state = (name == self.chosen, self._has_keys)
            if state != (card.chosen, card.focused):
                card.chosen, card.focused = state
                card.update()
        for name, line in self.lines.items():
            ends = (line.link.from_id, line.link.to_id)
            line.show_as(chosen=name == self.chosen, beside=self.chosen in ends)

    @property
    def target(self) -> str:
        """The card that a new link would lead to, or ''."""
        return next((name for name, card in self.cards.items() if card.is_target), "")

    def set_target(self, name: str) -> None:
        """Mark the card that a new link would lead to; '' for none."""
        for other, card in self.cards.items():
            if card.is_target != (other == name):
                card.is_target = other == name
                card.update()

    def words(self, name: str) -> str:
        """A factor or a link in words; without one, how many there are."""
        numbers = {key: card.card.number for key, card in self.cards.items()}
        if name in self.lines:
            return link_told(self.lines[name].link, numbers)
        if name in self.cards:
            links = [line.link for line in self.lines.values()]
            return card_told(self.cards[name].card, links, numbers)
        factors = counted(len(self.cards), "factor")
        return f"{factors}, {counted(len(self.lines), 'link')}"

    # Where things are

    @property
    def places(self) -> dict[str, Place]:
        """Where the cards stand now."""
        return {name: card.place for name, card in self.cards.items()}

    def card_at(self, point: QPointF) -> CardItem | None:
        """The card at a point, the uppermost of several."""
        found = [card for card in self.cards.values() if card.sceneBoundingRect().contains(point)]
        inside = [card for card in found if card.rect().contains(card.mapFromScene(point))]
        return inside[-1] if inside else None

    def handle_at(self, point: QPointF) -> CardItem | None:
        """The card whose handle is at a point; only shown ones can be taken hold of."""
        found = (card for card in self.cards.values() if card.shows_handle)
        return next((card for card in found if card.handle.contains(point)), None)

    def line_at(self, point: QPointF, reach: float) -> LineItem | None:
        """The line nearest to a point, within ``reach``."""
        at = (point.x(), point.y())
        near = [
            (distance_to(line.points, at), name)
            for name, line in self.lines.items()
            if line.rect().adjusted(-reach, -reach, reach, reach).contains(point)
        ]
        length, name = min(near, default=(reach, ""))
        return self.lines[name] if length < reach else None

    def neighbour(self, name: str, along: int, down: int) -> str | None:
        """The card that an arrow key leads to; from a line, the card that it leads from."""
        if name in self.lines:
            return self.lines[name].link.from_id
        if name not in self.cards:
            return next(iter(self.cards), None)
        return nearest(self.places, name, along, down)

    def lines_of(self, name: str) -> list[str]:
        """The links from and to a factor, in their order."""
        return [
            key for key, line in self.lines.items() if name in (line.link.from_id, line.link.to_id)
        ]

    # What moves

    def move_card(self, card: CardItem, to: QPointF) -> None:
        """Put a card elsewhere; its lines go straight until the chain is laid out again."""
        card.setPos(to)
        for name in self.lines_of(card.card.id):
            line = self.lines[name]
            one, other = self.cards[line.link.from_id].place, self.cards[line.link.to_id].place
            start, end = direct(one, other)
            line.lead((start, end), ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))

    def show_handle(self, shown: CardItem | None) -> None:
        """Show the handle of one card."""
        for card in self.cards.values():
            if card.shows_handle != (card is shown):
                card.shows_handle = card is shown
                card.update()

    def look_changed(self) -> None:
        """Set all words anew."""
        for card in self.cards.values():
            card.forget()
        self.update()
