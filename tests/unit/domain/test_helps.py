"""What helps to repair trust: each read from where it is, and called missing where it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.apology import Apology
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece
from app.domain.trust.helps import HelpRecord, Presence, helps
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repairs import Invitation, Repair, RepairKind, RepairState
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading

NOTHING = HelpRecord(TrustSettings("", "case"))
REPAIR = Repair("r", "case", owner="incident lead", due="2026-03-06")


def of(*repairs: Repair, **fields: object) -> HelpRecord:
    return replace(NOTHING, plan=RepairPlan(repairs, **fields))  # type: ignore[arg-type]


def settings(**fields: str) -> TrustSettings:
    return TrustSettings("", "case", **fields)  # type: ignore[arg-type]


INVITED = Invitation("i", "case", "group", changed="A role, not a name")
GROUP = AffectedGroup("group", "case", "Support")
SIGNAL = Signal("signal", "case", name="Second approvals")
READ = SignalReading("1", "case", "signal", "2026-02-02", 4)

THERE = [
    ("LM-H1", replace(NOTHING, frame=[FramePiece("f", "case", FramePart.HAPPENED, "I cut it")])),
    ("LM-H1", replace(NOTHING, apologies=[Apology("a", "case", act="I cut it")])),
    ("LM-H2", replace(NOTHING, apologies=[Apology("a", "case", words="I cut it. I am sorry.")])),
    ("LM-H3", of(REPAIR)),
    ("LM-H4", of(replace(REPAIR, kind=RepairKind.PROCESS))),
    ("LM-H5", of(invitations=(INVITED,), groups=(GROUP,))),
    (
        "LM-H6",
        replace(
            NOTHING,
            settings=settings(partner="union steward"),
            checkpoints=[Checkpoint("c", "case", "2026-03-06")],
            updates=[UpdateNote("u", "case", sent_on="2026-03-02")],
        ),
    ),
    ("LM-H7", of(replace(REPAIR, small=True, state=RepairState.VERIFIED))),
    ("LM-H8", replace(NOTHING, signals=[SIGNAL], readings=[READ], shown={"signal"})),
    ("LM-H10", of(replace(REPAIR, kind=RepairKind.INCENTIVES))),
    ("LM-H11", replace(NOTHING, settings=settings(neutral="an ombudsperson"))),
    ("LM-H12", replace(NOTHING, settings=settings(look_again="2026-06-01"))),
]

NOT_YET = [
    ("LM-H1", replace(NOTHING, frame=[FramePiece("f", "case", FramePart.PROMISED, "A second")])),
    ("LM-H3", of(REPAIR, replace(REPAIR, id="bare", due="soon"))),
    ("LM-H4", of(replace(REPAIR, kind=RepairKind.PROCESS, state=RepairState.DROPPED))),
    ("LM-H5", of(invitations=(replace(INVITED, changed=" "),), groups=(GROUP,))),
    ("LM-H6", replace(NOTHING, settings=settings(partner="union steward"))),
    ("LM-H7", of(replace(REPAIR, small=True, state=RepairState.DONE))),
    ("LM-H8", replace(NOTHING, signals=[SIGNAL], readings=[READ])),
]


@pytest.mark.parametrize(("item", "record"), THERE, ids=[item for item, _ in THERE])
def test_what_the_case_shows_is_present_with_its_place(item: str, record: HelpRecord) -> None:
    found = {one.item: one for one in helps(record)}[item]
    assert found.presence is Presence.PRESENT
    assert found.where
    assert not found.by_hand


@pytest.mark.parametrize(("item", "record"), NOT_YET, ids=[item for item, _ in NOT_YET])
def test_what_is_only_begun_is_missing_still(item: str, record: HelpRecord) -> None:
    found = {one.item: one for one in helps(record)}[item]
    before = {one.item: one for one in helps(NOTHING)}[item]
    assert found.presence is Presence.MISSING
    assert found.where != before.where or item in ("LM-H1", "LM-H4")


def test_of_nothing_all_twelve_are_missing_with_a_sentence_and_a_page() -> None:
    found = helps(NOTHING)
    assert [one.item for one in found] == [f"LM-H{number}" for number in range(1, 13)]
    assert {one.presence for one in found} == {Presence.MISSING}
    assert all(one.where.endswith((".", "?")) and one.page for one in found)


def test_what_the_case_shows_stands_before_what_was_said_but_not_before_not_for_us() -> None:
    said = PlaybookAnswer("", "case", "LM-H3", AnswerState.YES, "in the team's tracker")
    record = replace(of(REPAIR), answers={"LM-H3": said})
    assert helps(record)[2].where == "R1: each has an owner and a day."
    assert helps(replace(NOTHING, answers={"LM-H3": said}))[2].where == "in the team's tracker"
    not_us = replace(said, state=AnswerState.ABSENT, text="one act, done")
    found = helps(replace(record, answers={"LM-H3": not_us}))[2]
    assert (found.presence, found.where) == (Presence.NOT_FOR_US, "one act, done")
