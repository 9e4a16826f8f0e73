"""How a piece of a trust case reads by itself: in a list to choose from, and in a packet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.drafted import Draft
from app.domain.drafts import Entry
from app.domain.moments import Precision, clock, day
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.corrective_words import STATE_WORDS as ACTION_STATES
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.account_words import PART_WORDS as ACCOUNT_WORDS
from app.domain.trust.account_words import VERDICT_WORDS
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import PublicStatement
from app.domain.trust.field_words import FIELD_WORDS
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.frame_words import PART_WORDS as FRAME_WORDS
from app.domain.trust.repair_words import STATE_WORDS
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.signals import Signal
from app.domain.views import Fact

HEADINGS: Mapping[type[Draft], str] = {
    FramePiece: "Frame",
    AffectedGroup: "Who was affected",
    Entry: "Timeline",
    Factor: "Factors",
    Paragraph: "Shared account",
    GroupStatement: "What groups say",
    PublicStatement: "Public statements",
    TrustBreak: "Trust breaks",
    Repair: "Repairs",
    CorrectiveAction: "Actions",
    Invitation: "Who was invited",
    Signal: "Signals",
    Checkpoint: "Checkpoints",
    UpdateNote: "Update notes",
}
"""The kinds of pieces in the order in which a case is read, each with what it is called."""

_FIELDS: Mapping[type[Draft], tuple[str, ...]] = {
    FramePiece: ("text",),
    AffectedGroup: ("acknowledged", "harm", "detail", "said_by", "told_on"),
    Entry: ("text",),
    Factor: ("text",),
    Paragraph: ("text",),
    GroupStatement: ("words",),
    PublicStatement: ("text", "said_by", "said_on"),
    TrustBreak: ("text", "fear"),
    Repair: ("text", "before", "after", "owner", "asked_of", "due", "shown_by", "proof"),
    CorrectiveAction: ("text", "owner", "due", "shown_by"),
    Invitation: ("asked", "answer", "changed", "asked_on"),
    Signal: ("name", "baseline_words", "source"),
    Checkpoint: ("happened", "changed", "people", "next"),
    UpdateNote: ("since", "changed", "not_yet", "next_step", "next_on"),
}
"""What is told of each: the first as its sentence, the others below it, each by its name."""

_NAMES = {"owner": "Owner", "due": "Due", "shown_by": "What will show it"}
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Said:
    """A piece in words. ``name`` is what it is called for short, and may be empty."""

    name: str
    text: str
    facts: tuple[Fact, ...]


def said(piece: Draft, zone: ZoneInfo) -> Said:
    """What a piece tells; times to the minute."""
    named = _CALLED.get(type(piece))
    first, *others = _FIELDS[type(piece)]
    facts = (Fact(_label(type(piece), field), _text(piece, field)) for field in others)
    told = (fact for fact in (*facts, *_states(piece)) if fact.text)
    return Said(named(piece, zone) if named else "", _text(piece, first), tuple(told))


def first_words(piece: Draft, zone: ZoneInfo) -> str:
    """A line to know a piece by."""
    it = said(piece, zone)
    text = it.text or next((fact.text for fact in it.facts), "")
    line = " ".join(": ".join(part for part in (it.name, text) if part).split())
    if len(line) > _LONGEST:
        kept, _, _ = line[: _LONGEST + 1].rpartition(" ")
        line = f"{(kept or line[:_LONGEST]).rstrip(' ,;:.')}…"
    return line or "Not written yet"


def all_words(piece: Draft, zone: ZoneInfo) -> str:
    """All that there is to say of a piece, a line each, to read before it is shown to anybody."""
    it = said(piece, zone)
    first = ": ".join(part for part in (it.name, it.text) if part)
    return "\n".join((first, *(f"{fact.label}: {fact.text}" for fact in it.facts))).strip()


def _label(kind: type[Draft], field: str) -> str:
    return FIELD_WORDS.get(kind, {}).get(field) or _NAMES[field]


def _text(piece: Draft, field: str) -> str:
    return str(getattr(piece, field)).strip()


def _states(piece: Draft) -> Iterator[Fact]:
    match piece:
        case Repair():
            yield Fact("How far it is", STATE_WORDS[piece.state])
        case CorrectiveAction():
            yield Fact("How far it is", ACTION_STATES[piece.state])
        case Checkpoint() if piece.done_us is None:
            yield Fact("Held", "not yet")
        case GroupStatement():
            yield Fact("About", "a part of the account" if piece.paragraph_id else "all of it")
            yield Fact("Is it true?", VERDICT_WORDS[piece.verdict])
            if piece.dissent:
                yield Fact("Dissent", "not shared by all of the group")


def _between(piece: Any, _zone: ZoneInfo) -> str:  # noqa: ANN401  a trust break
    return " → ".join(part for part in (piece.party.strip(), piece.toward.strip()) if part)


def _when(piece: Any, zone: ZoneInfo) -> str:  # noqa: ANN401  an entry
    at_us = piece.start_us
    if at_us is None:
        return "time unknown"
    return f"{day(at_us, zone)} {clock(at_us, zone, Precision.MINUTE)}".strip()


_CALLED: Mapping[type[Draft], Callable[[Any, ZoneInfo], str]] = {
    FramePiece: lambda piece, _zone: FRAME_WORDS[piece.part],
    AffectedGroup: lambda piece, _zone: piece.name.strip(),
    Entry: _when,
    Paragraph: lambda piece, _zone: ACCOUNT_WORDS[piece.part],
    PublicStatement: lambda piece, _zone: piece.title.strip(),
    TrustBreak: _between,
    Signal: lambda piece, _zone: piece.group_name.strip(),
    Checkpoint: lambda piece, _zone: piece.due.strip(),
    UpdateNote: lambda piece, _zone: piece.written_on.strip(),
}
"""What a piece is called for short."""


def in_reading_order(pieces: Sequence[Draft]) -> list[Draft]:
    """Kind by kind; entries by time, the others as people ordered them."""
    kinds = list(HEADINGS)
    return sorted(pieces, key=lambda piece: (kinds.index(type(piece)), *_place(piece), piece.id))


def _place(piece: Draft) -> tuple[int, str]:
    at_us = getattr(piece, "start_us", None)
    number = at_us if at_us is not None else getattr(piece, "rank", 0)
    return number, str(getattr(piece, "due", ""))
