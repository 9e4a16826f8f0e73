"""Which day a time in a document means: what it leaves out is taken from where it stands.

Nothing is inferred silently: each inference is a `Caveat` of the stamp, and where the document
proves nothing the time stays unread and a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.moments import Caveat
from app.domain.questions import DateOrder, DateOrderQuestion
from app.importers.documents.dated_moments import StatedDay
from app.importers.times.dating import date_of, proved_order

_NEAR_DAYS = 14
"""Dates of one report lie this close together, and the same numbers in another order …"""
_FAR_DAYS = 21
"""… further apart than this."""
_NEVER_DAYS = 10**6
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day, and what its text did not say itself."""

    date: date
    caveats: tuple[Caveat, ...] = ()


@dataclass(slots=True)
class Orders:
    """In which order the document's dates of numbers name day and month.

    ``whole`` for dates with a year, ``pair`` for those without; None while nothing proves one.
    """

    whole: str | None = None
    pair: str | None = None
    answered: bool = False
    open_texts: list[str] = field(default_factory=list)
    open_numbers: list[tuple[int, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, days: Iterable[StatedDay], answer: DateOrder | None) -> Orders:
        """What the dates of a document, in their order, and a person's answer prove."""
        every = list(days)
        certain = [day.date for day in every if day.date is not None]
        found = cls()
        for day in every:
            if day.open_order:
                found.open_texts.append(day.text)
                found.open_numbers.append(day.numbers)
        whole = [numbers for numbers in found.open_numbers if len(numbers) == 3]
        pairs = [numbers for numbers in found.open_numbers if len(numbers) == 2]
        long = any(len(str(numbers[2])) == 4 for numbers in whole)
        if answer is not None:
            found.whole, found.answered = str(answer), True
            found.pair = "dm" if answer is DateOrder.DAY_FIRST else "md"
            return found
        found.whole = _proved(whole, ("dmy", "mdy") if long else ("dmy", "mdy", "ymd"), certain)
        found.pair = _proved(pairs, ("md", "dm"), certain)
        if found.pair is None and found.whole in {"dmy", "mdy"}:
            found.pair = found.whole[:2]
        if found.whole is None and found.pair is not None:
            found.whole = f"{found.pair}y"
        return found

    def question(self) -> DateOrderQuestion | None:
        """What to ask a person; None where the document leaves nothing open."""
        unread = any(
            (self.whole if len(numbers) == 3 else self.pair) is None
            for numbers in self.open_numbers
        )
        if not self.answered and not unread:
            return None
        shown = list(dict.fromkeys(zip(self.open_texts, self.open_numbers, strict=True)))
        shown = [one for one in shown if len(one[1]) == 3][:_EXAMPLES]
        if not shown:
            return None
        orders, readings = [], []
        for order in DateOrder:
            days = [date_of(numbers, order) for _, numbers in shown]
            if all(days):
                orders.append(order)
                readings.append(tuple(day for day in days if day is not None))
        if len(orders) < 2:
            return None
        return DateOrderQuestion(tuple(text for text, _ in shown), tuple(orders), tuple(readings))


def _proved(
    days: Sequence[tuple[int, ...]], orders: tuple[str, ...], certain: list[date]
) -> str | None:
    """The one order that the dates themselves, or certain dates of the document, leave."""
    if not days:
        return None
    possible = [
        order for order in orders if all(date_of(day, order, 2000) is not None for day in days)
    ]
    if len(possible) == 1:
        return possible[0]
    if certain and possible:
        away = {order: _days_away(days, order, certain) for order in possible}
        nearest = min(possible, key=lambda order: away[order])
        others = [away[order] for order in possible if order != nearest]
        if away[nearest] <= _NEAR_DAYS and all(other > _FAR_DAYS for other in others):
            return nearest
    proved = proved_order(days) if len(days) > 2 else None
    return proved if proved in possible else None


def _days_away(days: Sequence[tuple[int, ...]], order: str, certain: Sequence[date]) -> int:
    """How far the day that lies furthest from every certain date lies from the next of them."""
    away = 0
    for day in days:
        meant = date_of(day, order, certain[0].year)
        if meant is None:
            return _NEVER_DAYS
        away = max(away, min(abs((meant - one).days) for one in certain))
    return away


class Days:
    """The day of each time of a document, taken in reading order.

    ``base`` is the day that the document is about, for times that have no nearer day.
    """

    def __init__(self, orders: Orders, base: KnownDay | None, *, fixed: bool = False) -> None:
        self.orders = orders
        self.base = base
        self.fixed = fixed
        self.now = base
        self.unread_order = 0

    def meant(self, day: StatedDay) -> KnownDay | None:
        """The date of a day as written; None where the document does not tell it."""
        caveats: list[Caveat] = []
        if day.date is not None:
            return KnownDay(day.date)
        near = self.now or self.base
        if day.step or day.weekday is not None:
            if near is None:
                return None
            step = day.step or (day.weekday or 0) - near.date.weekday()
            moved = later(near.date, step % 7)
            return None if moved is None else KnownDay(moved, (Caveat.DAY,))
        numbers = day.numbers
        order = "md"
        if day.open_order:
            known = self.orders.whole if len(numbers) == 3 else self.orders.pair
            if known is None:
                self.unread_order += 1
                return None
            order = known
            caveats.append(Caveat.ORDER)
        if day.short_year:
            caveats.append(Caveat.CENTURY)
        if "y" in order:
            found = date_of(numbers, order)
        elif near is None:
            return None
        else:
            caveats.append(Caveat.YEAR)
            found = _nearest(numbers, order, near.date)
        return None if found is None else KnownDay(found, tuple(caveats))

    def reset(self) -> None:
        """Forget the days of a section that has ended."""
        self.now = self.base

    def clock_day(self) -> KnownDay | None:
        """The day of a time that names none."""
        known = self.base if self.fixed else self.now
        if known is None:
            return None
        return KnownDay(known.date, tuple(dict.fromkeys((*known.caveats, Caveat.DAY))))


def later(day: date, days: int) -> date | None:
    """A day so many days later; None beyond the calendar."""
    try:
        return date.fromordinal(day.toordinal() + days)
    except (ValueError, OverflowError):
        return None


def _nearest(numbers: tuple[int, ...], order: str, near: date) -> date | None:
    """The date nearest to another that has this day and month."""
    years = (near.year, near.year - 1, near.year + 1)
    found = [day for year in years if (day := date_of(numbers, order, year)) is not None]
    return min(found, key=lambda day: abs((day - near).days), default=None)
