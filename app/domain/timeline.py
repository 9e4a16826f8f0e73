"""Rules of the timeline: order, what was known as of a moment, and evidence that moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from app.domain.drafts import Citation, Entry, Known, quote_of
from app.domain.evidence import Item
from app.domain.moments import Precision, to_the_second


@dataclass(frozen=True, slots=True)
class Span:
    """A place to cite: an item, and the code points quoted from it (both None for all of it)."""

    item_id: int
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class CitedItem:
    """A citation together with what it points at now."""

    citation: Citation
    source_title: str
    place: str
    who: str | None
    path: str
    line: int | None
    quote: str
    item_utc_us: int | None
    precision: Precision
    edited_us: int | None
    source_id: int = 0
    author: str | None = None

    @classmethod
    def of(cls, citation: Citation, item: Item) -> CitedItem:
        """A citation of that item."""
        return cls(
            citation=citation,
            source_title=item.source_title,
            place=item.place,
            who=item.who,
            path=item.path,
            line=item.line,
            quote=quote_of(item.text, citation.start, citation.end),
            item_utc_us=item.utc_us,
            edited_us=item.edited_us,
            precision=item.precision,
            source_id=item.source_id,
            author=item.author,
        )

    @property
    def moved(self) -> bool:
        """Whether the item's time changed since it was cited."""
        return self.item_utc_us != self.citation.item_utc_us


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """A timeline entry with its citations, in their order.

    ``said`` is what else the case says of it, in words, such as “marked as detected”.
    """

    entry: Entry
    citations: tuple[CitedItem, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether evidence of this entry changed its time since it was cited."""
        return any(cited.moved for cited in self.citations)

    @property
    def moved_by_us(self) -> int:
        """How far the evidence went that gave the entry its time, in microseconds.

        Where none of it did, the first that moved counts. An item that gained or lost its time
        altogether counts as 0: there is nothing to add.
        """
        for cited in self._timing or self.citations:
            before, now = cited.citation.item_utc_us, cited.item_utc_us
            if cited.moved and before is not None and now is not None:
                return now - before
        return 0

    @property
    def _timing(self) -> list[CitedItem]:
        """The evidence that stood where the entry stands, to the second, when it was cited."""
        start_us = self.entry.start_us
        return [
            cited
            for cited in self.citations
            if (before := cited.citation.item_utc_us) is not None
            and start_us in {before, to_the_second(before, cited.precision)[0]}
        ]


def with_citations(entries: Iterable[Entry], cited_items: Iterable[CitedItem]) -> list[CitedEntry]:
    """Each entry with those citations that hang on it, in their order."""
    hanging: dict[str, list[CitedItem]] = {}
    for item in sorted(cited_items, key=lambda item: (item.citation.rank, item.citation.id)):
        hanging.setdefault(item.citation.target_id, []).append(item)
    return [CitedEntry(entry, tuple(hanging.get(entry.id, ()))) for entry in entries]


def in_order(entries: Iterable[CitedEntry]) -> list[CitedEntry]:
    """By start, then rank, then id; entries of unknown time come last."""
    return sorted(entries, key=_place)


def _place(cited: CitedEntry) -> tuple[bool, int, int, str]:
    entry = cited.entry
    return (entry.start_us is None, entry.start_us or 0, entry.rank, entry.id)


def as_of(entries: Iterable[CitedEntry], moment_us: int, zone: ZoneInfo) -> list[CitedEntry]:
    """Entries that had happened, and were known, at a moment; when they were drafted is no matter.

    ``zone`` is that of the case: a bare day ends with its day there. An entry of unknown time, or
    known later at a time nobody noted, cannot be shown to have been known, and stays out.
    """
    return [cited for cited in entries if _known_by(cited.entry, moment_us, zone)]


def _known_by(entry: Entry, moment_us: int, zone: ZoneInfo) -> bool:
    latest = entry.time.latest_in(zone)
    if latest is None or latest > moment_us:
        return False
    if entry.known is Known.AT_THE_TIME:
        return True
    return entry.known_us is not None and entry.known_us <= moment_us


def adopted(cited: CitedEntry) -> tuple[Entry, tuple[Citation, ...]]:
    """The entry and its citations after a person adopted the moved time of its evidence."""
    shift = cited.moved_by_us
    entry = cited.entry
    moved = replace(
        entry,
        start_us=None if entry.start_us is None else entry.start_us + shift,
        end_us=None if entry.end_us is None else entry.end_us + shift,
    )
    citations = tuple(
        replace(item.citation, item_utc_us=item.item_utc_us) for item in cited.citations
    )
    return moved, citations


def swapped_ranks(entries: Sequence[Entry], entry_id: str, *, later: bool) -> tuple[Entry, ...]:
    """The entries of one equal time after one of them moved a place up or down.

    ``entries`` are all entries of that time in their order; returns those whose rank changed,
    none where it is already first or last.
    """
    ids = [entry.id for entry in entries]
    here = ids.index(entry_id)
    there = here + (1 if later else -1)
    if not 0 <= there < len(entries):
        return ()
    order = list(entries)
    order[here], order[there] = order[there], order[here]
    return tuple(
        replace(entry, rank=rank) for rank, entry in enumerate(order) if entry.rank != rank
    )
