"""Rows of a list in which repeats stand together: where each place of the list is shown."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate
from zoneinfo import ZoneInfo

from app.domain.evidence import Item
from app.domain.moments import Precision, clock, day
from app.operations.repeats import Repeats
from app.ui.evidence_words import short_day


@dataclass(frozen=True, slots=True)
class Repeat:
    """The group that a row stands for, or, where it is open, is one of.

    ``last_us`` is None for undated items, ``numbers_differ`` where the members are not equal.
    """

    count: int
    last_us: int | None
    numbers_differ: bool
    is_open: bool
    is_head: bool

    def words(self, item: Item | None, zone: ZoneInfo) -> str:
        """How often the item of the row came, and until when: ``▸ 1,842 × until 04:12:09``."""
        if not self.is_head:
            return "·"
        if self.is_open:
            return f"▾ {self.count:,} ×"
        if item is None or item.utc_us is None or self.last_us in (None, item.utc_us):
            return f"▸ {self.count:,} ×"
        return f"▸ {self.count:,} × until {_until(item, item.utc_us, self.last_us or 0, zone)}"


def _until(item: Item, first_us: int, last_us: int, zone: ZoneInfo) -> str:
    fine = item.precision in (Precision.MICROSECOND, Precision.MILLISECOND)
    time = clock(last_us, zone, Precision.SECOND if fine else item.precision)
    if day(first_us, zone) == day(last_us, zone):
        return time
    return f"{short_day(last_us, zone)} {time}".strip()


class GroupedRows:
    """One row for each group, and below the head of an open group a row for each other member."""

    def __init__(self, repeats: Repeats) -> None:
        self._repeats = repeats
        self._open: list[int] = []
        self._marked: frozenset[int] = frozenset()
        self._members: dict[int, array[int]] = {}
        self._heads: list[int] = []
        self._added: list[int] = [0]

    def __len__(self) -> int:
        return len(self._repeats) + self._added[-1]

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self._repeats)

    def place(self, row: int) -> int:
        """Which place of the list a row shows."""
        group, member = self._at(row)
        return self._members[group][member] if member else self._repeats.heads[group]

    def row_of(self, place: int) -> int:
        """The row that shows a place: its group's while that is closed."""
        group = self._repeats.group_of(place)
        row = self._head_row(group)
        return row + bisect_left(self._members[group], place) if group in self._members else row

    def repeat(self, row: int) -> Repeat | None:
        """The group of a row, None where it is alone."""
        group, member = self._at(row)
        count = self._repeats.count(group)
        if count == 1:
            return None
        return Repeat(
            count,
            self._repeats.last_us(group),
            self._repeats.numbers_differ(group),
            is_open=group in self._members,
            is_head=not member,
        )

    def mark(self, ids: Collection[int]) -> None:
        """Mark the groups that hold any of these items."""
        self._marked = self._repeats.groups_with(ids)

    def hides_marked(self, row: int) -> bool:
        """Whether a row is a closed group that holds something marked."""
        group = self._at(row)[0]
        return group in self._marked and group not in self._members

    def head_row(self, row: int) -> int:
        """The first row of the group of a row."""
        return row - self._at(row)[1]

    def set_open(self, row: int, *, is_open: bool) -> None:
        """Open or close the group of a row."""
        group = self._at(row)[0]
        if is_open and group not in self._members:
            self._members[group] = self._repeats.members(group)
            insort(self._open, group)
        elif not is_open and group in self._members:
            del self._members[group]
            self._open.remove(group)
        counts = (len(self._members[group]) - 1 for group in self._open)
        self._added = list(accumulate(counts, initial=0))
        self._heads = [group + added for group, added in zip(self._open, self._added, strict=False)]

    def _head_row(self, group: int) -> int:
        return group + self._added[bisect_left(self._open, group)]

    def _at(self, row: int) -> tuple[int, int]:
        """The group of a row, and which of its members it shows."""
        before = bisect_right(self._heads, row) - 1
        if before >= 0:
            group, member = self._open[before], row - self._heads[before]
            if member < len(self._members[group]):
                return group, member
        return row - self._added[before + 1], 0
