"""The history of a statement in words: what each field is called, and from what to what it went."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from app.domain.changes import Change, Row
from app.domain.drafted import Statement
from app.domain.drafts import Case
from app.domain.moments import Precision, clock, day
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import (
    Factor,
    FactorLink,
)
from app.domain.practice.chain_words import (
    LINK_WORDS,
    NATURE_WORDS,
    PART_WORDS,
    SIDE_WORDS,
    SIGN_WORDS,
)
from app.domain.practice.context import DecisionPoint
from app.domain.practice.context_rules import FIELD_WORDS as CONTEXT_WORDS
from app.domain.practice.corrective import (
    CorrectiveAction,
)
from app.domain.practice.corrective_words import (
    HELPED_WORDS,
    KIND_WORDS,
    PRIORITY_WORDS,
    STATE_WORDS,
)
from app.domain.practice.drastic import OUTCOME_WORDS
from app.domain.practice.fair_accounts import VERDICT_WORDS
from app.domain.practice.lessons import (
    GOES_INTO_WORDS,
    LESSON_WORDS,
    CaseLink,
    FollowUp,
    Lesson,
)
from app.domain.practice.meeting_words import OPENNESS_WORDS
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction, StatusUpdate
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.trust.field_words import FIELD_WORDS

Kind = type[Statement]

SILENT = frozenset(
    {
        *("id", "case_id", "ladder_id", "meeting_id", "from_id", "to_id", "other_id", "person_id"),
        *("x", "y", "taken_us", "item"),
    }
)
"""Fields that tell a reader nothing by themselves."""

COMMON: Mapping[str, str] = {
    "text": "Text",
    "title": "Title",
    "certainty": "Certainty",
    "kind": "Kind",
    "role": "Role",
    "owner": "Owner",
    "due": "Due",
    "at_us": "Time",
    "hypothesis": "Hypothesis",
    "rank": "Place in the list",
    "entry_id": "Timeline entry",
    "factor_id": "Became a factor",
    "target_id": "What it is about",
}
"""What a field is called, whatever has it."""

OWN: Mapping[Kind, Mapping[str, str]] = {
    Case: {
        "zone": "Time zone",
        "severity": "Severity",
        "incident_class": "Class",
        "started_us": "Started",
        "detected_us": "Detected",
        "contained_us": "Contained",
        "facilitator": "Facilitator",
        "summary": "What happened so far",
        "missing_sources": "Sources still missing",
        "private_notes": "Private notes",
        "published_us": "Published",
        "legal_hold": "Legal hold",
        "impact": "Impact",
        "safe_now": "What is safe now",
        "changes": "What changes",
        "unknowns": "What we do not know",
        "next_step": "Next news, what",
        "next_us": "Next news, when",
        "links": "Links",
    },
    PlaybookAnswer: {"state": "Answer"},
    Factor: {
        "part": "Part it played",
        "side": "Side",
        "nature": "Nature",
        "why_open": "Why was this path open?",
    },
    FactorLink: {"kind": "What it does", "sign": "Direction", "note": "Note"},
    DecisionPoint: {"title": "Decision", "at_us": "As of", **CONTEXT_WORDS},
    DrasticAction: {
        "action": "Drastic action",
        "expected": "Expected, if right",
        "risk": "Risk, if wrong",
        "way_back": "Way back",
        "owner": "Who owned the call",
        "tool_suggested": "A tool suggested it",
        "outcome": "What came of it",
        "seen": "Then seen",
    },
    StatusUpdate: {
        "status": "Status",
        "current_action": "Current action",
        "next_us": "Promised the next",
        "channel": "Channel",
    },
    Lesson: {"text": "What was learned", "goes_into": "Goes into", "carried": "Carried to"},
    CaseLink: {"why": "Similar in"},
    FollowUp: {
        "due": "On",
        "about": "What is looked at",
        "found": "What was found",
        "done_us": "Looked at",
    },
    CorrectiveAction: {
        "text": "Action",
        "priority": "Priority",
        "shown_by": "Evidence that will show it",
        "state": "How far it is",
        "completion": "Where it can be seen that it is done",
        "done_us": "Done",
        "helped": "Did it reduce the risk?",
        "helped_why": "What shows that",
        "dropped_because": "Dropped because",
        "tracker": "In the team's tracker",
    },
    FairAccount: {
        "verdict": "Is this account fair?",
        "words": "In their own words",
        "consent": "May leave the program",
        "asked_us": "Asked",
        "answered_us": "Answered",
    },
    Meeting: {
        "starts_us": "Begins",
        "minutes": "Minutes",
        "scribe": "Scribe",
        "outsiders": "From outside the team",
        "invited": "Also invited",
        "agenda": "Agenda",
        "openness": "More or less openly?",
        "openness_words": "In the group's words",
        "held": "The meeting was held",
    },
    MeetingNote: {"part": "Point of the agenda"},
    **FIELD_WORDS,
}
"""What a field of one kind is called, where that is not common."""

_WORDS: tuple[Mapping[Any, str], ...] = (
    CERTAINTY_WORDS,
    PART_WORDS,
    SIDE_WORDS,
    NATURE_WORDS,
    LINK_WORDS,
    SIGN_WORDS,
    OUTCOME_WORDS,
    LESSON_WORDS,
    GOES_INTO_WORDS,
    KIND_WORDS,
    STATE_WORDS,
    PRIORITY_WORDS,
    HELPED_WORDS,
    VERDICT_WORDS,
    OPENNESS_WORDS,
)
_CHOICES: Mapping[type, Mapping[Any, str]] = {type(next(iter(words))): words for words in _WORDS}
"""The words of each value that is chosen from a few, by what it is one of."""

_SAID = (
    *("text", "title", "action", "status", "note", "why", "about", "words", "role", "agenda"),
    *("name", "quote", "recipient", "since", "due", "week", "changed"),
)


def said(statement: Statement) -> str:
    """The words that say which statement it is; empty where it has none yet."""
    texts = (str(getattr(statement, name, "")).strip() for name in _SAID)
    return next((text for text in texts if text), "")


def field_words(kind: Kind, name: str) -> str | None:
    """What a field is called; None for one that tells a reader nothing."""
    if name in SILENT:
        return None
    return OWN.get(kind, {}).get(name) or COMMON.get(name)


def change_words(kind: Kind, change: Change, zone: ZoneInfo) -> list[str]:
    """What changed, a line for each field: ``Certainty: not yet judged → confirmed``."""
    if change.after is None:
        return ["Removed."]
    if change.before is None:
        return _written(kind, change.after, zone)
    before, after = change.before, change.after
    lines = []
    for name in after:
        words = field_words(kind, name)
        if words is not None and before.get(name) != after[name]:
            was, now = (_value(kind, name, row, zone) for row in (before, after))
            lines.append(f"{_before(words)} {was} → {now}")
    return lines or ["Its place changed."]


def _written(kind: Kind, row: Row, zone: ZoneInfo) -> list[str]:
    """What a statement began with: its words, and whatever else was said at once."""
    lines = [
        f"{_before(words)} {_value(kind, name, row, zone)}"
        for name in row
        if row[name] and isinstance(row[name], str) and not name.endswith("_id")
        if (words := field_words(kind, name)) is not None and _enum(kind, name) is None
    ]
    return lines or ["Added, without words."]


def _before(words: str) -> str:
    return words if words.endswith("?") else f"{words}:"


def _value(kind: Kind, name: str, row: Row, zone: ZoneInfo) -> str:
    value = row.get(name)
    if (enum := _enum(kind, name)) is not None:
        return _CHOICES[enum][enum(str(value))] if enum in _CHOICES else str(value)
    if name.endswith("_us"):
        return _instant(value, zone)
    if name.endswith("_id"):
        return "one" if value else "none"
    if name == "rank":
        return str(int(value or 0) + 1)
    if get_type_hints(kind)[name] is bool:
        return "yes" if value else "no"
    return str(value) if value else "nothing"


def _enum(kind: Kind, name: str) -> type[StrEnum] | None:
    hint = get_type_hints(kind)[name]
    return hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None


def _instant(value: str | int | float | None, zone: ZoneInfo) -> str:
    if not isinstance(value, int):
        return "not said"
    return f"{day(value, zone)} {clock(value, zone, Precision.SECOND)}"
