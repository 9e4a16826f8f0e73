"""What a document as a whole says about its times: its day, its zones, its order of dates.

Looked for before its statements are read, as a day may stand in the title and a zone in a footnote.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.questions import DateOrder
from app.importers.documents.dated_days import Days, KnownDay, Orders
from app.importers.documents.dated_fronts import is_metadata, is_plan, labelled, sentences
from app.importers.documents.dated_moments import StatedDay, StatedTime, time_at, times_in
from app.importers.documents.dated_zones import StatedZone, stated_zone
from app.importers.documents.document_blocks import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Outlook:
    """What holds for the whole document.

    ``base`` is the day that it is about, ``fixed`` where it says that all times without a date
    are of that day. ``zones`` are its statements on zones with the number of their block.
    ``anchor`` is the moment that “T+10m” counts from.
    """

    base: KnownDay | None
    fixed: bool
    orders: Orders
    zones: tuple[tuple[int, StatedZone], ...]
    anchor: StatedTime | None

    def zone_at(self, block: int) -> StatedZone | None:
        """The zone that was stated last before a block, else the first one stated at all."""
        if not self.zones:
            return None
        before = bisect_right(self.zones, block, key=lambda stated: stated[0])
        return self.zones[max(before - 1, 0)][1]


_ASIDE = re.compile(
    r"\b(?:action|follow[- ]?up|remediation|next steps?|to-?dos?|lessons?|recommend|improvement"
    r"|prevent|corrective|references|glossary|what went"
    r"|future|roadmap|long[- ]term|short[- ]term|related|changelog|revision history"
    r"|document history"
    r"|version history)",
    re.IGNORECASE,
)
_NOT_ASIDE = re.compile(r"timeline|chronolog|sequence of events|\bcauses?\b", re.IGNORECASE)


def is_aside(titles: Iterable[str]) -> bool:
    """Whether a section of this path tells what is to be done or learned, not what happened."""
    path = list(titles)
    return any(_ASIDE.search(title) for title in path) and not any(
        _NOT_ASIDE.search(title) for title in path
    )


_TEMPLATE = re.compile(
    r"\b(?:template|instructions?|how to (?:use|write|fill)|examples?)\b", re.IGNORECASE
)


def is_template(titles: Iterable[str]) -> bool:
    """Whether a section only shows how to write a report."""
    return any(_TEMPLATE.search(title) for title in titles)


_ALL_ON = re.compile(
    r"\b(?:all|these|the following|unless)\b[^.]{0,80}?\b(?:events?|times?|happened"
    r"|occurred|took place|are)"
    r"\b[^.\d]{0,40}?\b(?:on|are for|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_FRONT_DATE = re.compile(r"(?P<key>[\w -]+?)\s*[:=]\s*[\"']?(?P<value>.+?)[\"']?\s*$")
_LABEL_CHARS = 40
_ANCHOR = re.compile(
    r"\bT\s?(?:[+-]\s?0+(?::00)*\s?(?:m(?:in(?:utes?)?)?|h|s)?|0|zero)\b\s*(?:=|:|\(|is"
    r"|was|–|-|at|,|\|)*\s*",
    re.IGNORECASE,
)


def outlook(blocks: Sequence[Block], day: date | None, order: DateOrder | None) -> Outlook:
    """What a document says about its times; ``day`` and ``order`` are a person's answers."""
    shown = [block for block in blocks if block.kind is not BlockKind.CODE]
    times = [stated for block in shown for stated in times_in(block.text)]
    orders = Orders.of((stated.day for stated in times if stated.day is not None), order)
    days = Days(orders, None)
    days.now = _year(days, times)
    base, fixed = _base(shown, days)
    if base is None and day is not None:
        base = KnownDay(day)
    zones = tuple(
        (number, zone)
        for number, block in enumerate(blocks)
        if block.kind is not BlockKind.CODE
        and (not block.table or block.cells != block.head)
        and (zone := stated_zone(block.text)) is not None
    )
    return Outlook(base, fixed, orders, zones, _anchor(shown))


def _year(days: Days, times: Iterable[StatedTime]) -> KnownDay | None:
    """The first complete date: it tells the year of dates that have none."""
    for stated in times:
        if stated.day is not None and (stated.day.date or len(stated.day.numbers) == 3):
            known = days.meant(stated.day)
            if known is not None:
                return known
    return None


def _base(blocks: Sequence[Block], days: Days) -> tuple[KnownDay | None, bool]:
    for block in blocks:
        told = _ALL_ON.search(block.text)
        stated = time_at(block.text, told.end()) if told else None
        if stated is not None and stated.day is not None and (known := days.meant(stated.day)):
            return known, True
    what_happened = list(_without_asides(blocks))
    for sought, among in (
        (_of_title, blocks),
        (_of_label, blocks),
        (_of_any, what_happened),
        (_of_front_matter, blocks),
        (_of_any, blocks),
    ):
        for block in among:
            stated_day = sought(block)
            known_day = days.meant(stated_day) if stated_day is not None else None
            if known_day is not None:
                return known_day, False
    return None, False


def _of_title(block: Block) -> StatedDay | None:
    is_title = block.kind is BlockKind.HEADING and block.level == 1
    if block.kind is BlockKind.ABOUT and block.text.lower().startswith("title"):
        is_title = True
    return _first_day(block.text) if is_title else None


def _of_label(block: Block) -> StatedDay | None:
    text = ": ".join(block.cells) if len(block.cells) == 2 else block.text
    for line in text.splitlines():
        found = labelled(line)
        if found is not None and found.is_date:
            return found.time.day
    return None


def _of_front_matter(block: Block) -> StatedDay | None:
    found = _FRONT_DATE.match(block.text) if block.kind is BlockKind.ABOUT else None
    if found is None or "date" not in found["key"].lower() or is_metadata(found["key"]):
        return None
    return _first_day(found["value"])


def _of_any(block: Block) -> StatedDay | None:
    text = ": ".join(block.cells) if len(block.cells) == 2 else block.text
    if block.kind is BlockKind.ABOUT or is_metadata(text[:_LABEL_CHARS].partition(":")[0] + ":"):
        return None
    told = (_first_day(sentence) for sentence in sentences(text) if not is_plan(sentence))
    return next((day for day in told if day is not None), None)


def _without_asides(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of sections that tell what happened, not what is to be done."""
    titles: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            titles = [one for one in titles if one[0] < block.level]
            titles.append((block.level, block.text))
        if not is_aside(title for level, title in titles if level > 1):
            yield block


def _first_day(text: str) -> StatedDay | None:
    return next(
        (
            stated.day
            for stated in times_in(text)
            if stated.day is not None and not stated.day.step and stated.day.weekday is None
        ),
        None,
    )


def _anchor(blocks: Iterable[Block]) -> StatedTime | None:
    for block in blocks:
        for found in _ANCHOR.finditer(block.text):
            stated = time_at(block.text, found.end())
            if stated is not None and stated.clock_us is not None:
                return stated
    return None
