"""The page of one responder: what the draft says of their role, and nothing else.

Texts come with roles in place of names, as the documents show them. What others answered stands on
no page, and no document holds a list of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar
from zoneinfo import ZoneInfo

from app.domain.drafts import Case
from app.domain.people import UNKNOWN_ROLE, People
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor
from app.domain.practice.context import NOW, THEN, DecisionPoint
from app.domain.practice.lessons import Lesson
from app.domain.practice.response import DrasticAction
from app.domain.practice.role_words import RoleFinder, same_role
from app.domain.review_words import (
    CERTAINTY_WORDS,
    KIND_WORDS,
    day_words,
    known_words,
    moment_words,
    time_words,
)
from app.domain.timeline import CitedEntry, in_order

T = TypeVar("T", DecisionPoint, DrasticAction)

VERDICT_WORDS = {
    Verdict.NOT_ASKED: "Not asked yet",
    Verdict.ASKED: "Asked, no answer yet",
    Verdict.FAIR: "It is fair",
    Verdict.NOT_FAIR: "It is not fair",
    Verdict.OWN_WORDS: "In their own words",
    Verdict.DECLINED: "Would rather not say",
}

ANSWERED = frozenset({Verdict.FAIR, Verdict.NOT_FAIR, Verdict.OWN_WORDS})
"""What counts as an answer; to decline is counted apart."""

CONTEXT_WORDS = {
    "saw": "Saw",
    "believed": "Believed",
    "put_first": "Put first",
    "ambiguity": "What was ambiguous",
    "overload": "What was too much",
    "handoff": "Handoffs",
    "missing_context": "What was missing",
    "made_sense": "Why it made sense",
    NOW: "What we know now",
}
_ACTION_WORDS = {
    "owner": "Who owns the call",
    "action": "Action",
    "hypothesis": "Hypothesis",
    "expected": "Expected",
    "risk": "Risk",
    "way_back": "Way back",
    "seen": "What was seen then",
}
_SUMMARY_WORDS = {"summary": "What happened", "impact": "Impact", "safe_now": "What is safe now"}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or more of a passage; ``label`` says which field of a thing it stands in."""

    label: str
    """What the field is called; empty where the passage has only one."""
    text: str
    """What the draft says."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One place of the draft that speaks of a role."""

    PLACE: ClassVar[str] = "the passages"

    where: str
    """What kind of thing it is: “Decision”, “Contributing factor”."""
    when: str
    """When it happened; empty where it has no time."""
    lines: tuple[Line, ...]
    """What the draft says there."""
    marks: tuple[str, ...]
    """How sure people are, and what was known only later."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that the draft of a case tells, private things left out."""

    case: Case
    entries: Sequence[CitedEntry] = ()
    decisions: Sequence[DecisionPoint] = ()
    actions: Sequence[DrasticAction] = ()
    factors: Sequence[Factor] = ()
    lessons: Sequence[Lesson] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that decision points and drastic actions name."""
        named = [*(each.role for each in self.decisions), *(each.owner for each in self.actions)]
        return tuple(dict.fromkeys(role.strip() for role in named if role.strip()))


def proposed(people: People, accounts: Iterable[FairAccount]) -> list[tuple[str, str]]:
    """Who has a role in the case but no page yet: person ids with their roles."""
    has_page = {account.person_id for account in accounts if account.person_id}
    roles = {same_role(account.role) for account in accounts}
    return [
        (person_id, people.label(person_id))
        for person_id in people.in_case
        if person_id not in has_page
        and people.label(person_id) != UNKNOWN_ROLE
        and same_role(people.label(person_id)) not in roles
    ]


def role_of(account: FairAccount, people: People) -> str:
    """What a responder is called now: by the role of the person, where one is known."""
    if account.person_id in people.persons:
        label = people.label(people.head(account.person_id))
        return account.role if label == UNKNOWN_ROLE else label
    return account.role


def finder_of(people: People, accounts: Iterable[FairAccount], told: Told) -> RoleFinder:
    """A finder of every role that a case knows."""
    borne = (people.label(person_id) for person_id in people.in_case)
    return RoleFinder([*borne, *(account.role for account in accounts), *told.roles])


def passages_about(
    role: str,
    told: Told,
    finder: RoleFinder,
    worded: Callable[[str], str],
    zone: ZoneInfo,
    *,
    as_written: bool = False,
) -> tuple[Passage, ...]:
    """What the draft says of a role, in the order of the review.

    ``finder`` knows all roles of the case: a longer label is not taken for a shorter one in it.
    ``worded`` puts roles in place of names; ``as_written`` gives the texts before that, for a
    document that does so itself. Of a thing that belongs to the role every field is shown, of
    others only what speaks of it.
    """
    kept = _Kept(role, finder, worded, as_written=as_written)
    found: list[Passage | None] = [_header(told.case, kept)]
    found += [_entry(cited, kept, zone) for cited in in_order(told.entries)]
    found += [_decision(point, kept, zone) for point in _by_time(told.decisions)]
    found += [_action(action, kept, zone) for action in _by_time(told.actions)]
    found += [_factor(factor, kept) for factor in sorted(told.factors, key=lambda one: one.rank)]
    found += [_lesson(lesson, kept) for lesson in sorted(told.lessons, key=lambda one: one.rank)]
    return tuple(passage for passage in found if passage is not None)


class _Kept:
    """Which texts stand on the page of a role."""

    def __init__(
        self, role: str, finder: RoleFinder, worded: Callable[[str], str], *, as_written: bool
    ) -> None:
        self._role = role
        self._finder = finder
        self._worded = worded
        self._as_written = as_written

    def owns(self, role: str) -> bool:
        """Whether a thing that names a role belongs to this one."""
        return bool(role.strip()) and same_role(self._worded(role)) == same_role(self._role)

    def lines(self, fields: Iterable[tuple[str, str]], *, whole: bool = False) -> tuple[Line, ...]:
        """The fields that speak of the role, or all that say something."""
        said = [(label, text.strip()) for label, text in fields if text.strip()]
        return tuple(
            Line(label, self.text(text))
            for label, text in said
            if whole or self._finder.speaks_of(self._worded(text), self._role)
        )

    def text(self, text: str) -> str:
        """A text as the page shows it."""
        return text if self._as_written else self._worded(text)


def _header(case: Case, kept: _Kept) -> Passage | None:
    fields = [
        (label, paragraph)
        for name, label in _SUMMARY_WORDS.items()
        for paragraph in getattr(case, name).split("\n\n")
    ]
    return _passage("First page", "", kept.lines(fields), ())


def _entry(cited: CitedEntry, kept: _Kept, zone: ZoneInfo) -> Passage | None:
    entry = cited.entry
    if entry.private:
        return None
    lines = kept.lines([("", entry.text)], whole=kept.owns(entry.known_by))
    marks = [CERTAINTY_WORDS[entry.certainty], kept.text(known_words(entry, zone))]
    if lines and not cited.citations:
        marks.append("no evidence cited")
    when = time_words(entry.time, zone)
    if entry.start_us is not None:
        when = f"{day_words(entry.start_us, zone)}, {when}"
    return _passage(f"Timeline: {KIND_WORDS[entry.kind].lower()}", when, lines, marks)


def _decision(point: DecisionPoint, kept: _Kept, zone: ZoneInfo) -> Passage | None:
    fields = [("What was decided", point.title), ("Who", point.role)]
    fields += [(CONTEXT_WORDS[name], point.said(name)) for name in (*THEN, NOW)]
    lines = kept.lines(fields, whole=kept.owns(point.role))
    marks = (CERTAINTY_WORDS[point.certainty],)
    return _passage("Decision in its context", _when(point.at_us, zone), lines, marks)


def _action(action: DrasticAction, kept: _Kept, zone: ZoneInfo) -> Passage | None:
    fields = [(label, getattr(action, name)) for name, label in _ACTION_WORDS.items()]
    lines = kept.lines(fields, whole=kept.owns(action.owner))
    marks = (CERTAINTY_WORDS[action.certainty],)
    return _passage("Drastic action", _when(action.at_us, zone), lines, marks)


def _factor(factor: Factor, kept: _Kept) -> Passage | None:
    fields = [("", factor.text), ("Why this path was open", factor.why_open)]
    return _passage("Contributing factor", "", kept.lines(fields), _sure(factor))


def _lesson(lesson: Lesson, kept: _Kept) -> Passage | None:
    where = "Went well" if lesson.kind.value == "went_well" else "To improve"
    return _passage(where, "", kept.lines([("", lesson.text)]), _sure(lesson))


def _sure(thing: Factor | Lesson) -> tuple[str, ...]:
    return (CERTAINTY_WORDS[thing.certainty],)


def _passage(
    where: str, when: str, lines: tuple[Line, ...], marks: Iterable[str]
) -> Passage | None:
    if not lines:
        return None
    return Passage(where, when, lines, tuple(mark for mark in marks if mark))


def _when(at_us: int | None, zone: ZoneInfo) -> str:
    return "" if at_us is None else moment_words(at_us, zone)


def _by_time(things: Iterable[T]) -> list[T]:
    return sorted(things, key=lambda one: (one.at_us is None, one.at_us or 0, one.id))
