"""Every text that people drafted in a case, and what kind of text each field holds.

Not looked at are words that others said (fair accounts, groups, public statements, readings),
private notes, names, owners, dates, links and places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from app.domain.audiences import AudienceChoice
from app.domain.candour.case_findings import DraftedText
from app.domain.candour.findings import Scope
from app.domain.candour.places import TAKEN_OVER, page_of, place_of
from app.domain.drafted import Draft
from app.domain.drafted_rows import Rows
from app.domain.drafts import Case, CaseKind, Certainty, Entry
from app.domain.moments import zone_named
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import NOW, THEN, DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.failure_chain import MARKED
from app.domain.practice.lessons import CaseLink, FollowUp, Lesson
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction, StatusUpdate
from app.domain.trust.account import Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import Claim
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.pieces import READER_WORDS, WORDED
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal
from app.domain.trust.support import SupportPacket

_NARRATIVE, _CLAIM, _ACTION = Scope.NARRATIVE, Scope.CLAIM, Scope.ACTION
_APOLOGY = Scope.APOLOGY

_FIELDS: Mapping[type[Draft], Mapping[str, Scope]] = {
    Case: {
        "title": _NARRATIVE,
        "summary": _CLAIM,
        "impact": _CLAIM,
        "safe_now": _NARRATIVE,
        "changes": _NARRATIVE,
        "unknowns": _NARRATIVE,
        "next_step": _NARRATIVE,
        "missing_sources": _NARRATIVE,
    },
    Entry: {"text": _CLAIM},
    PlaybookAnswer: {"text": _NARRATIVE},
    DrasticAction: {
        "action": _CLAIM,
        "hypothesis": _CLAIM,
        "expected": _CLAIM,
        "risk": _CLAIM,
        "way_back": _CLAIM,
        "seen": _CLAIM,
    },
    StatusUpdate: {"status": _NARRATIVE, "hypothesis": _CLAIM, "current_action": _NARRATIVE},
    Factor: {"text": _CLAIM, "why_open": _CLAIM},
    FactorLink: {"note": _CLAIM},
    Why: {"text": _CLAIM},
    DecisionPoint: {
        "title": _CLAIM,
        **dict.fromkeys(THEN, _CLAIM),
        "believed": _NARRATIVE,  # a belief may well have been certain
        NOW: _CLAIM,
    },
    CorrectiveAction: {
        "text": _ACTION,
        "shown_by": _ACTION,
        "completion": _NARRATIVE,
        "helped_why": _CLAIM,
        "dropped_because": _NARRATIVE,
    },
    Meeting: {"agenda": _NARRATIVE},
    MeetingNote: {"text": _NARRATIVE},
    Lesson: {"text": _CLAIM},
    CaseLink: {"why": _NARRATIVE},
    FollowUp: {"about": _NARRATIVE, "found": _CLAIM},
    TrustSettings: {"repaired_because": _CLAIM},
    FramePiece: {"text": _CLAIM},
    AffectedGroup: {"harm": _CLAIM, "acknowledged": _CLAIM},
    Apology: {"act": _APOLOGY, "harm": _APOLOGY, "changes": _ACTION, "words": _APOLOGY},
    Paragraph: {"text": _CLAIM},
    Claim: {"note": _CLAIM},
    TrustBreak: {"text": _CLAIM, "fear": _NARRATIVE},
    Repair: {
        "text": _ACTION,
        "before": _CLAIM,
        "after": _NARRATIVE,
        "shown_by": _ACTION,
        "telling_why": _NARRATIVE,
        "proof": _NARRATIVE,
        "dropped_because": _NARRATIVE,
    },
    Invitation: {"asked": _NARRATIVE, "changed": _CLAIM},
    Signal: {"name": _NARRATIVE},
    Checkpoint: dict.fromkeys(("happened", "changed", "people", "next"), _NARRATIVE),
    UpdateNote: dict.fromkeys(("since", "changed", "not_yet", "next_step"), _NARRATIVE),
    SupportPacket: {"purpose": _NARRATIVE, "left_out": _NARRATIVE},
    AudienceChoice: {"reason": _NARRATIVE},
}
"""The fields with drafted text, in the order of the page; a claim is one until it is confirmed."""

_WORDED: Mapping[type[Draft], str] = {
    Lesson: "text",
    **{kind: field for kind, field in WORDED.items() if field in _FIELDS.get(kind, ())},
}
"""What may have a wording of its own for an audience, and the field that it stands for."""

_NAMES_AND_PLACES = ("IR-R", "PM-R", "IR-I", "TR-R", "TR-I")
"""Items of a playbook that ask who somebody is, and where something lies."""


def scope_of(thing: Draft, field: str) -> Scope | None:
    """What kind of text a field of a drafted thing holds; None where it is not looked at.

    The thing may be half typed and not stored. Of a wording see `scope_of_wording`.
    """
    match thing:
        case PlaybookAnswer(item=item) if item.startswith(_NAMES_AND_PLACES):
            return None
        case PlaybookAnswer(item=item) if item == MARKED and field == "text":
            return _CLAIM
    scope = _FIELDS.get(type(thing), {}).get(field)
    confirmed = getattr(thing, "certainty", None) is Certainty.CONFIRMED
    return Scope.CONFIRMED if scope is _CLAIM and confirmed else scope


def scope_of_wording(statement: Draft) -> Scope | None:
    """What kind of text the wording of a statement for an audience is: what its own text is."""
    field = _WORDED.get(type(statement))
    return scope_of(statement, field) if field else None


def texts_of(rows: Rows, case: Case) -> tuple[DraftedText, ...]:
    """Every text of a case that was filled in, kind by kind, each kind in its own order."""
    zone = zone_named(case.zone)
    drafted = {kind: _in_order(rows, kind, case) for kind in _FIELDS}
    statements = {thing.id: thing for kind in _WORDED for thing in drafted[kind]}
    found: list[DraftedText] = []
    taken_over = TAKEN_OVER if case.kind is CaseKind.TRUST else ()  # read in the case it is of
    for thing in (thing for things in drafted.values() for thing in things):
        if isinstance(thing, taken_over):
            continue
        if not isinstance(thing, AudienceChoice):
            found += _texts(thing, zone)
        elif thing.target_id in statements:
            found += _choice_texts(thing, statements[thing.target_id], zone)
    return tuple(found)


def _in_order(rows: Rows, kind: type[Draft], case: Case) -> list[Draft]:
    if kind is Case:
        return [case]
    return sorted(rows.of_case(kind, case.id), key=_order)


def _order(thing: Draft) -> tuple[bool, int, int, str]:
    """By time, what has none last; then as people ordered it."""
    times = (getattr(thing, name, None) for name in ("start_us", "at_us", "taken_us"))
    at_us = next((each for each in times if each is not None), None)
    return at_us is None, at_us or 0, getattr(thing, "rank", 0), thing.id


def _texts(thing: Draft, zone: ZoneInfo) -> Iterator[DraftedText]:
    for field in _FIELDS[type(thing)]:
        text, scope = getattr(thing, field), scope_of(thing, field)
        if scope is not None and text.strip():
            place = place_of(thing, zone, field)
            yield DraftedText(thing.id, field, text, scope, page_of(thing), place)


def _choice_texts(choice: AudienceChoice, of: Draft, zone: ZoneInfo) -> Iterator[DraftedText]:
    page, place, readers = page_of(choice), place_of(of, zone), str(choice.audience)
    if choice.audience in READER_WORDS:  # chosen beside the thing itself
        page, readers = page_of(of, CaseKind.TRUST), READER_WORDS[choice.audience]
    worded, left_out = scope_of_wording(of), scope_of(choice, "reason")
    if worded is not None and choice.wording.strip():
        there = f"{place}, as {readers} read it"
        yield DraftedText(choice.id, "wording", choice.wording, worded, page, there)
    if left_out is not None and choice.reason.strip():
        there = f"why {readers} do not get {place}"
        yield DraftedText(choice.id, "reason", choice.reason, left_out, page, there)
