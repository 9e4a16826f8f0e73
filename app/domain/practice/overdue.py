"""What is late: a review that should be out, an action or a date that has passed.

Days are texts such as 2026-12-01, so that they compare as they stand.
"""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.moments import day, typed_day, zone_named
from app.domain.review_words import counted

WORKING_DAYS = 5
"""A review is due this many working days after containment."""

_FRIDAY = 4


def review_due(case: Case) -> str:
    """The day by which a review should be out; empty while nothing is contained.

    Monday to Friday count, in the zone of the case; holidays are not known here.
    """
    if case.contained_us is None:
        return ""
    due = date.fromisoformat(day(case.contained_us, zone_named(case.zone)))
    left = WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.weekday() <= _FRIDAY
    return due.isoformat()


def is_review_overdue(case: Case, now_us: int) -> bool:
    """Whether the day has passed by which a review should be out, and it is not."""
    return case.published_us is None and past(review_due(case), day_in(case, now_us))


def day_in(case: Case, instant_us: int) -> str:
    """The day of an instant in the zone of a case."""
    return day(instant_us, zone_named(case.zone))


def past(due: str, today: str) -> bool:
    """Whether a day lies before today; one that nobody named never does."""
    return bool(due) and due < today


def a_day(text: str) -> str:
    """A day as a person gave it, empty for none. Raises `InvalidInputError` for anything else."""
    given = text.strip()
    if not given:
        return ""
    if (found := typed_day(given)) is None:
        raise InvalidInputError(
            f"“{given}” is not a day; write year, month and day, such as 2026-12-01."
        )
    return found.isoformat()


def due_words(due: str, today: date, *, late: bool) -> str:
    """``due 2026-12-01``; where it is late, how long ago; empty where the text is no day."""
    if (on := typed_day(due)) is None:
        return ""
    return f"due {on}, {counted((today - on).days, 'day')} ago" if late else f"due {on}"


def overdue_words(case: Case, now_us: int) -> str:
    """That a review is late, and since when; empty where it is not."""
    if not is_review_overdue(case, now_us):
        return ""
    return (
        f"The review was due on {review_due(case)}, five working days after containment, and is "
        "not published yet."
    )
