"""What a reader asks of the evidence: filters, and the words of the search field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.errors import InvalidInputError
from app.domain.moments import UTC_ZONE, parse_typed


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """Which items of a case to show.

    ``query`` is what was typed into the search field; ``zone`` is that of clocks in it, the
    case's where empty. ``sources`` and ``people`` None mean all; ``people`` are ids of people, or
    the names of those who are none, such as machines.
    ``since_us``/``until_us`` bound the time in UTC, ``until_us`` exclusive; they leave undated
    items out. ``thread`` is a source with the key of a thread in it, ``place`` the exact place of
    an item, in whatever source. ``as_of_us`` keeps what is not later than that instant, whichever
    way its stamp is read (`readings.latest_us`); it leaves undated items out too.
    """

    query: str = ""
    sources: frozenset[int] | None = None
    people: frozenset[str] | None = None
    since_us: int | None = None
    until_us: int | None = None
    uncited_only: bool = False
    zone: str = ""
    bookmarked_only: bool = False
    thread: tuple[int, str] | None = None
    place: str | None = None
    as_of_us: int | None = None


EVERYTHING = EvidenceFilter()


@dataclass(frozen=True, slots=True)
class Term:
    """One word, phrase or name to find; ``prefix`` where more letters may follow."""

    text: str
    negated: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search, read: words, and what they are said by, come from, and lie between."""

    terms: tuple[Term, ...] = ()
    who: tuple[Term, ...] = ()
    sources: tuple[Term, ...] = ()
    since_us: int | None = None
    until_us: int | None = None


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
# A minus leaves out what follows, but is a sign like any other in "->" and "--verbose".
_PART = re.compile(
    r'(?P<minus>-(?="|[^\s-]*\w))?'
    r'(?:(?P<field>from|source|before|after):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))',
    re.IGNORECASE,
)


def parse_query(text: str, zone: ZoneInfo = UTC_ZONE, day_of_us: int | None = None) -> Query:
    """Read ``from:ana source:slack after:02:40 "pool exhausted" -debug``.

    Clocks without a date fall on the day of ``day_of_us``. The last bare word also matches as a
    beginning, since it may still be being typed. Typographic quotes are quotes. Raises
    `InvalidInputError` for a time that cannot be read.
    """
    terms: list[Term] = []
    who: list[Term] = []
    sources: list[Term] = []
    since: int | None = None
    until: int | None = None
    for part in _PART.finditer(text.translate(_QUOTES)):
        value = part["phrase"] if part["phrase"] is not None else part["word"]
        if not value:
            continue
        unwanted = bool(part["minus"])
        match (part["field"] or "").lower():
            case "from":
                who.append(Term(value, unwanted, prefix=True))
            case "source":
                sources.append(Term(value, unwanted, prefix=True))
            case "before" | "after" as bound if unwanted:
                raise InvalidInputError(
                    f"“-{bound}:” cannot be searched by; write "
                    f"{'after' if bound == 'before' else 'before'}: instead."
                )
            case "before":
                until = _moment(value, zone, day_of_us)
            case "after":
                since = _moment(value, zone, day_of_us)
            case _:
                typing = part["phrase"] is None and part.end() == len(text)
                terms.append(Term(value, unwanted, prefix=typing))
    return Query(tuple(terms), tuple(who), tuple(sources), since, until)


def _moment(value: str, zone: ZoneInfo, day_of_us: int | None) -> int:
    try:
        return parse_typed(value, zone, day_of_us)[0]
    except InvalidInputError as error:
        raise InvalidInputError(
            f"“{value}” is not a time to search by; write before:02:40 or after:2024-03-30."
        ) from error
