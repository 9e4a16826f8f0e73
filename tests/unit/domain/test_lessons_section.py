"""What the review says of lessons: each with its doubt, its evidence, and where it goes."""

from __future__ import annotations

from app.domain.drafts import Case, CaseKind, Certainty
from app.domain.moments import UTC_ZONE
from app.domain.notes import Notes
from app.domain.practice.lessons import CaseLink, FollowUp, GoesInto, Lesson, LessonKind
from app.domain.practice.lessons_section import lessons_section
from tests.unit.review_samples import at, cited


def test_an_empty_section_is_false():
    assert not lessons_section((), (), (), {}, Notes(UTC_ZONE))


def test_lessons_stand_by_kind_in_their_order_with_certainty_and_notes():
    lessons = [
        Lesson("g", "c", LessonKind.GUIDANCE, "Name an owner", GoesInto.OWNERSHIP, "team page"),
        Lesson("b", "c", LessonKind.WENT_WELL, "Rollback worked", rank=1),
        Lesson("a", "c", LessonKind.WENT_WELL, "Paged at once", certainty=Certainty.PROBABLE),
        Lesson("i", "c", LessonKind.IMPROVE, "Alert came late"),
        Lesson("e", "c", LessonKind.IMPROVE, "  "),
    ]
    notes = Notes(UTC_ZONE)

    section = lessons_section(lessons, (), (), {"a": [cited(1, "paged")]}, notes)

    assert section
    assert [(row.text, row.marks, row.notes) for row in section.went_well] == [
        ("Paged at once", ("probable",), (1,)),
        ("Rollback worked", ("not yet judged", "no evidence cited"), ()),
    ]
    assert [row.text for row in section.improve] == ["Alert came late"]
    (guidance,) = section.guidance
    assert (guidance.goes_into, guidance.carried) == ("ownership", "team page")
    assert [note.quote for note in notes.listed] == ["paged"]


def test_linked_cases_and_dates_stand_in_time_order():
    def case(title: str, started: str | None) -> Case:
        started_us = at(started) if started else None
        return Case(
            title, CaseKind.INCIDENT, title, started_us=started_us, incident_class="Capacity"
        )

    links = [
        (CaseLink("2", "c", "later", "same pool"), case("later", "2024-02-01 10:00")),
        (CaseLink("1", "c", "early", "same pool, too"), case("early", "2024-01-01 10:00")),
    ]
    dates = [FollowUp("1", "c", ""), FollowUp("2", "c", "2024-05-01", "look again", "fine")]

    section = lessons_section((), links, dates, {}, Notes(UTC_ZONE))

    assert [(row.title, row.about, row.why) for row in section.similar] == [
        ("early", "began 2024-01-01, class Capacity", "same pool, too"),
        ("later", "began 2024-02-01, class Capacity", "same pool"),
    ]
    assert [(row.day, row.found) for row in section.follow_ups] == [
        ("2024-05-01", "fine"),
        ("", ""),
    ]
