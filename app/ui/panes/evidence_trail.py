"""The places that a reader went through, to go back to and forward again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.ui.panes.evidence_place import EvidencePlace

FIRST = "Evidence"
_MOST = 20


@dataclass(frozen=True, slots=True)
class Stop:
    """One place, and what it is called."""

    words: str
    place: EvidencePlace


class Trail:
    """Kept as a browser keeps its pages: going on from the middle forgets what lay ahead."""

    def __init__(self) -> None:
        self._stops = [Stop(FIRST, EvidencePlace())]
        self._at = 0

    @property
    def words(self) -> list[str]:
        """What the places are called, the first one first."""
        return [stop.words for stop in self._stops]

    @property
    def at(self) -> int:
        """Which of them the reader is at."""
        return self._at

    def go(self, leaving: EvidencePlace, words: str) -> None:
        """Go on to a new place; ``leaving`` is how the present one is left."""
        self._keep(leaving)
        self._stops = [*self._stops[: self._at + 1], Stop(words, EvidencePlace())][-_MOST:]
        self._at = len(self._stops) - 1

    def rename(self, words: str) -> None:
        """Call the present place otherwise."""
        self._stops[self._at] = replace(self._stops[self._at], words=words)

    def move(self, leaving: EvidencePlace, to: int) -> EvidencePlace | None:
        """Go to a place of the trail; returns how it was left, None where there is none."""
        if to == self._at or not 0 <= to < len(self._stops):
            return None
        self._keep(leaving)
        self._at = to
        return self._stops[to].place

    def _keep(self, leaving: EvidencePlace) -> None:
        # Widths are of the window, not of a place in the evidence.
        bare = replace(leaving, split=(), widths=())
        self._stops[self._at] = replace(self._stops[self._at], place=bare)

    def state(self) -> dict[str, object]:
        """The trail as JSON can carry it."""
        stops = [{"words": stop.words, "place": stop.place.state()} for stop in self._stops]
        return {"at": self._at, "stops": stops}

    @classmethod
    def of(cls, state: object) -> Trail:
        """The trail that was kept; a fresh one where it cannot be read."""
        trail = cls()
        if not isinstance(state, Mapping):
            return trail
        kept, at = state.get("stops"), state.get("at")
        stops = [stop for each in kept if (stop := _stop(each))] if isinstance(kept, list) else []
        if stops and isinstance(at, int) and 0 <= at < len(stops):
            trail._stops, trail._at = stops, at
        return trail


def _stop(state: object) -> Stop | None:
    match state:
        case {"words": str() as words, "place": dict() as place}:
            return Stop(words, EvidencePlace.of(place))
    return None
