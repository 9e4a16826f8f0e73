"""The trust breaks in words for one reader: what broke, what is feared, and the map of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from app.domain.notes import Notes
from app.domain.practice.chain_section import listed
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.timeline import CitedItem
from app.domain.trust.break_map import BreakMap, numbers_of
from app.domain.trust.break_words import (
    KIND_WORDS,
    NOBODY,
    SEVERITY_WORDS,
    SIDE_WORDS,
    TREND_WORDS,
    regions_told,
)
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.repair_words import STATE_WORDS
from app.domain.trust.repairs import Repair, RepairState, RepairTarget
from app.domain.views import Fact, Section, Statement, StatementGroup

HEADING = "Trust break map"


def breaks_document(
    breaks: Sequence[TrustBreak],
    drawn: BreakMap,
    repairs: Mapping[str, Sequence[str]],
    cited: Callable[[str], Sequence[CitedItem]],
    notes: Notes,
) -> tuple[Section, ...]:
    """The sections, of the breaks that these readers may see and that are ``drawn``.

    ``repairs`` are the texts of the repairs that they may see, by the break's id.
    """
    if not breaks:
        return ()
    numbers = numbers_of(breaks)
    groups = tuple(
        StatementGroup(
            SIDE_WORDS[side].capitalize() if side else "Direction not said yet",
            tuple(
                _statement(each, numbers[each.id], repairs.get(each.id, ()), cited(each.id), notes)
                for each in breaks
                if each.side is side
            ),
        )
        for side in (Side.INSIDE, Side.UPWARD, Side.OUTWARD, Side.UNSAID)
        if any(each.side is side for each in breaks)
    )
    return (
        Section("map", "The map", (regions_told(drawn),), (), ()),
        Section("breaks", "What broke", (), groups, _without(breaks, numbers, repairs)),
        Section("fears", "What is feared to happen again", (), _fears(breaks, numbers), ()),
    )


def repairs_told(
    repairs: Iterable[Repair], ties: Iterable[RepairTarget]
) -> dict[str, tuple[str, ...]]:
    """What repairs say and how far they are, by the id of the break they are for.

    One that was given up repairs none.
    """
    pairs = {(tie.repair_id, tie.break_id) for tie in ties}
    told: dict[str, tuple[str, ...]] = {}
    for each in repairs:
        if each.state is not RepairState.DROPPED and each.text.strip():
            for break_id in (one for repair_id, one in pairs if repair_id == each.id):
                words = f"{each.text.strip()} ({STATE_WORDS[each.state]})"
                told[break_id] = (*told.get(break_id, ()), words)
    return told


def _statement(
    each: TrustBreak,
    number: str,
    repairs: Sequence[str],
    cited: Sequence[CitedItem],
    notes: Notes,
) -> Statement:
    ends = f"{each.party.strip() or NOBODY} → {each.toward.strip() or NOBODY}"
    facts = (
        ("What is trusted less", KIND_WORDS[each.kind]),
        ("Severity", SEVERITY_WORDS[each.severity]),
        ("Trend", TREND_WORDS[each.trend]),
        ("Repair", "\n".join(repairs)),
    )
    return Statement(
        number=number,
        text=f"{ends}\n{each.text.strip()}".strip(),
        facts=tuple(Fact(label, text) for label, text in facts if text),
        marks=(CERTAINTY_WORDS[each.certainty], *notes.marks(cited)),
        notes=notes.numbers(cited),
    )


def _fears(breaks: Sequence[TrustBreak], numbers: Mapping[str, str]) -> tuple[StatementGroup, ...]:
    fears = tuple(
        Statement(numbers[each.id], each.fear.strip(), (), (CERTAINTY_WORDS[each.certainty],), ())
        for each in breaks
        if each.fear.strip()
    )
    return (StatementGroup("", fears),) if fears else ()


def _without(
    breaks: Sequence[TrustBreak],
    numbers: Mapping[str, str],
    repairs: Mapping[str, Sequence[str]],
) -> tuple[str, ...]:
    """Breaks that no repair is told for, in one sentence."""
    bare = [numbers[each.id] for each in breaks if not repairs.get(each.id)]
    return (f"No repair is told here for {listed(bare)}.",) if bare else ()
