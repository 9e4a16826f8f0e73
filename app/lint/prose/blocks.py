"""The blocks of a text that may hold prose, each with its lines and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple


class BlockKind(Enum):
    """What a block is to its readers."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    CELL = auto()
    HEADER_CELL = auto()


class Line(NamedTuple):
    """What a line says, without what marks its block; ``start`` counts code points of the text."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    ``level`` is that of a heading (7 for a line that only looks like one), or how deep a list item
    lies, from 1. ``quoted`` says that it stands in a block quote.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    quoted: bool = False
