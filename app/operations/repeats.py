"""Putting records that repeat one another into one row."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from app.casebook import Casebook
from app.casebook.likeness import likenesses
from app.casebook.stopping import stoppable
from app.casebook.timeorder import UNDATED, Numbers
from app.domain.progress import NoProgress, Progress
from app.domain.repeats import QUIET_US, Alike

QUIET = NoProgress()
_Places = npt.NDArray[np.int32]


class Repeats:
    """Which places of a list repeat which: every place belongs to one group, most to their own.

    A place is an index into the list of ids that was grouped. The first place of a group, its
    head, stands for it; a group is told by its index in `heads`.
    """

    def __init__(self, ids: Numbers, head_of: _Places, times: Numbers, equal: Numbers) -> None:
        self._ids = ids
        self._head_of = head_of
        self._by_group = np.argsort(head_of, kind="stable").astype(np.int32)
        sorted_heads = head_of[self._by_group]
        begins = np.ones(len(head_of), np.bool_)
        begins[1:] = sorted_heads[1:] != sorted_heads[:-1]
        self._begins = np.flatnonzero(begins).astype(np.int32)
        self._ends = np.append(self._begins[1:], np.int32(len(head_of)))
        self._last_us = times[self._by_group[self._ends - 1]]
        self._differs = np.logical_or.reduceat(
            (equal != equal[head_of])[self._by_group], self._begins
        )
        self.heads: array[int] = array("i", sorted_heads[self._begins].tobytes())
        """The first places of all groups, in their order."""

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self.heads)

    def group_of(self, place: int) -> int:
        """The group that a place belongs to."""
        return bisect_left(self.heads, int(self._head_of[place]))

    def count(self, group: int) -> int:
        """How many places belong to a group."""
        return int(self._ends[group] - self._begins[group])

    def members(self, group: int) -> array[int]:
        """All places of a group in their order, its head first."""
        members = self._by_group[self._begins[group] : self._ends[group]]
        return array("i", members.tobytes())

    def groups_with(self, ids: Collection[int]) -> frozenset[int]:
        """The groups that any of these items belongs to."""
        places = np.flatnonzero(np.isin(self._ids, np.fromiter(ids, np.int64)))
        return frozenset(self.group_of(int(place)) for place in places)

    def last_us(self, group: int) -> int | None:
        """When the last of a group was; None for undated items."""
        last = int(self._last_us[group])
        return None if last == UNDATED else last

    def numbers_differ(self, group: int) -> bool:
        """Whether the members of a group are equal but for the numbers in them."""
        return bool(self._differs[group])


def repeats(
    casebook: Casebook,
    case_id: str,
    ids: array[int],
    alike: Alike,
    progress: Progress = QUIET,
) -> Repeats | None:
    """Group a list of items of a case, given in time order; None where there is nothing in it.

    Items are repeats where they are alike and follow each other within `QUIET_US`; undated ones
    where they follow each other at once. None, too, where the list is not that of the case any
    more, and has to be asked for again. Raises `CancelledError`.
    """
    with casebook.read() as connection, stoppable(connection, progress):
        order = casebook.time_orders.of(connection, case_id)
        listed = np.frombuffer(ids, np.int64)
        rows = order.rows_of(listed)
        if not len(ids) or len(rows) != len(ids):
            return None
        likeness, equal = likenesses(connection, order, rows, alike, progress)
    times = order.times[rows]
    return Repeats(listed, _heads(likeness, times), times, equal)


def _heads(likeness: Numbers, times: Numbers) -> _Places:
    """For each place the first one of its group."""
    places = np.argsort(likeness, kind="stable").astype(np.int32)
    likeness, times = likeness[places], times[places]
    undated = times[1:] == UNDATED
    late = np.where(undated, np.diff(places) > 1, np.diff(times) > QUIET_US)
    begins = np.ones(len(places), np.bool_)
    begins[1:] = (likeness[1:] != likeness[:-1]) | late
    firsts = np.flatnonzero(begins)
    heads = np.empty(len(places), np.int32)
    heads[places] = np.repeat(places[firsts], np.diff(firsts, append=len(places)))
    return heads
