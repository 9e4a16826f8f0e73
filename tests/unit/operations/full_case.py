"""A case with rows of every kind, a name in every text, and each thing pointing at others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_type_hints

import pytest

from app.casebook import Casebook
from app.domain.assist.answers import Decision, SuggestionAnswer
from app.domain.audiences import Audience, AudienceChoice
from app.domain.candour.dismissals import Dismissal
from app.domain.drafted import Draft
from app.domain.drafts import Case, CaseKind, Entry, Known, SourceSettings, new_id
from app.domain.moments import MINUTE_US, Precision, TimeKind
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import NOW, THEN, DecisionPoint
from app.domain.practice.corrective import ActionState, ActionTarget, CorrectiveAction, Helped
from app.domain.practice.failure_chain import MARKED
from app.domain.practice.lessons import CaseLink, FollowUp, Lesson, LessonKind
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.response import DrasticAction, Milestone, ProcessCard, StatusUpdate
from app.domain.practice.response_record import CARD_ID
from app.domain.timeline import Span
from app.operations import cases, drafting, evidence, imports
from app.operations.practice import playbooks
from tests.unit.operations.chat import START_US, take_in_with

SAID = "as Mira Olsen (@mira) told mira.olsen@example.test"
WRITTEN_DOWN = {"id", "zone", "ladder_id", "item", "due", "quote_sha256", "sha256"}
"""Texts that people do not write freely."""


def full(kind: type[Draft], case_id: str, /, **given: Any) -> Draft:
    """A row with the name in every text that people write."""
    hints = get_type_hints(kind)
    texts = {
        field.name: f"{kind.__name__} {field.name} {SAID}"
        for field in fields(kind)
        if hints[field.name] is str
        and field.name not in WRITTEN_DOWN
        and not field.name.endswith("_id")
    }
    ids = {"id": new_id()} | ({"case_id": case_id} if "case_id" in hints else {})
    row: Draft = kind(**(texts | ids | given))
    return row


def rows(case_id: str, other_id: str, source_id: int) -> Iterator[Draft]:
    """One row of every kind at least, each pointing at others."""
    at = {"time_kind": TimeKind.EXACT, "start_us": START_US, "time_precision": Precision.MINUTE}
    entry, moved = (full(Entry, case_id, **at, known=known) for known in Known)
    trigger, other = full(Factor, case_id), full(Factor, case_id, rank=1)
    link = full(FactorLink, case_id, from_id=trigger.id, to_id=other.id)
    far: tuple[dict[str, Any], ...] = (
        {"tracker": ""},
        {"state": ActionState.DROPPED},
        {"state": ActionState.DONE, "done_us": START_US, "helped": Helped.PARTLY},
    )
    actions = [full(CorrectiveAction, case_id, due="2026-12-01", **each) for each in far]
    meeting = full(Meeting, case_id, starts_us=START_US)
    yield from (entry, moved, trigger, other, link, *actions, meeting)
    yield from (full(Milestone, case_id, kind=kind, entry_id=entry.id) for kind in ("started",))
    yield full(DrasticAction, case_id, at_us=START_US, entry_id=entry.id)
    yield full(StatusUpdate, case_id, at_us=START_US, next_us=START_US + MINUTE_US)
    yield full(ProcessCard, case_id, id=CARD_ID)
    yield full(Why, case_id, ladder_id="000001-one", factor_id=trigger.id)
    yield full(DecisionPoint, case_id, at_us=START_US + 5 * MINUTE_US, entry_id=entry.id)
    yield full(FairAccount, case_id, consent=True, verdict=Verdict.OWN_WORDS)
    yield from (full(Lesson, case_id, kind=kind) for kind in LessonKind)
    yield full(CaseLink, case_id, other_id=other_id)
    yield full(FollowUp, case_id, due="2026-12-02")
    yield full(ActionTarget, case_id, action_id=actions[0].id, target_id=trigger.id)
    yield full(MeetingNote, case_id, meeting_id=meeting.id, target_id=entry.id)
    for target in (entry, actions[0]):
        yield full(
            AudienceChoice,
            case_id,
            target_id=target.id,
            audience=Audience.STAKEHOLDERS,
            shown=target is not entry,
        )
    states = list(AnswerState)[1:]
    for number, item in enumerate(all_items()):
        target = trigger.id if item == MARKED else ""
        state = states[number % len(states)]
        yield full(PlaybookAnswer, case_id, item=item, state=state, target_id=target)
    for target in (entry, actions[0]):
        reason = "Mira Olsen herself asked us to leave this word"
        about: dict[str, Any] = {"target_id": target.id, "reason": reason, "at_us": START_US}
        yield full(Dismissal, case_id, context_sha256="", part="text", **about)
    for number, target in enumerate((entry, trigger)):
        given: dict[str, Any] = {"target_id": target.id, "decision": Decision.ACCEPTED}
        yield full(SuggestionAnswer, case_id, suggestion_id=str(number), **given)
    yield full(SourceSettings, case_id, source_id=source_id)


def all_items() -> Iterator[str]:
    for item in playbooks.items().values():
        yield item.id
        yield from (part for part, _ in item.part_items())


def filled(casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case that says something wherever it can, beside another that does so, too."""
    earlier = cases.add_case(casebook, CaseKind.INCIDENT, f"An earlier one, {SAID}")
    source = take_in_with(monkeypatch, casebook)(case)
    settled = imports.source(casebook, source.id)
    for each in (earlier, case):
        with casebook.edit("Say it", each.id) as edit:
            header: Any = full(
                Case, "", id=each.id, kind=CaseKind.INCIDENT, started_us=START_US, private_notes=""
            )
            edit.save(header)
            for row in rows(each.id, case.id if each is earlier else earlier.id, source.id):
                if isinstance(row, SourceSettings):
                    continue
                if not (each is earlier and isinstance(row, ProcessCard)):
                    edit.add(row)
    imports.change_source(
        casebook, settled.id, title=f"A chat {SAID}", zone=None, clock_offset_us=0
    )
    (item, *_) = (int(one) for one in evidence.item_ids(casebook, case.id))
    for kind, parts in ((Entry, ("",)), (Factor, ("",)), (DecisionPoint, (*THEN, NOW))):
        for row in drafting.of_case(casebook, kind, case.id):
            for part in parts:
                drafting.cite(casebook, case.id, row.id, [Span(item)], part)
    return cases.case(casebook, case.id)
