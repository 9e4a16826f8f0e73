"""Checkpoints, updates, and whether trust may be called repaired."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moments import UTC_ZONE
from app.domain.notes import Notes
from app.domain.trust.account import GroupStatement, GroupVerdict
from app.domain.trust.breaks import Trend, TrustBreak
from app.domain.trust.checkpoint_rules import months_later, overdue, planned
from app.domain.trust.follow_through import Checkpoint, CheckpointKind, UpdateNote
from app.domain.trust.follow_words import OUTLINE, QUESTIONS
from app.domain.trust.recovery import (
    NO_EVIDENCE,
    NO_REASON,
    Recovery,
    against,
    evidence_of,
    refusal,
)
from app.domain.trust.recovery_document import NOBODY, recovery_document
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repairs import Repair, RepairState
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signal_rules import Movement, SignalStanding
from app.domain.trust.signals import Signal
from app.domain.trust.update_document import plain_text, update_document
from app.domain.trust.update_rules import broken_promise

TODAY = date(2026, 5, 4)
SETTINGS = TrustSettings("s", "case")
SEEN = Repair("r", "case", "Status in ten minutes", state=RepairState.VERIFIED, verified_by="desk")


def standing(name: str, movement: Movement) -> SignalStanding:
    return SignalStanding(Signal(name, "case", name=name), (), movement, ())


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_the_plan_has_a_checkpoint_every_week_until_the_quarter(start):
    days = planned(start)
    kinds = [kind for _, kind in days]
    assert kinds.count(CheckpointKind.MONTH) == kinds.count(CheckpointKind.QUARTER) == 1
    assert days[-1] == (months_later(start, 3), CheckpointKind.QUARTER)
    steps = [after - before for (before, _), (after, _) in pairwise(days)]
    assert max(steps) <= timedelta(days=14)
    assert min(steps) >= timedelta(days=1)
    assert days[0][0] == start + timedelta(days=7)


def test_the_last_day_of_a_month_and_the_day_to_look_again_are_kept():
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    again = date(2026, 9, 1)
    assert planned(TODAY, again)[-1] == (again, CheckpointKind.AGAIN)
    assert CheckpointKind.AGAIN not in dict(map(reversed, planned(TODAY, date(2026, 1, 1))))


def test_what_passed_unheld_is_overdue():
    missed = Checkpoint("a", "case", "2026-05-03")
    held = Checkpoint("b", "case", "2026-05-02", done_us=1)
    today = Checkpoint("c", "case", "2026-05-04")
    broken = Checkpoint("d", "case", "soon")
    assert overdue([today, held, broken, missed], TODAY) == (missed,)


def test_every_kind_of_checkpoint_asks_its_own_questions():
    fields = {"happened", "changed", "people", "next"}
    assert all(set(QUESTIONS[kind]) == fields for kind in CheckpointKind)
    asked = [words for kind in CheckpointKind for words in QUESTIONS[kind].values()]
    assert len(set(asked)) == 16
    assert all(words.endswith("?") for words in asked)


def test_a_promised_update_that_did_not_come_is_seen_until_one_comes():
    first = UpdateNote("a", "case", written_on="2026-04-20", next_on="2026-05-01")
    assert broken_promise([first], TODAY) == "2026-05-01"
    assert broken_promise([first], date(2026, 5, 1)) == ""
    late = UpdateNote("b", "case", written_on="2026-05-03", next_on="2026-05-10")
    assert broken_promise([late, first], TODAY) == ""
    assert broken_promise([], TODAY) == ""
    sent = replace(first, sent_on="2026-04-20")
    assert broken_promise([late, sent], TODAY) == "2026-05-01"  # what is not sent has not come
    assert broken_promise([replace(late, sent_on="2026-05-03"), sent], TODAY) == ""


def test_an_update_has_headings_and_only_what_a_person_wrote():
    assert update_document(UpdateNote("a", "case")) == ()
    note = UpdateNote("a", "case", since="The board shows it.", next_on="2026-05-10")
    text = plain_text(update_document(note))
    lines = [line for line in text.splitlines() if line]
    assert lines == [OUTLINE["since"], note.since, OUTLINE["next_on"], "On 2026-05-10."]


def test_repaired_needs_something_that_shows_it_and_a_reason():
    bare = Recovery(SETTINGS, RepairPlan((replace(SEEN, state=RepairState.DONE),)))
    assert refusal(bare, "I think so") == NO_EVIDENCE
    shown = Recovery(SETTINGS, RepairPlan((SEEN,)))
    assert refusal(shown, "  ") == NO_REASON
    assert refusal(shown, "Support saw it") == ""


@pytest.mark.parametrize(
    ("recovery", "words"),
    [
        (Recovery(SETTINGS, RepairPlan((SEEN,))), "R1 was verified by desk."),
        (
            Recovery(SETTINGS, RepairPlan(), (standing("Calls", Movement.BETTER),)),
            "“Calls” has moved towards better.",
        ),
        (
            Recovery(
                SETTINGS,
                RepairPlan(),
                statements=(GroupStatement("g", "case", "support", verdict=GroupVerdict.TRUE),),
            ),
            "1 group called the account true.",
        ),
        (
            Recovery(SETTINGS, RepairPlan(breaks=(TrustBreak("b", "case", trend=Trend.BETTER),))),
            "B1 is getting better, as people see it.",
        ),
    ],
)
def test_what_repaired_may_rest_on(recovery, words):
    assert words in evidence_of(recovery)


def test_what_speaks_against_it_is_said_beside_it():
    recovery = Recovery(
        SETTINGS,
        RepairPlan(
            (Repair("a", "case"), replace(SEEN, state=RepairState.DONE)),
            (TrustBreak("b", "case", trend=Trend.SAME),),
        ),
        (standing("Calls", Movement.WORSE), standing("Talks", Movement.WORDS)),
        (GroupStatement("g", "case", "support", verdict=GroupVerdict.TRUE, dissent=True),),
        (Checkpoint("c", "case", "2026-05-01"),),
        TODAY,
    )
    told = against(recovery)
    assert told == (
        "“Calls” has become worse.",
        "“Talks” is read in words, and people have to say what they show.",
        "R2: done, and nobody affected has verified it.",
        "R1: still to be done.",
        "No repair is for B1.",
        "B1: no better than before, as people see it.",
        "1 group did not call the account true, or not all of it.",
        "1 checkpoint passed without being held.",
    )


@given(
    st.lists(st.sampled_from([Movement.UNMOVED, Movement.WORSE, Movement.BETTER]), max_size=4),
    st.integers(0, 3),
    st.booleans(),
)
def test_no_review_says_repaired_without_what_has_not_moved(movements, kept_back, called):
    """Whether it is shown to these readers or kept from them."""
    settings = replace(SETTINGS, repaired_us=1_777_000_000_000_000) if called else SETTINGS
    signals = tuple(standing(f"Signal {at}", each) for at, each in enumerate(movements))
    recovery = Recovery(settings, RepairPlan((SEEN,)), signals, today=TODAY)
    sections = recovery_document(recovery, kept_back, (), Notes(UTC_ZONE), UTC_ZONE)
    verdict = sections[0]
    text = " ".join(verdict.sentences)
    assert (NOBODY in text) is not called
    assert ("not shown here" in text) is bool(kept_back)
    said = [row.text for group in verdict.groups for row in group.statements]
    for one in signals:
        if one.movement is not Movement.BETTER:
            assert any(one.signal.name in words for words in said)
