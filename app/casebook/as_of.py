"""What a case held at a moment: items that are not later, whichever way their stamps are read.

Nearly all is told by the order in memory. Only stamps that may mean a later instant than the one
they are listed at are looked at one by one: bare days, and clocks of an hour that came twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Connection, select

from app.casebook import evidence, schema
from app.casebook.editing import Drafts
from app.casebook.timeorder import Mask, Numbers, TimeOrder
from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.moments import DAY_US, MINUTE_US, in_zone, zone_named
from app.domain.readings import latest_us

_settings = schema.source_settings
_LONGEST_DAY_US = DAY_US + 180 * MINUTE_US
_CHANGE_US = 180 * MINUTE_US
"""No clock is put back by more, nor a day longer by more."""
_ZONE_STEP_US = 15 * MINUTE_US
"""A day begins at such a step of UTC in every zone of today."""
_AT_ONCE = 5_000


def narrow(
    connection: Connection, case_id: str, order: TimeOrder, found: Mask, moment_us: int
) -> None:
    """Take out of the rows found what is later than a moment, may be later, or has no time."""
    found[order.within(None, moment_us + 1).stop :] = False
    case_zone = zone_named(Drafts(connection).get(Case, case_id).zone)
    clocks = _clocks(connection, case_id)
    doubtful = found & _may_begin_a_day(order, clocks, moment_us)
    if any(
        _changes(zone, moment_us) for zone in {case_zone, *(zone for zone, _ in clocks.values())}
    ):
        doubtful |= found & (order.times > moment_us - _CHANGE_US)
    for ids in _pieces(order.ids[doubtful]):
        late = [
            item.id
            for item in evidence.items(connection, ids.tolist())
            if (latest_us(item, case_zone) or 0) > moment_us
        ]
        found &= ~order.marked(np.array(late, np.int64))


def _clocks(connection: Connection, case_id: str) -> dict[int, tuple[ZoneInfo | None, int]]:
    """The zone set for each source of a case, if any, and how far its clock runs ahead."""
    rows = connection.execute(select(_settings).where(_settings.c.case_id == case_id))
    return {
        row.source_id: (zone_named(row.zone) if row.zone else None, row.clock_offset_us)
        for row in rows
    }


def _may_begin_a_day(
    order: TimeOrder, clocks: dict[int, tuple[ZoneInfo | None, int]], moment_us: int
) -> Mask:
    """Rows of the last day that stand where a day may begin, as the stamp of a bare day does."""
    within = order.within(moment_us - _LONGEST_DAY_US, moment_us + 1)
    times = order.times[within].copy()
    for source_id, (_zone, offset_us) in clocks.items():
        if offset_us:
            times[order.sources[within] == source_id] += offset_us
    found = np.zeros(len(order.ids), np.bool_)
    found[within] = times % _ZONE_STEP_US == 0
    return found


def _changes(zone: ZoneInfo | None, moment_us: int) -> bool:
    """Whether the clocks of a zone are changed around a moment."""
    if zone is None:
        return False
    try:
        before = in_zone(moment_us - _CHANGE_US, zone).utcoffset()
        after = in_zone(moment_us + _CHANGE_US, zone).utcoffset()
    except InvalidInputError:  # at the ends of the calendar nobody changes clocks
        return False
    return (before or timedelta()) != (after or timedelta())


def _pieces(ids: Numbers) -> Iterator[Numbers]:
    for begin in range(0, len(ids), _AT_ONCE):
        yield ids[begin : begin + _AT_ONCE]
