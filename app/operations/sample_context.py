"""Human context of the sample: two decisions of that morning.

What is left to do: the second explains a moment by what was found out on the next day, which the
page and the timeline mark, and both leave questions open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.casebook import Casebook
from app.domain.drafts import Certainty, new_id
from app.domain.moments import parse_typed, zone_named
from app.domain.practice.context import DecisionPoint
from app.operations import drafting
from app.operations.sample_evidence import spans
from app.operations.sample_story import ALERTS, CHAT, ZONE, Cited


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands in a field of a decision point, and what that cites."""

    text: str
    cites: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A decision point of the sample, at a time in its zone."""

    title: str
    time: str
    role: str
    certainty: Certainty
    fields: dict[str, _Said] = field(default_factory=dict)


_POINTS = (
    _Sketch(
        "Roll slots-api back to 3.17.4",
        "2026-02-10 10:22:06",
        "incident lead",
        Certainty.CONFIRMED,
        {
            "saw": _Said(
                "All six instances were slow, support had 23 chats in ten minutes, and a release "
                "of slots-api had gone out at 09:41.",
                (
                    Cited(ALERTS, "slow on 6 of 6 instances"),
                    Cited(CHAT, "23 chats in ten minutes"),
                    Cited(CHAT, "slots-api 3.18.0 went out at 09:41"),
                ),
            ),
            "believed": _Said(
                "The release was the first guess. That it had run well for 20 minutes was said, "
                "and spoke against it.",
                (Cited(CHAT, "It ran well for more than 20 minutes before this"),),
            ),
            "put_first": _Said(
                "Something quick and safe that might bring delivery times back.",
                (Cited(CHAT, "Going back is quick and safe"),),
            ),
            "made_sense": _Said(
                "Going back cost little, and would have told at once whether the release was it."
            ),
            "known_now": _Said(
                "The flag live-capacity had gone to 100 % at 10:00. In the incident channel it "
                "was named at 10:55.",
                (Cited(CHAT, "shows it going to 100 % at 10:00."),),
            ),
        },
    ),
    _Sketch(
        "Restart the instances one by one",
        "2026-02-10 10:42:31",
        "on-call engineer A",
        Certainty.PROBABLE,
        {
            "saw": _Said(
                "After the rollback every instance still had no free connection.",
                (Cited(CHAT, "No better after the rollback."),),
            ),
            "believed": _Said(
                "An emptied pool would serve the next requests.",
                (Cited(CHAT, "to empty the pool"),),
            ),
            "ambiguity": _Said(
                "Nine times the usual reads, and pages that ask again: whether one explained the "
                "other could not be told.",
                (
                    Cited(CHAT, "about 9 times the usual reads"),
                    Cited(CHAT, "asks again every 2 s, up to 14 times"),
                ),
            ),
        },
    ),
)


def add_context(casebook: Casebook, case_id: str) -> None:
    """Draft the decision points in a case that holds the sample's evidence."""
    zone = zone_named(ZONE)
    for rank, sketch in enumerate(_POINTS):
        written = {name: said.text for name, said in sketch.fields.items()}
        point = DecisionPoint(
            new_id(),
            case_id,
            sketch.title,
            parse_typed(sketch.time, zone)[0],
            sketch.role,
            certainty=sketch.certainty,
            rank=rank,
            **written,
        )
        with casebook.edit("Add decision point", case_id) as edit:
            edit.add(point)
            for name, said in sketch.fields.items():
                places = spans(casebook, case_id, said.cites)
                drafting.cite_in(edit, case_id, point.id, places, name)
