"""The failure chain of a case: factors, what links them, the one that weighed most, whys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.casebook import Casebook, Drafts, Edit
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError
from app.domain.names import NameFinder
from app.domain.practice.chain import Factor, FactorLink, LinkKind, Sign, Why
from app.domain.practice.chain_rules import ChainQuestion, questions
from app.domain.practice.failure_chain import MARKED, FailureChain, chain_of
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.ranking import in_rank, moved, next_rank
from app.domain.timeline import Span
from app.operations import drafting
from app.operations.people import people_of
from app.operations.practice.corrective import forget_targets

OUTLINE_LABEL = "Add an empty outline"


def chain(casebook: Casebook, case_id: str) -> FailureChain:
    """The chain of a case with what its factors cite, and the actions that close them."""
    with casebook.drafts() as drafts:
        return chain_of(drafts, case_id, drafting.cited_in(drafts, case_id))


def asked(casebook: Casebook, case_id: str, found: FailureChain) -> tuple[ChainQuestion, ...]:
    """What is thin in it, as questions."""
    names = NameFinder(people_of(casebook, case_id).all_names)
    return questions(found, names)


# -- factors --------------------------------------------------------------------------------------


def add_factor(casebook: Casebook, added: Factor, spans: Sequence[Span] = ()) -> Factor:
    """Add a factor at the end of the list, citing ``spans``; its text may still be empty.

    Raises `NotFoundError` for an unknown item.
    """
    with casebook.edit("Add factor", added.case_id) as edit:
        return add_factor_in(edit, added, spans)


def add_outline(casebook: Casebook, outline: Sequence[Factor]) -> None:
    """Add several empty factors in one step, one for each part that is to be thought about."""
    with casebook.edit(OUTLINE_LABEL, outline[0].case_id) as edit:
        for factor in outline:
            add_factor_in(edit, factor)


def add_factor_in(edit: Edit, added: Factor, spans: Sequence[Span] = ()) -> Factor:
    """The same within a transaction."""
    ranked = replace(added, rank=next_rank(edit.of_case(Factor, added.case_id)))
    edit.add(ranked)
    drafting.cite_in(edit, ranked.case_id, ranked.id, spans)
    return ranked


def change_factor(
    casebook: Casebook, case_id: str, factor_id: str, changes: Mapping[str, object]
) -> None:
    """Change some fields of a factor. Raises `NotFoundError`."""
    drafting.change(casebook, Factor, case_id, factor_id, changes, "Edit factor")


def move_factor(casebook: Casebook, case_id: str, factor_id: str, x: int, y: int) -> None:
    """Keep where a person put a factor in the graph. Raises `NotFoundError`."""
    place = {"x": x, "y": y}
    drafting.change(casebook, Factor, case_id, factor_id, place, "Move factor in the graph")


def lay_out_anew(casebook: Casebook, case_id: str) -> None:
    """Let the layout place every factor again."""
    with casebook.edit("Arrange the graph anew", case_id) as edit:
        edit.save_all(replace(one, x=None, y=None) for one in edit.of_case(Factor, case_id))


def move_in_list(casebook: Casebook, case_id: str, factor_id: str, *, later: bool) -> None:
    """Move a factor before or after its neighbour in the list; at the end nothing changes."""
    with casebook.edit("Reorder factors", case_id) as edit:
        edit.get(Factor, factor_id)
        edit.save_all(moved(edit.of_case(Factor, case_id), factor_id, 1 if later else -1))


def remove_factor(casebook: Casebook, case_id: str, factor_id: str) -> None:
    """Remove a factor with its links, as the target of actions, and as the marked condition.

    Steps of a ladder stay, as steps only. Undo brings all of it back. Raises `NotFoundError`.
    """
    with casebook.edit("Remove factor", case_id) as edit:
        take_out_factor(edit, case_id, factor_id)


def take_out_factor(edit: Edit, case_id: str, factor_id: str) -> None:
    """The same within a transaction."""
    for link in edit.of_case(FactorLink, case_id):
        if factor_id in (link.from_id, link.to_id):
            take_out_link(edit, case_id, link.id)
    steps = edit.of_case(Why, case_id)
    edit.save_all(replace(step, factor_id="") for step in steps if step.factor_id == factor_id)
    if (mark := _mark(edit, case_id)) is not None and mark.target_id == factor_id:
        edit.remove(PlaybookAnswer, mark.id)
    forget_targets(edit, case_id, [factor_id])
    edit.remove(Factor, factor_id)


# -- links ----------------------------------------------------------------------------------------


def add_link(
    casebook: Casebook,
    case_id: str,
    from_id: str,
    to_id: str,
    kind: LinkKind = LinkKind.CAUSE,
    sign: Sign = Sign.MORE,
) -> FactorLink:
    """Let one factor lead to another; ways back, and so loops, are allowed.

    Raises `InvalidInputError` for a link of a factor with itself, or for the same one again;
    `NotFoundError` for an unknown factor.
    """
    added = FactorLink(new_id(), case_id, from_id, to_id, kind, sign)
    with casebook.edit("Link factors", case_id) as edit:
        edit.get(Factor, from_id)
        edit.get(Factor, to_id)
        _check_link(edit, added)
        edit.add(added)
    return added


def change_link(
    casebook: Casebook, case_id: str, link_id: str, changes: Mapping[str, object]
) -> None:
    """Change some fields of a link. Raises as `add_link`."""
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Edit link", case_id) as edit:
        changed = replace(edit.get(FactorLink, link_id), **fields)
        _check_link(edit, changed)
        edit.save(changed)


def _check_link(edit: Edit, checked: FactorLink) -> None:
    if checked.from_id == checked.to_id:
        raise InvalidInputError(
            "A factor cannot lead straight to itself; add the factor in between, and link both."
        )
    for link in edit.of_case(FactorLink, checked.case_id):
        if link.id != checked.id and _way(link) == _way(checked):
            raise InvalidInputError("These two factors are linked in this way already.")


def _way(link: FactorLink) -> tuple[str, str, LinkKind]:
    return link.from_id, link.to_id, link.kind


def remove_link(casebook: Casebook, case_id: str, link_id: str) -> None:
    """Remove a link, also as the target of actions. Raises `NotFoundError`."""
    with casebook.edit("Remove link", case_id) as edit:
        take_out_link(edit, case_id, link_id)


def take_out_link(edit: Edit, case_id: str, link_id: str) -> None:
    """The same within a transaction."""
    forget_targets(edit, case_id, [link_id])
    edit.remove(FactorLink, link_id)


# -- the condition that weighed most --------------------------------------------------------------


def mark(casebook: Casebook, case_id: str, factor_id: str, why: str | None = None) -> None:
    """Mark the one condition that raised the impact, or slowed recovery, most.

    The mark moves where another had it. ``why`` stays as it is where it is None. Raises
    `NotFoundError`.
    """
    with casebook.edit("Mark the condition that weighed most", case_id) as edit:
        edit.get(Factor, factor_id)
        before = _mark(edit, case_id)
        if before is None:
            answer = PlaybookAnswer(
                new_id(), case_id, MARKED, AnswerState.YES, why or "", factor_id
            )
            edit.add(answer)
            return
        moved = before.target_id not in {"", factor_id}
        kept = "" if moved else before.text  # a reason belongs to the condition it was given for
        edit.save(
            replace(
                before,
                state=AnswerState.YES,
                target_id=factor_id,
                text=kept if why is None else why,
            )
        )


def unmark(casebook: Casebook, case_id: str) -> None:
    """Take the mark away; without one nothing changes."""
    with casebook.edit("Take the mark away", case_id) as edit:
        if (before := _mark(edit, case_id)) is not None:
            edit.remove(PlaybookAnswer, before.id)


def _mark(drafts: Drafts, case_id: str) -> PlaybookAnswer | None:
    answers = drafts.of_case(PlaybookAnswer, case_id)
    return next((answer for answer in answers if answer.item == MARKED), None)


# -- ladders of whys ------------------------------------------------------------------------------


def begin_ladder(casebook: Casebook, case_id: str, text: str, factor_id: str = "") -> Why:
    """Begin a ladder with what is to be explained, which may be a factor already.

    Raises `InvalidInputError` for an empty text.
    """
    with casebook.edit("Begin a ladder of whys", case_id) as edit:
        begun = {step.ladder_id for step in edit.of_case(Why, case_id)}
        # Ids of ladders sort in the order in which they were begun.
        number = max((int(one.partition("-")[0]) for one in begun), default=0) + 1
        first = Why(new_id(), case_id, f"{number:06}-{new_id()}", _said(text), 0, factor_id)
        edit.add(first)
    return first


def add_step(casebook: Casebook, case_id: str, above_id: str, text: str) -> Why:
    """Answer why a step could be, right below it. Raises `InvalidInputError`, `NotFoundError`."""
    with casebook.edit("Add a why", case_id) as edit:
        above = edit.get(Why, above_id)
        steps = _ladder(edit, above)
        below = [step for step in steps if step.rank > above.rank]
        edit.save_all(replace(step, rank=step.rank + 1) for step in below)
        added = Why(new_id(), case_id, above.ladder_id, _said(text), above.rank + 1)
        edit.add(added)
    return added


def change_step(casebook: Casebook, case_id: str, step_id: str, text: str) -> None:
    """Put a step into other words. Raises `InvalidInputError`, `NotFoundError`."""
    drafting.change(casebook, Why, case_id, step_id, {"text": _said(text)}, "Edit a why")


def move_step(casebook: Casebook, case_id: str, step_id: str, *, later: bool) -> None:
    """Move a step up or down in its ladder; at the end nothing changes. Raises `NotFoundError`."""
    with casebook.edit("Reorder the whys", case_id) as edit:
        steps = _ladder(edit, edit.get(Why, step_id))
        edit.save_all(moved(steps, step_id, 1 if later else -1))


def remove_step(casebook: Casebook, case_id: str, step_id: str) -> None:
    """Remove a step; a factor made of it stays. Raises `NotFoundError`."""
    with casebook.edit("Remove a why", case_id) as edit:
        take_out_step(edit, case_id, step_id)


def take_out_step(edit: Edit, _case_id: str, step_id: str) -> None:
    """The same within a transaction."""
    gone = edit.get(Why, step_id)
    edit.remove(Why, step_id)
    steps = in_rank(_ladder(edit, gone))
    edit.save_all(replace(step, rank=rank) for rank, step in enumerate(steps))


def remove_ladder(casebook: Casebook, case_id: str, ladder_id: str) -> None:
    """Remove a ladder with all its steps; factors made of them stay."""
    with casebook.edit("Remove a ladder of whys", case_id) as edit:
        for step in edit.of_case(Why, case_id):
            if step.ladder_id == ladder_id:
                edit.remove(Why, step.id)


def factor_of_step(casebook: Casebook, case_id: str, step_id: str) -> Factor:
    """Make a factor of a step, in the words of the step.

    One that has become a factor already hands that back. Raises `NotFoundError`.
    """
    with casebook.edit("Make a factor of a why", case_id) as edit:
        step = edit.get(Why, step_id)
        if step.factor_id:
            return edit.get(Factor, step.factor_id)
        made = add_factor_in(edit, Factor(new_id(), case_id, step.text))
        edit.save(replace(step, factor_id=made.id))
        return made


def _ladder(drafts: Drafts, of: Why) -> list[Why]:
    return [one for one in drafts.of_case(Why, of.case_id) if one.ladder_id == of.ladder_id]


def _said(text: str) -> str:
    if not text.strip():
        raise InvalidInputError("A step needs words: say what was so.")
    return text.strip()
