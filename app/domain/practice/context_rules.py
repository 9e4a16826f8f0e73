"""Rules of human context: what a moment can be explained by, and what nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from zoneinfo import ZoneInfo

from app.domain.drafts import Known
from app.domain.moments import Precision, clock, day
from app.domain.practice.context import NOW, DecisionPoint
from app.domain.review_words import counted, whole_precision
from app.domain.timeline import CitedEntry, CitedItem

FIELD_WORDS = {
    "saw": "What they saw",
    "believed": "What they believed",
    "put_first": "What they put first",
    "ambiguity": "What was ambiguous",
    "overload": "What was too much at once",
    "handoff": "Handoffs",
    "missing_context": "What was missing",
    "made_sense": "Why it made sense",
    NOW: "What we know now",
}
"""What people call the fields of a decision point."""

QUESTIONS = {
    "saw": "Which screens, messages and alerts were in front of them?",
    "believed": "What did they take to be going on?",
    "put_first": "What mattered most to them then, and what had to wait?",
    "ambiguity": "Which signs could be read in more than one way?",
    "overload": "How many alerts, questions and tasks came at the same time?",
    "handoff": "Who took over from whom, and what did not come across?",
    "missing_context": "What would have helped, and was not in front of them?",
    "made_sense": "Given all this, why was the decision a sensible one?",
    NOW: "What has come to light since? Later evidence belongs here.",
}
"""What to ask for each field; nothing has to be filled in for its own sake."""

_ASKED_FIRST = ("saw", "believed", "put_first", "made_sense")
"""Without these a decision cannot be understood; the others may well be empty."""


class Doubt(Enum):
    """Why evidence cannot speak for what was known at a moment."""

    LATER = auto()
    """It, or the knowledge of it, is later."""
    NOT_NOTED = auto()
    """The timeline says that it was known only later, and nobody noted when."""
    UNDATED = auto()
    """It has no time."""


@dataclass(frozen=True, slots=True)
class Hindsight:
    """A citation that cannot show what was known at the moment of a decision.

    ``known_us`` is the first time at which imported evidence shows it known, where there is one.
    """

    doubt: Doubt
    known_us: int | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A decision point with what it cites, and which of that is hindsight, by citation."""

    point: DecisionPoint
    cited: tuple[CitedItem, ...] = ()
    hindsight: Mapping[str, Hindsight] = field(default_factory=dict)

    def of(self, part: str) -> list[CitedItem]:
        """What one field cites."""
        return [item for item in self.cited if item.citation.part == part]


@dataclass(frozen=True, slots=True)
class EntryFlag:
    """An entry known only later that the context of an earlier decision rests on.

    ``at_us`` is the moment of the decision, ``known_us`` when the entry became known; None where
    nobody noted it.
    """

    point_id: str
    at_us: int
    known_us: int | None


def moment_clock(at_us: int, zone: ZoneInfo) -> str:
    """The clock time of a moment: to the minute where it is whole, else to the second."""
    whole = whole_precision(at_us) is Precision.MINUTE
    return clock(at_us, zone, Precision.MINUTE if whole else Precision.SECOND)


def in_order(points: Iterable[DecisionPoint]) -> list[DecisionPoint]:
    """By time, then rank, then id; those without a time come last."""
    return sorted(
        points, key=lambda point: (point.at_us is None, point.at_us or 0, point.rank, point.id)
    )


# -- hindsight ------------------------------------------------------------------------------------


def hindsight(
    point: DecisionPoint,
    cited: Sequence[CitedItem],
    latest: Mapping[int, int | None],
    entries: Sequence[CitedEntry],
) -> dict[str, Hindsight]:
    """The citations of a decision point that bring later knowledge into the moment, by their id.

    ``latest`` is `readings.latest_us` of each cited item. An item that stood there in time still
    counts as later where the timeline says that it was noticed only later, and no entry says
    that it was known at the time. Without a moment nothing can be told.
    """
    if point.at_us is None:
        return {}
    found = {}
    for item in cited:
        citation = item.citation
        if citation.part == NOW:
            continue
        doubt = _doubt(citation.item_id, latest.get(citation.item_id), point.at_us, entries)
        if doubt is not None:
            found[citation.id] = doubt
    return found


def _doubt(
    item_id: int, latest_us: int | None, at_us: int, entries: Sequence[CitedEntry]
) -> Hindsight | None:
    if latest_us is None:
        return Hindsight(Doubt.UNDATED)
    telling = [cited for cited in entries if _cites(cited, item_id)]
    noticed = [cited.entry for cited in telling if cited.entry.known is Known.LATER]
    if noticed and len(noticed) == len(telling):
        known = [entry.known_us for entry in noticed if entry.known_us is not None]
        if not known and latest_us <= at_us:
            return Hindsight(Doubt.NOT_NOTED)
        latest_us = max([latest_us, *sorted(known)[:1]])
    return Hindsight(Doubt.LATER, latest_us) if latest_us > at_us else None


def _cites(cited: CitedEntry, item_id: int) -> bool:
    return any(item.citation.item_id == item_id for item in cited.citations)


def hindsight_words(found: Hindsight, at_us: int, zone: ZoneInfo) -> str:
    """The sentence that stands with such a citation."""
    match found.doubt:
        case Doubt.UNDATED:
            return "This has no time, so it cannot be shown to have been known then."
        case Doubt.NOT_NOTED:
            return "The timeline says this was known only later; nobody noted when."
        case Doubt.LATER:
            known_us = at_us if found.known_us is None else found.known_us
            return f"No imported item shows it known before {_when(known_us, at_us, zone)}."


def entry_flags(
    entries: Sequence[CitedEntry],
    points: Iterable[DecisionPoint],
    cited: Mapping[str, Sequence[CitedItem]],
) -> dict[str, EntryFlag]:
    """Entries known only later whose evidence an earlier decision is explained by, by their id.

    The first such decision is named.
    """
    found: dict[str, EntryFlag] = {}
    for point in in_order(points):
        if point.at_us is None:
            continue
        explained_by = {
            item.citation.item_id for item in cited.get(point.id, ()) if item.citation.part != NOW
        }
        for one in entries:
            shared = any(item.citation.item_id in explained_by for item in one.citations)
            if shared and one.entry.id not in found and _is_later(one, point.at_us):
                found[one.entry.id] = EntryFlag(point.id, point.at_us, one.entry.known_us)
    return found


def _is_later(cited: CitedEntry, at_us: int) -> bool:
    entry = cited.entry
    return entry.known is Known.LATER and (entry.known_us is None or entry.known_us > at_us)


def flag_words(flag: EntryFlag, zone: ZoneInfo) -> str:
    """The sentence on the card of such an entry."""
    cited = f"Cited by the {clock(flag.at_us, zone, Precision.MINUTE)} decision context"
    if flag.known_us is None:
        return f"{cited}, but known only later; nobody noted when"
    known = _when(flag.known_us, flag.at_us, zone)
    return f"{cited}, but no imported item shows it known before {known}"


def _when(instant_us: int, beside_us: int, zone: ZoneInfo) -> str:
    """A clock time; with its day where that is another one, and seconds where they tell apart."""
    near = clock(instant_us, zone, Precision.MINUTE) == clock(beside_us, zone, Precision.MINUTE)
    time = clock(instant_us, zone, Precision.SECOND if near else Precision.MINUTE)
    that_day = day(instant_us, zone)
    return time if that_day == day(beside_us, zone) else f"{that_day} {time}"


# -- what is thin ---------------------------------------------------------------------------------


def questions(point: DecisionPoint, cited: Sequence[CitedItem]) -> tuple[str, ...]:
    """What is worth asking about a decision point as it stands. Questions, never errors."""
    asked = []
    if point.at_us is None:
        asked.append("When was it? Without a time, later evidence cannot be told apart.")
    if not point.role.strip():
        asked.append("Which role decided?")
    empty = [FIELD_WORDS[name] for name in _ASKED_FIRST if not point.said(name).strip()]
    if empty:
        asked.append(f"Nothing is written yet under: {', '.join(empty)}.")
    if not any(item.citation.part != NOW for item in cited):
        asked.append("What evidence shows what they could see?")
    return tuple(asked)


def thin_words(point: DecisionPoint, cited: Sequence[CitedItem], late: int) -> str:
    """What a list says of a decision point that is still thin; empty where nothing is."""
    marks = []
    if point.at_us is None:
        marks.append("no time")
    empty = sum(not point.said(name).strip() for name in _ASKED_FIRST)
    if empty:
        marks.append(f"{counted(empty, 'question')} open")
    if not any(item.citation.part != NOW for item in cited):
        marks.append("no evidence")
    if late:
        marks.append(f"{late} later")
    return " · ".join(marks)
