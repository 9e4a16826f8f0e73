"""The packet for one person who is to help: what it says of itself, and the pieces it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from app.domain.drafted import Draft
from app.domain.drafts import Entry
from app.domain.notes import Notes
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.timeline import CitedItem
from app.domain.trust.account import Paragraph
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.piece_words import HEADINGS, in_reading_order, said
from app.domain.trust.repairs import Repair
from app.domain.trust.signal_words import reading_words
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import SupportPacket
from app.domain.views import Fact, Section, Statement, StatementGroup

HEADING = "Support packet"
NOTICE = (
    "This is not a performance record. It was put together for the purpose below, and judges "
    "nobody's work."
)
CLOSING = (
    "This packet holds what was chosen for its reader and nothing else; other notes are kept "
    "private. Ask before you pass it on.",
)
_NOT_STATED = "not stated"
_CITING = (Entry, Factor, AffectedGroup, Paragraph, TrustBreak, Repair, CorrectiveAction)
"""What can cite evidence, and is marked where it does not."""


def facts_of(packet: SupportPacket) -> tuple[Fact, ...]:
    """The head of a packet."""
    told = (
        ("For", packet.recipient),
        ("What for", packet.purpose),
        ("Prepared on", packet.prepared_on),
        ("What is left out, and why", packet.left_out),
    )
    return tuple(Fact(name, text.strip() or _NOT_STATED) for name, text in told)


def sections_of(
    pieces: Sequence[Draft],
    readings: Sequence[SignalReading],
    cited: Mapping[str, Sequence[CitedItem]],
    notes: Notes,
    zone: ZoneInfo,
) -> tuple[Section, ...]:
    """A section for each kind of piece, in reading order; notes are numbered on the way."""
    found = []
    for kind, alike in groupby(in_reading_order(pieces), type):
        statements = tuple(_statement(piece, readings, cited, notes, zone) for piece in alike)
        heading = HEADINGS[kind]
        section_id = heading.casefold().replace(" ", "-")
        found.append(Section(section_id, heading, (), (StatementGroup("", statements),), ()))
    return tuple(found)


def _statement(
    piece: Draft,
    readings: Sequence[SignalReading],
    cited: Mapping[str, Sequence[CitedItem]],
    notes: Notes,
    zone: ZoneInfo,
) -> Statement:
    it, evidence = said(piece, zone), cited.get(piece.id, ())
    certainty = getattr(piece, "certainty", None)
    facts = it.facts
    if isinstance(piece, Signal):
        facts = (*facts, *_readings(piece, readings))
    return Statement(
        number=it.name,
        text=it.text or "not written",
        facts=facts,
        marks=(
            *(() if certainty is None else (CERTAINTY_WORDS[certainty],)),
            *(notes.marks(evidence) if isinstance(piece, _CITING) else ()),
        ),
        notes=notes.numbers(evidence),
    )


def _readings(signal: Signal, readings: Sequence[SignalReading]) -> tuple[Fact, ...]:
    """A signal is of a group of five or more, and so is each of its readings."""
    own = sorted((each for each in readings if each.signal_id == signal.id), key=lambda r: r.week)
    words = "; ".join(f"week of {each.week}: {reading_words(each)}" for each in own)
    facts = (
        Fact("Group", f"{signal.group_size} people" if signal.group_size else ""),
        Fact("Readings", words),
    )
    return tuple(fact for fact in facts if fact.text)
