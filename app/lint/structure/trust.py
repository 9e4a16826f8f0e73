"""Trust that is spoken of instead of worked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from app.domain.audiences import Audience
from app.domain.candour.case_findings import Thing
from app.domain.candour.places import CASE_FIELDS
from app.domain.drafts import CaseKind
from app.domain.practice.corrective import ActionKind
from app.domain.trust.pieces import prose
from app.domain.trust.repair_rules import (
    MOST,
    asked_of,
    asked_of_all,
    inside_words,
    too_many_words,
    uncertainty_question,
)
from app.domain.trust.repairs import Repair
from app.domain.trust.signal_rules import unmoved, unsaid
from app.domain.trust.update_rules import repeated
from app.domain.trust.versions import beside
from app.lint.checker import Checker
from app.lint.structure.record import CaseRecord, Found, StructuralRule

_SAYS_SORRY = re.compile(r"\b(?:sorry|apolog(?:y|ies|i[sz]e[ds]?|i[sz]ing))\b", re.IGNORECASE)
_REPAIRED = re.compile(
    r"\btrust (?:has been|is|was|now is) (?:fully |now )*(?:restored|repaired|rebuilt|back)\b"
    r"|\b(?:restored|repaired|rebuilt|regained) (?:their|the|all|full|customers['’]?)? ?trust\b",
    re.IGNORECASE,
)
_CHANGES = {ActionKind.IMMEDIATE, ActionKind.SYSTEMIC}


def _saying(record: CaseRecord, words: re.Pattern[str]) -> Iterator[tuple[Thing, str]]:
    case = record.drafted.case
    for field in CASE_FIELDS:
        text = getattr(case, field)
        if words.search(text):
            yield record.thing(case, field), text


# -- what is said -----------------------------------------------------------------------------


def _apology_alone(record: CaseRecord) -> Iterable[Found]:
    if any(action.kind in _CHANGES for action in record.plan.pursued):
        return
    if record.drafted.case.changes.strip() or record.trust.plan.pursued:
        return
    for thing, text in _saying(record, _SAYS_SORRY):
        yield Found((thing,), context=text)


def _apology_without_repair(record: CaseRecord) -> Iterable[Found]:
    """Of a trust case: an apology that says no change, or that no repair follows."""
    yield from _apology_alone(record)
    for apology in record.trust.apologies:
        if not (apology.words.strip() or apology.act.strip()):
            continue
        said = apology.changes.strip()
        if not said or not record.trust.plan.pursued:
            lacks = "and no repair follows it" if said else "and does not say what changes"
            asked = f"It names what was done, {lacks}. {_DIFFERENT}"
            yield Found((record.thing(apology),), asked, f"{apology.words}\n{apology.changes}")


_DIFFERENT = "What will work differently, from when, and who would notice if it did not?"


def _called_repaired(record: CaseRecord) -> Iterable[Found]:
    for thing, text in _saying(record, _REPAIRED):
        yield Found((thing,), context=text)
    for piece in record.trust.pieces:
        said = next((text for text in prose(piece) if _REPAIRED.search(text)), "")
        if said:
            yield Found((record.thing(piece),), context=said)


def _repaired_unmoved(record: CaseRecord) -> Iterable[Found]:
    trust, settings = record.trust, record.trust.settings
    if settings is None or settings.repaired_us is None:
        return
    still = unmoved(trust.signals, trust.readings, record.today)
    open_ones = unsaid(trust.signals, trust.readings, record.today)
    names = ", ".join(f"“{one.signal.name.strip()}”" for one in still)
    if names:
        asked = f"{names}: not moved for the better, by its readings. What does “repaired” rest on?"
    elif len(open_ones) == len(trust.signals):
        asked = "No signal says yet whether it moved. What does “repaired” rest on?"
    else:
        return
    yield Found((record.thing(settings),), asked, f"{settings.repaired_because}\n{names}")


def _same_promise(record: CaseRecord) -> Iterable[Found]:
    for note in repeated(record.trust.updates):
        said = note.next_step.strip()
        yield Found((record.thing(note),), context=said)


def _cleaner(checker: Checker) -> Callable[[CaseRecord], Iterable[Found]]:
    def find(record: CaseRecord) -> Iterable[Found]:
        """What the team hears and leadership does not, of a kind that leadership hears of."""
        shown = {
            piece.id: [one for one in record.choices if one.shown and one.target_id == piece.id]
            for piece in record.trust.pieces
        }
        found = beside(
            record.trust.pieces, shown, Audience.TEAM, Audience.LEADERSHIP, checker.hedges
        )
        told = {type(one.piece) for one in found if one.second is not None}
        missing = [one for one in found if one.second is None and type(one.piece) in told]
        if missing:
            things = tuple(record.thing(one.piece) for one in missing)
            yield Found(things, context="\n".join(sorted(one.first or "" for one in missing)))

    return find


# -- what is repaired -------------------------------------------------------------------------


def _no_repair(record: CaseRecord) -> Iterable[Found]:
    if record.trust.plan.breaks and not record.trust.plan.pursued:
        yield Found((), asked_of_all(record.trust.plan)[0])


def _too_many(record: CaseRecord) -> Iterable[Found]:
    plan = record.trust.plan
    if len(plan.still_open) > MOST:
        words = too_many_words(plan)
        yield Found(tuple(map(record.thing, plan.still_open)), words, str(len(plan.still_open)))


def _no_uncertainty_removed(record: CaseRecord) -> Iterable[Found]:
    for repair in record.trust.plan.pursued:
        if question := uncertainty_question(repair):
            yield Found((record.thing(repair),), question, _state(repair))


def _outward_only(record: CaseRecord) -> Iterable[Found]:
    plan = record.trust.plan
    inside = [one for one in plan.outward_only if one.id not in plan.accepted]
    if inside:
        words = inside_words(plan)
        yield Found(tuple(map(record.thing, inside)), words, words)


def _unrepaired(record: CaseRecord) -> Iterable[Found]:
    plan = record.trust.plan
    if plan.pursued:
        for broken in plan.unrepaired:
            if broken.id not in plan.accepted and broken not in plan.outward_only:
                yield Found((record.thing(broken),), context=f"{broken.text}\n{broken.fear}")


def _asked(field: str) -> Callable[[CaseRecord], Iterable[Found]]:
    """What the page of the repairs asks beside that field."""

    def find(record: CaseRecord) -> Iterable[Found]:
        plan = record.trust.plan
        for repair in plan.pursued:
            shown = frozenset(
                one.audience for one in record.choices if one.shown and one.target_id == repair.id
            )
            for question in asked_of(plan, repair, record.today, shown):
                if question.field == field:
                    yield Found((record.thing(repair),), question.words, _state(repair))

    return find


def _state(repair: Repair) -> str:
    return f"{repair.text}\n{repair.before}\n{repair.after}\n{repair.due}\n{repair.state}"


def _of(name: str, message: str, looked_for: str, field: str) -> StructuralRule:
    return StructuralRule(name, message, "", "repairs", looked_for, _asked(field))


def said_rules(kind: CaseKind) -> tuple[StructuralRule, ...]:
    """The rules over what is said of trust, in any case."""
    of_trust = kind is CaseKind.TRUST
    return (
        StructuralRule(
            "apology-without-change",
            "There is an apology, and nothing in operations changes.",
            _DIFFERENT,
            "frame" if of_trust else "review",
            "an apology without operational change",
            _apology_without_repair if of_trust else _apology_alone,
        ),
        StructuralRule(
            "trust-called-repaired",
            "Trust is called repaired.",
            "Who says so, and by which sign that others can observe?",
            "frame" if of_trust else "review",
            "trust called repaired",
            _called_repaired,
        ),
    )


def repair_rules(checker: Checker) -> tuple[StructuralRule, ...]:
    """The rules over the repairs of a trust case, and over how its story is told."""
    return (
        StructuralRule(
            "cleaner-upward",
            "The team hears what leadership does not.",
            "Does the story get cleaner on its way up, or is it not chosen yet?",
            "account",
            "a story that gets cleaner on its way up",
            _cleaner(checker),
        ),
        *_REPAIRS,
        StructuralRule(
            "repaired-unmoved",
            "Trust is called repaired, and its signals have not moved.",
            "",
            "trust-follow",
            "trust called repaired while its signals have not moved",
            _repaired_unmoved,
        ),
        StructuralRule(
            "same-promise-again",
            "An update promises again what an earlier one promised.",
            "What came of it since? If nothing did, can the update say so, and why?",
            "trust-follow",
            "the same promise in update after update",
            _same_promise,
        ),
    )


_REPAIRS = (
    StructuralRule(
        "no-repair",
        "There are trust breaks, and no repair.",
        "",
        "repairs",
        "breaks without any repair",
        _no_repair,
    ),
    StructuralRule(
        "too-many-repairs",
        "More repairs are open than are kept as a rule.",
        "",
        "repairs",
        f"more than {MOST} open repairs",
        _too_many,
    ),
    StructuralRule(
        "work-instead-of-uncertainty",
        "A repair names work, and no uncertainty removed.",
        "",
        "repairs",
        "repairs that name work done and no uncertainty removed",
        _no_uncertainty_removed,
    ),
    StructuralRule(
        "inside-break-outward-repairs",
        "Trust broke inside, and every repair is for others.",
        "",
        "repairs",
        "breaks inside with only outward repairs",
        _outward_only,
    ),
    StructuralRule(
        "break-without-repair",
        "A trust break has no repair.",
        "What would those affected need to see? Or why is it left so for now?",
        "repairs",
        "breaks without a repair",
        _unrepaired,
    ),
    _of("repair-owner", "Nobody in particular owns a repair.", "repairs without an owner", "owner"),
    _of(
        "repair-day",
        "The day of a repair is missing, or has passed.",
        "repairs without a day, or past it",
        "due",
    ),
    _of(
        "repair-for-nothing",
        "A repair is for no trust break.",
        "repairs that are for no break",
        "breaks",
    ),
    _of(
        "repair-not-shown",
        "A repair does not say what will show it.",
        "repairs that nothing will show",
        "shown_by",
    ),
    _of(
        "repair-telling",
        "It is open who hears of a repair, and when.",
        "repairs of which nobody said who hears, and when",
        "telling",
    ),
)
