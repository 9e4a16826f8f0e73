"""The words of the page on following through: rows of its lists, and its quiet lines."""

from __future__ import annotations

from app.domain.audiences import Audience
from app.domain.practice.follow_through import Line
from app.domain.review_words import counted
from app.domain.trust.checkpoint_rules import overdue, to_come
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.follow_words import KIND_WORDS
from app.domain.trust.pieces import READER_WORDS
from app.domain.trust.repair_words import STATE_WORDS
from app.domain.trust.repairs import Repair, RepairState
from app.domain.trust.update_rules import broken_promise, repeated
from app.operations.trust.follow_page import FollowPage
from app.ui.widgets.headed_list import HeadedRow

_REPEATED = (
    "The update of {day} promises what an earlier one promised. What came of it? If nothing did, "
    "can it say so?"
)


def held_words(page: FollowPage) -> str:
    """How many were held, and how many days have passed."""
    if not page.checkpoints:
        return ""
    held = sum(one.done_us is not None for one in page.checkpoints)
    passed = len(overdue(page.checkpoints, page.today))
    told = f"{held} of {counted(len(page.checkpoints), 'checkpoint')} held"
    return f"{told}, {passed} passed without" if passed else told


def first_to_hold(page: FollowPage) -> str:
    """The id of the first checkpoint that was not held; empty where all were."""
    return next((one.id for one in page.checkpoints if one.done_us is None), "")


def checkpoint_rows(page: FollowPage) -> list[HeadedRow]:
    """The checkpoints by their days, each with how it stands."""
    passed = {one.id for one in overdue(page.checkpoints, page.today)}
    next_one = next((one.id for one in to_come(page.checkpoints, page.today)), "")
    return [_checkpoint(one, passed, next_one) for one in page.checkpoints]


def _checkpoint(one: Checkpoint, passed: set[str], next_one: str) -> HeadedRow:
    if one.done_us is not None:
        state = "held"
    elif one.id in passed:
        state = "not held yet"
    else:
        state = "next" if one.id == next_one else ""
    said = next((each for each in (one.changed, one.happened, one.people) if each.strip()), "")
    return HeadedRow(one.id, f"{one.due}  {KIND_WORDS[one.kind]}", " ".join(said.split()), state)


def update_rows(page: FollowPage) -> list[HeadedRow]:
    """The updates by their days."""
    return [_update(page, one) for one in page.updates]


def _update(page: FollowPage, one: UpdateNote) -> HeadedRow:
    said = next((each for each in (one.since, one.changed, one.next_step) if each.strip()), "")
    text = " ".join(said.split()) or "Nothing written yet"
    readers = reader_words(page.shown.get(one.id, ()))
    promised = f"next one promised for {one.next_on}" if one.next_on else ""
    below = " · ".join(each for each in (readers, promised) if each)
    state = f"sent {one.sent_on}" if one.sent_on else "not sent"
    return HeadedRow(one.id, f"{one.written_on or 'No day'}  {text}", below, state)


def reader_words(readers: tuple[Audience, ...]) -> str:
    """Who is shown an update."""
    return f"for {', '.join(READER_WORDS[each] for each in readers)}" if readers else "private"


def promise_lines(page: FollowPage) -> tuple[str, ...]:
    """What was promised and did not come, and what is promised again."""
    missed = broken_promise(page.updates, page.today)
    lines = [f"An update was promised for {missed} and has not come."] if missed else []
    lines += [_REPEATED.format(day=one.written_on or "no day") for one in repeated(page.updates)]
    return tuple(lines)


def small_wins(page: FollowPage) -> list[Line]:
    """The repairs marked as small wins, and who verified each or how somebody could."""
    plan = page.recovery.plan
    return [_win(plan.numbers[one.id], one) for one in plan.pursued if one.small]


def _win(number: str, one: Repair) -> Line:
    text = " ".join((one.after or one.text).split()) or "Nothing written yet"
    if one.state is RepairState.VERIFIED:
        by = one.verified_by.strip() or "somebody affected"
        return Line(f"{number}  {text} Seen by {by}.", "verified")
    shown_by = " ".join(one.shown_by.split())
    how = f"To check: {shown_by}" if shown_by else "Nothing says yet how somebody could check it."
    return Line(f"{number}  {text} {how}", STATE_WORDS[one.state])
