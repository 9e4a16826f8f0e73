"""What is asked about repairs: each question in its place, and none where it is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.audiences import Audience
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repair_rules import RELIED_ON, asked_of, asked_of_all, refusal
from app.domain.trust.repair_words import KIND_WORDS, REACH_WORDS, STATE_WORDS, TELLING_WORDS
from app.domain.trust.repairs import Reach, Repair, RepairKind, RepairState, Telling

TODAY = date(2026, 3, 1)
WHOLE = Repair(
    "one",
    "case",
    "Support is answered by one role during an incident",
    before="Whether anybody reads what support asks",
    after="An answer within ten minutes, or that there is none yet",
    kind=RepairKind.OWNERSHIP,
    owner="incident lead",
    due="2026-03-06",
    shown_by="The time between question and answer in the channel",
    telling=Telling.WIDELY,
    small=True,
)
BREAKS = (TrustBreak("broken", "case"),)


def plan(*repairs: Repair) -> RepairPlan:
    return RepairPlan(repairs, BREAKS, {one.id: ("broken",) for one in repairs})


def asked(repair: Repair, *shown: Audience) -> dict[str, str]:
    questions = asked_of(plan(repair), repair, TODAY, frozenset(shown))
    return {one.field: one.words for one in questions}


def test_a_whole_repair_is_asked_nothing() -> None:
    assert asked(WHOLE) == {}
    assert asked_of_all(plan(WHOLE)) == ()


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ("text", {"text": " "}, "What changes?"),
        ("before", {"before": "", "after": ""}, RELIED_ON),
        ("before", {"before": ""}, "What could people not rely on before?"),
        ("before", {"after": ""}, "What can they rely on then?"),
        ("before", {"after": WHOLE.before.upper()}, "Before and after read the same"),
        ("kind", {"kind": RepairKind.UNSAID}, "What does it put right?"),
        ("asked_of", {"reach": Reach.ASKED}, "Of whom is it asked"),
        ("owner", {"owner": "the team"}, "nobody in particular"),
        ("due", {"due": ""}, "By which day?"),
        ("due", {"due": "soon"}, "“soon” is not a day"),
        ("due", {"due": "2026-02-27"}, "Its day has passed"),
        ("shown_by", {"shown_by": ""}, "What will show it"),
        ("telling", {"telling": Telling.UNSAID}, "Told widely now, or"),
        ("telling", {"telling": Telling.QUIETLY_FIRST}, "Why quietly first?"),
        ("proof", {"state": RepairState.VERIFIED}, "Nothing shows any more"),
        ("verified_by", {"state": RepairState.DONE, "proof": "x"}, "Who of those affected"),
        ("dropped_because", {"state": RepairState.DROPPED, "text": ""}, "Why was it dropped?"),
    ],
)
def test_what_is_missing_is_asked_beside_its_field(
    field: str, changes: dict[str, object], words: str
) -> None:
    found = asked(replace(WHOLE, **changes))  # type: ignore[arg-type]
    assert list(found) == [field]
    assert words in found[field]


def test_a_quiet_repair_that_is_shown_already_is_asked_about() -> None:
    quiet = replace(WHOLE, telling=Telling.QUIETLY_FIRST, telling_why="it would name one person")
    assert asked(quiet) == {}
    assert "shown already" in asked(quiet, Audience.TEAM)["telling"]
    done = replace(quiet, state=RepairState.VERIFIED, proof="the page", verified_by="support")
    assert asked(done, Audience.TEAM) == {}


def test_a_repair_without_a_break_is_asked_about_where_there_are_breaks() -> None:
    alone = RepairPlan((WHOLE,), BREAKS)
    assert [one.field for one in asked_of(alone, WHOLE, TODAY)] == ["breaks"]
    assert asked_of(RepairPlan((WHOLE,)), WHOLE, TODAY) == ()


def test_none_many_and_no_small_one_are_asked_about_all_together() -> None:
    assert "Which visible one would matter most" in asked_of_all(plan())[0]
    six = [replace(WHOLE, id=str(number), small=False) for number in range(6)]
    most, many, small = asked_of_all(plan(*six))
    assert "matters most now?" in most
    assert "6 repairs are open" in many
    assert "small win" in small
    marked = replace(plan(*six[:5]), most_now="0")
    assert asked_of_all(marked) == (small,)


def test_nothing_is_refused_of_an_open_repair_and_every_value_has_words() -> None:
    assert refusal(plan(), Repair("bare", "case")) == ""
    assert set(KIND_WORDS) == set(RepairKind)
    assert set(REACH_WORDS) == set(Reach)
    assert set(TELLING_WORDS) == set(Telling)
    assert set(STATE_WORDS) == set(RepairState)
