"""Where a drafted thing stands in the window, and what people call it there."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from app.domain.candour.case_findings import Thing
from app.domain.drafted import KIND_NAMES, Draft
from app.domain.drafts import Case, CaseKind, Entry
from app.domain.moments import Precision, clock, day
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.failure_chain import MARKED
from app.domain.practice.lessons import CaseLink, FollowUp
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction, Milestone, ProcessCard, StatusUpdate
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import SupportPacket

CASE_FIELDS = {
    "title": "the title",
    "summary": "“What happened so far”",
    "impact": "“Impact”",
    "safe_now": "“What is safe now”",
    "changes": "“What changes”",
    "unknowns": "“What we do not know”",
    "next_step": "“Next news”",
    "missing_sources": "“Sources still missing”",
    "links": "“Links”",
    "facilitator": "“Facilitator”",
}
"""The fields of a case that documents show, as people know them."""

PAGE_ORDER = (
    *("start", "frame", "timeline", "response", "chain", "context", "actions", "meeting"),
    *("review", "follow-up"),
    *("account", "breaks", "repairs", "signals", "trust-follow", "support"),
)
"""The pages on which people draft, in the order in which a review is read and worked through."""

_PAGES: Mapping[type[Draft], str] = {
    Entry: "timeline",
    Milestone: "response",
    DrasticAction: "response",
    StatusUpdate: "response",
    ProcessCard: "response",
    Factor: "chain",
    FactorLink: "chain",
    Why: "chain",
    DecisionPoint: "context",
    CorrectiveAction: "actions",
    Meeting: "meeting",
    MeetingNote: "meeting",
    FairAccount: "meeting",
    CaseLink: "follow-up",
    FollowUp: "follow-up",
    TrustSettings: "trust-follow",
    FramePiece: "frame",
    AffectedGroup: "frame",
    Apology: "frame",
    Paragraph: "account",
    GroupStatement: "account",
    PublicStatement: "account",
    Claim: "account",
    TrustBreak: "breaks",
    Repair: "repairs",
    Invitation: "repairs",
    Signal: "signals",
    SignalReading: "signals",
    Checkpoint: "trust-follow",
    UpdateNote: "trust-follow",
    SupportPacket: "support",
}
"""The page of each kind; what is not here stands on the page of the review."""

_ANSWERS = (
    (MARKED, "chain", "why this weighed most"),
    ("IR-1.3/", "response", "why something was absent"),
    ("IR-5.2/", "actions", "why a factor is left open"),
    ("IR-K", "follow-up", "an answer"),
    ("IR-W4", "meeting", "the question to the group"),
    ("TR-4.1/", "repairs", "why a break has no repair"),
    ("TR-Q2", "repairs", "what matters most now"),
    ("LM-H", "repairs", "what helps"),
    ("TR-A", "trust-follow", "where the lesson went"),
    ("TR-", "frame", "an answer"),
    ("LM-X", "support", "an answer"),
    ("LM-", "frame", "an answer"),
    ("", "start", "an answer"),
)
"""Where answers to the items of a playbook are given, by how the item begins; the first fits."""

_NAMED_BY = (
    *("text", "title", "action", "status", "note", "why", "about"),
    *("name", "words", "quote", "recipient", "since", "week", "due", "changed"),
)
_SHORT = 40


TAKEN_OVER = (Factor, CorrectiveAction)
"""What a trust case takes over from a review, and shows beside its account."""


def thing_of(
    row: Draft, zone: ZoneInfo, part: str = "", kind: CaseKind = CaseKind.INCIDENT
) -> Thing:
    """A drafted row, or the field ``part`` of the header, as a thing that a finding means."""
    return Thing(row.id, page_of(row, kind), place_of(row, zone, part))


def page_of(row: Draft, kind: CaseKind = CaseKind.INCIDENT) -> str:
    """The id of the page that a drafted row stands on, in a case of that kind."""
    match row:
        case PlaybookAnswer():
            return _answer(row)[0]
        case Case(kind=CaseKind.TRUST):
            return "frame"
        case Factor() | CorrectiveAction() if kind is CaseKind.TRUST:
            return "account"
    return _PAGES.get(type(row), "review")


def place_of(row: Draft, zone: ZoneInfo, part: str = "") -> str:
    """What people call a drafted row: ``the entry of 02:14``, ``the factor “No limit…”``."""
    match row:
        case Case():
            place = CASE_FIELDS.get(part, "the case")
        case Entry():
            place = _dated(row, row.start_us, row.time_precision, zone)
        case StatusUpdate():
            place = _dated(row, row.at_us, Precision.MINUTE, zone)
        case FollowUp() if row.due:
            place = f"the date {row.due}"
        case FairAccount():
            place = f"the page of {row.role or 'a responder'}"
        case PlaybookAnswer():
            _, place = _answer(row)
        case Milestone():
            place = f"the time marked as {row.kind}"
        case _:
            place = _named(row)
    return place


def _answer(row: PlaybookAnswer) -> tuple[str, str]:
    return next((page, place) for begins, page, place in _ANSWERS if row.item.startswith(begins))


def _dated(row: Draft, at_us: int | None, precision: Precision, zone: ZoneInfo) -> str:
    if at_us is None:
        return _named(row)
    finest = Precision.MINUTE if clock(at_us, zone, precision) else precision
    return f"the {KIND_NAMES[type(row)]} of {clock(at_us, zone, finest) or day(at_us, zone)}"


def _named(row: Draft) -> str:
    """By the first words that it says."""
    name = f"the {KIND_NAMES[type(row)]}"
    texts = (" ".join(str(getattr(row, field, "")).split()) for field in _NAMED_BY)
    said = next((text for text in texts if text), "")
    return f"{name} “{_shortened(said)}”" if said else name


def _shortened(said: str) -> str:
    """Whole words of it, as many as are needed to know it again."""
    if len(said) <= _SHORT:
        return said
    kept, _, _ = said[: _SHORT + 1].rpartition(" ")
    return f"{(kept or said[:_SHORT]).rstrip(' ,;:.')}…"
