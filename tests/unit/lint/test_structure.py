"""Structural rules: each has a case that it asks about, and what it must leave in peace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pytest

from app.domain.audiences import Audience, AudienceChoice
from app.domain.candour.findings import Group
from app.domain.candour.places import PAGE_ORDER
from app.domain.drafts import Case, CaseKind, Certainty, Entry, EntryKind
from app.domain.moments import MINUTE_US, UTC_ZONE
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.chain import Factor, FactorSide
from app.domain.practice.context import DecisionPoint
from app.domain.practice.context_rules import Doubt, Explained, Hindsight
from app.domain.practice.corrective import ActionState, CorrectiveAction
from app.domain.practice.failure_chain import FailureChain
from app.domain.practice.lessons import Lesson, LessonKind
from app.domain.practice.meetings import Meeting
from app.domain.practice.response import StatusUpdate
from app.domain.practice.response_record import ResponseRecord
from app.domain.practice.steps import Drafted
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.follow_through import UpdateNote
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repairs import Repair, RepairKind, Telling
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Better, Signal, SignalReading
from app.lint.checker import Checker
from app.lint.rules import Rule, RuleSet
from app.lint.structure.record import CaseRecord, Raised, TrustRecord
from app.lint.structure.rules import structural_findings, structural_rules

HOUR = 60 * MINUTE_US
TODAY = date(2026, 3, 1)
WORDS = {"hedge": frozenset({"probably", "may"}), "negation": frozenset({"not"})}
CHECKER = Checker(
    RuleSet(
        (
            Rule("minor", Group.PR_SOFTENING, "Small.", "How small?", ("minor",)),
            Rule("definite", Group.CERTAINTY, "Sure.", "How so?", ("definitely",)),
        ),
        WORDS,
    )
)
CASE = Case("case", CaseKind.INCIDENT, "Orders late")
TRUST = Case("case", CaseKind.TRUST, "What broke between us")
ENTRY = Entry("entry", "case", "The queue may have held 4,000 orders", certainty=Certainty.PROBABLE)
FACTOR = Factor("factor", "case", "No limit on retries")
OTHER = Factor("other", "case", "No owner for retries", side=FactorSide.ORGANISATIONAL)
ACTION = CorrectiveAction(
    "action", "case", "Cap retries at 3", owner="queue lead", due="2026-04-01", shown_by="the graph"
)

INSIDE = TrustBreak("inside", "case", "support", "the channel", Side.INSIDE, text="Unread")
OUTWARD = TrustBreak("outward", "case", "users", "the page", Side.OUTWARD, text="Unclear")
REPAIR = Repair(
    "repair",
    "case",
    "One role answers support",
    before="Whether anybody reads what support asks",
    after="An answer within ten minutes",
    kind=RepairKind.OWNERSHIP,
    owner="incident lead",
    due="2026-04-01",
    shown_by="the times in the channel",
    telling=Telling.WIDELY,
)
APOLOGY = Apology("apology", "case", act="We did not answer", words="We did not answer you.")
SIGNAL = Signal("signal", "case", name="Second approvals", better=Better.LOWER, baseline=8)


def record(**parts: object) -> CaseRecord:
    """A record of parts: what belongs to `Drafted` goes there, the rest into the record."""
    drafted = {key: parts.pop(key) for key in list(parts) if key in Drafted.__slots__}
    made = Drafted(**{"case": CASE, **drafted})  # type: ignore[arg-type]
    return CaseRecord(made, UTC_ZONE, TODAY, now_us=0, **parts)  # type: ignore[arg-type]


def plan(
    *actions: CorrectiveAction, targets: Mapping[str, tuple[str, ...]] | None = None
) -> ActionPlan:
    chain = FailureChain((FACTOR, OTHER))
    return ActionPlan(actions, targets or {one.id: (FACTOR.id,) for one in actions}, chain)


def choice(wording: str = "", reason: str = "", *, shown: bool = True) -> AudienceChoice:
    return AudienceChoice("choice", "case", ENTRY.id, Audience.STAKEHOLDERS, shown, wording, reason)


def update(at_us: int, next_us: int | None = None) -> StatusUpdate:
    return StatusUpdate(f"update{at_us}", "case", "degraded", at_us=at_us, next_us=next_us)


def trust(**parts: object) -> CaseRecord:
    """A trust case of parts: what belongs to its record goes there."""
    own = {key: parts.pop(key) for key in list(parts) if key in TrustRecord.__slots__}
    return record(case=TRUST, trust=TrustRecord(**own), **parts)  # type: ignore[arg-type]


def repaired(*repairs: Repair, of: str = "inside", **fields: object) -> CaseRecord:
    """A trust case with breaks inside and outward, and repairs that are for one of them."""
    targets = {one.id: (of,) for one in repairs}
    made = RepairPlan(repairs, (INSIDE, OUTWARD), targets, **fields)  # type: ignore[arg-type]
    return trust(plan=made)


def changed(**fields: object) -> CaseRecord:
    """The same with one repair, for both breaks, some fields of which are different."""
    one = replace(REPAIR, **fields)  # type: ignore[arg-type]
    both = {REPAIR.id: (INSIDE.id, OUTWARD.id)}
    return trust(plan=RepairPlan((one,), (INSIDE, OUTWARD), both))


def shown(*told: tuple[Repair, Audience, str]) -> CaseRecord:
    """A trust case with repairs, and who is shown them in which words."""
    pieces = list(dict.fromkeys(one for one, _, _ in told))
    choices = [
        AudienceChoice(f"{number}", "case", one.id, audience, shown=True, wording=wording)
        for number, (one, audience, wording) in enumerate(told)
    ]
    return trust(pieces=pieces, choices=choices)


def read(*values: float) -> CaseRecord:
    """A trust case that is called repaired, with readings of one signal that was 8 before."""
    readings = [
        SignalReading(f"{week}", "case", "signal", f"2026-01-{week:02}", value)
        for week, value in enumerate(values, 1)
    ]
    called = TrustSettings("settings", "case", repaired_us=0, repaired_because="they say so")
    return trust(settings=called, signals=[SIGNAL], readings=readings)


def promised(*next_steps: str) -> CaseRecord:
    return trust(
        updates=[UpdateNote(f"{at}", "case", next_step=one) for at, one in enumerate(next_steps)]
    )


def explained(doubt: Hindsight | None) -> Explained:
    point = DecisionPoint("point", "case", "Restart the queue", at_us=HOUR)
    return Explained(point, hindsight={"citation": doubt} if doubt else {})


@dataclass(frozen=True)
class Sample:
    """A case that a rule asks about, and one like it in which nothing is to be asked."""

    asked: CaseRecord
    in_peace: CaseRecord
    kind: CaseKind = CaseKind.INCIDENT


EVERY_PART = tuple(
    replace(ENTRY, id=kind.value, kind=kind)
    for kind in (
        EntryKind.DETECTION,
        EntryKind.ESCALATION,
        EntryKind.MITIGATION,
        EntryKind.ROLLBACK,
        EntryKind.COMMUNICATION,
    )
)
CONTAINED = replace(CASE, contained_us=0)
SORRY = replace(CASE, summary="We are sorry that orders were late.")
DONE = replace(ACTION, state=ActionState.DONE, done_us=0)

SAMPLES = {
    "entry-without-evidence": Sample(
        record(entries=[ENTRY]), record(entries=[ENTRY], cited={ENTRY.id})
    ),
    "part-not-told": Sample(record(entries=[ENTRY]), record(entries=EVERY_PART)),
    "certainty-raised": Sample(
        record(raised=[Raised(ENTRY, Certainty.UNCERTAIN, Certainty.PROBABLE)]), record()
    ),
    "factor-without-evidence": Sample(
        record(factors=[FACTOR]), record(factors=[FACTOR], cited={FACTOR.id})
    ),
    "one-factor": Sample(record(factors=[FACTOR]), record(factors=[FACTOR, OTHER])),
    "no-organisational-factor": Sample(record(factors=[FACTOR]), record(factors=[FACTOR, OTHER])),
    "explained-by-later-knowledge": Sample(
        record(explained=[explained(Hindsight(Doubt.LATER, 2 * HOUR))]),
        record(explained=[explained(None)]),
    ),
    "no-action": Sample(record(factors=[FACTOR]), record(factors=[FACTOR], plan=plan(ACTION))),
    "too-many-actions": Sample(
        record(plan=plan(*(replace(ACTION, id=str(number)) for number in range(8)))),
        record(plan=plan(*(replace(ACTION, id=str(number)) for number in range(7)))),
    ),
    "action-owner": Sample(
        record(plan=plan(replace(ACTION, owner="the team"))), record(plan=plan(ACTION))
    ),
    "action-day": Sample(record(plan=plan(replace(ACTION, due="soon"))), record(plan=plan(ACTION))),
    "action-closes-nothing": Sample(
        record(plan=plan(ACTION, targets={ACTION.id: ()})), record(plan=plan(ACTION))
    ),
    "action-not-shown": Sample(
        record(plan=plan(replace(ACTION, shown_by=""))), record(plan=plan(ACTION))
    ),
    "action-done-unseen": Sample(
        record(plan=plan(DONE)), record(plan=plan(replace(DONE, completion="release 4.2")))
    ),
    "action-did-it-help": Sample(
        record(plan=plan(DONE)), record(plan=plan(replace(DONE, done_us=1_772_300_000_000_000)))
    ),
    "update-not-made": Sample(
        record(response=ResponseRecord(updates=[update(0, HOUR), update(2 * HOUR)])),
        record(response=ResponseRecord(updates=[update(0, 2 * HOUR), update(HOUR)])),
    ),
    "facilitator-responded": Sample(
        record(case=replace(CASE, facilitator="queue lead"), facilitator_asked="As queue lead?"),
        record(case=replace(CASE, facilitator="queue lead")),
    ),
    "review-late": Sample(
        record(case=CONTAINED, meeting=Meeting("meeting", "case", starts_us=73 * HOUR)),
        record(case=CONTAINED, meeting=Meeting("meeting", "case", starts_us=72 * HOUR)),
    ),
    "nothing-went-well": Sample(
        record(factors=[FACTOR]),
        record(
            factors=[FACTOR],
            lessons=[Lesson("one", "case", LessonKind.WENT_WELL, "Paged in 2 min")],
        ),
    ),
    "left-out-without-reason": Sample(
        record(entries=[ENTRY], choices=[choice(shown=False)]),
        record(entries=[ENTRY], choices=[choice(shown=False, reason="names a supplier")]),
    ),
    "softer-than-record": Sample(
        record(entries=[ENTRY], choices=[choice("A minor delay, it may be, of 4,000 orders")]),
        record(entries=[ENTRY], choices=[choice("Orders waited; there may be 4,000 of them")]),
    ),
    "surer-than-record": Sample(
        record(entries=[ENTRY], choices=[choice("The queue held 4,000 orders")]),
        record(entries=[ENTRY], choices=[choice("The queue probably held 4,000 orders")]),
    ),
    "no-repair": Sample(repaired(), repaired(REPAIR)),
    "too-many-repairs": Sample(
        repaired(*(replace(REPAIR, id=str(number)) for number in range(6))),
        repaired(*(replace(REPAIR, id=str(number)) for number in range(5))),
    ),
    "work-instead-of-uncertainty": Sample(
        changed(text="Held a meeting", before="", after=""), changed()
    ),
    "inside-break-outward-repairs": Sample(
        repaired(REPAIR, of="outward"),
        repaired(REPAIR, of="outward", accepted={"inside": "they want to talk first"}),
    ),
    "break-without-repair": Sample(
        repaired(REPAIR), repaired(REPAIR, accepted={"outward": "the page goes in May"})
    ),
    "repair-owner": Sample(changed(owner="everybody"), changed()),
    "repair-day": Sample(changed(due="2026-02-01"), changed(due="2026-03-01")),
    "repair-for-nothing": Sample(
        trust(plan=RepairPlan((REPAIR,), (INSIDE,))), trust(plan=RepairPlan((REPAIR,)))
    ),
    "repair-not-shown": Sample(changed(shown_by=""), changed()),
    "repair-telling": Sample(
        changed(telling=Telling.QUIETLY_FIRST),
        changed(telling=Telling.QUIETLY_FIRST, telling_why="it would name one person"),
    ),
    "repaired-unmoved": Sample(read(8, 7, 8, 9, 8), read(7, 6, 5, 4, 3, 2)),
    "same-promise-again": Sample(
        promised("We will tell you more soon", "More soon: we will tell you"),
        promised("The alert is tried on Friday", "Support says on Monday whether it works"),
    ),
    "cleaner-upward": Sample(
        shown(
            (REPAIR, Audience.TEAM, ""),
            (replace(REPAIR, id="other"), Audience.TEAM, ""),
            (replace(REPAIR, id="other"), Audience.LEADERSHIP, ""),
        ),
        shown((REPAIR, Audience.TEAM, ""), (REPAIR, Audience.LEADERSHIP, "")),
    ),
    "apology-without-change": Sample(
        record(case=SORRY), record(case=replace(SORRY, changes="Retries stop after three."))
    ),
    "trust-called-repaired": Sample(
        record(case=replace(CASE, summary="Trust has been fully restored.")),
        record(case=replace(CASE, summary="Trust takes time.")),
    ),
}


TRUST_SAMPLES = {
    "apology-without-change": Sample(
        trust(apologies=[APOLOGY]),
        trust(
            apologies=[replace(APOLOGY, changes="One role answers.")],
            plan=RepairPlan((REPAIR,)),
        ),
    ),
    "trust-called-repaired": Sample(
        trust(pieces=[replace(REPAIR, after="Trust is restored")]), trust(pieces=[REPAIR])
    ),
    "softer-than-record": Sample(
        shown((REPAIR, Audience.LEADERSHIP, "A minor change")),
        shown((REPAIR, Audience.LEADERSHIP, "One role")),
    ),
    "surer-than-record": Sample(
        trust(
            pieces=[replace(INSIDE, text="They may doubt the page")],
            choices=[
                AudienceChoice("1", "case", "inside", Audience.LEADERSHIP, True, "They doubt")
            ],
        ),
        trust(
            pieces=[replace(INSIDE, text="They may doubt the page")],
            choices=[AudienceChoice("1", "case", "inside", Audience.LEADERSHIP, True, "They may")],
        ),
    ),
}
"""Rules that both kinds of case have, in a trust case."""


def found(record: CaseRecord) -> set[str]:
    return {finding.rule for finding in structural_findings(record, CHECKER)}


@pytest.mark.parametrize("rule", sorted(SAMPLES))
def test_a_rule_asks_about_its_sample_only(rule: str) -> None:
    for samples in (SAMPLES, TRUST_SAMPLES):
        if sample := samples.get(rule):
            assert rule in found(sample.asked)
            assert rule not in found(sample.in_peace)


def test_every_rule_has_a_sample_and_says_what_it_looks_for() -> None:
    rules = {kind: structural_rules(CHECKER, kind) for kind in CaseKind}
    every = [rule for own in rules.values() for rule in own]
    assert {rule.id for rule in every} == set(SAMPLES)
    assert all(rule.looked_for and rule.message for rule in every)
    assert {rule.page for rule in every} <= set(PAGE_ORDER)
    assert "review" not in {rule.page for rule in rules[CaseKind.TRUST]}


def test_every_finding_asks_and_names_what_it_means() -> None:
    for sample in (*SAMPLES.values(), *TRUST_SAMPLES.values()):
        for finding in structural_findings(sample.asked, CHECKER):
            assert finding.question.rstrip("”").endswith(("?", ".")), finding
            assert finding.page
            assert all(thing.id and thing.place and thing.page for thing in finding.things)


def test_an_empty_case_is_left_in_peace() -> None:
    assert found(record()) == found(trust()) == set()


def test_a_finding_set_aside_is_asked_again_once_its_thing_changes() -> None:
    def key(entry: Entry) -> object:
        findings = structural_findings(record(entries=[entry]), CHECKER)
        return next(one.key for one in findings if one.rule == "entry-without-evidence")

    assert key(ENTRY) == key(replace(ENTRY, certainty=Certainty.CONFIRMED))
    assert key(ENTRY) != key(replace(ENTRY, text="The queue held 6,000 orders"))
