"""The blocks of a document in Markdown (CommonMark with tables, and front matter as sites use it).

A link keeps its address behind its words; a comment is what readers of the page do not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.domain.evidence import Skip, SkipCode
from app.importers.documents.document_blocks import Block, BlockKind, row
from app.importers.readers.html_text import text_of

_FRONT = re.compile(
    r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<inside>.*?\n)(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|b|big|cite|code|del|details|div|em|font|i|img|ins|kbd|mark|p|pre|q|s|samp|small|span"
    r"|strike|strong|sub|summary|sup|tt|u|var|wbr|center)\b[^>]*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
"""Tags that set words; what else stands in pointed brackets are words: “<what happened>”."""
_MOST_LEVELS = 40


def markdown_blocks(text: str) -> Iterator[Block | Skip]:
    """The blocks of a text in Markdown, in reading order."""
    front = _FRONT.match(text)
    first = 0
    if front is not None:
        yield from _front_matter(front["inside"])
        first = front[0].count("\n")
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_LEVELS})
    parser.enable(["table", "strikethrough"])
    lines = text.split("\n")
    yield from _Walk(parser.parse(text), lines, first).blocks()


def _front_matter(inside: str) -> Iterator[Block]:
    for number, line in enumerate(inside.splitlines(), 2):
        if line.strip():
            yield Block(BlockKind.ABOUT, line.strip(), number)


@dataclass(slots=True)
class _Table:
    number: int = 0
    head: tuple[str, ...] = ()
    cells: list[str] = field(default_factory=list)
    in_head: bool = False
    in_cell: bool = False


class _Walk:
    """Goes through the tokens of a document once."""

    def __init__(self, tokens: list[Token], lines: list[str], first: int) -> None:
        self._tokens = tokens
        self._lines = lines
        self._first = first
        self._depth = 0
        self._new_item = False
        self._heading = 0
        self._table = _Table()

    def blocks(self) -> Iterator[Block | Skip]:
        """The blocks, and a skip for each comment."""
        for token in self._tokens:
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block | Skip]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self._depth -= 1
                self._new_item = False
            case "list_item_open":
                self._new_item = True
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "inline":
                yield from self._inline(token)
            case "fence" | "code_block":
                yield self._made(BlockKind.CODE, token.content.rstrip("\n"), token)
            case "html_block":
                yield from self._html(token)
            case _:
                yield from self._of_table(token)

    def _of_table(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "table_open":
                self._table = _Table(self._table.number + 1)
            case "thead_open":
                self._table.in_head = True
            case "thead_close":
                self._table.in_head = False
            case "tr_open":
                self._table.cells = []
            case "tr_close" if self._table.in_head:
                self._table.head = tuple(self._table.cells)
                if any(self._table.cells):
                    yield row(
                        self._table.cells, self._table.head, self._table.number, self._at(token)
                    )
            case "tr_close":
                yield row(self._table.cells, self._table.head, self._table.number, self._at(token))
            case "td_close" | "th_close":
                self._table.in_cell = False
            case "td_open" | "th_open":
                self._table.cells.append("")
                self._table.in_cell = True

    def _at(self, token: Token) -> int | None:
        return None if token.map is None else self._first + token.map[0] + 1

    def _inline(self, token: Token) -> Iterator[Block]:
        text, slanted = said(token)
        if self._table.in_cell:
            self._table.cells[-1] = text.replace("\n", " ")
            return
        if not text:
            return
        kind = BlockKind.PARAGRAPH
        if self._heading:
            kind = BlockKind.HEADING
        elif self._depth and self._new_item:
            kind, self._new_item = BlockKind.BULLET, False
        yield self._made(kind, text, token, slanted=slanted)

    def _html(self, token: Token) -> Iterator[Block | Skip]:
        shown = _COMMENT.sub("", token.content)
        if shown != token.content:
            detail = "a comment, which readers of the document do not see"
            yield Skip(SkipCode.NOT_EVIDENCE, "", self._at(token), detail=detail)
        for piece in text_of(shown).split("\n\n"):
            if piece.strip():
                yield self._made(BlockKind.PARAGRAPH, piece.strip(), token)

    def _made(self, kind: BlockKind, text: str, token: Token, *, slanted: bool = False) -> Block:
        raw = None
        if token.map is not None:
            raw = "\n".join(self._lines[token.map[0] : token.map[1]]).rstrip()
        return Block(
            kind,
            text,
            self._at(token),
            self._heading or self._depth,
            raw=None if raw == text else raw,
            slanted=slanted,
        )


def said(token: Token) -> tuple[str, bool]:
    """The plain words of an inline token, and whether all of them are in italics."""
    words = _Words()
    for child in token.children or []:
        words.take(child)
    text = "\n".join(line.strip() for line in "".join(words.said).split("\n")).strip()
    return text, bool(text) and not words.upright


class _Words:
    """Puts the pieces of an inline token together."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.upright = False
        self._links: list[tuple[str, int]] = []
        self._slant = 0

    def take(self, piece: Token) -> None:
        """Add one piece."""
        match piece.type:
            case "text" | "code_inline" | "text_special":
                self.said.append(piece.content)
                self.upright = self.upright or (self._slant == 0 and bool(piece.content.strip()))
            case "softbreak" | "hardbreak":
                self.said.append("\n")
            case "em_open":
                self._slant += 1
            case "em_close":
                self._slant -= 1
            case "image":
                self.said.append(f"[image: {piece.content}]" if piece.content else "[image]")
            case "html_inline":
                self._tag(piece.content)
            case _:
                self._link(piece)

    def _link(self, piece: Token) -> None:
        if piece.type == "link_open":
            self._links.append((str(piece.attrs.get("href", "")), len(self.said)))
        elif piece.type == "link_close" and self._links:
            address, start = self._links.pop()
            shown = "".join(self.said[start:])
            if address.startswith(("http:", "https:")) and address not in shown:
                self.said.append(f" ({address})")

    def _tag(self, tag: str) -> None:
        if tag.lower().startswith("<br"):
            self.said.append("\n")
        elif _TAG.fullmatch(tag) is None:
            self.said.append(tag)
