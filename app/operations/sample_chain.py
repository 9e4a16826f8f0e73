"""The failure chain of the sample: five factors, one loop, a ladder of whys.

What is left to do: one factor is not yet sorted out, cites nothing and leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casebook import Casebook
from app.domain.drafts import Certainty, new_id
from app.domain.practice.chain import Factor, FactorNature, FactorPart, FactorSide, LinkKind, Why
from app.operations import drafting
from app.operations.practice import chain
from app.operations.sample_evidence import spans
from app.operations.sample_story import CHAT, DEPLOYS, LOG, Cited


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A factor of the sample; ``key`` is what the links below call it."""

    key: str
    text: str
    part: FactorPart
    side: FactorSide
    nature: FactorNature
    certainty: Certainty = Certainty.UNJUDGED
    why_open: str = ""
    cites: tuple[Cited, ...] = ()


FLAG, POOL, AGAIN, SILENT, ELSEWHERE = "flag", "pool", "again", "silent", "elsewhere"

_FACTORS = (
    _Sketch(
        FLAG,
        "The flag live-capacity went from 10 % to 100 % of the areas in one step.",
        FactorPart.TRIGGER,
        FactorSide.TECHNICAL,
        FactorNature.CHANGE,
        Certainty.CONFIRMED,
        "CR-5521 foresaw one step, with nothing to look at before going on.",
        (Cited(DEPLOYS, "flag=live-capacity from=10% to=100%"),),
    ),
    _Sketch(
        POOL,
        "All reads share one pool of 40 connections; while live reads hold them, the others wait.",
        FactorPart.ENABLING,
        FactorSide.TECHNICAL,
        FactorNature.CAPACITY,
        Certainty.PROBABLE,
        "The pool was sized when almost all reads came from the copy.",
        (
            Cited(LOG, "capacity-pool size=40"),
            Cited(CHAT, "Each slow read has source=live."),
        ),
    ),
    _Sketch(
        AGAIN,
        "Checkout pages that get no delivery times ask again every 2 s, up to 14 times.",
        FactorPart.AMPLIFIER,
        FactorSide.TECHNICAL,
        FactorNature.DESIGN,
        Certainty.CONFIRMED,
        "Nothing tells a page to wait longer while slots-api is slow.",
        (
            Cited(CHAT, "asks again every 2 s, up to 14 times"),
            Cited(CHAT, "about 9 times the usual reads"),
        ),
    ),
    _Sketch(
        SILENT,
        "The alert for a full pool had been silent since capacity-db moved in December.",
        FactorPart.FRICTION,
        FactorSide.ORGANISATIONAL,
        FactorNature.WEAK_OBSERVABILITY,
        Certainty.CONFIRMED,
        "Moving a database has no step that asks which alerts name its host.",
        (Cited(CHAT, "it still looks at the old host name"),),
    ),
    _Sketch(
        ELSEWHERE,
        "The step of the flag was announced in a channel that the incident channel does not see.",
        FactorPart.UNSORTED,
        FactorSide.UNSORTED,
        FactorNature.UNSORTED,
    ),
)

_LINKS = (
    (FLAG, POOL, LinkKind.CAUSE),
    (POOL, AGAIN, LinkKind.CAUSE),
    (AGAIN, POOL, LinkKind.AMPLIFY),
    (SILENT, POOL, LinkKind.SLOW),
)

_MOST = "One waiting customer became up to 15 reads, and reads rose to about 9 times the usual."

_LADDER = (
    "For 50 minutes the full pool was not seen.",
    "The alert for it had been silent since December.",
    "It looked at the host name that capacity-db had before its move.",
    "Which alerts name a host is written down nowhere.",
)
_STEP_OF_SILENT = 1


def add_chain(casebook: Casebook, case_id: str) -> None:
    """Draft the chain in a case that holds the sample's evidence."""
    ids = {sketch.key: _add(casebook, case_id, sketch).id for sketch in _FACTORS}
    for one, other, kind in _LINKS:
        chain.add_link(casebook, case_id, ids[one], ids[other], kind)
    chain.mark(casebook, case_id, ids[AGAIN], _MOST)
    step = chain.begin_ladder(casebook, case_id, _LADDER[0])
    steps = [step]
    for text in _LADDER[1:]:
        step = chain.add_step(casebook, case_id, step.id, text)
        steps.append(step)
    tied = {"factor_id": ids[SILENT]}
    drafting.change(casebook, Why, case_id, steps[_STEP_OF_SILENT].id, tied, "Tie a why")


def _add(casebook: Casebook, case_id: str, sketch: _Sketch) -> Factor:
    factor = Factor(
        new_id(),
        case_id,
        sketch.text,
        part=sketch.part,
        side=sketch.side,
        nature=sketch.nature,
        why_open=sketch.why_open,
        certainty=sketch.certainty,
    )
    return chain.add_factor(casebook, factor, spans(casebook, case_id, sketch.cites))
