"""The review meeting: what is asked about its plan, its agenda, and what a review says of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.drafts import Case, CaseKind
from app.domain.moments import MINUTE_US
from app.domain.people import Alias, AliasKind, People, Person, Role
from app.domain.practice import agenda
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.agenda import OUTLINE, Point
from app.domain.practice.meeting_section import fair_section, meeting_section
from app.domain.practice.meeting_time import (
    facilitator_question,
    length_question,
    start_question,
)
from app.domain.practice.meetings import Meeting, Openness

HOUR_US = 60 * MINUTE_US
CONTAINED_US = 1_773_000_000_000_000
ZONE = ZoneInfo("UTC")
CASE = Case("c", CaseKind.INCIDENT, "Orders down", facilitator="an engineer of another team")


@pytest.mark.parametrize(
    ("hours", "asked"),
    [
        (-1, "before the incident was contained"),
        (0.5, "30 minutes after containment"),
        (47, "47 hours after containment"),
        (48, ""),
        (72, ""),
        (73, "memories fade"),
    ],
)
def test_a_meeting_too_early_or_too_late_is_questioned(hours: float, asked: str) -> None:
    starts_us = CONTAINED_US + int(hours * HOUR_US)
    question = start_question(starts_us, CONTAINED_US, ZONE)
    assert asked in question
    assert bool(asked) == bool(question)
    assert start_question(starts_us, CONTAINED_US, ZONE, held=True) == ""


def test_a_meeting_is_not_measured_against_what_nobody_said() -> None:
    assert start_question(None, CONTAINED_US, ZONE) == ""
    assert "does not say when it was contained" in start_question(CONTAINED_US, None, ZONE)
    assert length_question(60) == ""
    assert "longer than an hour" in length_question(61)


PEOPLE = People(
    [Person("p1", "Mira Olsen"), Person("p2", "Ada Berg")],
    [
        Alias("n1", "p1", AliasKind.NAME, "Mira Olsen"),
        Alias("n2", "p2", AliasKind.NAME, "Ada Berg"),
    ],
    [Role("r1", "c", "p1", "on-call engineer A")],
)


@pytest.mark.parametrize(
    ("facilitator", "role"),
    [
        ("On-call engineer A", "on-call engineer A"),
        ("Mira Olsen", "on-call engineer A"),
        ("the incident lead", "incident lead"),
        ("an engineer from the payments team", ""),
        ("Ada Berg", ""),
    ],
)
def test_a_facilitator_who_responded_is_questioned(facilitator: str, role: str) -> None:
    question = facilitator_question(facilitator, ["on-call engineer A", "incident lead"], PEOPLE)
    assert (f"as {role}." in question) if role else question == ""


def test_somebody_has_to_lead() -> None:
    assert "Nobody is named" in facilitator_question(" ", [], PEOPLE)


def test_the_outline_puts_facts_first_and_fits_an_hour() -> None:
    assert agenda.total_minutes(OUTLINE) <= 60
    assert agenda.questions(OUTLINE, 60) == ()
    assert agenda.points_of(agenda.text_of(OUTLINE)) == OUTLINE


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("50 · Timeline\n20 · Actions", "takes 70 minutes, and there are 60"),
        ("50 · Timeline", ""),
        ("Timeline\n10 min: actions", "One point says not how long"),
        ("20 · Actions", "timeline is not on the agenda"),
        ("20 · Why it happened\n20 · Timeline", "Causes stand before the timeline"),
    ],
)
def test_an_agenda_is_questioned(text: str, asked: str) -> None:
    asks = " ".join(agenda.questions(agenda.points_of(text), 60))
    assert asked in asks
    assert bool(asked) == bool(asks)


@given(st.lists(st.builds(Point, st.integers(1, 90), st.sampled_from(["a b", "Timeline", "3"]))))
def test_an_agenda_is_read_as_it_is_written(points: list[Point]) -> None:
    assert agenda.points_of(agenda.text_of(points)) == tuple(points)


@given(st.integers(0, 10_000))
def test_the_clock_names_the_point_that_the_agenda_has_now(second: int) -> None:
    points = (Point(5, "Begin"), Point(20, "Timeline"), Point(0, "Anything else"))
    now = agenda.elapsed(points, 60, second)
    minute = second // 60
    assert now.elapsed == f"{minute} of 60 minutes"
    assert now.over == (minute >= 60)
    expected = "Begin (until minute 5)" if minute < 5 else "Timeline (until minute 25)"
    assert now.point == (expected if minute < 25 else "The agenda is through.")


def test_a_review_tells_of_its_meeting() -> None:
    meeting = Meeting(
        "m",
        "c",
        CONTAINED_US,
        outsiders="an engineer of payments\nsomebody from support\n",
        held=True,
        openness=Openness.LESS,
        openness_words="Since the summer.",
    )
    told = meeting_section(CASE, [meeting], ZONE)
    assert "The review meeting was held 2026-03-08 20:00" in told.sentences[0]
    assert "Facilitator: an engineer of another team." in told.sentences
    assert "From outside the team: 2." in told.sentences
    assert told.group.endswith("the group said: less openly after reviews.")
    assert told.group_words == "Since the summer."
    assert not meeting_section(CASE, [], ZONE)


def test_a_review_counts_answers_and_tells_none() -> None:
    accounts = [
        FairAccount("1", "c", "lead", verdict=Verdict.FAIR),
        FairAccount("2", "c", "engineer", verdict=Verdict.NOT_FAIR, words="Z ", consent=True),
        FairAccount("3", "c", "owner", verdict=Verdict.OWN_WORDS, words="Secret"),
        FairAccount("4", "c", "support", verdict=Verdict.DECLINED),
        FairAccount("5", "c", "scribe", verdict=Verdict.ASKED),
        FairAccount("6", "c", "head"),
        FairAccount("7", "c", "head of shop", verdict=Verdict.FAIR, words="A", consent=True),
    ]
    told = fair_section(accounts)
    assert told.sentences == (
        "7 responders have a page with what this review says of their role: 6 asked, 4 answered, "
        "1 would rather not say, 1 not answered yet, 1 not asked.",
    )
    assert told.words == ("A", "Z")
    assert not fair_section([])
