"""Promises to stakeholders, the meeting, and what a review leaves out."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.moments import MINUTE_US
from app.domain.practice.lessons import LessonKind
from app.domain.practice.meeting_time import LATEST_HOURS
from app.domain.practice.updates import Promise, followed, minutes_words
from app.lint.structure.record import CaseRecord, Found, StructuralRule

_HOUR_US = 60 * MINUTE_US


def _updates_not_made(record: CaseRecord) -> Iterable[Found]:
    for one in followed(record.response.updates):
        match one.promise:
            case Promise.LATE:
                said = f"The next one came {minutes_words(one.late_us)} late."
            case Promise.NEVER:
                said = "No further update is recorded."
            case _:
                continue
        yield Found(
            (record.thing(one.update),),
            f"It promised the next update. {said} What kept it back, or is one missing here?",
            said,
        )


def _facilitator(record: CaseRecord) -> Iterable[Found]:
    case = record.drafted.case
    if case.facilitator.strip() and record.facilitator_asked:
        thing = record.thing(case, "facilitator")
        yield Found((thing,), record.facilitator_asked, case.facilitator)


def _late(record: CaseRecord) -> Iterable[Found]:
    contained_us, meeting = record.drafted.case.contained_us, record.meeting
    if contained_us is None or record.drafted.publications:
        return
    latest_us = contained_us + LATEST_HOURS * _HOUR_US
    if meeting is not None and meeting.starts_us is not None:
        if meeting.starts_us > latest_us:
            hours = (meeting.starts_us - contained_us) // _HOUR_US
            asked = f"The meeting is {hours:,} hours after containment. " + _REMEMBER
            yield Found((record.thing(meeting),), asked, str(meeting.starts_us))
    elif record.now_us > latest_us and record.drafted.entries:
        asked = f"More than {LATEST_HOURS} hours have passed since containment, and no meeting is "
        yield Found((), f"{asked}set. {_REMEMBER}", "none")


_REMEMBER = "Memories fade. Could people write down now what they remember?"


def _nothing_went_well(record: CaseRecord) -> Iterable[Found]:
    drafted = record.drafted
    kinds = {lesson.kind for lesson in drafted.lessons if lesson.text.strip()}
    if (drafted.factors or drafted.actions) and LessonKind.WENT_WELL not in kinds:
        yield Found(())


RULES = (
    StructuralRule(
        "update-not-made",
        "A promised update did not come in time.",
        "",
        "response",
        "promised updates that did not come in time",
        _updates_not_made,
    ),
    StructuralRule(
        "facilitator-responded",
        "The facilitator seems to have responded to the incident.",
        "",
        "meeting",
        "a facilitator who was a responder",
        _facilitator,
    ),
    StructuralRule(
        "review-late",
        "The review meets late.",
        "",
        "meeting",
        f"a review later than {LATEST_HOURS} hours after containment",
        _late,
    ),
    StructuralRule(
        "nothing-went-well",
        "The review says nothing of what went well.",
        "What held, who noticed, which practice limited the harm? It should survive the changes.",
        "review",
        "a review without what went well",
        _nothing_went_well,
    ),
)
