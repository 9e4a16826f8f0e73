"""What is asked about the frame and those affected. It asks a person and judges nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.folding import folded
from app.domain.moments import typed_day
from app.domain.review_words import shortened
from app.domain.trust.breaks import Side
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece

Frame = Mapping[FramePart, FramePiece]
"""The texts of the frame that were begun, each by its part."""

_OF_TRUST = re.compile(
    r"\b(trust|distrust|mistrust|apolog\w*|sorry|blame|ashamed|fear|resent\w*|feel|feelings"
    r"|talk(s|ing)? (to|with)|conversations?)\b"
)
_OF_OPERATIONS = re.compile(
    r"\b(tickets?|patch(es)?|hotfix(es)?|deploy\w*|roll(ed)? ?back|rollbacks?|runbooks?|alerts?"
    r"|dashboards?|backlog|config\w*|restart\w*)\b"
)
_SHORT = 60
_MOOD = re.compile(r"\b(morale|culture|atmosphere|mood|climate|mindset|attitudes?)\b")


@dataclass(frozen=True, slots=True)
class GroupQuestion:
    """A question to people; ``field`` is the field of the group it stands beside."""

    field: str
    words: str


def asked_of_gap(frame: Frame) -> tuple[str, ...]:
    """What is asked about what was promised, what happened and to whom."""
    promised, happened, whom = (
        _text(frame, part) for part in (FramePart.PROMISED, FramePart.HAPPENED, FramePart.TO_WHOM)
    )
    asked = []
    if happened and _MOOD.search(folded(happened)):
        asked.append(
            "This speaks of a mood or a culture. Which act or decision was it, and on which day?"
        )
    if happened and not promised:
        asked.append("What had people been told, or could they rightly expect?")
    if promised and not happened:
        asked.append("What happened instead?")
    if (promised or happened) and not whom:
        asked.append("Whom did it reach?")
    return tuple(asked)


def asked_of_two_sides(frame: Frame) -> tuple[str, ...]:
    """What is asked about operational follow-up and the talks about trust, side by side."""
    operations, talks = _text(frame, FramePart.OPERATIONS), _text(frame, FramePart.TALKS)
    if operations and folded(operations) == folded(talks):
        return ("Both hold the same words. What belongs to the talks, and what to operations?",)
    asked = []
    if _OF_TRUST.search(folded(operations)):
        asked.append(
            "The follow-up on operations speaks of trust. Can that have a talk of its own?"
        )
    if _OF_OPERATIONS.search(folded(talks)):
        asked.append(
            "The talks about trust speak of operations. People hear a plan where they came to be "
            "heard; can that part go to the other field?"
        )
    return tuple(asked)


def asked_of_groups(groups: Sequence[AffectedGroup], frame: Frame) -> tuple[str, ...]:
    """What is asked about those affected, together."""
    if not groups:
        if whom := _text(frame, FramePart.TO_WHOM):
            return (f"The gap says to whom: “{shortened(whom, _SHORT)}”. Which groups are these?",)
        return ("No group is written down yet. Who was affected, and how?",)
    asked = []
    if not any(group.acknowledged.strip() for group in groups):
        asked.append("Nothing is acknowledged to anybody yet. Who should hear it first?")
    if all(group.side is not Side.INSIDE for group in groups) and _sided(groups):
        asked.append("Nobody inside the team is among them. Was nobody there affected?")
    return tuple(asked)


def asked_of_group(group: AffectedGroup, today: date) -> tuple[GroupQuestion, ...]:
    """What is asked about one group, in the order of its fields."""
    acknowledged = bool(group.acknowledged.strip())
    pairs = (
        ("name", _about_name(group)),
        ("side", "" if group.side is not Side.UNSAID else "Inside, above or outside the team?"),
        ("size", _about_size(group)),
        ("harm", "" if group.harm.strip() else "How were they affected?"),
        ("acknowledged", _about_words(group)),
        ("said_by", _about_sayer(group)),
        ("told_on", _about_day(group, today, acknowledged=acknowledged)),
        ("detail", "" if group.detail.strip() else "How much of it do they need to know?"),
    )
    return tuple(GroupQuestion(field, words) for field, words in pairs if words)


def untold(groups: Iterable[AffectedGroup]) -> tuple[AffectedGroup, ...]:
    """The groups to which something is acknowledged that they were not told yet."""
    return tuple(
        group for group in groups if group.acknowledged.strip() and not group.told_on.strip()
    )


def unacknowledged(groups: Iterable[AffectedGroup]) -> tuple[AffectedGroup, ...]:
    """The groups to which nothing is acknowledged."""
    return tuple(group for group in groups if not group.acknowledged.strip())


def _about_name(group: AffectedGroup) -> str:
    if group.name.strip():
        return ""
    if group.acknowledged.strip():
        return "This is addressed to nobody. Which group is it said to?"
    return "Which group is it?"


def _about_size(group: AffectedGroup) -> str:
    if group.size == 1:
        return "A group of one is a person. Is there a group that this can be written about?"
    return ""


def _about_words(group: AffectedGroup) -> str:
    if group.acknowledged.strip():
        return ""
    if group.told_on.strip():
        return "They were told something. What was it, in these words?"
    return "What will be said to them, plainly?"


def _about_sayer(group: AffectedGroup) -> str:
    if group.acknowledged.strip() and not group.said_by.strip():
        return "Who says it to them? A role that they can ask back."
    return ""


def _about_day(group: AffectedGroup, today: date, *, acknowledged: bool) -> str:
    told = group.told_on.strip()
    if not told:
        return "It is acknowledged here, and they do not know. When are they told?" * acknowledged
    day = typed_day(told)
    if day is None:
        return f"“{told}” is not a day. On which day were they told?"
    return f"{told} is still to come. Who makes sure that it is said then?" if day > today else ""


def _sided(groups: Iterable[AffectedGroup]) -> bool:
    return any(group.side is not Side.UNSAID for group in groups)


def _text(frame: Frame, part: FramePart) -> str:
    piece = frame.get(part)
    return "" if piece is None else piece.text.strip()
