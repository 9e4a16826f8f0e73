"""A quarter of a trust repair, from the first position to the recovery review, in operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Case
from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.account import AccountPart, GroupVerdict
from app.domain.trust.apology import Counsel
from app.domain.trust.beginning import FromIncident, Gap
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend
from app.domain.trust.frame import FramePart
from app.domain.trust.repairs import RepairKind, RepairState, Telling
from app.domain.trust.setting import Position
from app.domain.trust.signal_readings import Read
from app.domain.trust.signals import Better, Signal
from app.operations import drafting
from app.operations.trust import (
    account,
    apologies,
    breaks,
    checkpoints,
    frame,
    recovery,
    repairs,
    setting,
    showing,
    signals,
    updates,
)
from app.operations.trust.beginning import begin

START = date(2026, 3, 2)
"""A Monday, a quarter before anybody reads this."""
WEEKS = [(START + timedelta(weeks=week)).isoformat() for week in range(13)]
NOW_US = 1_780_300_000_000_000
TITLE = "kestrel: what I did in March"
PRIVATE = "Kestrel thinks that I should step down over the roadmap"
MOVING = (9, 8, 9, 7, 6, 6, 5, 4, 4, 3, 3, 2, 2)
STILL = (4, 5, 4, 4, 5, 4, 5, 4, 4, 5, 4, 4, 5)
TEAM = Audience.TEAM


@dataclass(frozen=True)
class Quarter:
    """What a test looks for in the recovery review."""

    case: Case
    position: Position
    moved: Signal
    still: Signal


def run(casebook: Casebook, position: Position) -> Quarter:
    """Everything that a person of this position does in a quarter."""
    gap = Gap("The roadmap was changed without asking", "A say in the roadmap", "the team")
    beginning = gap if position is Position.MADE else FromIncident("Delivery times were gone")
    case = begin(casebook, TITLE, beginning)
    where = casebook, case.id
    setting.take_position(*where, position)
    setting.change(
        *where, {"about": "The changed roadmap", "partner": "the lead of search"}, "Name"
    )
    for number in range(1, 7):
        frame.answer(*where, f"TR-G{number}", AnswerState.YES)
    frame.write(*where, FramePart.TALKS, {"text": PRIVATE})
    group = frame.add_group(*where, "Release team")
    told = {"side": Side.INSIDE, "size": 9, "acknowledged": "You were not asked."}
    frame.change_group(*where, group.id, told)
    if position is Position.MADE:
        _apologise(*where)
    said = account.add(*where, AccountPart.ORGANISATIONAL, "The plan was changed in a hallway.")
    broken = breaks.add(*where, "Release team", Side.INSIDE)
    what = {"toward": "Leadership", "kind": BreakKind.LEADERSHIP, "text": "A say was promised"}
    deep = {"fear": "That it is decided again without us", "severity": Severity.DAMAGED}
    breaks.change(*where, broken.id, what | deep)
    repair = _repair(*where, broken.id)
    account.name_neutral(*where, "the lead of support")
    (asked,) = account.ask(*where, [group.id], NOW_US)
    answer = {"verdict": GroupVerdict.TRUE, "words": "So it was, and the date was known."}
    account.note_answer(*where, asked.id, answer, NOW_US)
    moved = _observe(*where, "Decisions taken back", MOVING, Better.LOWER)
    still = _observe(*where, "Second approvals asked for", STILL, Better.LOWER)
    held = _follow(*where)
    breaks.change(*where, broken.id, {"trend": Trend.BETTER})
    shown = [said.id, broken.id, repair, moved.id, still.id, held, asked.id, group.id]
    showing.show_all(*where, shown, TEAM)
    recovery.call_repaired(*where, "The release team saw two plans being made with them")
    return Quarter(case, position, moved, still)


def _apologise(casebook: Casebook, case_id: str) -> None:
    apology = apologies.add(casebook, case_id)
    words = {"act": "I changed the roadmap", "harm": "It undid your work of March"}
    said = {"changes": "Plans change in the review on Mondays", "words": "I did this. I am sorry."}
    apologies.change(casebook, case_id, apology.id, words | said)
    apologies.release(casebook, case_id, apology.id, "the release team", Counsel.NOT_NEEDED)


def _repair(casebook: Casebook, case_id: str, break_id: str) -> str:
    added = repairs.add(casebook, case_id, "Plans change in the Monday review only", [break_id])
    what = {
        "before": "Whether a plan still held on Tuesday",
        "after": "A plan holds until the next Monday review",
        "kind": RepairKind.PROMISE,
        "owner": "head of delivery",
        "due": "2026-03-20",
        "shown_by": "The minutes of the review",
        "telling": Telling.WIDELY,
        "small": True,
    }
    repairs.change(casebook, case_id, added.id, what)
    done = {"proof": "Minutes of 2026-03-16", "verified_by": "release team"}
    repairs.change(casebook, case_id, added.id, {**done, "state": RepairState.VERIFIED})
    return added.id


def _observe(
    casebook: Casebook, case_id: str, name: str, values: tuple[int, ...], better: Better
) -> Signal:
    """A signal, read on each Monday of the quarter."""
    signal = signals.add(casebook, case_id, group="Release team", size=9)
    base = {"baseline": float(values[0]), "baseline_on": WEEKS[0], "better": better}
    signals.change(casebook, case_id, signal.id, {"name": name, "source": "the board"} | base)
    for week, value in zip(WEEKS, values, strict=True):
        read = Read(signal_id=signal.id, week=week, value=float(value))
        signals.write_readings(casebook, case_id, [read])
    return signal


def _follow(casebook: Casebook, case_id: str) -> str:
    """Checkpoints planned and held, updates written; hands back the last checkpoint."""
    assert checkpoints.plan(casebook, case_id, START) >= 12
    planned = checkpoints.checkpoints(casebook, case_id)
    for one in planned:
        said = {"changed": f"The plan of {one.due} held"} | (
            {} if one is planned[-1] else {"people": PRIVATE}
        )
        checkpoints.change(casebook, case_id, one.id, said)
        checkpoints.hold(casebook, case_id, one.id)
    note = updates.begin(casebook, case_id)
    told = {"since": "Two plans were made together.", "next_step": "The plan of April"}
    drafting.change(casebook, type(note), case_id, note.id, told, "Edit update")
    showing.show(casebook, case_id, note.id, TEAM)
    return planned[-1].id


def undone_and_redone(casebook: Casebook, case_id: str) -> int:
    """Take every step back, and again forward; how many there were."""
    steps = 0
    while casebook.undo(case_id) is not None:
        steps += 1
    for _ in range(steps):
        assert casebook.redo(case_id) is not None
    return steps
