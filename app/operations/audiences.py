"""What each audience reads of a case: what is shown, in which words, what is left out and why."""

from __future__ import annotations

from app.casebook import Casebook, Edit
from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import CaseKind, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.offered import Offered, offered_actions, offered_entry
from app.domain.practice.corrective import CorrectiveAction
from app.operations import cases, timeline
from app.operations.practice import corrective

REASONS = ("technical detail", "not yet confirmed", "concerns another team")
"""Reasons offered for leaving a fact out; a person may write their own."""


def chosen(casebook: Casebook, case_id: str, audience: Audience) -> dict[str, AudienceChoice]:
    """What people chose for an audience, by the id of the thing chosen for."""
    with casebook.drafts() as drafts:
        choices = drafts.of_case(AudienceChoice, case_id)
    return {choice.target_id: choice for choice in choices if choice.audience is audience}


def for_stakeholders(casebook: Casebook, case_id: str) -> list[Offered]:
    """What stakeholders get of each entry that is not private, then of each action of an incident.

    As chosen, or as proposed.
    """
    made = chosen(casebook, case_id, Audience.STAKEHOLDERS)
    offered = [
        offered_entry(cited, made)
        for cited in timeline.entries(casebook, case_id)
        if not cited.entry.private
    ]
    if cases.case(casebook, case_id).kind is not CaseKind.INCIDENT:
        return offered
    return offered + offered_actions(corrective.plan(casebook, case_id), made)


def choose(
    casebook: Casebook,
    case_id: str,
    target_id: str,
    audience: Audience,
    *,
    shown: bool,
    wording: str = "",
    reason: str = "",
) -> AudienceChoice:
    """Choose what an audience gets of an entry or an action.

    Raises `InvalidInputError` where something is left out without a reason, `NotFoundError`.
    """
    if not shown and not reason.strip():
        raise InvalidInputError("Say why these readers do not get it; the page counts the reasons.")
    with casebook.edit("Choose for readers", case_id) as edit:
        _ensure(edit, case_id, target_id)
        made = _made(edit.of_case(AudienceChoice, case_id), target_id, audience)
        choice = AudienceChoice(
            made.id if made else new_id(),
            case_id,
            target_id,
            audience,
            shown,
            wording.strip(),
            "" if shown else reason.strip(),
        )
        if made:
            edit.save(choice)
        else:
            edit.add(choice)
    return choice


def unchoose(casebook: Casebook, case_id: str, target_id: str, audience: Audience) -> None:
    """Go back to what the rule proposes; nothing happens where nothing was chosen."""
    with casebook.edit("Choose for readers", case_id) as edit:
        made = _made(edit.of_case(AudienceChoice, case_id), target_id, audience)
        if made:
            edit.remove(AudienceChoice, made.id)


def _ensure(edit: Edit, case_id: str, target_id: str) -> None:
    if target_id not in {action.id for action in edit.of_case(CorrectiveAction, case_id)}:
        edit.get(Entry, target_id)


def _made(
    choices: list[AudienceChoice], target_id: str, audience: Audience
) -> AudienceChoice | None:
    return next(
        (each for each in choices if each.target_id == target_id and each.audience is audience),
        None,
    )
