"""The five steps of a review: what is thin in each, and that none is ever finished."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.drafts import Case, CaseKind, Certainty, Entry, EntryKind
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor, FactorLink, FactorPart
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import ActionKind, ActionState, ActionTarget, CorrectiveAction
from app.domain.practice.lessons import FollowUp, Lesson, LessonKind
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.steps import NOTHING_THIN, Drafted, StepState, current, current_words, thin
from app.domain.publication import Publication

CASE = Case("case", CaseKind.INCIDENT, "Orders fail", summary="Orders failed.")
KINDS = (
    EntryKind.DETECTION,
    EntryKind.ESCALATION,
    EntryKind.MITIGATION,
    EntryKind.ROLLBACK,
    EntryKind.COMMUNICATION,
)


def entry(number: int, kind: EntryKind = EntryKind.SIGNAL, **fields: object) -> Entry:
    plain = Entry(f"e{number}", "case", "x", start_us=number, kind=kind)
    return replace(plain, **{"certainty": Certainty.CONFIRMED, **fields})


def factor(number: int, **fields: object) -> Factor:
    plain = Factor(f"f{number}", "case", "x", FactorPart.ENABLING, why_open="No check stood there.")
    return replace(plain, **fields)


def action(number: int, **fields: object) -> CorrectiveAction:
    plain = CorrectiveAction(
        f"a{number}",
        "case",
        "x",
        ActionKind.SYSTEMIC,
        owner="platform lead",
        due="2026-12-01",
        shown_by="the alert fires in a test",
    )
    return replace(plain, **fields)


def answered(item: str, state: AnswerState, text: str = "", target: str = "") -> PlaybookAnswer:
    return PlaybookAnswer(item, "case", item, state, text, target)


FULL = Drafted(
    case=CASE,
    entries=tuple(entry(number, kind) for number, kind in enumerate(KINDS)),
    factors=(factor(1), factor(2, part=FactorPart.TRIGGER)),
    links=(FactorLink("l1", "case", "f1", "f2"),),
    decisions=(DecisionPoint("d1", "case", "Hold", 5, saw="a", believed="b", made_sense="c"),),
    accounts=(FairAccount("r1", "case", "on-call", verdict=Verdict.ASKED),),
    actions=(action(1),),
    targets=(ActionTarget("t1", "case", "a1", "f1"),),
    lessons=(
        Lesson("w", "case", LessonKind.WENT_WELL, "x"),
        Lesson("i", "case", LessonKind.IMPROVE, "x"),
    ),
    follow_ups=(FollowUp("u", "case", "2026-12-01"),),
    publications=(Publication("p", "case", 1, 1, 1, "", ""),),
    cited={"e0", "e1", "e2", "e3", "e4", "f1", "f2", "d1"},
    answers={"IR-Q3": answered("IR-Q3", AnswerState.YES, target="f1")},
)


def thin_in(number: int, **changes: object) -> tuple[str, ...]:
    return thin(replace(FULL, **changes))[number - 1].thin


def test_a_review_in_which_nothing_is_thin_is_not_called_finished():
    states = thin(FULL)
    assert [state.words for state in states] == [NOTHING_THIN] * 5
    assert current_words(states).startswith("step 5 of 5 — ")


def test_a_new_case_begins_with_its_timeline():
    states = thin(Drafted(CASE))
    assert states[0].thin == ("no entries yet",)
    assert current(states) is states[0]
    assert current_words(states) == (
        "step 1 of 5 — reconstruct the timeline before debating causes"
    )
    assert all(state.thin for state in states)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"cited": FULL.cited - {"e0", "e1"}}, "2 entries without evidence"),
        ({"entries": FULL.entries[:3]}, "nothing on rollback or communication"),
        ({"entries": FULL.entries[:2]}, "nothing on mitigation, rollback or communication"),
        ({"entries": (*FULL.entries, entry(0, start_us=None))}, "1 entry without a time"),
        (
            {"entries": (*FULL.entries, entry(0, certainty=Certainty.UNJUDGED))},
            "1 entry not yet judged",
        ),
    ],
)
def test_what_is_thin_in_the_timeline(changes, expected):
    assert thin_in(1, **changes) == (expected,)


def test_what_is_said_to_be_absent_is_not_thin():
    without = [each for each in FULL.entries if each.kind is not EntryKind.ROLLBACK]
    said = answered("IR-1.3/rollback", AnswerState.ABSENT, "There was nothing to go back to.")
    assert thin_in(1, entries=without) == ("nothing on rollback",)
    assert thin_in(1, entries=without, answers={said.item: said}) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"factors": ()}, "no factors yet"),
        ({"factors": (factor(1),)}, "one factor alone"),
        ({"links": ()}, "the factors are not joined"),
        ({"links": (FactorLink("l", "case", "f1", "gone"),)}, "the factors are not joined"),
        ({"answers": {}}, "none marked as what raised the impact most"),
        ({"cited": FULL.cited - {"f2"}}, "1 factor without evidence"),
        ({"factors": (factor(1, why_open=" "), factor(2))}, "1 factor without “why open?”"),
        (
            {"factors": (factor(1, part=FactorPart.UNSORTED), factor(2))},
            "1 factor whose part nobody has said",
        ),
    ],
)
def test_what_is_thin_in_the_chain(changes, expected):
    assert thin_in(2, **changes) == (expected,)


def test_triggers_alone_explain_nothing():
    triggers = tuple(replace(each, part=FactorPart.TRIGGER) for each in FULL.factors)
    assert thin_in(2, factors=triggers) == ("only triggers, no condition that let them through",)


def test_a_decision_of_the_timeline_without_its_context_is_thin():
    decided = (*FULL.entries, entry(0, EntryKind.DECISION))
    assert thin_in(3, entries=decided) == ("1 decision in the timeline without its context",)
    point = replace(FULL.decisions[0], entry_id="e0")
    assert thin_in(3, entries=decided, decisions=(point,)) == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"at_us": None}, "1 decision point without a time"),
        ({"saw": ""}, "1 decision point without what was seen or believed"),
        ({"made_sense": " "}, "1 decision point without why it made sense"),
    ],
)
def test_a_decision_point_out_of_its_moment_is_thin(fields, expected):
    assert thin_in(3, decisions=(replace(FULL.decisions[0], **fields),)) == (expected,)


def test_somebody_must_have_been_asked_whether_the_account_is_fair():
    waiting = replace(FULL.accounts[0], verdict=Verdict.NOT_ASKED)
    assert thin_in(3, accounts=()) == ("nobody asked yet whether the account is fair",)
    assert thin_in(3, accounts=(waiting,)) == (
        "1 responder not yet asked whether the account is fair",
    )
    assert thin_in(3, accounts=(replace(waiting, verdict=Verdict.DECLINED),)) == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"owner": " "}, "1 action without an owner"),
        ({"due": ""}, "1 action without a day"),
        ({"shown_by": ""}, "1 action without evidence that will show it done"),
        ({"kind": ActionKind.UNSORTED}, "1 action neither immediate nor systemic yet"),
        ({"kind": ActionKind.IMMEDIATE}, "only immediate actions"),
    ],
)
def test_what_is_thin_in_an_action(fields, expected):
    assert thin_in(4, actions=(action(1, **fields),)) == (expected,)


def test_none_and_too_many_actions_are_thin():
    many = tuple(action(number) for number in range(8))
    aimed = tuple(ActionTarget(f"t{each.id}", "case", each.id, "f1") for each in many)
    assert thin_in(4, actions=()) == ("no actions yet",)
    assert thin_in(4, actions=(action(1, state=ActionState.DROPPED),)) == ("no actions yet",)
    assert thin_in(4, actions=many, targets=aimed) == ("8 actions: few are carried through",)
    assert thin_in(4, actions=many[:7], targets=aimed) == ()


def test_an_action_must_close_something_and_one_what_raised_the_impact_most():
    assert thin_in(4, targets=()) == (
        "1 action that closes no condition",
        "none closes what raised the impact most",
    )
    beside = (ActionTarget("t", "case", "a1", "f2"),)
    assert thin_in(4, targets=beside) == ("none closes what raised the impact most",)


def test_what_readers_still_miss():
    nothing = Drafted(replace(CASE, summary=" "))
    assert thin(nothing)[4].thin == (
        "no summary yet",
        "nothing on what went well",
        "nothing on what to improve",
        "not yet published",
        "no day agreed on to look again",
    )


def test_a_case_that_was_published_before_versions_were_kept_counts_as_published():
    earlier = replace(CASE, published_us=1)
    assert thin_in(5, publications=()) == ("not yet published",)
    assert thin_in(5, publications=(), case=earlier) == ()


def test_no_step_ever_speaks_of_a_share_or_of_being_done():
    said = " ".join(state.words for drafted in (FULL, Drafted(CASE)) for state in thin(drafted))
    for word in ("%", "complete", "done ", "finished", "score", "✓"):
        assert word not in said


def test_words_of_a_step_join_what_is_thin():
    state = StepState(thin(FULL)[0].step, ("2 entries without evidence", "nothing on rollback"))
    assert state.words == "2 entries without evidence; nothing on rollback"
