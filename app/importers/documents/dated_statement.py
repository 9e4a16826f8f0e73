"""One statement of a document, and the time that it tells."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.moments import Caveat, caveats_text
from app.importers.documents.dated_days import KnownDay
from app.importers.documents.dated_moments import StatedTime
from app.importers.documents.dated_zones import StatedZone


@dataclass(slots=True)
class Statement:
    """One statement: its words, where it stands, and when, as far as the document tells.

    ``stamp`` is the time as written, None where the statement is undated; ``day`` the midnight
    that begins its day, without zone; ``zone`` the zone that applies, None where none is told.
    """

    parts: list[str]
    line: int | None
    place: str
    raw: list[str]
    first: str
    stamp: str | None = None
    time: StatedTime | None = None
    day: KnownDay | None = None
    zone: StatedZone | None = None
    caveats: tuple[Caveat, ...] = ()
    in_front: bool = False
    is_heading: bool = False
    slanted: bool = False
    section: int = 0
    lacks_day: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "\n\n".join(part for part in self.parts if part)

    @property
    def whole(self) -> str:
        """All its words, with the time that stands in front of them."""
        return "\n\n".join(part for part in (self.first, *self.parts[1:]) if part)

    def undated(self) -> None:
        """Take the time off: it is no event. The words that held it come back."""
        self.parts = [self.first, *self.parts[1:]]
        self.stamp = self.time = self.day = None
        self.in_front = self.lacks_day = False

    def caveats_text(self) -> str:
        """What the time did not say itself, for the stamp."""
        return caveats_text(*self.caveats)
