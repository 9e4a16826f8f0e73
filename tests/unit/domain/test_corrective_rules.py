"""What is asked about actions: few, owned, dated, and tied to a factor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.moments import DAY_US
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import (
    ActionKind,
    ActionState,
    CorrectiveAction,
    Helped,
    Priority,
)
from app.domain.practice.corrective_rules import asked_of, asked_of_all
from app.domain.practice.corrective_words import due_words, is_overdue
from app.domain.practice.failure_chain import FailureChain

TODAY = date(2026, 11, 21)
DONE_US = 1_793_000_000_000_000  # 2026-10-26

GOOD = CorrectiveAction(
    "a1",
    "c1",
    "Refuse queries that would read more than 100,000 rows",
    kind=ActionKind.SYSTEMIC,
    priority=Priority.HIGH,
    owner="platform lead",
    due="2026-12-01",
    shown_by="A query over the limit is refused in staging",
)


def plan(*actions: CorrectiveAction) -> ActionPlan:
    chain = FailureChain((Factor("f1", "c1", "No limit on rows"),))
    return ActionPlan(actions, {action.id: ("f1",) for action in actions}, chain)


def asked(action: CorrectiveAction) -> dict[str, str]:
    found = asked_of(plan(action), action, TODAY)
    return {one.field: one.words for one in found}


def test_a_whole_action_is_not_asked_about() -> None:
    assert asked(GOOD) == {}
    assert asked_of_all(plan(GOOD)) == ()


def test_none_and_more_than_seven_are_questioned() -> None:
    assert "no action yet" in asked_of_all(plan())[0]
    many = [replace(GOOD, id=f"a{number}") for number in range(8)]
    assert "There are 8 actions" in asked_of_all(plan(*many))[0]
    assert asked_of_all(plan(*many[:7])) == ()
    dropped = replace(many[0], state=ActionState.DROPPED, dropped_because="no need")
    assert asked_of_all(plan(dropped, *many[1:])) == ()
    assert "no action yet" in asked_of_all(plan(dropped))[0]


def test_immediate_actions_alone_are_questioned() -> None:
    immediate = replace(GOOD, kind=ActionKind.IMMEDIATE)
    assert "None of them is systemic" in asked_of_all(plan(immediate))[0]


def test_an_empty_action_is_asked_what_it_lacks() -> None:
    bare = CorrectiveAction("a1", "c1", "")
    found = {one.field for one in asked_of(ActionPlan((bare,)), bare, TODAY)}
    assert found == {"text", "kind", "priority", "owner", "due", "closes", "shown_by"}


@pytest.mark.parametrize(
    "owner", ["team", "The team", "TBD", "all", "Everyone!", "?", "platform team", "n/a"]
)
def test_an_owner_who_is_nobody_in_particular_is_questioned(owner: str) -> None:
    assert owner in asked(replace(GOOD, owner=owner))["owner"]


@pytest.mark.parametrize("owner", ["platform lead", "Alleyne Weber", "database engineer"])
def test_a_role_or_a_person_may_own_an_action(owner: str) -> None:
    assert asked(replace(GOOD, owner=owner)) == {}


def test_a_due_date_is_a_day() -> None:
    assert asked(replace(GOOD, due="soon"))["due"] == "“soon” is not a day. By which day?"
    assert "due" not in asked(replace(GOOD, due="", state=ActionState.DONE, completion="merged"))


def test_it_is_asked_later_whether_an_action_helped() -> None:
    done = replace(GOOD, state=ActionState.DONE, completion="merged", done_us=DONE_US)
    assert asked(done) == {}  # 26 days
    earlier = replace(done, done_us=DONE_US - 5 * DAY_US)
    assert asked(earlier)["helped"].startswith("It was done 31 days ago.")
    answered = replace(earlier, helped=Helped.YES)
    assert asked(answered)["helped"] == "What shows whether it helped?"
    assert asked(replace(answered, helped_why="none since")) == {}


def test_done_without_what_shows_it_is_questioned_once_the_evidence_is_gone() -> None:
    assert "completion" in asked(replace(GOOD, state=ActionState.DONE, done_us=DONE_US))


def test_only_unfinished_actions_are_overdue() -> None:
    late = replace(GOOD, due="2026-11-19")
    assert due_words(late, TODAY) == "due 2026-11-19, 2 days ago"
    assert is_overdue(late, TODAY)
    assert not is_overdue(replace(late, state=ActionState.DONE), TODAY)
    assert due_words(replace(late, due="2026-11-21"), TODAY) == "due 2026-11-21"
    assert due_words(replace(late, due="soon"), TODAY) == ""
