"""What a document is read from: a case, through a connection that sees nothing private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from app.casebook import evidence
from app.casebook.sharing import SharedDrafts
from app.domain.drafted import Draft
from app.domain.drafts import Case
from app.domain.evidence import Source
from app.domain.moments import zone_named
from app.domain.people import NameAnswer, People
from app.domain.timeline import CitedEntry, CitedItem, in_order, with_citations
from app.operations import drafting

D = TypeVar("D", bound=Draft)


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of a case that a document can be about, and what people call it."""

    id: str
    label: str


@dataclass(frozen=True)
class Reading:
    """A case at the moment ``now_us``, as documents may show it."""

    case: Case
    people: People
    now_us: int
    shared: SharedDrafts = field(repr=False)
    answers: tuple[NameAnswer, ...] = ()
    """What people answered about words that may be names."""
    unmoved: frozenset[str] = frozenset()
    """The ids of all signals of a trust case that have not moved, shown to anybody or not: whoever
    reads that trust is repaired is told how many they do not see."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the case. Raises `InvalidInputError` where it names none that exists."""
        return zone_named(self.case.zone)

    def of_case(self, kind: type[D]) -> list[D]:
        """All rows of a kind in the case that are not private."""
        return self.shared.of_case(kind, self.case.id)

    @cached_property
    def cited(self) -> dict[str, list[CitedItem]]:
        """What each drafted thing cites, by its id."""
        citations = self.shared.citations(self.case.id)
        return drafting.by_target(evidence.cited_items(self.shared.connection, citations).values())

    @cached_property
    def entries(self) -> list[CitedEntry]:
        """The timeline, in order."""
        now = (item for items in self.cited.values() for item in items)
        return in_order(with_citations(self.shared.entries(self.case.id), now))

    @cached_property
    def sources(self) -> Sequence[Source]:
        """The sources that are shown."""
        return evidence.sources(self.shared.connection, self.case.id)
