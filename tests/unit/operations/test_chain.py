"""The failure chain: factors, links, the marked condition, ladders; each step undone as one."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.practice.chain import Factor, FactorLink, LinkKind, Sign, Why
from app.domain.practice.chain_rules import Thin
from app.domain.practice.corrective import ActionState, ActionTarget, CorrectiveAction
from app.domain.practice.failure_chain import FailureChain
from app.operations import drafting, history
from app.operations.practice import chain

Add = Callable[..., Factor]


@pytest.fixture
def add(casebook: Casebook, case: Case) -> Add:
    def adding(text: str, **fields: object) -> Factor:
        return chain.add_factor(casebook, Factor(new_id(), case.id, text, **fields))

    return adding


def _undone(casebook: Casebook, case: Case, label: str, before: FailureChain) -> None:
    """One undo takes the last step back wholly, and redo brings it again."""
    after = chain.chain(casebook, case.id)
    assert history.undo_label(casebook, case.id) == label
    history.undo(casebook, case.id)
    assert chain.chain(casebook, case.id) == before
    history.redo(casebook, case.id)
    assert chain.chain(casebook, case.id) == after


def _close(casebook: Casebook, case: Case, target_id: str, **fields: object) -> CorrectiveAction:
    action = CorrectiveAction(new_id(), case.id, "Page the query", **fields)
    drafting.add(casebook, case.id, action, "Add action")
    drafting.add(casebook, case.id, ActionTarget(new_id(), case.id, action.id, target_id), "Aim")
    return action


def test_factors_stand_in_the_order_added_and_move_by_one(
    casebook: Casebook, case: Case, add: Add
) -> None:
    one, two, three = add("One"), add("Two"), add("Three")
    before = chain.chain(casebook, case.id)
    assert [before.number(each.id) for each in (one, two, three)] == ["F1", "F2", "F3"]

    chain.move_in_list(casebook, case.id, three.id, later=False)
    moved = chain.chain(casebook, case.id)
    assert [each.text for each in moved.factors] == ["One", "Three", "Two"]
    _undone(casebook, case, "Reorder factors", before)

    chain.move_in_list(casebook, case.id, one.id, later=False)  # it is the first: nothing happens
    assert chain.chain(casebook, case.id) == moved


def test_removing_a_factor_takes_along_all_that_hangs_on_it_in_one_step(
    casebook: Casebook, case: Case, add: Add
) -> None:
    query, memory, outage = add("A query of 600,214 rows"), add("Memory ran out"), add("Outage")
    link = chain.add_link(casebook, case.id, query.id, memory.id)
    kept = chain.add_link(casebook, case.id, memory.id, outage.id)
    first = chain.begin_ladder(casebook, case.id, "Memory ran out", memory.id)
    step = chain.add_step(casebook, case.id, first.id, "One query read every row")
    drafting.change(casebook, Why, case.id, step.id, {"factor_id": query.id}, "Tie")
    chain.mark(casebook, case.id, query.id, "Without it nothing would have filled up")
    _close(casebook, case, query.id)
    _close(casebook, case, link.id)
    before = chain.chain(casebook, case.id)
    assert set(before.closed_by) == {query.id, link.id}

    chain.remove_factor(casebook, case.id, query.id)

    after = chain.chain(casebook, case.id)
    assert [each.id for each in after.factors] == [memory.id, outage.id]
    assert [each.id for each in after.links] == [kept.id]
    assert after.marked is None
    assert after.closed_by == {}
    assert drafting.of_case(casebook, ActionTarget, case.id) == []
    assert [one.factor_id for one in after.ladders[0].steps] == [memory.id, ""]
    _undone(casebook, case, "Remove factor", before)


def test_a_factor_is_not_linked_with_itself_nor_twice_in_one_way(
    casebook: Casebook, case: Case, add: Add
) -> None:
    one, two = add("Retries"), add("Load")
    link = chain.add_link(casebook, case.id, one.id, two.id, LinkKind.AMPLIFY)
    other = chain.add_link(casebook, case.id, one.id, two.id, LinkKind.CAUSE)
    with pytest.raises(InvalidInputError, match="straight to itself"):
        chain.add_link(casebook, case.id, one.id, one.id)
    with pytest.raises(InvalidInputError, match="already"):
        chain.add_link(casebook, case.id, one.id, two.id, LinkKind.AMPLIFY, Sign.LESS)
    with pytest.raises(InvalidInputError, match="already"):
        chain.change_link(casebook, case.id, other.id, {"kind": LinkKind.AMPLIFY})
    with pytest.raises(NotFoundError):
        chain.add_link(casebook, case.id, one.id, "nobody")

    before = chain.chain(casebook, case.id)
    chain.change_link(casebook, case.id, link.id, {"sign": Sign.LESS, "note": "after 14 tries"})
    _undone(casebook, case, "Edit link", before)
    before = chain.chain(casebook, case.id)
    chain.remove_link(casebook, case.id, link.id)
    assert chain.chain(casebook, case.id).links == (other,)
    _undone(casebook, case, "Remove link", before)


def test_a_way_back_makes_a_loop_that_is_told_once(
    casebook: Casebook, case: Case, add: Add
) -> None:
    slow, retries, load = add("Slow answers"), add("Retries"), add("Load")
    aside = add("A full disk")
    chain.add_link(casebook, case.id, slow.id, retries.id)
    chain.add_link(casebook, case.id, retries.id, load.id, LinkKind.AMPLIFY)
    chain.add_link(casebook, case.id, aside.id, load.id)
    assert chain.chain(casebook, case.id).loops == ()

    closing = chain.add_link(casebook, case.id, load.id, slow.id)
    (loop,) = chain.chain(casebook, case.id).loops
    assert loop.factor_ids == (slow.id, retries.id, load.id)
    assert loop.feeds_itself
    chain.change_link(casebook, case.id, closing.id, {"sign": Sign.LESS})
    assert not chain.chain(casebook, case.id).loops[0].feeds_itself


def test_one_condition_is_marked_and_moving_the_mark_is_one_step(
    casebook: Casebook, case: Case, add: Add
) -> None:
    one, two = add("No staging data"), add("No limit on the export")
    chain.mark(casebook, case.id, one.id, "It hid the query from every test")
    before = chain.chain(casebook, case.id)
    assert before.is_marked(one.id)

    chain.mark(casebook, case.id, two.id)
    moved = chain.chain(casebook, case.id)
    assert (moved.is_marked(one.id), moved.is_marked(two.id)) == (False, True)
    assert moved.marked is not None
    assert moved.marked.text == ""  # the reason was given for another
    _undone(casebook, case, "Mark the condition that weighed most", before)

    chain.mark(casebook, case.id, two.id, "Any customer could ask for all rows")
    before = chain.chain(casebook, case.id)
    chain.unmark(casebook, case.id)
    assert chain.chain(casebook, case.id).marked is None
    _undone(casebook, case, "Take the mark away", before)


def test_an_action_that_was_given_up_closes_nothing(
    casebook: Casebook, case: Case, add: Add
) -> None:
    factor = add("No limit on the export")
    first = _close(casebook, case, factor.id)
    _close(casebook, case, factor.id, rank=1)
    assert chain.chain(casebook, case.id).closing(factor.id) == ("A1", "A2")
    drafting.change(
        casebook, CorrectiveAction, case.id, first.id, {"state": ActionState.DROPPED}, "Drop"
    )
    assert chain.chain(casebook, case.id).closing(factor.id) == ("A2",)


def test_a_ladder_grows_where_one_stands_and_its_steps_become_factors(
    casebook: Casebook, case: Case
) -> None:
    top = chain.begin_ladder(casebook, case.id, " The site was down ")
    last = chain.add_step(casebook, case.id, top.id, "Staging had 800 rows")
    middle = chain.add_step(casebook, case.id, top.id, "Review did not catch it")
    assert _texts(casebook, case) == [
        ["The site was down", "Review did not catch it", "Staging had 800 rows"]
    ]
    before = chain.chain(casebook, case.id)
    chain.move_step(casebook, case.id, middle.id, later=True)
    assert _texts(casebook, case)[0][1:] == ["Staging had 800 rows", "Review did not catch it"]
    _undone(casebook, case, "Reorder the whys", before)
    chain.move_step(casebook, case.id, middle.id, later=False)

    before = chain.chain(casebook, case.id)
    made = chain.factor_of_step(casebook, case.id, middle.id)
    assert made.text == "Review did not catch it"
    assert chain.factor_of_step(casebook, case.id, middle.id) == made  # once is enough
    _undone(casebook, case, "Make a factor of a why", before)

    below = chain.factor_of_step(casebook, case.id, last.id)
    found = chain.chain(casebook, case.id)
    assert found.proposed(found.ladders[0]) == [(below.id, made.id)]  # the lower one is the cause
    chain.add_link(casebook, case.id, below.id, made.id)
    found = chain.chain(casebook, case.id)
    assert found.proposed(found.ladders[0]) == []

    chain.remove_step(casebook, case.id, middle.id)
    found = chain.chain(casebook, case.id)
    assert [step.rank for step in found.ladders[0].steps] == [0, 1]
    assert made in found.factors
    before = found
    chain.remove_ladder(casebook, case.id, top.ladder_id)
    assert chain.chain(casebook, case.id).ladders == ()
    _undone(casebook, case, "Remove a ladder of whys", before)


def test_ladders_keep_the_order_in_which_they_were_begun(casebook: Casebook, case: Case) -> None:
    for number in range(12):
        chain.begin_ladder(casebook, case.id, f"Symptom {number}")
    assert _texts(casebook, case) == [[f"Symptom {number}"] for number in range(12)]
    with pytest.raises(InvalidInputError, match="needs words"):
        chain.begin_ladder(casebook, case.id, "  ")


def _texts(casebook: Casebook, case: Case) -> list[list[str]]:
    found = chain.chain(casebook, case.id).ladders
    return [[step.text for step in ladder.steps] for ladder in found]


def test_where_a_person_put_a_card_is_kept_until_the_layout_may_place_it(
    casebook: Casebook, case: Case, add: Add
) -> None:
    factor, other = add("One"), add("Two")
    before = chain.chain(casebook, case.id)
    chain.move_factor(casebook, case.id, factor.id, 40, -12)
    card, _ = chain.chain(casebook, case.id).factor_cards()
    assert (card.x, card.y) == (40, -12)
    _undone(casebook, case, "Move factor in the graph", before)
    chain.lay_out_anew(casebook, case.id)
    assert chain.chain(casebook, case.id).factors == (factor, replace(other))


def test_what_an_outline_adds_is_empty_and_one_step(casebook: Casebook, case: Case) -> None:
    before = chain.chain(casebook, case.id)
    chain.add_outline(casebook, [Factor(new_id(), case.id, "") for _ in range(4)])
    found = chain.chain(casebook, case.id)
    assert [factor.text for factor in found.factors] == [""] * 4
    thin = [one.thin for one in chain.asked(casebook, case.id, found) if one.about]
    assert thin == [Thin.NO_TEXT] * 4
    _undone(casebook, case, chain.OUTLINE_LABEL, before)


def test_links_of_a_factor_begin_with_those_that_lead_on(
    casebook: Casebook, case: Case, add: Add
) -> None:
    one, two, three = add("One"), add("Two"), add("Three")
    to: FactorLink = chain.add_link(casebook, case.id, one.id, two.id)
    on = chain.add_link(casebook, case.id, two.id, three.id)
    assert chain.chain(casebook, case.id).links_of(two.id) == [on, to]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_was_done_is_undone_step_by_step_and_redone(
    casebook: Casebook, case: Case, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  not for secrets
    seen = [chain.chain(casebook, case.id)]
    while len(seen) < 40:
        with contextlib.suppress(InvalidInputError):  # a link that is there already
            _do_anything(casebook, case, chance, seen[-1])
        if (now := chain.chain(casebook, case.id)) != seen[-1]:
            seen.append(now)
    for before in reversed(seen[:-1]):
        assert history.undo(casebook, case.id)
        assert chain.chain(casebook, case.id) == before
    for after in seen[1:]:
        assert history.redo(casebook, case.id)
        assert chain.chain(casebook, case.id) == after


def _do_anything(
    casebook: Casebook, case: Case, chance: random.Random, found: FailureChain
) -> None:
    """One step that a person could take now, chosen by chance."""
    steps = [step for ladder in found.ladders for step in ladder.steps]
    book, case_id, later = casebook, case.id, chance.random() < 0.5
    factor = chance.choice(found.factors) if found.factors else None
    link = chance.choice(found.links) if found.links else None
    step = chance.choice(steps) if steps else None
    can: list[Callable[[], object]] = [
        lambda: chain.add_factor(book, Factor(new_id(), case_id, f"Factor {chance.random()}")),
        lambda: chain.begin_ladder(book, case_id, "A symptom"),
    ]
    if factor:
        other = chance.choice(found.factors)
        can += [
            lambda: chain.add_link(book, case_id, factor.id, other.id, chance.choice([*LinkKind])),
            lambda: chain.add_link(book, case_id, other.id, factor.id),
            lambda: chain.change_factor(
                book, case_id, factor.id, {"why_open": f"{chance.random()}"}
            ),
            lambda: chain.move_in_list(book, case_id, factor.id, later=later),
            lambda: chain.move_factor(book, case_id, factor.id, chance.randrange(99), 0),
            lambda: chain.mark(book, case_id, factor.id),
            lambda: chain.remove_factor(book, case_id, factor.id),
            lambda: chain.lay_out_anew(book, case_id),
        ]
    if link:
        can += [
            lambda: chain.change_link(book, case_id, link.id, {"sign": Sign.LESS}),
            lambda: chain.remove_link(book, case_id, link.id),
        ]
    if step:
        can += [
            lambda: chain.add_step(book, case_id, step.id, "Because"),
            lambda: chain.move_step(book, case_id, step.id, later=later),
            lambda: chain.factor_of_step(book, case_id, step.id),
            lambda: chain.remove_step(book, case_id, step.id),
        ]
    chance.choice(can)()
