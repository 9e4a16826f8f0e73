"""What the evidence and the draft of a case say against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.casebook import Casebook, Connection, dated, evidence
from app.domain.contradictions import contradictions_in, impossible_year
from app.domain.drafts import Case, Entry, EntryKind
from app.domain.errors import InvalidInputError
from app.domain.evidence import Source
from app.domain.moments import (
    DAY_US,
    UTC_ZONE,
    Caveat,
    TimeKind,
    caveats_in,
    day,
    in_zone,
    zone_named,
)
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.domain.review_words import moment_words
from app.domain.statements import Contradiction, ContradictionKind, Statement, Voice
from app.domain.timeline import CitedEntry
from app.domain.two_times import against_quote
from app.operations import desk, timeline

QUIET = NoProgress()
_MOST = 50_000
_SHOWN = 5
_BEFORE_LOGS_US = 631_152_000_000_000
"""1990: before that no computer kept a log that anybody still has."""
_DECADE_US = 3653 * DAY_US
_FEW = 0.01

_VOICES = {
    "document": Voice.DOCUMENT,
    "alertmanager": Voice.ALERT,
    "pagerduty": Voice.ALERT,
    "opsgenie": Voice.ALERT,
    **dict.fromkeys(
        (
            "slack-export",
            "teams-export",
            "discord",
            "mattermost",
            "rocketchat",
            "irc",
            "chat-copied",
            "transcript",
            "mail",
            "jira",
            "github",
            "gitlab",
        ),
        Voice.MESSAGE,
    ),
}
"""The formats in which people, and tools for people, tell of events; logs tell none twice."""


@dataclass(frozen=True, slots=True)
class Found:
    """A contradiction, and why a person dismissed it (empty where nobody did)."""

    contradiction: Contradiction
    dismissed: str = ""


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What was found among how many statements; ``left_out`` were too many to be looked at."""

    found: tuple[Found, ...]
    looked_at: int
    left_out: int


def contradictions(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> Contradictions:
    """The contradictions of a case, those first that nobody dismissed.

    Raises `NotFoundError`, `CancelledError`.
    """
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        sources = evidence.sources(drafts.connection, case_id)
    drafted = timeline.entries(casebook, case_id)
    entries = [cited.entry for cited in drafted]
    zone = zone_named(case.zone)
    statements = [_of_entry(one, zone) for one in entries]
    years: list[Contradiction] = []
    left_out = 0
    for done, source in enumerate(sources):
        stop_if_cancelled(progress)
        progress.report(done, len(sources), f"Reading {source.title}")
        with casebook.read() as connection:
            years += _years(connection, source)
            room = max(0, _MOST - len(statements))
            told = list(_statements(connection, source, case, room))
        statements += told
        left_out += _tells(source) * max(0, source.items - room)
    stop_if_cancelled(progress)
    progress.report(len(sources), len(sources), "Comparing statements")
    found = [
        *_of_header(case),
        *_of_kinds(entries),
        *_of_citations(drafted, zone),
        *years,
        *contradictions_in(statements),
    ]
    found = list({one.id: one for one in found}.values())
    reasons = dismissed(casebook, case_id)
    judged = [Found(one, reasons.get(one.id, "")) for one in found]
    return Contradictions(
        tuple(sorted(judged, key=lambda one: bool(one.dismissed))), len(statements), left_out
    )


def _tells(source: Source) -> bool:
    return source.receipt.format in _VOICES


def _of_entry(one: Entry, zone: ZoneInfo) -> Statement:
    exact = one.time_kind in {TimeKind.EXACT, TimeKind.ABOUT}
    return Statement(
        one.text,
        one.start_us if exact else None,
        one.time_precision,
        Voice.ENTRY,
        "draft",
        zone,
        order=one.rank,
        entry_id=one.id,
        about=one.time_kind is TimeKind.ABOUT,
    )


def _statements(
    connection: Connection, source: Source, case: Case, room: int
) -> Iterator[Statement]:
    formats = {member.path: member.format for member in source.receipt.members}
    if source.receipt.format not in _VOICES and not set(formats.values()) & _VOICES.keys():
        return
    zone = zone_named(source.zone or case.zone)
    for one in dated.told(connection, source.id, room):
        voice = _VOICES.get(formats.get(one.path, source.receipt.format))
        if voice is not None:
            # each document of an archive stands for itself
            where = f"{source.id}:{one.path}" if voice is Voice.DOCUMENT else str(source.id)
            yield Statement(
                one.text,
                one.utc_us,
                one.precision,
                voice,
                where,
                zone,
                order=one.id,
                item_id=one.id,
                about=Caveat.ABOUT in caveats_in(one.caveats),
                thread=one.thread,
                offset_us=one.zone_offset_us,
            )


def _of_header(case: Case) -> Iterator[Contradiction]:
    """The header of the case, which states when it began, was detected and was contained."""
    zone = zone_named(case.zone)
    steps = (
        ("Started", case.started_us),
        ("Detected", case.detected_us),
        ("Contained", case.contained_us),
    )
    known = [(name, at_us) for name, at_us in steps if at_us is not None]
    for (one, at_us), (other, other_us) in pairwise(known):
        if other_us < at_us:
            yield Contradiction(
                ContradictionKind.RESOLVED_FIRST
                if other == "Contained"
                else ContradictionKind.END_FIRST,
                (),
                (),
                (f"{one} {moment_words(at_us, zone)}", f"{other} {moment_words(other_us, zone)}"),
                f"The header of the case has “{other}” before “{one}”.",
            )


def _of_kinds(entries: list[Entry]) -> Iterator[Contradiction]:
    """A draft whose every recovery comes before the first detection."""
    known = [one for one in entries if one.start_us is not None]
    detected = [one for one in known if one.kind is EntryKind.DETECTION]
    recovered = [one for one in known if one.kind is EntryKind.RECOVERY]
    if not detected or not recovered:
        return
    first = min(detected, key=lambda one: one.start_us or 0)
    last = max(recovered, key=lambda one: one.time.latest_us or 0)
    if (last.time.latest_us or 0) < (first.start_us or 0):
        yield Contradiction(
            ContradictionKind.RESOLVED_FIRST,
            (),
            (last.id, first.id),
            (last.text, first.text),
            "The draft has the last recovery before the first detection.",
        )


def _of_citations(drafted: Iterable[CitedEntry], zone: ZoneInfo) -> Iterator[Contradiction]:
    """Entries at another time than the words say that they cite."""
    for cited in drafted:
        entry = _of_entry(cited.entry, zone)
        for item in cited.citations:
            quote = Statement(
                item.quote,
                item.item_utc_us,
                item.precision,
                Voice.MESSAGE,
                str(item.source_id),
                zone,
                item_id=item.citation.item_id,
            )
            yield from against_quote(entry, quote)


def _years(connection: Connection, source: Source) -> Iterator[Contradiction]:
    """Items before there were logs, after their own import, or decades off from the rest."""
    if source.first_us is None or source.last_us is None:
        return
    count_dated = source.receipt.taken - source.receipt.undated
    latest = source.imported_us + DAY_US
    if source.first_us < _BEFORE_LOGS_US or source.last_us > latest:
        count, some = dated.outside(connection, source.id, _BEFORE_LOGS_US, latest, _SHOWN)
        first = in_zone(source.first_us, UTC_ZONE).year
        what = (
            f"before 1990, the first in {first}"
            if source.first_us < _BEFORE_LOGS_US
            else f"after the day of the import, the last on {day(source.last_us, UTC_ZONE)}"
        )
        yield impossible_year(source.title, some, count, what)
        return
    if source.last_us - source.first_us < _DECADE_US:
        return
    middle = dated.median_us(connection, source.id, count_dated)
    if middle is None:
        return
    since, until = middle - _DECADE_US, middle + _DECADE_US
    count, some = dated.outside(connection, source.id, since, until, _SHOWN)
    if 0 < count <= max(1, _FEW * count_dated):
        year = in_zone(middle, UTC_ZONE).year
        yield impossible_year(
            source.title, some, count, f"more than ten years from the rest, around {year}"
        )


def dismissed(casebook: Casebook, case_id: str) -> Mapping[str, str]:
    """Why contradictions of a case were dismissed, by their ids."""
    kept: dict[str, str] = json.loads(desk.recall(casebook, _key(case_id)) or "{}")
    return kept


def dismiss(casebook: Casebook, case_id: str, contradiction_id: str, reason: str) -> None:
    """Put a contradiction aside, with the reason; an empty one lists it among the others again.

    Kept beside the draft, as a remark for those who work on the case; no document shows it.
    """
    if reason and not reason.strip():
        raise InvalidInputError("Say in a few words why this is no contradiction.")
    kept = {**dismissed(casebook, case_id), contradiction_id: reason.strip()}
    told = {one: why for one, why in kept.items() if why}
    desk.remember(casebook, _key(case_id), json.dumps(told, ensure_ascii=False) if told else "")


def _key(case_id: str) -> str:
    return f"contradictions/{case_id}"
