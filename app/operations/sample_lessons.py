"""What the sample has learned so far, and when somebody looks again.

Who raised the flag, and why the pool was full, is still open; so most of it is not yet judged.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casebook import Casebook
from app.domain.drafts import Certainty
from app.domain.practice.lessons import GoesInto, LessonKind
from app.operations import drafting
from app.operations.practice import follow_up, lessons
from app.operations.sample_evidence import spans
from app.operations.sample_story import ALERTS, CHAT, MAIL, Cited


@dataclass(frozen=True, slots=True)
class LessonSketch:
    """A lesson of the sample, and the evidence it stands on."""

    kind: LessonKind
    text: str
    cites: tuple[Cited, ...] = ()
    goes_into: GoesInto = GoesInto.UNSORTED
    carried: str = ""
    certainty: Certainty = Certainty.UNJUDGED


LESSONS = (
    LessonSketch(
        LessonKind.WENT_WELL,
        "The alert for slow answers fired within minutes, for all six instances at once.",
        (Cited(ALERTS, "slow on 6 of 6 instances"),),
        certainty=Certainty.PROBABLE,
    ),
    LessonSketch(
        LessonKind.WENT_WELL,
        "Before the flag was set back, it was said what would be done if that did not help.",
        (Cited(CHAT, "Then we set live-capacity back to 10 %."),),
        certainty=Certainty.CONFIRMED,
    ),
    LessonSketch(
        LessonKind.IMPROVE,
        "The change of the flag stood in the channel “releases” from 10:00 on. Those who looked "
        "for a change met the release first, and the flag 55 minutes later.",
        (
            Cited(CHAT, "live-capacity: 10 % -> 100 %", whole=True),
            Cited(CHAT, "shows it going to 100 % at 10:00."),
        ),
    ),
    LessonSketch(
        LessonKind.IMPROVE,
        "The mails of customers were read the next day only.",
        (Cited(MAIL, "nobody had looked at the mails"),),
        certainty=Certainty.CONFIRMED,
    ),
    LessonSketch(
        LessonKind.GUIDANCE,
        "Flag changes belong into the list of changes that responders open first.",
        goes_into=GoesInto.RELEASE,
    ),
    LessonSketch(
        LessonKind.GUIDANCE,
        "Whoever gives a host a new name also tries the alerts that name it.",
        goes_into=GoesInto.RUNBOOK,
        cites=(Cited(CHAT, "it still looks at the old host name"),),
        carried="Runbook of capacity-db, part “Alerts”",
    ),
)

FOLLOW_UPS = (
    ("2026-03-12", "Was live-capacity raised again, and did the pool hold?"),
    ("2026-05-12", "Do responders find flag changes where they look first?"),
)


def add_lessons(casebook: Casebook, case_id: str) -> None:
    """Add the lessons and the follow-up dates to the incident of the sample."""
    for sketch in LESSONS:
        added = lessons.add(casebook, case_id, sketch.kind, sketch.text)
        fields = {
            "goes_into": sketch.goes_into,
            "carried": sketch.carried,
            "certainty": sketch.certainty,
        }
        lessons.change(casebook, case_id, added.id, fields)
        if sketch.cites:
            cited = spans(casebook, case_id, sketch.cites)
            drafting.cite(casebook, case_id, added.id, cited)
    for due, about in FOLLOW_UPS:
        follow_up.add(casebook, case_id, due, about)
