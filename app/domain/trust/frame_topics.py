"""What the Frame page asks, topic by topic, and how each topic stands in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.start import Answers, state_of, text_of
from app.domain.review_words import counted
from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece
from app.domain.trust.frame_rules import unacknowledged, untold
from app.domain.trust.frame_words import GAP
from app.domain.trust.position import POSITION_WORDS
from app.domain.trust.setting import Origin, Position

HOLDS = ("TR-G1", "TR-G2", "TR-G3")
STOPS = ("TR-G4", "TR-G5", "TR-G6")
ONE_ACT = "LM-0"
"""Whether there is one act or decision that can be named."""
GATE = (*HOLDS, *STOPS, ONE_ACT)
"""What is asked before a repair begins; where one does not hold, a reason passes it."""


def gate_of(origin: Origin) -> tuple[str, ...]:
    """What is asked before this repair begins; an incident need not be one act or decision."""
    return (*HOLDS, *STOPS) if origin is Origin.INCIDENT else GATE


FITS = ("TR-F1", "TR-F2", "TR-F3", "TR-F4")
DRIVERS = ("LM-V1", "LM-V2", "LM-V3", "LM-V4", "LM-V5", "LM-V6")
WORSE = ("LM-B1", "LM-B2", "LM-B3", "LM-B4", "LM-B5", "LM-B6", "LM-B7", "LM-B8")
ROLES = "TR-R1"
INPUTS = ("TR-I1", "TR-I2", "TR-I3", "TR-I4", "TR-I5", "TR-I6")


@dataclass(frozen=True, slots=True)
class Framed:
    """What was said so far; ``roles`` are the items of all roles."""

    position: Position = Position.UNSAID
    origin: Origin = Origin.UNSAID
    answers: Answers = field(default_factory=dict)
    frame: Mapping[FramePart, FramePiece] = field(default_factory=dict)
    groups: Sequence[AffectedGroup] = ()
    apologies: Sequence[Apology] = ()
    roles: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One group of questions: its id, its name, what it is for, and how it stands in words."""

    id: str
    title: str
    purpose: str
    words: Callable[[Framed], str]


def _position_words(framed: Framed) -> str:
    if framed.position is Position.UNSAID:
        return "asked first"
    return POSITION_WORDS[framed.position]


def _gate_words(framed: Framed) -> str:
    states = [state_of(framed.answers, item) for item in gate_of(framed.origin)]
    if AnswerState.NO in states:
        return "something else comes first"
    if open_ones := states.count(AnswerState.OPEN):
        return counted(open_ones, "open question")
    return "passed with a reason" if AnswerState.OVERRIDDEN in states else "nothing stands against"


def _gap_words(framed: Framed) -> str:
    written = [part for part in GAP if _written(framed, part)]
    if not written:
        return "not written yet"
    return "written" if len(written) == len(GAP) else f"{len(written)} of {len(GAP)} written"


def _groups_words(framed: Framed) -> str:
    if not framed.groups:
        return "none written down yet"
    count = counted(len(framed.groups), "group")
    if blank := len(unacknowledged(framed.groups)):
        return f"{count}, {blank} with nothing acknowledged"
    told = len(untold(framed.groups))
    return f"{count}, {told} not told yet" if told else f"{count}, each told"


def _apart_words(framed: Framed) -> str:
    both = (FramePart.OPERATIONS, FramePart.TALKS)
    written = sum(_written(framed, part) for part in both)
    return ("not written yet", "one of two written", "written")[written]


def _apology_words(framed: Framed) -> str:
    if not framed.apologies:
        return "none begun"
    count = counted(len(framed.apologies), "apology", "apologies")
    if any(one.counsel is Counsel.FIRST for one in framed.apologies):
        return f"{count}, counsel first"
    return count


def _feeding_words(framed: Framed) -> str:
    chosen = [
        item
        for item in (*DRIVERS, *WORSE)
        if state_of(framed.answers, item) is AnswerState.YES or text_of(framed.answers, item)
    ]
    return f"{len(chosen)} chosen" if chosen else "nothing chosen yet"


def _role_words(framed: Framed) -> str:
    missing = [
        role
        for role in framed.roles
        if not text_of(framed.answers, role)
        and state_of(framed.answers, role) is not AnswerState.ABSENT
    ]
    return f"{counted(len(missing), 'role')} not named yet" if missing else "each named"


def _input_words(framed: Framed) -> str:
    states = [state_of(framed.answers, item) for item in INPUTS]
    missing = sum(state in (AnswerState.NO, AnswerState.PARTLY) for state in states)
    parts = [f"{missing} missing or in part"] if missing else []
    if open_ones := states.count(AnswerState.OPEN):
        parts.append(counted(open_ones, "open question"))
    return ", ".join(parts) or "each looked at"


def _written(framed: Framed, part: FramePart) -> bool:
    piece = framed.frame.get(part)
    return piece is not None and bool(piece.text.strip())


TOPICS = (
    Topic(
        "position",
        "My position",
        "How do you stand to what happened? It changes what is offered on every page, and you "
        "can change it at any time.",
        _position_words,
    ),
    Topic(
        "gate",
        "Before it begins",
        "Where the answer is no, something else comes first, and below it stands what. You "
        "can go on for a reason; it is kept with the case and shown to nobody.",
        _gate_words,
    ),
    Topic(
        "gap",
        "What broke trust",
        "The gap between what people could expect and what happened to them.",
        _gap_words,
    ),
    Topic(
        "groups",
        "Those affected",
        "Groups, not persons. What is said to each of them plainly, by whom, and when.",
        _groups_words,
    ),
    Topic(
        "apart",
        "Operations and trust, apart",
        "Follow-up on operations asks what failed. A talk about trust asks what it did to people. "
        "Held together, the first one wins, and people leave unheard.",
        _apart_words,
    ),
    Topic(
        "apologies",
        "Apologies",
        "Each is a document of its own, to one recipient, and never a part of a review. It "
        "names the act, the harm, and what changes.",
        _apology_words,
    ),
    Topic(
        "feeding",
        "What led to it, what makes it worse",
        "Choose what holds, and say in a line what shows it. Conditions explain; they do not "
        "excuse.",
        _feeding_words,
    ),
    Topic("roles", "Who takes part", "By role, not by name.", _role_words),
    Topic(
        "inputs",
        "What it is built from",
        "What is missing is better said than filled in.",
        _input_words,
    ),
)


def first_open(framed: Framed) -> str:
    """The topic where a person begins: the position, then what stands in the way, then the gap."""
    if framed.position is Position.UNSAID:
        return "position"
    waiting = (AnswerState.NO, AnswerState.OPEN)
    if any(state_of(framed.answers, item) in waiting for item in gate_of(framed.origin)):
        return "gate"
    return "gap" if any(not _written(framed, part) for part in GAP) else "groups"
