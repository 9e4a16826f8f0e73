"""The record of the live phase: marked times, absent parts, drastic actions, updates, the card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.casebook import Casebook, Drafts
from app.domain.drafts import Entry, EntryKind, new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.practice.completeness import item_of
from app.domain.practice.incident_times import MILESTONE_WORDS
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.response import (
    DrasticAction,
    Milestone,
    MilestoneKind,
    ProcessCard,
    StatusUpdate,
)
from app.domain.practice.response_record import CARD_ID, ResponseRecord, card_of
from app.domain.timeline import Span
from app.operations import drafting, timeline
from app.operations.practice import playbooks


def record_of(casebook: Casebook, case_id: str) -> ResponseRecord:
    """All that is recorded of how the incident of a case was led."""
    with casebook.drafts() as drafts:
        return ResponseRecord.of(drafts, case_id)


# -- marked times ---------------------------------------------------------------------------------


def mark(casebook: Casebook, case_id: str, kind: MilestoneKind, entry_id: str) -> bool:
    """Mark an entry as one of the moments of its incident; the mark moves there from another.

    Marked there already, the mark goes; returns whether it stands at the entry now.
    Raises `NotFoundError` for an entry of another case.
    """
    words = MILESTONE_WORDS[kind]
    with casebook.edit(f"Mark as {words}", case_id) as edit:
        _entry_of(edit, case_id, entry_id)
        standing = _mark_of(edit, case_id, kind)
        if standing is None:
            edit.add(Milestone(new_id(), case_id, kind, entry_id))
        elif standing.entry_id == entry_id:
            edit.remove(Milestone, standing.id)
            return False
        else:
            edit.save(replace(standing, entry_id=entry_id))
        return True


def unmark(casebook: Casebook, case_id: str, kind: MilestoneKind) -> None:
    """Take a mark away; where there is none, nothing changes."""
    with casebook.edit("Remove mark", case_id) as edit:
        if (standing := _mark_of(edit, case_id, kind)) is not None:
            edit.remove(Milestone, standing.id)


def _mark_of(drafts: Drafts, case_id: str, kind: MilestoneKind) -> Milestone | None:
    marks = drafts.of_case(Milestone, case_id)
    return next((each for each in marks if each.kind is kind), None)


def _entry_of(drafts: Drafts, case_id: str, entry_id: str) -> Entry:
    entry = drafts.get(Entry, entry_id)
    if entry.case_id != case_id:
        raise NotFoundError("That entry belongs to another case.")
    return entry


# -- parts that were absent -----------------------------------------------------------------------


def say_absent(casebook: Casebook, case_id: str, kind: EntryKind, reason: str) -> None:
    """Say that an incident had no such part, and why; an empty reason takes that back."""
    text = reason.strip()
    state = AnswerState.ABSENT if text else AnswerState.OPEN
    label = "Say what was absent"
    playbooks.answer(casebook, case_id, item_of(kind), state, text, label=label)


# -- drastic actions and updates ------------------------------------------------------------------


def add_action(
    casebook: Casebook, added: DrasticAction, spans: Sequence[Span] = ()
) -> DrasticAction:
    """Add a drastic action with what it cites. Raises `NotFoundError` for an unknown item."""
    with casebook.edit("Add drastic action", added.case_id) as edit:
        edit.add(added)
        drafting.cite_in(edit, added.case_id, added.id, spans)
    return added


def add_update(casebook: Casebook, added: StatusUpdate, spans: Sequence[Span] = ()) -> StatusUpdate:
    """Add a stakeholder update with what it cites. Raises `NotFoundError` for an unknown item."""
    with casebook.edit("Add stakeholder update", added.case_id) as edit:
        edit.add(added)
        drafting.cite_in(edit, added.case_id, added.id, spans)
    return added


def action_from_items(casebook: Casebook, case_id: str, item_ids: Sequence[int]) -> DrasticAction:
    """Add an action at the time of the earliest of these items, citing them.

    What was done is left to a person to write.
    """
    at_us = timeline.entry_from_items(casebook, case_id, item_ids).start_us
    made = DrasticAction(new_id(), case_id, "", at_us)
    return add_action(casebook, made, [Span(item_id) for item_id in item_ids])


def update_from_items(casebook: Casebook, case_id: str, item_ids: Sequence[int]) -> StatusUpdate:
    """Add an update at the time of the earliest of these items, citing them.

    What it said is left to a person to write.
    """
    at_us = timeline.entry_from_items(casebook, case_id, item_ids).start_us
    made = StatusUpdate(new_id(), case_id, "", at_us)
    return add_update(casebook, made, [Span(item_id) for item_id in item_ids])


def link_entry(casebook: Casebook, case_id: str, action_id: str, entry_id: str) -> None:
    """Say which timeline entry tells an action; an empty id says none. Raises `NotFoundError`."""
    with casebook.edit("Link timeline entry", case_id) as edit:
        if entry_id:
            _entry_of(edit, case_id, entry_id)
        edit.save(replace(edit.get(DrasticAction, action_id), entry_id=entry_id))


# -- the process card -----------------------------------------------------------------------------

PROCESS_CARD = "process-card"
"""The document that prints it."""
LONGEST_INTERVAL = 24 * 60
"""Minutes between updates beyond which it is no interval any more."""


def card(casebook: Casebook) -> ProcessCard | None:
    """The response-process card of the casebook; None where nobody has written it."""
    with casebook.drafts() as drafts:
        return card_of(drafts.all(ProcessCard))


def change_card(casebook: Casebook, case_id: str, changes: Mapping[str, object]) -> None:
    """Change some fields of the card, which all cases share; the first change makes it.

    The step belongs to the case in hand, where it can be undone. Raises `InvalidInputError` for
    an interval that is none.
    """
    fields: dict[str, Any] = dict(changes)
    minutes = fields.get("update_minutes", 1)
    if not isinstance(minutes, int) or not 1 <= minutes <= LONGEST_INTERVAL:
        raise InvalidInputError(
            "The time between updates is a number of minutes, from 1 to 1440 (a day)."
        )
    with casebook.edit("Edit process card", case_id) as edit:
        standing = card_of(edit.all(ProcessCard))
        if standing is None:
            edit.add(replace(ProcessCard(CARD_ID), **fields))
        else:
            edit.save(replace(standing, **fields))
