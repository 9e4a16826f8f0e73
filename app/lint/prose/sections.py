"""Which blocks stand below a heading that announces actions."""

from __future__ import annotations

import re

from app.domain.candour.findings import Scope
from app.lint.prose.blocks import Block, BlockKind

_MOST_CHARS = 70
_MOST_WORDS = 8
_LABEL = 7
"""The rank of a line that serves as a heading, below those of headings; list items rank below."""

_NUMBER = re.compile(r"^[\W_]*(?:\d{1,2}(?:\.\d{1,2})*[.):]?\s+)?[\W_]*")
_ACTIONS = re.compile(
    r"\bactions?(?: items?| points?| plans?)?$|^actions?\b|\baction (?:items?|points?|plan)\b"
    r"|\bnext steps?\b|\bfollow[- ]?ups?\b|\bremedia(?:tion|l)s?\b"
    r"|\bprevent(?:ive|ative|ion|ing)?\b"
    r"|\b(?:corrective|remedial|preventive) (?:actions?|measures?|work|steps?)\b|\bto[- ]?dos?\b"
    r"|\bimprovements?$|\brecommendations?\b|\bcounter[- ]?measures?\b|^tasks?$|\bplanned work$"
    r"|\bwhat (?:we|will|are|is)\b.*\b(?:do|doing|change|changing|next)\b"
)
_PAST = re.compile(
    r"\b(?:taken|performed|during|timeline|so far|response|user|why|could|not|did|were|was"
    r"|failed)\b"
)
_BOLD = re.compile(r"(\*\*|__)(?=\S).*(?<=\S)\1:?$")
_TRAILING = re.compile(r"[\s:*_#]+$")


class Sections:
    """Follows the headings of a text from its beginning."""

    def __init__(self) -> None:
        self._open: list[tuple[int, bool]] = []

    def scope(self, block: Block) -> Scope:
        """The scope of the next block."""
        if block.quoted:
            return Scope.FILE
        listed = block.kind in (BlockKind.ITEM, BlockKind.CELL)
        rank = _rank(block)
        if rank is not None:
            while self._open and self._open[-1][0] >= rank:
                self._open.pop()
        below = bool(self._open) and self._open[-1][1]
        if rank is not None and (title := _title(block)) is not None:
            self._open.append((rank, below or _announces_actions(title, rank)))
        return Scope.ACTION if listed and below else Scope.FILE


def _rank(block: Block) -> int | None:
    """Where a block stands among headings; None for one that ends no section."""
    match block.kind:
        case BlockKind.HEADING:
            return block.level
        case BlockKind.ITEM:
            return _LABEL + block.level
        case BlockKind.PARAGRAPH if _title(block) is not None:
            return _LABEL
    return None


def _title(block: Block) -> str | None:
    """What a block announces; None where it is running text."""
    if len(block.lines) > 1 or len(block.lines[0].text) > _MOST_CHARS:
        return None
    text = block.lines[0].text.strip()
    if block.kind is BlockKind.HEADING:
        return text
    plain = text.rstrip("*_")
    announcing = plain.endswith(":") or _BOLD.match(text) is not None
    if announcing or (plain[-1:] not in ".!?;," and _announces_actions(text, _LABEL)):
        return text
    return None


def _announces_actions(title: str, rank: int) -> bool:
    words = _TRAILING.sub("", _NUMBER.sub("", title.lower().replace("’", "'")))
    if len(words.split()) > _MOST_WORDS or _PAST.search(words):
        return False
    found = _ACTIONS.search(words)
    # The title of the whole text, as “Review and action items”, does not make all of it actions.
    return found is not None and (rank > 1 or found.start() == 0)
