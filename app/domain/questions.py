"""What a file leaves open and only a person can answer, once for a source and before the import.

A question carries what a person needs to see to answer it; nothing is answered silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import InvalidInputError


class DateOrder(StrEnum):
    """In which order a date made of numbers names day, month and year."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class DateOrderQuestion:
    """Dates such as ``05-07-28`` that the file allows to be read in more than one order.

    ``examples`` are some of them as written, in the order of the file; ``orders`` the readings
    that name days that exist, and ``readings`` for each of them what the examples then mean.
    """

    examples: tuple[str, ...]
    orders: tuple[DateOrder, ...]
    readings: tuple[tuple[date, ...], ...]


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """Times of day without a date, as a copied chat has them; a person says where they begin.

    ``examples`` are some of the times as written; ``proposed`` the day that the file's name or
    its neighbours suggest, None where nothing does. Each midnight that the times pass begins the
    next day by itself. ``moment`` asks for the time of day too: a recording counts from zero.
    """

    examples: tuple[str, ...]
    proposed: date | None = None
    moment: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which columns of a table, by their headers, hold what. The rest is kept beside the text."""

    time: str | None = None
    who: str | None = None
    text: tuple[str, ...] = ()
    place: str | None = None

    @classmethod
    def parse(cls, text: str) -> ColumnMapping:
        """Read ``time=Created,who=Author,text=Summary+Details,place=Host``.

        Raises `InvalidInputError` where it cannot be read.
        """
        found: dict[str, str] = {}
        for part in text.split(","):
            name, equals, column = part.partition("=")
            name = name.strip()
            if not equals or name not in {"time", "who", "text", "place"} or name in found:
                raise InvalidInputError(
                    f"“{part.strip()}” is no column of a mapping; write for example"
                    " time=Created,who=Author,text=Summary+Details."
                )
            found[name] = column.strip()
        texts = tuple(one.strip() for one in found.pop("text", "").split("+") if one.strip())
        return cls(text=texts, **{name: column or None for name, column in found.items()})

    def written(self) -> str:
        """The form that `parse` reads back; headers with ``,``, ``+`` or ``=`` have none."""
        pairs = (
            ("time", self.time or ""),
            ("who", self.who or ""),
            ("text", "+".join(self.text)),
            ("place", self.place or ""),
        )
        return ",".join(f"{name}={column}" for name, column in pairs if column)


@dataclass(frozen=True, slots=True)
class ColumnsQuestion:
    """A table whose columns a person maps once: the mapping is remembered by its header.

    ``columns`` are the headers in their order (made unique), ``rows`` some rows as they stand,
    ``proposed`` what headers and cells suggest.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    proposed: ColumnMapping


Question = DateOrderQuestion | DayQuestion | ColumnsQuestion
