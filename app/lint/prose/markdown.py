"""The blocks of a text in Markdown: CommonMark with tables, and front matter as sites use it.

Only the blocks are parsed, which is several times faster than all of it. Code is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from app.lint.prose.blocks import Block, BlockKind, Line
from app.lint.prose.markup import without_tags

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_NO_PROSE = re.compile(r"\s*<(?:script|style|pre|textarea|svg)\b", re.IGNORECASE)
_ROW_FRONT = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*(?=[^-*+>]))*")
_CELL = re.compile(r"(?:[^|\\]+|\\.?)+")
_MOST_LEVELS = 40


def markdown_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text whose lines end with line feeds, in reading order."""
    front = _FRONT.match(text)
    parsed = text if front is None else "\n" * front[0].count("\n") + text[front.end() :]
    yield from _Walk(text).blocks(_parser().parse(parsed))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # plain text needs none

    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_LEVELS})
    return parser.enable("table").disable("inline")


class _Walk:
    """Goes through the tokens of a text once."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._depth = 0
        self._quotes = 0
        self._heading = 0
        self._in_table = False
        self._cell = BlockKind.CELL

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        """The blocks of these tokens."""
        for token in tokens:
            match token.type:
                case "inline" if not self._in_table:
                    yield from self._block(token)
                case "tr_open":
                    yield from self._cells(token)
                case "html_block":
                    yield from self._html(token)
                case _:
                    self._enter_or_leave(token)

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self._depth -= 1
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "table_open" | "table_close":
                self._in_table = token.type == "table_open"
            case "thead_open":
                self._cell = BlockKind.HEADER_CELL
            case "thead_close":
                self._cell = BlockKind.CELL

    def _block(self, token: Token) -> Iterator[Block]:
        lines = tuple(self._said(token))
        if not lines:
            return
        kind, level = BlockKind.PARAGRAPH, 0
        if self._heading:
            kind, level = BlockKind.HEADING, self._heading
        elif self._depth:
            kind, level = BlockKind.ITEM, self._depth
        yield Block(kind, lines, level, quoted=self._quotes > 0)

    def _said(self, token: Token) -> Iterator[Line]:
        """The lines of a token where they stand in the text; a heading without closing marks."""
        first = 0 if token.map is None else token.map[0]
        for number, content in enumerate(token.content.split("\n"), first):
            words = content.strip()
            at = self._lines[number].rfind(words)
            if words and at >= 0:
                said = words if self._heading else self._lines[number][at:]
                yield Line(self._starts[number] + at, said)

    def _cells(self, token: Token) -> Iterator[Block]:
        number = 0 if token.map is None else token.map[0]
        row = self._lines[number]
        front = _ROW_FRONT.match(row)
        for cell in _CELL.finditer(row, front.end() if front else 0):
            words = cell[0].strip()
            if words:
                start = self._starts[number] + cell.start() + cell[0].index(words)
                lines = (Line(start, words),)
                yield Block(self._cell, lines, self._depth, quoted=self._quotes > 0)

    def _html(self, token: Token) -> Iterator[Block]:
        if token.map is None or _NO_PROSE.match(token.content):
            return
        first, end = token.map
        shown = without_tags("\n".join(self._lines[first:end])).split("\n")
        lines = tuple(
            Line(self._starts[number] + len(line) - len(line.lstrip()), line.lstrip())
            for number, line in enumerate(shown, first)
            if line.strip()
        )
        if lines:
            yield Block(BlockKind.PARAGRAPH, lines, quoted=self._quotes > 0)
