"""The bands, parties and lines of a trust break map, and which break is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from app.domain.practice.chain_geometry import distance_to
from app.domain.trust.break_map import BreakMap, MapLayout
from app.domain.trust.break_words import line_told, map_told
from app.ui.widgets.break_items import BreakItem, PartyItem, RegionItem
from app.ui.widgets.graph_view import GraphScene

_AROUND = 200.0
"""What stays free around the map, so that it can be moved about."""


class BreakScene(GraphScene):
    """Shows a map; the view over it says what a person does with it."""

    def __init__(self) -> None:
        super().__init__()
        self.parties: dict[str, PartyItem] = {}
        self.lines: dict[str, BreakItem] = {}
        self.chosen = ""
        self.shown = BreakMap()
        self._regions: list[RegionItem] = []
        self._has_keys = False

    def show_map(self, shown: BreakMap, layout: MapLayout) -> None:
        """Show another map, or the same one changed. What is chosen stays so if it is there."""
        self.clear()
        self.shown = shown
        self._regions = [RegionItem(side, place) for side, place in layout.regions.items()]
        self.parties = {
            party.id: PartyItem(party, layout.places[party.id]) for party in shown.parties
        }
        self.lines = {
            line.id: BreakItem(line, layout.paths[line.id], layout.label_at[line.id])
            for line in shown.lines
        }
        for item in (*self._regions, *self.lines.values(), *self.parties.values()):
            self.addItem(item)
        for line in self.lines.values():
            self.addItem(line.label)
        if self.chosen not in self.lines:
            self.chosen = ""
        self._mark()
        self.setSceneRect(self.bounds.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))

    @property
    def bounds(self) -> QRectF:
        """The room that bands and lines take."""
        bounds = QRectF()
        for item in (*self._regions, *self.lines.values()):
            bounds = bounds.united(item.sceneBoundingRect())
        return bounds

    def choose(self, name: str) -> bool:
        """Choose a break, or with '' none. Whether that is a change."""
        name = name if name in self.lines else ""
        changed, self.chosen = name != self.chosen, name
        self._mark()
        return changed

    def set_has_keys(self, has_keys: bool) -> None:
        """Whether keys go to the map: the chosen break shows it."""
        self._has_keys = has_keys
        self._mark()

    def words(self) -> str:
        """The chosen break in words; without one, the whole map."""
        if self.chosen not in self.lines:
            return map_told(self.shown)
        names = {party.id: party.name for party in self.shown.parties}
        return line_told(self.lines[self.chosen].line, names)

    def break_at(self, point: QPointF, reach: float) -> str:
        """The break whose label or line is at a point, or the next one of the party there."""
        for name, line in self.lines.items():
            if line.label.sceneBoundingRect().contains(point):
                return name
        for party in self.parties.values():
            if party.sceneBoundingRect().contains(point):
                return self._next_of(party.party.id)
        at = (point.x(), point.y())
        near = ((distance_to(line.points, at), name) for name, line in self.lines.items())
        length, name = min(near, default=(reach, ""))
        return name if length < reach else ""

    def _next_of(self, party_id: str) -> str:
        names = [
            name
            for name, item in self.lines.items()
            if party_id in (item.line.from_id, item.line.to_id)
        ]
        at = names.index(self.chosen) + 1 if self.chosen in names else 0
        return names[at % len(names)] if names else ""

    def _mark(self) -> None:
        chosen = self.lines.get(self.chosen)
        ends = (chosen.line.from_id, chosen.line.to_id) if chosen else ()
        for name, line in self.lines.items():
            is_chosen = name == self.chosen
            line.show_as(chosen=is_chosen, has_keys=is_chosen and self._has_keys)
        for name, party in self.parties.items():
            if party.beside != (name in ends):
                party.beside = name in ends
                party.update()
