"""Whether a timeline tells what a review needs: five parts, its ends, and its long silences.

A part is there, or a person says that it was absent and why; the program never decides that
nothing happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from app.domain.drafts import Entry, EntryKind
from app.domain.moments import MINUTE_US
from app.domain.practice.incident_times import Marked
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.response import MilestoneKind

ITEM = "IR-1.3"
"""The item of the playbook that asks for the parts; the answer to one is ``IR-1.3/rollback``."""

EXPECTED = (
    EntryKind.DETECTION,
    EntryKind.ESCALATION,
    EntryKind.MITIGATION,
    EntryKind.ROLLBACK,
    EntryKind.COMMUNICATION,
)
"""What every incident has, or a reason for not having it."""


class Presence(StrEnum):
    """Where a part of the timeline stands."""

    PRESENT = "present"
    SAID_ABSENT = "said_absent"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the expected parts, with the entries that tell it, or why there are none."""

    kind: EntryKind
    presence: Presence
    entry_ids: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """A long time in which the timeline tells nothing: from the end of one entry to the next."""

    after: Entry
    before: Entry
    from_us: int
    to_us: int

    @property
    def length_us(self) -> int:
        """How long it is."""
        return self.to_us - self.from_us


def item_of(kind: EntryKind) -> str:
    """The item of the playbook under which the absence of a part is said."""
    return f"{ITEM}/{kind.value}"


def parts(entries: Sequence[Entry], answers: Iterable[PlaybookAnswer]) -> tuple[Part, ...]:
    """The expected parts in their order. An entry counts more than what was said before it."""
    said = {answer.item: answer for answer in answers if answer.state is AnswerState.ABSENT}
    return tuple(_part(kind, entries, said.get(item_of(kind))) for kind in EXPECTED)


def _part(kind: EntryKind, entries: Sequence[Entry], said: PlaybookAnswer | None) -> Part:
    if telling := tuple(entry.id for entry in entries if entry.kind is kind):
        return Part(kind, Presence.PRESENT, telling)
    if said is not None and said.text.strip():
        return Part(kind, Presence.SAID_ABSENT, reason=said.text.strip())
    return Part(kind, Presence.MISSING)


# -- silences -------------------------------------------------------------------------------------

SHORTEST_SILENCE_US = 10 * MINUTE_US
"""Ten minutes without an entry are usual work; a shorter silence is never pointed at."""
TIMES_USUAL = 3
"""A silence stands out where it is three times as long as the usual distance in this timeline."""
SHOWN = 5
"""Only the longest are shown: a list of all of them would hide those worth a question."""


def ends(entries: Iterable[Entry]) -> tuple[Entry, Entry] | None:
    """The first and the last dated entry; None where none has a time."""
    dated = [entry for entry in entries if entry.start_us is not None]
    if not dated:
        return None
    return min(dated, key=_start), max(dated, key=_end)


def silences(entries: Iterable[Entry], marked: Marked) -> tuple[Silence, ...]:
    """The longest silences within the incident, the longest first.

    A range is told where it begins and where it ends: a state that lasts for an hour does not
    tell what people did meanwhile, but nothing is missing within a step that just took its time.
    The incident lasts from the entry marked as started to the one marked as resolved, or else as
    mitigated; an end that is not marked is that of the timeline.
    """
    told = _told(_within(_dated(entries), marked))
    between = [
        Silence(after, before, from_us, to_us)
        for (from_us, after), (to_us, before) in pairwise(told)
        if to_us > from_us
    ]
    found = [one for one in between if one.after.id != one.before.id]
    if not found:
        return ()
    usual = median(silence.length_us for silence in between)
    least = max(SHORTEST_SILENCE_US, TIMES_USUAL * usual) if len(found) > 2 else SHORTEST_SILENCE_US
    long = [silence for silence in found if silence.length_us >= least]
    return tuple(sorted(long, key=lambda one: (-one.length_us, one.from_us))[:SHOWN])


def _told(entries: Iterable[Entry]) -> list[tuple[int, Entry]]:
    """Each moment at which an entry begins or ends, in order."""
    moments = [(moment, entry) for entry in entries for moment in {_start(entry), _end(entry)}]
    return sorted(moments, key=lambda told: (told[0], told[1].id))


def _within(dated: Sequence[Entry], marked: Marked) -> list[Entry]:
    first = marked.get(MilestoneKind.STARTED)
    last = marked.get(MilestoneKind.RESOLVED) or marked.get(MilestoneKind.MITIGATED)
    from_us = None if first is None else first.start_us
    to_us = None if last is None or last.start_us is None else _end(last)
    return [
        entry
        for entry in dated
        if (from_us is None or _end(entry) >= from_us) and (to_us is None or _start(entry) <= to_us)
    ]


def _dated(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.start_us is not None]


def _start(entry: Entry) -> int:
    return entry.start_us or 0


def _end(entry: Entry) -> int:
    return entry.end_us if entry.end_us is not None else _start(entry)
