"""What people draft: cases, timeline entries, citations, and the settings of a source.

Rows are frozen; a change is a new value saved through the journal. Ids are UUID texts.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from enum import StrEnum

from app.domain.moments import EventTime, Precision, TimeKind


def new_id() -> str:
    """A fresh id for a drafted row."""
    return str(uuid.uuid4())


class CaseKind(StrEnum):
    """The two kinds of case."""

    INCIDENT = "incident"
    TRUST = "trust"


class EntryKind(StrEnum):
    """What a timeline entry tells."""

    DETECTION = "detection"
    ESCALATION = "escalation"
    SIGNAL = "signal"
    HYPOTHESIS = "hypothesis"
    DECISION = "decision"
    MITIGATION = "mitigation"
    ROLLBACK = "rollback"
    COMMUNICATION = "communication"
    IMPACT = "impact"
    RECOVERY = "recovery"
    OTHER = "other"


class Certainty(StrEnum):
    """How sure people are; everything starts as not yet judged."""

    UNJUDGED = "unjudged"
    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    UNCERTAIN = "uncertain"
    DISPUTED = "disputed"


class Known(StrEnum):
    """Whether responders knew it at the time, or only later."""

    AT_THE_TIME = "at_the_time"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Case:
    """The header of a case. Times are UTC microseconds, None where not yet known.

    ``private_notes`` never leave the program. ``legal_hold`` stops every erasure in the case.
    ``unknowns``, ``missing_sources`` and ``links`` are lists, a line each. ``next_us`` is when
    readers hear more, ``next_step`` what they will hear then.
    """

    id: str
    kind: CaseKind
    title: str
    zone: str = "UTC"
    severity: str = ""
    incident_class: str = ""
    started_us: int | None = None
    detected_us: int | None = None
    contained_us: int | None = None
    facilitator: str = ""
    summary: str = ""
    missing_sources: str = ""
    private_notes: str = ""
    published_us: int | None = None
    legal_hold: bool = False
    impact: str = ""
    safe_now: str = ""
    changes: str = ""
    unknowns: str = ""
    next_step: str = ""
    next_us: int | None = None
    links: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated statement in the timeline draft.

    ``rank`` orders entries of equal time. ``known_us`` and ``known_by`` (a role) say when a thing
    known only later became known. A private entry never leaves the program.
    """

    id: str
    case_id: str
    text: str
    time_kind: TimeKind = TimeKind.UNKNOWN
    start_us: int | None = None
    end_us: int | None = None
    time_precision: Precision = Precision.NONE
    kind: EntryKind = EntryKind.OTHER
    certainty: Certainty = Certainty.UNJUDGED
    known: Known = Known.AT_THE_TIME
    known_us: int | None = None
    known_by: str = ""
    private: bool = False
    rank: int = 0

    @property
    def time(self) -> EventTime:
        """When it happened."""
        return EventTime(self.time_kind, self.start_us, self.end_us, self.time_precision)


@dataclass(frozen=True, slots=True)
class Citation:
    """A link from a drafted thing to an item, with the quoted span and its hash.

    ``start`` and ``end`` count code points in the item's text; both None cite the whole item.
    ``item_utc_us`` is the item's time when it was cited: where the item has moved since, the
    entry is marked until a person adopts the new time. ``part`` names the field of the drafted
    thing that it hangs on, empty for the whole of it.
    """

    id: str
    case_id: str
    target_id: str
    item_id: int
    quote_sha256: str
    item_utc_us: int | None
    start: int | None = None
    end: int | None = None
    rank: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What people set on a source. An imported source is shown exactly while it has settings."""

    id: str
    case_id: str
    source_id: int
    title: str
    zone: str | None = None
    clock_offset_us: int = 0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in the evidence to come back to, with a note for those who work on the case."""

    id: str
    case_id: str
    item_id: int
    note: str = ""


def quote_of(text: str, start: int | None, end: int | None) -> str:
    """The quoted span of an item's text, or all of it."""
    return text if start is None or end is None else text[start:end]


def quote_hash(text: str, start: int | None, end: int | None) -> str:
    """SHA-256 of the quoted span in UTF-8."""
    return hashlib.sha256(quote_of(text, start, end).encode("utf-8", "surrogatepass")).hexdigest()
