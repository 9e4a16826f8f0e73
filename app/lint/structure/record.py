"""What structural rules look at, and what one of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.audiences import AudienceChoice
from app.domain.candour.case_findings import Thing
from app.domain.candour.places import thing_of
from app.domain.drafted import Draft
from app.domain.drafts import Certainty
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.context_rules import Explained
from app.domain.practice.meetings import Meeting
from app.domain.practice.response_record import ResponseRecord
from app.domain.practice.steps import Drafted
from app.domain.trust.apology import Apology
from app.domain.trust.follow_through import UpdateNote
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading


@dataclass(frozen=True, slots=True)
class Raised:
    """A drafted row that is called surer than before while nothing new is cited for it."""

    row: Draft
    before: Certainty
    now: Certainty


@dataclass(frozen=True, slots=True)
class TrustRecord:
    """What a trust case holds beyond; ``pieces`` is what of it can be shown to readers."""

    settings: TrustSettings | None = None
    plan: RepairPlan = field(default_factory=RepairPlan)
    apologies: Sequence[Apology] = ()
    signals: Sequence[Signal] = ()
    readings: Sequence[SignalReading] = ()
    updates: Sequence[UpdateNote] = ()
    pieces: Sequence[Draft] = ()


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case as structural rules see it.

    ``facilitator_asked`` is what the meeting asks about its facilitator, empty for nothing.
    ``now_us`` and ``today`` are the moment of the check.
    """

    drafted: Drafted
    zone: ZoneInfo
    today: date
    now_us: int
    plan: ActionPlan = field(default_factory=ActionPlan)
    response: ResponseRecord = field(default_factory=ResponseRecord)
    explained: Sequence[Explained] = ()
    raised: Sequence[Raised] = ()
    choices: Sequence[AudienceChoice] = ()
    meeting: Meeting | None = None
    facilitator_asked: str = ""
    trust: TrustRecord = field(default_factory=TrustRecord)

    def thing(self, row: Draft, part: str = "") -> Thing:
        """A drafted row as what a finding means."""
        return thing_of(row, self.zone, part, self.drafted.case.kind)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a rule asks about.

    ``question`` is empty for that of the rule. ``context`` is what a dismissal is held to: while
    it stays the same, a finding that was set aside stays so.
    """

    things: tuple[Thing, ...]
    question: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class StructuralRule:
    """What to look for in a case, with what it says and asks then.

    ``page`` is the page that a finding without things belongs to; ``looked_for`` is said where
    nothing was found.
    """

    id: str
    message: str
    question: str
    page: str
    looked_for: str
    find: Callable[[CaseRecord], Iterable[Found]]
