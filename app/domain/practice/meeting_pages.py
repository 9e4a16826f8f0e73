"""What the room sees in a review meeting, page by page.

Principles first, then the timeline, then why each path was open, then the actions, and the
question to the group at the end. It is made of what the draft says and nothing else: no finding,
no reason for dismissing one, no suggestion and nothing private is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.drafts import Case
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.chain import Factor
from app.domain.practice.chain_words import PART_WORDS, link_words
from app.domain.practice.corrective_words import KIND_WORDS as ACTION_WORDS
from app.domain.practice.corrective_words import STATE_WORDS
from app.domain.practice.failure_chain import FailureChain
from app.domain.practice.meeting_words import GROUP_QUESTION, PRINCIPLES
from app.domain.review_words import (
    CERTAINTY_WORDS,
    KIND_WORDS,
    counted,
    day_words,
    known_words,
    time_words,
    utc_words,
)
from app.domain.timeline import CitedEntry, in_order


class Part(StrEnum):
    """The parts of a meeting, in their order; the value is what people read."""

    PRINCIPLES = "How we talk today"
    TIMELINE = "Timeline"
    CHAIN = "Why it was possible"
    ACTIONS = "Actions"
    TOGETHER = "Before we go"


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One page. ``heading`` is read from the back of the room; ``above`` stands small over it."""

    part: Part
    above: str
    heading: str
    lines: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    target_id: str = ""
    """The entry, factor or action that a note on this page is about; empty for none."""


@dataclass(frozen=True, slots=True)
class MeetingPages:
    """All pages of a meeting, in order."""

    title: str
    pages: tuple[MeetingPage, ...]


def meeting_pages(
    case: Case, entries: Sequence[CitedEntry], plan: ActionPlan, zone: ZoneInfo
) -> MeetingPages:
    """The pages for a case; private entries are left out even where they are handed in."""
    shown = in_order(cited for cited in entries if not cited.entry.private)
    title = " ".join(case.title.split()) or "Untitled case"
    pages = (
        MeetingPage(
            Part.PRINCIPLES,
            "Before anything else",
            Part.PRINCIPLES.value,
            tuple(" ".join(each) for each in PRINCIPLES),
        ),
        *_timeline(shown, zone),
        *_chain(plan.chain),
        *_actions(plan),
        MeetingPage(
            Part.TOGETHER,
            "Asked of the group, answered as a group",
            GROUP_QUESTION,
            ("Nobody needs to say why, and nobody is asked alone.",),
        ),
    )
    return MeetingPages(title, pages)


def texts_of(shown: MeetingPages) -> Iterator[str]:
    """Every text that the room sees."""
    yield shown.title
    for page in shown.pages:
        yield from (page.above, page.heading, *page.lines, *page.marks)


def first_of(shown: MeetingPages, part: Part) -> int:
    """Where a part begins; where it has no page, the part before it."""
    order = list(Part)
    places = [order.index(page.part) for page in shown.pages]
    return next((at for at, place in enumerate(places) if place >= order.index(part)), 0)


def _timeline(shown: Sequence[CitedEntry], zone: ZoneInfo) -> Iterator[MeetingPage]:
    if not shown:
        return
    starts = [cited.entry.start_us for cited in shown if cited.entry.start_us is not None]
    days = list(dict.fromkeys(day_words(start_us, zone) for start_us in starts))
    yield MeetingPage(
        Part.TIMELINE,
        " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "",
        f"What happened: {counted(len(shown), 'entry', 'entries')}",
        (f"Times are in {zone.key}.", "Facts first: why comes after."),
    )
    for cited in shown:
        yield _entry(cited, zone, several_days=len(days) > 1)


def _entry(cited: CitedEntry, zone: ZoneInfo, *, several_days: bool) -> MeetingPage:
    entry = cited.entry
    parts = [time_words(entry.time, zone), utc_words(entry.time, zone), KIND_WORDS[entry.kind]]
    if several_days and entry.start_us is not None:
        parts.insert(0, day_words(entry.start_us, zone))
    marks = [CERTAINTY_WORDS[entry.certainty], known_words(entry, zone)]
    if not cited.citations:
        marks.append("no evidence cited")
    return MeetingPage(
        Part.TIMELINE,
        " · ".join(part for part in parts if part),
        entry.text.strip() or "No words yet",
        marks=tuple(mark for mark in marks if mark),
        target_id=entry.id,
    )


def _chain(chain: FailureChain) -> Iterator[MeetingPage]:
    if not chain.factors:
        return
    overview = tuple(f"{chain.number(one.id)} {_one_line(one.text)}" for one in chain.factors)
    yield MeetingPage(
        Part.CHAIN, "Conditions and decisions, none of them alone", "What contributed", overview
    )
    for factor in chain.factors:
        yield _factor(factor, chain)


def _factor(factor: Factor, chain: FailureChain) -> MeetingPage:
    lines = []
    if factor.why_open.strip():
        lines.append(f"Why this path was open: {factor.why_open.strip()}")
    for link in chain.links_of(factor.id):
        from_, to = chain.number(link.from_id), chain.number(link.to_id)
        other = chain.by_id[link.to_id if link.from_id == factor.id else link.from_id]
        lines.append(f"{link_words(from_, link.kind, link.sign, to)}: {_one_line(other.text)}")
    marks = [CERTAINTY_WORDS[factor.certainty]]
    if chain.is_marked(factor.id):
        marks.append("raised the impact most")
    return MeetingPage(
        Part.CHAIN,
        f"{chain.number(factor.id)} · {PART_WORDS[factor.part]}",
        factor.text.strip() or "No words yet",
        tuple(lines),
        tuple(marks),
        factor.id,
    )


def _actions(plan: ActionPlan) -> Iterator[MeetingPage]:
    for action in plan.pursued:
        lines = [
            f"Owner: {action.owner.strip() or 'nobody yet'}",
            f"Due: {action.due.strip() or 'no day yet'}",
            f"Shown by: {action.shown_by.strip() or 'not said yet'}",
        ]
        lines += [f"Closes {plan.told(target)}" for target in plan.closes(action.id)]
        yield MeetingPage(
            Part.ACTIONS,
            f"{plan.numbers[action.id]} · {ACTION_WORDS[action.kind]}",
            action.text.strip() or "No words yet",
            tuple(lines),
            (STATE_WORDS[action.state],),
            action.id,
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
