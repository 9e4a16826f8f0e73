"""The initial repair frame in words: the gap, who was affected, operations apart from trust."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.notes import Notes
from app.domain.review_words import CERTAINTY_WORDS, NOT_STATED
from app.domain.timeline import CitedItem
from app.domain.trust.breaks import Side
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece
from app.domain.trust.frame_words import GAP, PART_WORDS, SIDE_WORDS
from app.domain.views import Fact, Section, Statement, StatementGroup

HEADING = "Initial repair frame"
NOT_SAID = "Nothing is acknowledged to them here yet."


def frame_document(
    pieces: Iterable[FramePiece],
    groups: Sequence[AffectedGroup],
    cited: Callable[[str], Sequence[CitedItem]],
    notes: Notes,
) -> tuple[Section, ...]:
    """The sections, of the pieces that these readers may see; ``cited`` is what a piece cites."""
    by_part = {piece.part: piece for piece in pieces if piece.text.strip()}
    return (
        Section("gap", "The gap", (), _groups(_pieces(by_part, GAP)), ()),
        Section(
            "groups",
            "Who was affected",
            (),
            _groups([_group(group, cited(group.id), notes) for group in groups if _says(group)]),
            (),
        ),
        _alone(by_part, FramePart.OPERATIONS),
        _alone(by_part, FramePart.TALKS),
    )


def _pieces(by_part: Mapping[FramePart, FramePiece], parts: Iterable[FramePart]) -> list[Statement]:
    return [
        Statement(
            number=PART_WORDS[part],
            text=by_part[part].text.strip(),
            facts=(),
            marks=(CERTAINTY_WORDS[by_part[part].certainty],),
            notes=(),
        )
        for part in parts
        if part in by_part
    ]


def _alone(by_part: Mapping[FramePart, FramePiece], part: FramePart) -> Section:
    """Operations and the talks about trust each in a section of their own."""
    said = [replace(one, number="") for one in _pieces(by_part, (part,))]
    return Section(part.value, PART_WORDS[part], (), _groups(said), ())


def _group(group: AffectedGroup, cited: Sequence[CitedItem], notes: Notes) -> Statement:
    side = "" if group.side is Side.UNSAID else SIDE_WORDS[group.side]
    facts = (
        ("How they were affected", group.harm),
        ("Where they stand", side),
        ("How many", "" if group.size is None else f"{group.size:,}"),
        ("Said by", group.said_by),
        ("Told on", group.told_on or (NOT_STATED if group.acknowledged.strip() else "")),
        ("What they need to know", group.detail),
    )
    return Statement(
        number=group.name.strip() or "A group",
        text=group.acknowledged.strip() or NOT_SAID,
        facts=tuple(Fact(words, text.strip()) for words, text in facts if text.strip()),
        marks=(CERTAINTY_WORDS[group.certainty], *notes.marks(cited)),
        notes=notes.numbers(cited),
    )


def _says(group: AffectedGroup) -> bool:
    return any(text.strip() for text in (group.name, group.harm, group.acknowledged))


def _groups(statements: Sequence[Statement]) -> tuple[StatementGroup, ...]:
    return (StatementGroup("", tuple(statements)),) if statements else ()
