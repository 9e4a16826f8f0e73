"""What each position offers: the one who did it acts, who leads asks too, who facilitates carries.

The position is asked first. It decides what the pages of a trust case offer, and forbids nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.trust.setting import Position


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that helps in a position: what to do, in a sentence, and on which page."""

    words: str
    page: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What is offered in a position.

    ``means`` says what the position is about. ``own_acts`` is whether the person at the desk
    repairs things in person; ``apologises`` whether an apology of their own belongs here;
    ``requests`` whether repairs are also asked of somebody else, such as the leader who decided.
    ``apart`` says what stays with others.
    """

    means: str
    hints: tuple[Hint, ...] = ()
    apart: str = ""
    own_acts: bool = True
    apologises: bool = True
    requests: bool = True


POSITION_WORDS: Mapping[Position, str] = {
    Position.MADE: "I made the mistake",
    Position.LEADS: "I lead those affected",
    Position.FACILITATES: "I facilitate",
}
"""The positions as the person at the desk says them."""

_UNSAID = Guidance(
    means="Where you stand decides what helps: your own acts, what you ask of others, or a "
    "neutral hand.",
)

_GUIDANCE: Mapping[Position, Guidance] = {
    Position.MADE: Guidance(
        means="You name what you did, change what led to it, and let those affected see that it "
        "changed. Small acts that can be predicted carry further than one grand gesture.",
        hints=(
            Hint("Name the act and the gap it left: promised, happened, to whom.", "frame"),
            Hint("Write an apology to somebody, with what changes because of it.", "frame"),
            Hint("Invite those affected to shape the repair, and say what it changed.", "repairs"),
            Hint("Keep a weekly checkpoint with a named partner.", "trust-follow"),
        ),
        apart="Whether it is enough is for those affected to say.",
        requests=False,
    ),
    Position.LEADS: Guidance(
        means="You did not decide it, but people look to you. Repair what is in your reach, ask "
        "the rest of whoever can, and keep the record right.",
        hints=(
            Hint("Choose repairs within your reach.", "repairs"),
            Hint("Write down what to ask of the leader, by when, and what came of it.", "repairs"),
            Hint("Correct the record: hold what was said against the evidence.", "account"),
            Hint("Say plainly to each group what happened to them.", "frame"),
        ),
        apart="An apology for the act belongs to whoever did it. You can give one for what "
        "you did or left undone yourself.",
    ),
    Position.FACILITATES: Guidance(
        means="You carry words between people and keep them as they were said. You take no side "
        "and repair nothing in person.",
        hints=(
            Hint("Carry the account to each group and its answer back, unnamed.", "account"),
            Hint("Map what broke as each side tells it.", "breaks"),
            Hint("Write down what each side asks of the other, as requests.", "repairs"),
            Hint("Hold the checkpoints, and ask the same questions each time.", "trust-follow"),
        ),
        apart="Acts and apologies belong to the parties. You can help them to be exact.",
        own_acts=False,
        apologises=False,
    ),
}


def guidance(position: Position) -> Guidance:
    """What is offered in a position; before one is said, nothing is held back."""
    return _GUIDANCE.get(position, _UNSAID)
