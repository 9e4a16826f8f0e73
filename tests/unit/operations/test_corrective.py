"""Corrective actions in a casebook: tied to the chain, done only with evidence, each undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.chain import Factor, FactorLink
from app.domain.practice.corrective import COMPLETION, ActionKind, ActionState, Helped
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
from app.operations import cases, drafting, evidence, history
from app.operations.practice import corrective
from tests.unit.operations.chat import take_in_with


@dataclass
class Chain:
    """Two factors and the link between them."""

    staging: str
    query: str
    link: str


@pytest.fixture
def chain(casebook: Casebook, case: Case) -> Chain:
    staging = Factor(new_id(), case.id, "Staging had 800 rows", rank=0)
    query = Factor(new_id(), case.id, "One query read 600,000 rows", rank=1)
    link = FactorLink(new_id(), case.id, staging.id, query.id)
    for each in (staging, query, link):
        drafting.add(casebook, case.id, each, "Add factor")
    return Chain(staging.id, query.id, link.id)


def plan(casebook: Casebook, case: Case) -> ActionPlan:
    return corrective.plan(casebook, case.id)


def item_id(casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch) -> int:
    take_in_with(monkeypatch, casebook)(case)
    return int(evidence.item_ids(casebook, case.id, EvidenceFilter())[0])


def test_an_action_is_added_from_the_factor_that_it_closes(
    casebook: Casebook, case: Case, chain: Chain
) -> None:
    corrective.add(casebook, case.id, "Size staging like production", [chain.staging])
    corrective.add(casebook, case.id, "Cap the rows of a query", [chain.query, chain.link])
    found = plan(casebook, case)
    assert [found.numbers[one.id] for one in found.actions] == ["A1", "A2"]
    assert found.closed_by == {
        chain.staging: ("A1",),
        chain.query: ("A2",),
        chain.link: ("A2",),
    }
    assert found.closed_by == corrective.closed_by(casebook, case.id)
    assert found.short(chain.link) == "F1 → F2"
    assert found.left_open == ()


def test_what_no_action_closes_is_left_open_until_it_is_said_why(
    casebook: Casebook, case: Case, chain: Chain
) -> None:
    corrective.add(casebook, case.id, "Cap the rows of a query", [chain.query])
    assert [one.id for one in plan(casebook, case).left_open] == [chain.staging]
    corrective.accept_open(casebook, case.id, chain.staging, "staging is replaced in spring")
    corrective.accept_open(casebook, case.id, chain.staging, "staging goes away in spring")
    assert plan(casebook, case).accepted == {chain.staging: "staging goes away in spring"}
    corrective.accept_open(casebook, case.id, chain.staging, "  ")
    assert plan(casebook, case).accepted == {}
    history.undo(casebook, case.id)
    assert plan(casebook, case).accepted == {chain.staging: "staging goes away in spring"}


def test_an_action_that_was_dropped_closes_nothing_and_keeps_its_number(
    casebook: Casebook, case: Case, chain: Chain
) -> None:
    first = corrective.add(casebook, case.id, "Size staging like production", [chain.staging])
    corrective.add(casebook, case.id, "Cap the rows of a query", [chain.query])
    with pytest.raises(InvalidInputError, match="Say why the action is dropped"):
        corrective.drop(casebook, case.id, first.id, " ")
    corrective.drop(casebook, case.id, first.id, "staging goes away in spring")
    found = plan(casebook, case)
    assert found.closed_by == {chain.query: ("A2",)}
    assert [one.id for one in found.left_open] == [chain.staging]
    corrective.reopen(casebook, case.id, first.id)
    assert plan(casebook, case).by_id[first.id].dropped_because == ""
    assert plan(casebook, case).left_open == ()


def test_done_needs_what_shows_it(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = corrective.add(casebook, case.id, "Cap the rows of a query")
    shown = Span(item_id(casebook, case, monkeypatch))
    with pytest.raises(InvalidInputError, match="Done needs what shows it"):
        corrective.complete(casebook, case.id, action.id)
    drafting.cite(casebook, case.id, action.id, [shown])  # what it is about, not that it is done
    with pytest.raises(InvalidInputError, match="Done needs what shows it"):
        corrective.complete(casebook, case.id, action.id)
    assert plan(casebook, case).by_id[action.id].state is ActionState.OPEN
    drafting.cite(casebook, case.id, action.id, [shown], COMPLETION)
    corrective.complete(casebook, case.id, action.id)
    found = plan(casebook, case)
    assert found.by_id[action.id].state is ActionState.DONE
    assert found.by_id[action.id].done_us is not None
    assert len(found.completion(action.id)) == len(found.grounds(action.id)) == 1


def test_words_that_say_where_to_see_it_are_enough_and_opening_again_asks_anew(
    casebook: Casebook, case: Case
) -> None:
    action = corrective.add(casebook, case.id, "Cap the rows of a query")
    corrective.change(casebook, case.id, action.id, {"completion": "limits.yaml, merged 2 Dec"})
    corrective.complete(casebook, case.id, action.id)
    changes = {"helped": Helped.PARTLY, "helped_why": "two of three services have it"}
    corrective.change(casebook, case.id, action.id, changes)
    corrective.complete(casebook, case.id, action.id)
    assert plan(casebook, case).by_id[action.id].helped is Helped.PARTLY
    corrective.reopen(casebook, case.id, action.id)
    opened = plan(casebook, case).by_id[action.id]
    assert (opened.state, opened.done_us, opened.helped) == (
        ActionState.OPEN,
        None,
        Helped.NOT_ASKED,
    )
    assert opened.completion == "limits.yaml, merged 2 Dec"


def test_actions_keep_the_order_that_people_give_them(casebook: Casebook, case: Case) -> None:
    ids = [corrective.add(casebook, case.id, text).id for text in ("one", "two", "three")]
    corrective.move(casebook, case.id, ids[2], -2)
    corrective.move(casebook, case.id, ids[0], 9)
    assert [one.text for one in plan(casebook, case).actions] == ["three", "two", "one"]


def test_what_an_action_closed_goes_with_the_factor(
    casebook: Casebook, case: Case, chain: Chain
) -> None:
    action = corrective.add(casebook, case.id, "Size staging", [chain.staging, chain.query])
    corrective.accept_open(casebook, case.id, chain.staging, "for now")
    with casebook.edit("Remove factor", case.id) as edit:
        corrective.forget_targets(edit, case.id, [chain.staging, chain.link])
        edit.remove(FactorLink, chain.link)
        edit.remove(Factor, chain.staging)
    found = plan(casebook, case)
    assert found.closes(action.id) == (chain.query,)
    assert found.accepted == {}


def test_an_action_closes_only_what_is_of_its_case(
    casebook: Casebook, case: Case, chain: Chain
) -> None:
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another", "UTC")
    with pytest.raises(NotFoundError):
        corrective.add(casebook, other.id, "Cap", [chain.query])
    assert plan(casebook, other).actions == ()
    action = corrective.add(casebook, case.id, "Cap")
    with pytest.raises(NotFoundError):
        corrective.change(casebook, other.id, action.id, {"text": "mine"})
    with pytest.raises(NotFoundError):
        corrective.accept_open(casebook, other.id, chain.query, "mine")


STEPS: dict[str, Callable[[Casebook, str, str, Chain], object]] = {
    "add": lambda book, case, _action, chain: corrective.add(book, case, "More", [chain.link]),
    "change": lambda book, case, action, _chain: corrective.change(
        book, case, action, {"owner": "platform lead", "kind": ActionKind.SYSTEMIC}
    ),
    "remove": lambda book, case, action, _chain: corrective.remove(book, case, action),
    "move": lambda book, case, action, _chain: corrective.move(book, case, action, 1),
    "aim": lambda book, case, action, chain: corrective.aim(book, case, action, [chain.link]),
    "start": lambda book, case, action, _chain: corrective.start(book, case, action),
    "complete": lambda book, case, action, _chain: corrective.complete(book, case, action),
    "drop": lambda book, case, action, _chain: corrective.drop(book, case, action, "no need"),
    "accept": lambda book, case, _action, chain: corrective.accept_open(
        book, case, chain.query, "rare"
    ),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_each_step_is_undone_and_done_again(
    step: Callable[[Casebook, str, str, Chain], object],
    casebook: Casebook,
    case: Case,
    chain: Chain,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    action = corrective.add(casebook, case.id, "Size staging", [chain.staging])
    corrective.add(casebook, case.id, "Cap the rows of a query", [chain.query])
    shown = Span(item_id(casebook, case, monkeypatch))
    drafting.cite(casebook, case.id, action.id, [shown], COMPLETION)
    before = plan(casebook, case)
    step(casebook, case.id, action.id, chain)
    after = plan(casebook, case)
    assert after != before
    history.undo(casebook, case.id)
    assert plan(casebook, case) == before
    history.redo(casebook, case.id)
    assert plan(casebook, case) == after
