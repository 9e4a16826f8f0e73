"""An item that could stand in a timeline, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from app.assist.entries.cues import Told
from app.domain.assist.requests import Shown
from app.domain.drafts import EntryKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that could stand in a timeline.

    ``chance`` is how likely it does, before other sources are asked; ``measured`` says that it was
    counted in published reports, and is not an estimate from words alone. ``start`` and ``end``
    are the place in its text to quote. ``event`` is what it tells by its form, None where only its
    words (``told``) say. ``reasons`` are parts of a sentence.
    """

    item: Shown
    told: Told
    chance: float
    start: int
    end: int
    reasons: tuple[str, ...] = ()
    measured: bool = False
    event: EntryKind | None = None
