"""The digests of two made-up casebooks: one with nothing in it, one with a little of all."""

from __future__ import annotations

from dataclasses import replace

from app.domain.drafts import Case
from app.domain.moments import DAY_US, UTC_ZONE
from app.domain.practice.chain import Factor, FactorNature
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.digest import DigestView, digest_of, quarter_of
from app.domain.practice.lessons import GoesInto, Lesson, LessonKind
from app.domain.practice.metrics import CaseRecord

_NAMES = ("First", "Second")


def digests(filled: Case, now_us: int) -> tuple[DigestView, DigestView]:
    """The empty one, then one of two published reviews like ``filled`` and one that is not out."""
    quarter = quarter_of(now_us, UTC_ZONE)
    records = [_record(filled, name, now_us) for name in _NAMES]
    records.append(CaseRecord(replace(filled, id="open", published_us=None)))
    lesson = Lesson(
        "lesson", "First", LessonKind.GUIDANCE, "Sample lesson: a < b & c", GoesInto.RUNBOOK
    )
    return (
        digest_of([], {}, quarter, now_us, UTC_ZONE),
        digest_of(records, {"First": [lesson]}, quarter, now_us, UTC_ZONE),
    )


def _record(filled: Case, name: str, now_us: int) -> CaseRecord:
    case = replace(
        filled,
        id=name,
        title=f"{name}: {filled.title}",
        contained_us=now_us - 3 * DAY_US,
        published_us=now_us,
    )
    action = CorrectiveAction(
        f"{name} action", name, "Sample action", owner="sample role", due="2026-01-31"
    )
    factor = Factor(f"{name} factor", name, "x", nature=FactorNature.MISSING_CONTROL)
    return CaseRecord(case, actions=(action,), factors=(factor,))
