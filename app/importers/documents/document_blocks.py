"""What a document is made of, whatever its file format: blocks in reading order.

Each reader of a format (`document_markdown`, `document_html`, …) gives these; what is dated in
them is found in one place (`dated_statements`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is to a reader of the document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"
    CODE = "code"
    ABOUT = "about"
    """A line of front matter, which tells about the document."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, bullet, table row or piece of code, as plain text.

    ``level`` is the level of a heading (1 is the title), how deep a bullet lies (1 is the
    outermost; a paragraph or code inside it has its level too), and 0 elsewhere. A row has its
    ``cells``, and in ``head`` the head of its table where it has one; ``table`` numbers the
    tables. ``raw`` is the block as it stood, None where it equals ``text``. ``slanted``: all of
    it is set in italics. ``line`` is 1-based, None where the format has no lines.
    """

    kind: BlockKind
    text: str
    line: int | None = None
    level: int = 0
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    table: int = 0
    raw: str | None = None
    slanted: bool = False


def row(cells: list[str], head: tuple[str, ...], table: int, line: int | None = None) -> Block:
    """The block of a table's row."""
    return Block(
        BlockKind.ROW,
        " | ".join(cell for cell in cells if cell),
        line,
        cells=tuple(cells),
        head=head,
        table=table,
    )
