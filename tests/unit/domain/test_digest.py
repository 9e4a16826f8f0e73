"""The digest of a quarter: published reviews only, and nothing at all of the others."""

from __future__ import annotations

from dataclasses import replace

from app.domain.drafts import Case, CaseKind
from app.domain.moments import UTC_ZONE, zone_named
from app.domain.practice.chain import Factor, FactorNature
from app.domain.practice.corrective import ActionState, CorrectiveAction
from app.domain.practice.digest import DigestView, digest_of, quarter_of, quarter_words, quarters
from app.domain.practice.lessons import GoesInto, Lesson, LessonKind
from app.domain.practice.metrics import CaseRecord
from tests.unit.review_samples import at

NOW = at("2024-05-20 10:00")
CONTROL = (Factor("f", "c", "x", nature=FactorNature.MISSING_CONTROL),)


def record(title: str, published: str = "", **more: object) -> CaseRecord:
    case = Case(
        title,
        CaseKind.INCIDENT,
        title,
        started_us=at("2024-03-30 02:41"),
        contained_us=at("2024-03-30 04:00"),
        published_us=at(published) if published else None,
    )
    return replace(CaseRecord(case, factors=CONTROL), **more)


def digest(*records: CaseRecord, lessons: dict[str, list[Lesson]] | None = None) -> DigestView:
    return digest_of(records, lessons or {}, "2024-Q2", NOW, UTC_ZONE)


def test_quarters_follow_the_zone():
    assert quarter_of(at("2024-03-31 23:30"), UTC_ZONE) == "2024-Q1"
    assert quarter_of(at("2024-03-31 23:30"), zone_named("Europe/Berlin")) == "2024-Q2"
    assert quarter_words("2024-Q4") == "October to December 2024"
    published = [record("A", "2023-12-31 10:00"), record("B", "2024-04-02 10:00"), record("C")]
    assert quarters(published, NOW, UTC_ZONE) == ["2024-Q2", "2023-Q4"]


def test_it_tells_of_reviews_published_in_the_quarter_and_counts_the_others():
    shown = digest(
        record("Earlier", "2024-02-01 10:00"),
        record("Now", "2024-04-02 10:00"),
        record("SECRET ONE", actions=(CorrectiveAction("a", "c", "SECRET ACTION"),)),
        record("SECRET TWO"),
        lessons={"SECRET ONE": [Lesson("l", "c", LessonKind.GUIDANCE, "SECRET LESSON")]},
    )

    assert shown.status == "April to June 2024, as of 2024-05-20"
    assert [(case.title, case.about) for case in shown.cases] == [
        ("Now", "Began 2024-03-30, class not stated; published 2024-04-02.")
    ]
    assert shown.untold == (
        "2 incident cases have no published review yet; nothing of them is told here."
    )
    assert shown.measures[0].sentence == "2 of 4 incident cases have a published review."
    themes = next(each for each in shown.measures if each.title == "Themes that come back")
    assert themes.lines == ("Missing control: 2 cases (Earlier; Now)",)
    assert "SECRET" not in repr(shown)
    assert not any("yet" in each.sentence for each in shown.measures)


def test_lessons_have_their_certainty_and_actions_their_day():
    lesson = Lesson("l", "c", LessonKind.GUIDANCE, "Name an owner", GoesInto.OWNERSHIP)
    well = Lesson("w", "c", LessonKind.WENT_WELL, "Rolled back at once")
    actions = (
        CorrectiveAction("a", "c", "Limit", owner="payments", due="2024-05-01"),
        CorrectiveAction("b", "c", "Done", state=ActionState.DONE),
    )
    shown = digest(
        record("Now", "2024-04-02 10:00", actions=actions), lessons={"Now": [well, lesson]}
    )

    assert shown.cases[0].lessons == ("Name an owner (not yet judged; goes into: ownership)",)
    assert [(each.case, each.text, each.owner, each.due) for each in shown.actions] == [
        ("Now", "Limit", "payments", "overdue since 2024-05-01")
    ]
    assert shown.untold == ""
