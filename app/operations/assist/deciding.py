"""Deciding about suggestions: only what a person accepts, in their own words, joins the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.casebook import Casebook, Edit, suggestions
from app.casebook.suggestions import Kept
from app.domain.assist.answers import Decision, SuggestionAnswer
from app.domain.assist.origins import answer_from
from app.domain.drafts import Entry, new_id
from app.domain.errors import ConflictError, InvalidInputError, NotFoundError
from app.domain.practice.chain import Factor
from app.domain.timeline import CitedEntry, Span
from app.operations import drafting, timeline
from app.operations.now import now_us
from app.operations.practice import chain

_GONE = (
    "This suggestion is not in the tray any more, so nothing was changed; what it pointed at is "
    "still in the evidence."
)


def decide(
    casebook: Casebook, case_id: str, suggestion_ids: Sequence[str], decision: Decision
) -> None:
    """Dismiss suggestions, or say that one is not sure, in one step.

    Raises `InvalidInputError` for accepting, which needs what it led to, `ConflictError` for one
    that was accepted, `NotFoundError` for one that is not there; then nothing is changed.
    """
    if decision is Decision.ACCEPTED:
        raise InvalidInputError("A suggestion is accepted by adding what it leads to.")
    with casebook.edit(_label(decision, len(suggestion_ids)), case_id) as edit:
        answers = _answers(edit, case_id)
        for suggestion_id in dict.fromkeys(suggestion_ids):
            _answer(edit, case_id, answers.get(suggestion_id), suggestion_id, decision)


def take_back(casebook: Casebook, case_id: str, suggestion_ids: Sequence[str]) -> None:
    """Let suggestions wait again, in one step; those that nobody answered do so already.

    Raises `ConflictError` for one that was accepted.
    """
    with casebook.edit("Take back an answer", case_id) as edit:
        answers = _answers(edit, case_id)
        for suggestion_id in dict.fromkeys(suggestion_ids):
            if (answer := answers.get(suggestion_id)) is not None:
                _refuse_accepted(answer)
                edit.remove(SuggestionAnswer, answer.id)


def accept_entry(
    casebook: Casebook, added: Entry, spans: Sequence[Span], suggestion_id: str
) -> CitedEntry:
    """Save an entry that a person worded after a suggestion, with its citations and its origin.

    One step, so that an undo takes all of it back and the suggestion waits again. Where another
    run has found the suggestion no more, the entry is saved without an origin: its words are a
    person's. Raises `InvalidInputError` for an empty text, `ConflictError` for what was accepted
    already, `NotFoundError` for an unknown item.
    """
    timeline.with_text(added)
    with casebook.edit("Accept suggestion", added.case_id) as edit:
        cited = timeline.add_entry_in(edit, added, spans)
        if suggestions.one(edit.connection, added.case_id, suggestion_id) is not None:
            _accept(edit, added.case_id, suggestion_id, added.id)
        return cited


def accept_factor(
    casebook: Casebook, added: Factor, spans: Sequence[Span], suggestion_id: str
) -> Factor:
    """Add a factor after a suggestion, with its citations and its origin; a person words it.

    One step, and raises, as `accept_entry`; the text may still be empty.
    """
    with casebook.edit("Accept suggestion", added.case_id) as edit:
        factor = chain.add_factor_in(edit, added, spans)
        _accept(edit, added.case_id, suggestion_id, factor.id)
        return factor


def accepted(casebook: Casebook, case_id: str, suggestion_id: str, target_id: str = "") -> None:
    """Note that a suggestion led to something else: a factor, or (no ``target_id``) a question.

    Raises `ConflictError` for what was accepted already, `NotFoundError` for an unknown suggestion
    or target.
    """
    with casebook.edit("Accept suggestion", case_id) as edit:
        if target_id and not edit.holds(drafting.CITING, case_id, target_id):
            raise NotFoundError(
                "What this suggestion led to is not in the case any more; nothing was changed."
            )
        _accept(edit, case_id, suggestion_id, target_id)


def origin_of(casebook: Casebook, target_id: str) -> SuggestionAnswer | None:
    """The accepted suggestion that a drafted thing began as, None where there was none."""
    with casebook.drafts() as drafts:
        return drafts.origin_of(target_id)


def _accept(edit: Edit, case_id: str, suggestion_id: str, target_id: str) -> None:
    present = _answers(edit, case_id).get(suggestion_id)
    _answer(edit, case_id, present, suggestion_id, Decision.ACCEPTED, target_id)


def _answer(
    edit: Edit,
    case_id: str,
    present: SuggestionAnswer | None,
    suggestion_id: str,
    decision: Decision,
    target_id: str = "",
) -> None:
    kept: Kept | None = suggestions.one(edit.connection, case_id, suggestion_id)
    if kept is None:
        raise NotFoundError(_GONE)
    row_id = new_id() if present is None else present.id
    answer = replace(
        answer_from(kept.suggestion, kept.origin, decision),
        id=row_id,
        case_id=case_id,
        target_id=target_id,
        at_us=now_us(),
    )
    if present is None:
        edit.add(answer)
        return
    _refuse_accepted(present)
    if present.decision is not decision:
        edit.save(answer)


def _refuse_accepted(answer: SuggestionAnswer) -> None:
    if answer.decision is Decision.ACCEPTED:
        raise ConflictError(
            "This suggestion was accepted already; delete what it led to, and it waits again."
        )


def _answers(edit: Edit, case_id: str) -> dict[str, SuggestionAnswer]:
    return {one.suggestion_id: one for one in edit.of_case(SuggestionAnswer, case_id)}


def _label(decision: Decision, count: int) -> str:
    if decision is Decision.UNSURE:
        return "Not sure about a suggestion" if count == 1 else f"Not sure about {count:,}"
    return "Dismiss a suggestion" if count == 1 else f"Dismiss {count:,} suggestions"
