"""What a document shows, all of it in words: the values that templates are filled with.

A template only decides where things stand. The sentence below each field is what the reference
of variables tells people who change a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from app.domain.drafts import Certainty
from app.domain.practice.chain_cards import FactorCard, LinkCard


class DocumentView(Protocol):
    """What every document can be made of."""

    @property
    def title(self) -> str:
        """The title of the case, or of the casebook."""

    @property
    def preliminary(self) -> bool | None:
        """Whether it is still preliminary, rather than published; None: about no case's state."""

    @property
    def status(self) -> str:
        """How final it is, in words."""

    @property
    def as_of_day(self) -> str:
        """The day it speaks of, such as 2026-03-30."""


@runtime_checkable
class WithNotes(Protocol):
    """A view with numbered notes to the evidence."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, in order."""


@runtime_checkable
class WithTimeline(Protocol):
    """A view whose timeline can be drawn."""

    @property
    def zone(self) -> str:
        """The time zone that it is drawn in."""

    @property
    def points(self) -> tuple[TimelinePoint, ...]:
        """The entries with a known time."""


@runtime_checkable
class WithChain(Protocol):
    """A view whose failure chain can be drawn."""

    @property
    def cards(self) -> tuple[FactorCard, ...]:
        """The factors."""

    @property
    def lines(self) -> tuple[LinkCard, ...]:
        """The links between them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the header."""

    label: str
    """What it is called, such as “Severity”."""
    text: str
    """What is known of it; “not stated” where nobody said."""


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    """Where an entry stands in the timeline picture. Times are UTC microseconds."""

    number: int
    """The number of its row in the timeline."""
    lane: str
    """The kind of entry, in words: the lane it is drawn in."""
    start_us: int
    """When it happened, or began."""
    end_us: int | None
    """When it ended, for a span of time."""
    about: bool
    """Whether the time is only about right."""
    certainty: Certainty
    """How sure people are."""
    later: bool
    """Whether it was known only later."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry of the timeline."""

    number: int
    """Its place in the timeline, from 1; the same number stands in the picture."""
    time: str
    """When it happened, in the zone of the case."""
    utc: str
    """The same in UTC; empty where that adds nothing."""
    kind: str
    """What it tells, such as “Detection”."""
    text: str
    """The drafted statement."""
    marks: tuple[str, ...]
    """How sure people are, what was known only later, what evidence changed."""
    notes: tuple[int, ...]
    """The numbers of the notes that it cites."""


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """The entries of one day."""

    heading: str
    """The day; empty where the whole timeline is one day."""
    rows: tuple[TimelineRow, ...]
    """The entries, in order."""


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note to the evidence."""

    number: int
    """Its number, from 1."""
    origin: tuple[str, ...]
    """Where the evidence stands: source, place, who, when, file and line."""
    quote: str
    """What it says, word for word, with roles in place of names."""
    marks: tuple[str, ...]
    """What is to be known about it, such as that it was edited later."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source that was gathered."""

    title: str
    """What it is called."""
    sentences: tuple[str, ...]
    """What it holds, how its times were read, what of it is missing."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Facts that these readers do not get, and why."""

    reason: str
    """The stated reason."""
    count: int
    """How many facts it holds for."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a section."""

    PLACE: ClassVar[str] = "{number}"

    number: str
    """What it is called for short, such as “F2” or “A1”, or when it was; may be empty."""
    text: str
    """What is said."""
    facts: tuple[Fact, ...]
    """What belongs to it, each under its label."""
    marks: tuple[str, ...]
    """How sure people are, and what is to be known about its evidence."""
    notes: tuple[int, ...]
    """The numbers of the notes that it cites."""


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements that stand together."""

    heading: str
    """What they have in common; empty where the section has only one group."""
    statements: tuple[Statement, ...]
    """The statements, in order."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the review after its timeline."""

    PLACE: ClassVar[str] = "“{heading}”"

    id: str
    """What it is: response, chain, context, leading, went-well, improve, guidance, actions,
    follow-up, similar, meeting or links."""
    heading: str
    """What it is called."""
    sentences: tuple[str, ...]
    """What is said before the statements."""
    groups: tuple[StatementGroup, ...]
    """The statements."""
    open: tuple[str, ...]
    """What is still open in it."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What a document for engineers shows: the incident review, the preliminary page."""

    title: str
    """The title of the case."""
    preliminary: bool
    """Whether the case is still preliminary, rather than published."""
    status: str
    """“Preliminary, as of …, causes not analysed”, or when it was published."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case."""
    zone: str
    """The time zone of the case, such as Europe/Copenhagen."""
    facts: tuple[Fact, ...]
    """Severity, class, when it started, was detected and contained, who facilitates."""
    notices: tuple[str, ...]
    """What a reader must know before anything else, such as a condition that was overridden."""
    glance: tuple[Fact, ...]
    """The review on one page: response, factors, actions, what is open."""
    summary: str
    """What happened so far; empty where nobody has written it."""
    impact: str
    """Who was affected and how; empty where nobody has written it."""
    safe_now: str
    """What is safe now, and what is not; empty where nobody has written it."""
    changes: str
    """What changes for these readers; empty where nobody has written it."""
    unknowns: tuple[str, ...]
    """What is not known, a sentence each."""
    next_date: str
    """When readers hear more; empty where nobody has said."""
    next_step: str
    """What they will hear then; may be empty."""
    guide: tuple[str, ...]
    """Sentences that say how to read the timeline."""
    timeline: tuple[TimelineDay, ...]
    """The timeline, day by day."""
    points: tuple[TimelinePoint, ...]
    """The entries with a known time, as the picture draws them."""
    gaps: tuple[str, ...]
    """What the timeline lacks, counted."""
    sections: tuple[Section, ...]
    """What the review says beyond its timeline, in order; those with nothing in them are not
    there."""
    cards: tuple[FactorCard, ...]
    """The factors, as the picture of the failure chain draws them."""
    lines: tuple[LinkCard, ...]
    """The links between factors, as the picture draws them."""
    notes: tuple[Note, ...]
    """The evidence that the document cites."""
    sources: tuple[SourceLine, ...]
    """The sources that were gathered."""
    missing_sources: tuple[str, ...]
    """Sources that are missing, and accounts that were not heard."""


@dataclass(frozen=True, slots=True)
class StakeholderView:
    """What a document for readers outside engineering shows: minutes, roles, no quotes."""

    title: str
    """The title of the case."""
    preliminary: bool
    """Whether the case is still preliminary, rather than published."""
    status: str
    """“Preliminary, as of …, causes not analysed”, or when it was published."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case."""
    zone: str
    """The time zone of the case, such as Europe/Copenhagen."""
    facts: tuple[Fact, ...]
    """When it started, was detected and contained, and how long that took, to the minute."""
    notices: tuple[str, ...]
    """What a reader must know before anything else, such as a condition that was overridden."""
    impact: str
    """Who was affected and how; empty where nobody has written it."""
    safe_now: str
    """What is safe now, and what is not; empty where nobody has written it."""
    changes: str
    """What changes for these readers; empty where nobody has written it."""
    actions: tuple[str, ...]
    """What will be done, a sentence each: the action, how far it is, when it is due."""
    unknowns: tuple[str, ...]
    """What is not known, a sentence each."""
    next_date: str
    """When readers hear more; empty where nobody has said."""
    next_step: str
    """What they will hear then; may be empty."""
    guide: tuple[str, ...]
    """Sentences that say how to read the timeline."""
    timeline: tuple[TimelineDay, ...]
    """What these readers are shown of the timeline, to the minute and without notes."""
    points: tuple[TimelinePoint, ...]
    """The same entries, as the picture draws them."""
    left_out: tuple[LeftOut, ...]
    """What they are not shown, counted by reason."""
    left_out_words: str
    """The same in one sentence; says so, too, where nothing is left out."""
    missing_sources: tuple[str, ...]
    """Sources that are missing, and accounts that were not heard."""
