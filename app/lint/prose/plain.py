"""The blocks of a plain text: paragraphs, list items, quotes, rows of a table, headings.

Nobody agreed on how these are written in plain text; what is known here is what people type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.lint.prose.blocks import Block, BlockKind, Line
from app.lint.prose.literal import looks_like_code

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_QUOTE = re.compile(r"\s{0,3}>(?!>>)[> ]*")
_BULLET = re.compile(r"\s*(?:[-*+•◦▪–—]|\(?(?:\d{1,3}|[a-z])[.)])\s+(?=\S)")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,})\s*$")
_RULE = re.compile(r"\s*[-=*_~#+]{3,}\s*$")
_CELL = re.compile(r"[^|]+")
_TAB = 4
_MOST_HEADING = 60


def plain_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text whose lines end with line feeds, in reading order."""
    reader = _Reader()
    start = 0
    for line in text.split("\n"):
        yield from reader.take(start, line)
        start += len(line) + 1
    yield from reader.close(alone=True)


class _Reader:
    """Takes one line after the other, and gives a block once it is whole."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._kind = BlockKind.PARAGRAPH
        self._quoted = False
        self._after_gap = True
        self._apart = False
        self._indents: list[int] = []
        self._fence = ""

    def take(self, start: int, line: str) -> Iterator[Block]:
        """Take a line that begins at ``start``; gives the blocks that end there."""
        fence = _FENCE.match(line)
        if self._fence or fence:
            yield from self.close()
            self._turn_fence(fence[1] if fence else "")
        elif not line.strip():
            yield from self.close(alone=True)
            self._after_gap = True
        elif line.lstrip().startswith("|"):
            yield from self.close()
            yield from _cells(start, line)
        elif quote := _QUOTE.match(line):
            yield from self._quote(start, line, quote.end())
        elif bullet := _BULLET.match(line):
            yield from self.close(alone=True)
            self._begin_item(_width(line))
            self._add(start, line, bullet.end())
        elif heading := _HASHES.match(line):
            yield from self.close()
            words = Line(start + heading.end(), line[heading.end() :])
            yield Block(BlockKind.HEADING, (words,), len(heading[1]))
        elif _RULE.match(line):
            yield from self._underlined(line)
        else:
            yield from self._go_on(start, line)

    def close(self, *, alone: bool = False) -> Iterator[Block]:
        """End the block at hand; ``alone`` where a gap or a list follows, as after a heading."""
        lines, self._lines = tuple(self._lines), []
        if not lines:
            return
        if alone and self._kind is BlockKind.PARAGRAPH and not self._quoted and _is_heading(lines):
            yield Block(BlockKind.HEADING, lines, 7)
        else:
            level = len(self._indents) if self._kind is BlockKind.ITEM else 0
            yield Block(self._kind, lines, level, self._quoted)

    def _turn_fence(self, mark: str) -> None:
        if not self._fence:
            self._fence = mark
        elif mark.startswith(self._fence):
            self._fence = ""

    def _quote(self, start: int, line: str, end: int) -> Iterator[Block]:
        if not self._quoted or not self._lines:
            yield from self.close()
            self._begin(BlockKind.PARAGRAPH, quoted=True)
        if line[end:].strip():
            self._add(start, line, end)
        else:
            yield from self.close()

    def _begin(self, kind: BlockKind, *, quoted: bool = False) -> None:
        self._kind, self._quoted, self._apart = kind, quoted, self._apart and not quoted
        if kind is BlockKind.PARAGRAPH:
            self._indents.clear()

    def _begin_item(self, indent: int) -> None:
        while self._indents and self._indents[-1] >= indent:
            self._indents.pop()
        self._indents.append(indent)
        self._begin(BlockKind.ITEM)

    def _go_on(self, start: int, line: str) -> Iterator[Block]:
        indent = _width(line)
        inside = bool(self._indents) and indent > self._indents[-1]
        leaves = self._kind is BlockKind.ITEM and not inside and not line[:1].islower()
        if self._quoted or leaves:
            yield from self.close()
        if not self._lines:
            self._begin(BlockKind.ITEM if inside else BlockKind.PARAGRAPH)
            if self._after_gap:
                self._apart = indent >= _TAB and not inside
        if self._apart and looks_like_code(line.strip()):
            yield from self.close()
        else:
            self._add(start, line, len(line) - len(line.lstrip()))

    def _underlined(self, line: str) -> Iterator[Block]:
        lines = self._lines
        if len(lines) == 1 and self._kind is BlockKind.PARAGRAPH and _UNDERLINE.match(line):
            self._lines = []
            yield Block(BlockKind.HEADING, tuple(lines), 1 if "=" in line else 2)
        else:
            yield from self.close()

    def _add(self, start: int, line: str, at: int) -> None:
        self._after_gap = False
        self._lines.append(Line(start + at, line[at:]))


def _cells(start: int, line: str) -> Iterator[Block]:
    for cell in _CELL.finditer(line):
        if words := cell[0].strip():
            at = start + cell.start() + cell[0].index(words)
            yield Block(BlockKind.CELL, (Line(at, words),))


def _width(line: str) -> int:
    """How far a line is indented."""
    front = line[: len(line) - len(line.lstrip())]
    return len(front.expandtabs(_TAB))


def _is_heading(lines: tuple[Line, ...]) -> bool:
    text = lines[0].text.strip()
    return (
        len(lines) == 1
        and len(text) <= _MOST_HEADING
        and text[-1] not in ".!?;,:"
        and not text[0].islower()
    )
