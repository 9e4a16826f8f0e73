"""What a review says of its lessons, of earlier cases like this one, and of the dates ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.drafts import Case
from app.domain.moments import day
from app.domain.notes import Notes
from app.domain.practice.lessons import (
    GOES_INTO_WORDS,
    CaseLink,
    FollowUp,
    GoesInto,
    Lesson,
    LessonKind,
    in_order,
)
from app.domain.review_words import CERTAINTY_WORDS, NOT_STATED
from app.domain.timeline import CitedItem


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One lesson."""

    text: str
    """What was learned."""
    goes_into: str
    """Where it is to be carried, such as “runbook”; empty where nobody said."""
    carried: str
    """Where it was put; empty where it was not carried yet."""
    marks: tuple[str, ...]
    """How sure people are, and what evidence changed."""
    notes: tuple[int, ...]
    """The numbers of the notes that it cites."""


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """An earlier case that a person linked."""

    title: str
    """The title of that case."""
    about: str
    """When it began, and its class."""
    why: str
    """In what it is similar, in the words of the person who linked it."""


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """An agreed date on which the follow-through is looked at."""

    day: str
    """The day, such as 2026-12-01."""
    about: str
    """What is looked at then; empty where nobody said."""
    found: str
    """What was found; empty where nobody has looked yet."""


@dataclass(frozen=True, slots=True)
class LessonsSection:
    """Lessons, similar earlier cases, and the dates on which the follow-through is looked at."""

    went_well: tuple[LessonRow, ...] = ()
    """What went well."""
    improve: tuple[LessonRow, ...] = ()
    """Areas for improvement."""
    guidance: tuple[LessonRow, ...] = ()
    """What should change guidance, tooling or ownership."""
    similar: tuple[SimilarRow, ...] = ()
    """Earlier cases that people linked by hand."""
    follow_ups: tuple[FollowUpRow, ...] = ()
    """When the follow-through is looked at, in the order of the days."""

    def __bool__(self) -> bool:
        return any((self.went_well, self.improve, self.guidance, self.similar, self.follow_ups))


def lessons_section(
    lessons: Sequence[Lesson],
    links: Sequence[tuple[CaseLink, Case]],
    follow_ups: Sequence[FollowUp],
    cited: Mapping[str, Sequence[CitedItem]],
    notes: Notes,
) -> LessonsSection:
    """The section, in words. ``links`` come with the case that each points at."""
    rows: dict[LessonKind, list[LessonRow]] = {kind: [] for kind in LessonKind}
    for lesson in in_order(lessons):
        if lesson.text.strip():
            rows[lesson.kind].append(_lesson_row(lesson, cited.get(lesson.id, ()), notes))
    return LessonsSection(
        went_well=tuple(rows[LessonKind.WENT_WELL]),
        improve=tuple(rows[LessonKind.IMPROVE]),
        guidance=tuple(rows[LessonKind.GUIDANCE]),
        similar=tuple(_similar_row(link, case) for link, case in sorted(links, key=_begun)),
        follow_ups=tuple(
            FollowUpRow(one.due, one.about.strip(), one.found.strip()) for one in by_day(follow_ups)
        ),
    )


def by_day(follow_ups: Sequence[FollowUp]) -> list[FollowUp]:
    """Dates in their order; one without a day stands last."""
    return sorted(follow_ups, key=lambda one: (not one.due, one.due, one.id))


def case_words(case: Case) -> str:
    """When a case began, and its class, for a reader who meets only its title."""
    zone = ZoneInfo(case.zone)
    started = case.started_us
    began = f"its beginning {NOT_STATED}" if started is None else f"began {day(started, zone)}"
    return f"{began}, class {case.incident_class.strip() or NOT_STATED}"


def _lesson_row(lesson: Lesson, cited: Sequence[CitedItem], notes: Notes) -> LessonRow:
    named = lesson.goes_into is not GoesInto.UNSORTED
    return LessonRow(
        text=lesson.text.strip(),
        goes_into=GOES_INTO_WORDS[lesson.goes_into] if named else "",
        carried=lesson.carried.strip(),
        marks=(CERTAINTY_WORDS[lesson.certainty], *notes.marks(cited)),
        notes=notes.numbers(cited),
    )


def _similar_row(link: CaseLink, case: Case) -> SimilarRow:
    title = " ".join(case.title.split())
    return SimilarRow(title=title, about=case_words(case), why=link.why.strip())


def _begun(linked: tuple[CaseLink, Case]) -> tuple[int, str]:
    link, case = linked
    return case.started_us or 0, link.id
