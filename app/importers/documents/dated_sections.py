"""The section of a document that its reader is in: its headings, from the title down."""

from __future__ import annotations

from dataclasses import dataclass

from app.importers.documents.dated_document import is_aside, is_template
from app.importers.documents.dated_zones import StatedZone, zone_of_header

_MOST_PLACE_CHARS = 200


@dataclass(frozen=True, slots=True)
class _Section:
    level: int
    title: str
    zone: StatedZone | None
    is_title: bool


class Sections:
    """The headings above the block in hand; ``number`` counts the sections gone through."""

    def __init__(self) -> None:
        self.number = 0
        self._open: list[_Section] = []

    def leave(self, level: int) -> None:
        """End the sections that a heading of this level ends."""
        while self._open and self._open[-1].level >= level:
            self._open.pop()

    def enter(self, level: int, title: str) -> None:
        """Begin a section; the first one of all at level 1 is the document's title."""
        is_title = level == 1 and self.number == 0
        self.number += 1
        self._open.append(_Section(level, title, zone_of_header(title), is_title))

    @property
    def level(self) -> int:
        """The level of the section, 0 above the first heading."""
        return self._open[-1].level if self._open else 0

    @property
    def place(self) -> str:
        """Where its statements stand: the headings above them, the document's title apart."""
        return " / ".join(self._titles)[:_MOST_PLACE_CHARS]

    @property
    def zone(self) -> StatedZone | None:
        """The zone that the nearest heading states for its section."""
        return next((one.zone for one in reversed(self._open) if one.zone), None)

    @property
    def is_aside(self) -> bool:
        """Whether it tells what is to be done or learned, not what happened."""
        return is_aside(self._titles)

    @property
    def is_template(self) -> bool:
        """Whether it only shows how to write a report."""
        return is_template(self._titles)

    @property
    def is_timeline(self) -> bool:
        """Whether it is called a timeline."""
        return any("timeline" in title.lower() for title in self._titles)

    @property
    def _titles(self) -> list[str]:
        return [section.title for section in self._open if not section.is_title]
