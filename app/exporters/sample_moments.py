"""Made-up pages of “What could be seen at 02:55”: one with nothing in it, one with a little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.drafts import Case, Entry
from app.domain.evidence import Item, Source
from app.domain.moments import DAY_US, MINUTE_US, Precision, TimeKind, ZoneBasis
from app.domain.practice.context import DecisionPoint
from app.domain.practice.moment_view import SourceThen, moment_view
from app.domain.timeline import CitedEntry
from app.domain.views import DocumentView

_MARKS = "a & b <c> *d* _e_ `f` {{ g }} “h”"


def pages(
    empty: Case, filled: Case, entries: Sequence[CitedEntry], source: Source, now_us: int
) -> tuple[DocumentView, DocumentView]:
    """A page of a decision without a time, and one with entries and evidence."""
    nothing = moment_view(empty, DecisionPoint("point", "sample", ""), (), (), now_us)
    at_us = now_us - 10 * MINUTE_US
    point = DecisionPoint("point", "sample", f"Sample decision: {_MARKS}", at_us, "Sample role")
    items = [_item(number, at_us - number * MINUTE_US) for number in (1, 2, 3)]
    before = Entry("day-before", "sample", "Sample entry of the day before.", TimeKind.EXACT, at_us)
    told = [*entries, CitedEntry(replace(before, start_us=at_us - DAY_US))]
    then = SourceThen(source, items, earlier=12, later=5, undated=1)
    return nothing, moment_view(filled, point, told, [then], now_us, cited_ids=[3])


def _item(number: int, utc_us: int) -> Item:
    return Item(
        id=number,
        source_id=1,
        source_title="sample.log",
        key=str(number),
        path="sample.log",
        line=number,
        time_text="a sample stamp",
        precision=Precision.SECOND,
        zone_basis=ZoneBasis.DATA,
        utc_us=utc_us,
        text=f"Sample line {number}: {_MARKS}\nand its second line",
        who="Sample writer",
        author=None,
        thread=None,
        place="#sample",
        edited_text=None,
        edited_us=utc_us + 60 * MINUTE_US if number == 1 else None,
    )
