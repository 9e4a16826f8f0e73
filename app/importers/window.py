"""The window of time that a person chose for an import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Stamp, utc_of, zone_named
from app.domain.people import Author, AuthorName
from app.importers.base import Part


def window_of(choices: ImportChoices) -> Callable[[Stamp], bool] | None:
    """Whether a stamp lies in the window that a person chose; None where there is no window."""
    since, until = choices.since_us, choices.until_us
    if since is None and until is None:
        return None
    zone = zone_named(choices.zone or "UTC")

    def inside(stamp: Stamp) -> bool:
        instant = utc_of(stamp.clock_us, zone, choices.clock_offset_us, zoned=stamp.zoned)
        return (since is None or instant >= since) and (until is None or instant < until)

    return inside


def taken(parts: Iterable[Part], choices: ImportChoices) -> Iterator[Part]:
    """The parts of a source within the window, and how many records lie outside.

    A record without a time cannot be shown to lie outside. Authors come at the end, each once
    with all their names; of whom no record is taken, nothing is told.
    """
    inside = window_of(choices)
    names: dict[str, dict[AuthorName, None]] = {}
    wrote: set[str | None] = set()
    outside = 0
    for part in parts:
        if isinstance(part, Author):
            names.setdefault(part.key, {}).update(dict.fromkeys(part.names))
        elif isinstance(part, Record):
            if inside is not None and part.stamp is not None and not inside(part.stamp):
                outside += 1
                continue
            wrote.add(part.author)
            yield part
        else:
            yield part
    for key, known in names.items():
        if key in wrote:
            yield Author(key, tuple(known))
    if outside:
        yield Skip(SkipCode.OUTSIDE_WINDOW, "", None, outside)
