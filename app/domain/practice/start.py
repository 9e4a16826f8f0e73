"""How a review begins: its gate, why it is held, who takes part, what it is built from.

Nothing here must be answered; what is not said is listed as not said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.review_words import counted

GATE = ("IR-G1", "IR-G2", "IR-G3")
FIT = ("IR-F1", "IR-F2", "IR-F3", "IR-F4", "PM-T1", "PM-T2", "PM-T3", "PM-T4")
WHY = "IR-F/why"
"""Why this review is held, in a sentence of one's own."""
ROLES = "IR-R1"
MEETING_ROLES = "PM-R1"
FACILITATOR = "PM-R1/facilitator"
"""The one role that stands in the header of the case, not among the answers."""
INPUTS = ("IR-I1", "IR-I2", "IR-I3", "IR-I4", "IR-I5", "IR-I6")
UNHEARD = "IR-I/unheard"
"""Whose account was not heard, a line each."""
QUESTIONS = ("IR-Q1", "IR-Q2", "IR-Q3", "IR-Q4", "IR-Q5", "IR-Q6")

Answers = Mapping[str, PlaybookAnswer]
"""What people answered, by the playbook item."""


def state_of(answers: Answers, item: str) -> AnswerState:
    """Where an item stands; open where nobody answered."""
    answer = answers.get(item)
    return AnswerState.OPEN if answer is None else answer.state


def text_of(answers: Answers, item: str) -> str:
    """What was written to an item; empty where nothing was."""
    answer = answers.get(item)
    return "" if answer is None else answer.text.strip()


def lines_of(answers: Answers, item: str) -> list[str]:
    """The lines that were written to an item."""
    return [line.strip() for line in text_of(answers, item).splitlines() if line.strip()]


def gate_state(chosen: AnswerState, reason: str) -> AnswerState:
    """Where a part of the gate stands: a no with a reason to begin anyway overrides it."""
    if chosen in (AnswerState.NO, AnswerState.OVERRIDDEN):
        return AnswerState.OVERRIDDEN if reason.strip() else AnswerState.NO
    return chosen


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was said so far: the answers, the facilitator of the case, and the items of roles."""

    answers: Answers
    facilitator: str = ""
    roles: Sequence[str] = ()

    def is_held(self, role: str) -> bool:
        """Whether somebody is named for a role, or it is said that there is none."""
        if role == FACILITATOR:
            return bool(self.facilitator.strip())
        absent = state_of(self.answers, role) is AnswerState.ABSENT
        return absent or bool(text_of(self.answers, role))


@dataclass(frozen=True, slots=True)
class Topic:
    """One group of questions: its id, its name, what it is for, and how it stands in words."""

    id: str
    title: str
    purpose: str
    words: Callable[[Beginning], str]


def _gate_words(begun: Beginning) -> str:
    states = [state_of(begun.answers, item) for item in GATE]
    if AnswerState.NO in states:
        return "not met yet"
    if open_ones := states.count(AnswerState.OPEN):
        return _open(open_ones)
    return "begun anyway, with a reason" if AnswerState.OVERRIDDEN in states else "met"


def _fit_words(begun: Beginning) -> str:
    chosen = any(state_of(begun.answers, item) is AnswerState.YES for item in FIT)
    return "said" if chosen or text_of(begun.answers, WHY) else _open(1)


def _role_words(begun: Beginning) -> str:
    missing = [role for role in begun.roles if not begun.is_held(role)]
    return f"{counted(len(missing), 'role')} not named yet" if missing else "each named"


def _input_words(begun: Beginning) -> str:
    states = [state_of(begun.answers, item) for item in INPUTS]
    missing = sum(state in (AnswerState.NO, AnswerState.PARTLY) for state in states)
    parts = [f"{missing} missing or in part"] if missing else []
    if open_ones := states.count(AnswerState.OPEN):
        parts.append(_open(open_ones))
    return ", ".join(parts) or "each looked at"


def _unheard_words(begun: Beginning) -> str:
    match state_of(begun.answers, UNHEARD):
        case AnswerState.OPEN:
            return _open(1)
        case AnswerState.YES:
            return "nobody is known to be missing"
    number = len(lines_of(begun.answers, UNHEARD))
    return f"{counted(number, 'account')} not heard" if number else "somebody was not heard"


def _open(number: int) -> str:
    return counted(number, "open question")


TOPICS = (
    Topic(
        "gate",
        "Before it begins",
        "A review helps when these three hold. Where one does not, you can still begin, with a "
        "reason that the review states.",
        _gate_words,
    ),
    Topic(
        "fit",
        "Why this review",
        "What speaks for holding it. Choose what holds; one is enough.",
        _fit_words,
    ),
    Topic(
        "roles",
        "Who takes part",
        "By role, not by name. Documents list who took part, and which views were missing.",
        _role_words,
    ),
    Topic(
        "inputs",
        "What it is built from",
        "What is missing is stated in every document, so that nobody takes silence for proof.",
        _input_words,
    ),
    Topic(
        "unheard",
        "Accounts not heard",
        "Whoever was there saw something that no log holds.",
        _unheard_words,
    ),
    Topic(
        "questions",
        "Questions to keep in mind",
        "Six questions that this review should be able to answer, and where their answers go.",
        lambda _begun: "nothing to fill in",
    ),
)


def first_open(begun: Beginning) -> str:
    """The topic where something waits to be said, else the first of all."""
    waiting = ("open question", "not met", "not named")
    for topic in TOPICS:
        if any(word in topic.words(begun) for word in waiting):
            return topic.id
    return TOPICS[0].id
