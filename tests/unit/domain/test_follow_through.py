"""What is late, what is still to carry, and the text for the team's retrospective."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.drafts import Case, CaseKind
from app.domain.errors import InvalidInputError
from app.domain.practice.corrective import ActionState, CorrectiveAction, Helped
from app.domain.practice.follow_through import follow_through, open_actions_text
from app.domain.practice.lessons import FollowUp, GoesInto, Lesson, LessonKind
from app.domain.practice.overdue import a_day, is_review_overdue, past, review_due
from tests.unit.review_samples import at

TODAY = "2024-04-10"


def action(text: str, due: str = "", **more: object) -> CorrectiveAction:
    return replace(CorrectiveAction(text, "case", text, due=due), **more)


@pytest.mark.parametrize(
    ("contained", "due"),
    [
        ("2024-03-29 23:30", "2024-04-05"),  # Saturday in Berlin already
        ("2024-04-01 08:00", "2024-04-08"),
        ("2024-04-05 12:00", "2024-04-12"),
    ],
)
def test_a_review_is_due_five_working_days_after_containment(contained, due):
    case = Case("c", CaseKind.INCIDENT, "t", "Europe/Berlin", contained_us=at(contained))

    assert review_due(case) == due
    assert not is_review_overdue(case, at(f"{due} 21:59"))
    assert is_review_overdue(case, at(f"{due} 22:01"))
    assert not is_review_overdue(replace(case, published_us=at(contained)), at("2024-06-01 00:00"))


def test_a_live_incident_is_never_overdue():
    case = Case("c", CaseKind.INCIDENT, "t")

    assert review_due(case) == ""
    assert not is_review_overdue(case, at("2030-01-01 00:00"))


def test_days():
    assert past("2024-04-09", TODAY)
    assert not past(TODAY, TODAY)
    assert not past("", TODAY)
    assert a_day(" 2024-04-09 ") == "2024-04-09"
    with pytest.raises(InvalidInputError, match="is not a day"):
        a_day("next week")


def test_open_actions_stand_in_the_order_of_their_days_and_late_ones_are_marked():
    found = follow_through(
        (),
        [
            action("none"),
            action("soon", "2024-05-01", state=ActionState.UNDER_WAY),
            action("late", "2024-04-01"),
            action("done", "2024-01-01", state=ActionState.DONE, helped=Helped.PARTLY),
            action("done too", state=ActionState.DONE),
            action("given up", "2024-01-01", state=ActionState.DROPPED),
        ],
        (),
        TODAY,
    )

    assert [(line.text, line.mark, line.late) for line in found.actions] == [
        ("late", "overdue since 2024-04-01", True),
        ("soon", "under way, due 2024-05-01", False),
        ("none", "no day agreed", False),
    ]
    assert found.actions_words == "2 of 6 actions are done, 1 dropped."
    assert [line.text for line in found.unasked] == ["done too"]
    assert found.helped_words == "Asked of 1 of 2 actions that are done: 1 partly."


def test_lessons_wait_until_they_are_carried():
    lessons = [
        Lesson("1", "c", LessonKind.IMPROVE, "alerts", GoesInto.RUNBOOK),
        Lesson("2", "c", LessonKind.GUIDANCE, "who decides"),
        Lesson("3", "c", LessonKind.GUIDANCE, "limits", GoesInto.RELEASE, "release checklist"),
        Lesson("4", "c", LessonKind.WENT_WELL, "calm call"),
    ]

    found = follow_through((), (), lessons, TODAY)

    assert [(line.text, line.mark) for line in found.lessons] == [
        ("alerts", "goes into: runbook"),
        ("who decides", "goes into: not yet said"),
    ]
    assert found.guidance_words == (
        "1 of 2 lessons for runbooks, onboarding or release guidance was carried."
    )
    assert found.structure_words == "No lesson goes into tooling, architecture or ownership yet."


def test_a_date_is_open_until_somebody_has_looked():
    dates = [
        FollowUp("1", "c", "2024-04-01", "first look"),
        FollowUp("2", "c", "2024-03-01", done_us=1),
    ]

    (line,) = follow_through(dates, (), (), TODAY).dates

    assert (line.text, line.mark, line.late) == ("first look", "overdue since 2024-04-01", True)


def test_the_text_for_the_retrospective_has_the_open_actions_of_every_case():
    first = Case("a", CaseKind.INCIDENT, "Orders API\nunavailable")
    second = Case("b", CaseKind.INCIDENT, "Nothing open")

    text = open_actions_text(
        [
            (
                first,
                [action("Limit the pool", "2024-04-01", owner="payments team"), action("Page")],
            ),
            (second, [action("x", state=ActionState.DONE)]),
        ],
        TODAY,
    )

    assert text == (
        "Open actions from incident reviews, as of 2024-04-10\n\n"
        "Orders API unavailable\n"
        "- Limit the pool (owner: payments team; overdue since 2024-04-01)\n"
        "- Page (owner: nobody yet; no day agreed)\n"
    )
    assert open_actions_text([(second, [])], TODAY) == ""
