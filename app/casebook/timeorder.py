"""The evidence of a case in time order, held in memory as three columns of numbers.

A list, a window of time, a histogram and counts per source then need no look into the encrypted
file: a million items take 20 MB and are put in order in a few hundredths of a second.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import zstandard
from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select

from app.casebook import schema
from app.domain.repeats import Alike

Numbers = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

UNDATED: int = np.iinfo(np.int64).max
"""The time of an item without one: it comes last."""

_CASES_KEPT = 2
_items = schema.items
_sources = schema.sources
_settings = schema.source_settings
_kept = schema.item_times


@dataclass(frozen=True, slots=True, eq=False)
class TimeOrder:
    """The items of a case that are shown: ``ids``, ``times`` (UTC µs) and ``sources``, by row.

    Rows are in time order, then by source and id; undated items come last.
    """

    ids: Numbers
    times: Numbers
    sources: Rows
    rows_by_id: Rows
    """The row of id ``first_id + n``, −1 where that item is not shown."""
    first_id: int
    likenesses: dict[Alike, Numbers] = field(default_factory=dict)
    """What `app.casebook.likeness` found out so far, by row."""

    @classmethod
    def of(cls, columns: Sequence[SourceTimes]) -> TimeOrder:
        """Put the items of sources, given by their id, into one order."""
        ids = np.concatenate([np.empty(0, np.int64), *(column.ids for column in columns)])
        times = np.concatenate([np.empty(0, np.int64), *(column.times for column in columns)])
        lengths = [len(column.ids) for column in columns]
        sources = np.repeat(np.array([each.source_id for each in columns], np.int32), lengths)
        if np.any(times[1:] < times[:-1]):
            order = np.argsort(times, kind="stable")
            ids, times, sources = ids[order], times[order], sources[order]
        first = int(ids.min()) if len(ids) else 0
        rows = np.full(int(ids.max()) - first + 1 if len(ids) else 0, -1, np.int32)
        rows[ids - first] = np.arange(len(ids), dtype=np.int32)
        return cls(ids, times, sources, rows, first)

    def rows_of(self, ids: Numbers) -> Rows:
        """The rows of those of the items that are shown."""
        places = ids - self.first_id
        places = places[(places >= 0) & (places < len(self.rows_by_id))]
        rows = self.rows_by_id[places]
        return rows[rows >= 0]

    def marked(self, ids: Numbers) -> Mask:
        """True in the rows of these items."""
        mask = np.zeros(len(self.ids), np.bool_)
        mask[self.rows_of(ids)] = True
        return mask

    def within(self, since_us: int | None, until_us: int | None) -> slice:
        """The rows from one instant to before another; undated items lie in no window of time."""
        if since_us is None and until_us is None:
            return slice(0, len(self.ids))
        begin = 0 if since_us is None else int(np.searchsorted(self.times, since_us))
        end = UNDATED if until_us is None else until_us
        return slice(begin, int(np.searchsorted(self.times, end)))


@dataclass(frozen=True, slots=True, eq=False)
class SourceTimes:
    """The items of one source by id, and their times as derived with a zone and a clock offset."""

    source_id: int
    zone: str
    offset_us: int
    ids: Numbers
    times: Numbers


@dataclass(frozen=True, slots=True)
class _Clocked:
    """A source as its times stand: another value means that they are to be read again."""

    source_id: int
    zone: str
    offset_us: int
    imported_us: int

    @property
    def is_settled(self) -> bool:
        """Not while its items are being timed anew."""
        return bool(self.zone)


class TimeOrders:
    """The orders of the cases that were lately looked at, for one open casebook."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[tuple[_Clocked, ...], TimeOrder]] = {}

    def of(self, connection: Connection, case_id: str) -> TimeOrder:
        """The order of a case as this connection sees it."""
        shown = select(_settings.c.source_id).where(_settings.c.case_id == case_id)
        sources = tuple(_clocked(connection, _sources.c.id.in_(shown)))
        with self._lock:
            known = self._known.pop(case_id, None)
            if known is None or known[0] != sources or not all(one.is_settled for one in sources):
                columns = [_times_of(connection, source) for source in sources]
                known = (sources, TimeOrder.of(columns))
            self._known[case_id] = known
            while len(self._known) > _CASES_KEPT:
                del self._known[next(iter(self._known))]
        return known[1]


def numbers(connection: Connection, wanted: Select[int]) -> Numbers:
    """One column of numbers. SQLite joins them into one text, so that no row becomes an object.

    That is several times faster for a million of them, and leaves the other threads alone.
    """
    column = wanted.subquery().c[0]
    return _parsed(connection.execute(select(func.group_concat(column))).scalar())


def times_of(connection: Connection, source_id: int) -> SourceTimes:
    """The times of a source, as they are stored in one piece, else from each of its items."""
    return _times_of(connection, next(_clocked(connection, _sources.c.id == source_id)))


def store(connection: Connection, column: SourceTimes) -> None:
    """Keep the times of a source in one piece, so that a case opens without reading its items.

    What is kept is used as long as the source is timed with the same zone and clock offset.
    """
    connection.execute(delete(_kept).where(_kept.c.source_id == column.source_id))
    connection.execute(
        insert(_kept).values(
            source_id=column.source_id,
            zone=column.zone,
            offset_us=column.offset_us,
            data=_packed(column.ids) + _packed(column.times),
        )
    )


def _clocked(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[_Clocked]:
    columns = (
        _sources.c.id,
        _sources.c.applied_zone,
        _sources.c.applied_offset_us,
        _sources.c.imported_us,
    )
    rows = connection.execute(select(*columns).where(wanted).order_by(_sources.c.id))
    return (_Clocked(*row) for row in rows)


def _times_of(connection: Connection, source: _Clocked) -> SourceTimes:
    data = connection.execute(
        select(_kept.c.data).where(
            _kept.c.source_id == source.source_id,
            _kept.c.zone == source.zone,
            _kept.c.offset_us == source.offset_us,
        )
    ).scalar()
    if data is None:
        ids, times = _read(connection, source.source_id)
    else:
        ids, times = _unpacked(data)
    return SourceTimes(source.source_id, source.zone, source.offset_us, ids, times)


def _read(connection: Connection, source_id: int) -> tuple[Numbers, Numbers]:
    one = select(_items.c.id, _items.c.utc_us).where(_items.c.source_id == source_id).subquery()
    time = func.coalesce(one.c.utc_us, UNDATED)
    found = select(func.group_concat(one.c.id), func.group_concat(time))
    ids, times = connection.execute(found).one()
    return _parsed(ids), _parsed(times)


def _parsed(joined: str | None) -> Numbers:
    return np.fromstring(joined or "", np.int64, sep=",")


# Differences are small, so their upper bytes are nearly all the same: put side by side, each of
# the eight planes of bytes shrinks to little.


def _packed(column: Numbers) -> bytes:
    steps = np.diff(column, prepend=np.int64(0)).astype("<i8")
    planes = steps.view(np.uint8).reshape(-1, 8).T.tobytes()
    frame = zstandard.ZstdCompressor(level=3).compress(planes)
    return len(frame).to_bytes(8, "little") + frame


def _unpacked(data: bytes) -> tuple[Numbers, Numbers]:
    end = 8 + int.from_bytes(data[:8], "little")
    return _column(data[8:end]), _column(data[end + 8 :])


def _column(frame: bytes) -> Numbers:
    planes = np.frombuffer(zstandard.ZstdDecompressor().decompress(frame), np.uint8)
    steps = np.ascontiguousarray(planes.reshape(8, -1).T).view("<i8").reshape(-1)
    return np.cumsum(steps, dtype=np.int64)
