"""Comparing the clocks of the sources of a case, by what stands in two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from app.casebook import Casebook, dated
from app.domain.evidence import Source
from app.domain.moments import DAY_US
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.domain.review_words import counted, duration_words
from app.domain.skew import Sightings, Skew, skew_between
from app.operations import imports

QUIET = NoProgress()
_MOST_ITEMS = 200_000
"""So many items are looked at in one comparison, shared out among the sources."""
_LEAST_SHARE = 20_000
_STEP = 1_000
_APART_US = DAY_US + DAY_US // 12
"""Clocks in the wrong zone are up to 26 h apart."""
_RECEIVERS = frozenset(
    {
        "slack-export",
        "teams-export",
        "discord",
        "mattermost",
        "rocketchat",
        "irc",
        "chat-copied",
        "mail",
    }
)
"""Formats of what passes on messages of other systems, somewhat later."""


@dataclass(frozen=True, slots=True)
class ClockDifference:
    """Two sources whose clocks differ, and what shows it: ``first`` is ahead of ``second``."""

    first: Source
    second: Source
    skew: Skew
    suspect_id: int | None
    """The one that other sources contradict too; None where nothing tells."""


def difference_words(found: ClockDifference) -> str:
    """What a difference says, and how surely."""
    skew = found.skew
    return (
        f"{found.first.title} is {duration_words(skew.by_us)} ahead of {found.second.title}: "
        f"{skew.agreeing} of {counted(len(skew.pairs), 'pair')} of items agree, the middle half "
        f"within {duration_words(skew.spread_us)}."
    )


@dataclass(frozen=True, slots=True)
class ClockComparison:
    """What a comparison found, and how far it looked."""

    differences: tuple[ClockDifference, ...]
    compared: int
    """How many pairs of sources."""
    looked_at: int
    left_out: int
    """Dated items that were too many to be looked at."""


def compare_clocks(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> ClockComparison:
    """Which clocks of a case differ; proposals only, nothing is changed. Raises `CancelledError`.

    Times are those in force: a source whose clock is set right no longer differs.
    """
    sources = [one for one in imports.sources(casebook, case_id) if one.first_us is not None]
    sightings = _look(casebook, sources, progress)
    found: list[tuple[Source, Source, Skew]] = []
    met = [pair for pair in combinations(sources, 2) if _could_meet(*pair)]
    for done, (one, other) in enumerate(met):
        stop_if_cancelled(progress)
        progress.report(done, len(met), "Comparing clocks")
        first, second = _in_the_way_of_messages(one, other)
        skew = skew_between(
            sightings[first.id], sightings[second.id], relayed=_is_relayed(first, second)
        )
        if skew is not None:
            found.append(_ahead_first(first, second, skew))
    looked_at = sum(each.items for each in sightings.values())
    return ClockComparison(
        tuple(
            ClockDifference(first, second, skew, _suspect(first.id, second.id, found))
            for first, second, skew in found
        ),
        len(met),
        looked_at,
        sum(_too_many(one, sightings[one.id], len(sources)) for one in sources),
    )


def _look(
    casebook: Casebook, sources: Sequence[Source], progress: Progress
) -> dict[int, Sightings]:
    share = _share(len(sources))
    sightings: dict[int, Sightings] = {}
    for done, source in enumerate(sources):
        stop_if_cancelled(progress)
        progress.report(done, len(sources), f"Reading {source.title}")
        others = [one for one in sources if one is not source and _could_meet(source, one)]
        seen = sightings[source.id] = Sightings()
        if not others:
            continue
        since = min(one.first_us or 0 for one in others) - _APART_US
        until = max(one.last_us or 0 for one in others) + _APART_US
        with casebook.read() as connection:
            for number, row in enumerate(dated.texts(connection, source.id, since, until, share)):
                if number % _STEP == 0:
                    stop_if_cancelled(progress)
                seen.add(*row)
    return sightings


def _share(sources: int) -> int:
    return max(_LEAST_SHARE, _MOST_ITEMS // max(1, sources))


def _too_many(source: Source, seen: Sightings, sources: int) -> int:
    """The dated items after the last that was looked at, where there were too many."""
    if seen.items < _share(sources):
        return 0
    return max(0, source.receipt.taken - source.receipt.undated - seen.items)


def _could_meet(one: Source, other: Source) -> bool:
    return (one.first_us or 0) <= (other.last_us or 0) + _APART_US and (other.first_us or 0) <= (
        one.last_us or 0
    ) + _APART_US


def _in_the_way_of_messages(one: Source, other: Source) -> tuple[Source, Source]:
    """The two so that the second receives what the first sends, where one of them does."""
    return (other, one) if _is_relayed(other, one) else (one, other)


def _is_relayed(first: Source, second: Source) -> bool:
    return second.receipt.format in _RECEIVERS and first.receipt.format not in _RECEIVERS


def _ahead_first(first: Source, second: Source, skew: Skew) -> tuple[Source, Source, Skew]:
    return (first, second, skew) if skew.by_us > 0 else (second, first, skew.turned)


def _suspect(one: int, other: int, found: Sequence[tuple[Source, Source, Skew]]) -> int | None:
    """The one of two that more other sources differ from; None where both have as many."""
    counts = {
        source_id: sum(source_id in {first.id, second.id} for first, second, _skew in found)
        for source_id in (one, other)
    }
    if counts[one] == counts[other]:
        return None
    return one if counts[one] > counts[other] else other


def set_clock_right(
    casebook: Casebook, source_id: int, ahead_us: int, progress: Progress = QUIET
) -> None:
    """Take off a source's times what its clock runs ahead of others (negative: add it).

    Comes on top of what is set already; its items follow, entries are marked. One step that can
    be undone. Raises `NotFoundError`, `CancelledError`.
    """
    source = imports.source(casebook, source_id)
    imports.change_source(
        casebook,
        source_id,
        title=source.title,
        zone=source.zone,
        clock_offset_us=source.clock_offset_us + ahead_us,
        progress=progress,
    )
