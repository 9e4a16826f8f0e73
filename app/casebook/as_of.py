"""What a case held at a moment: items that are not later, whichever way their stamps are read.

Nearly all is told by columns of numbers. Only stamps that may mean a later instant than the one
they are listed at are looked at one by one: bare days, and clocks of an hour that came twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Connection, select

from app.casebook import evidence, schema, timeorder
from app.casebook.editing import Drafts
from app.casebook.timeorder import UNDATED, Mask, Numbers, TimeOrder
from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.evidence import Item
from app.domain.moments import DAY_US, MINUTE_US, in_zone, zone_named
from app.domain.readings import latest_us

_settings = schema.source_settings
_CHANGE_US = 180 * MINUTE_US
"""No clock is put back by more, and no day is longer than usual by more."""
_ZONE_STEP_US = 15 * MINUTE_US
"""A day begins at such a step of UTC in every zone of today."""
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class _Clock:
    """How the stamps of a source are read: the zone set for it, and how far its clock ran ahead."""

    zone: ZoneInfo | None
    offset_us: int


@dataclass(frozen=True, slots=True)
class Held:
    """What one source held at a moment: its last ``items`` then, in time order, and counts.

    ``earlier`` items lie before those, ``later`` ones came after the moment or may have, and
    ``undated`` ones cannot be placed.
    """

    items: tuple[Item, ...]
    earlier: int
    later: int
    undated: int


def narrow(
    connection: Connection, case_id: str, order: TimeOrder, found: Mask, moment_us: int
) -> None:
    """Take out of the rows found what is later than a moment, may be later, or has no time."""
    found[order.within(None, moment_us + 1).stop :] = False
    case_zone = zone_named(Drafts(connection).get(Case, case_id).zone)
    lately = found & (order.times > moment_us - DAY_US - _CHANGE_US)
    for source_id, clock in _clocks(connection, case_id).items():
        rows = np.flatnonzero(lately & (order.sources == source_id))
        late = _late(connection, order.ids[rows], order.times[rows], moment_us, clock, case_zone)
        found[rows[late]] = False


def held(
    connection: Connection, source_id: int, moment_us: int, most: int, case_zone: ZoneInfo
) -> Held:
    """What a source held at a moment, at most so many of its items. Raises `NotFoundError`."""
    settings = evidence.settings_of(connection, source_id)
    clock = _Clock(zone_named(settings.zone) if settings.zone else None, settings.clock_offset_us)
    column = timeorder.times_of(connection, source_id)
    by_time = np.argsort(column.times, kind="stable")
    ids, times = column.ids[by_time], column.times[by_time]
    then = times <= moment_us
    late = _late(connection, ids[then], times[then], moment_us, clock, case_zone)
    known = ids[then][~late]
    undated = int(np.count_nonzero(times == UNDATED))
    shown = known[max(0, len(known) - most) :]
    return Held(
        items=tuple(evidence.items(connection, shown.tolist())),
        earlier=len(known) - len(shown),
        later=len(ids) - len(known) - undated,
        undated=undated,
    )


def _clocks(connection: Connection, case_id: str) -> dict[int, _Clock]:
    rows = connection.execute(select(_settings).where(_settings.c.case_id == case_id))
    return {
        row.source_id: _Clock(zone_named(row.zone) if row.zone else None, row.clock_offset_us)
        for row in rows
    }


def _late(
    connection: Connection,
    ids: Numbers,
    times: Numbers,
    moment_us: int,
    clock: _Clock,
    case_zone: ZoneInfo,
) -> Mask:
    """Which items of one source, none listed after a moment, may be later all the same."""
    # A bare day is listed at its beginning.
    doubtful = (times + clock.offset_us) % _ZONE_STEP_US == 0
    doubtful &= times > moment_us - DAY_US - _CHANGE_US
    if _changes(clock.zone or case_zone, moment_us):
        doubtful |= times > moment_us - _CHANGE_US
    late = [
        item.id
        for piece in _pieces(ids[doubtful])
        for item in evidence.items(connection, piece.tolist())
        if (latest_us(item, case_zone) or 0) > moment_us
    ]
    return np.isin(ids, late)


def _changes(zone: ZoneInfo, moment_us: int) -> bool:
    """Whether the clocks of a zone are changed around a moment."""
    try:
        before = in_zone(moment_us - _CHANGE_US, zone).utcoffset()
        after = in_zone(moment_us + _CHANGE_US, zone).utcoffset()
    except InvalidInputError:  # at the ends of the calendar nobody changes clocks
        return False
    return (before or timedelta()) != (after or timedelta())


def _pieces(ids: Numbers) -> Iterator[Numbers]:
    for begin in range(0, len(ids), _AT_ONCE):
        yield ids[begin : begin + _AT_ONCE]
