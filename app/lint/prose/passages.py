"""The passages of a text that a checker looks at, each with its place and scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.candour.findings import Scope
from app.lint.prose.blocks import Block, BlockKind, Line
from app.lint.prose.literal import is_literal, opens_trace
from app.lint.prose.markdown import markdown_blocks
from app.lint.prose.markup import without_markup
from app.lint.prose.plain import plain_blocks
from app.lint.prose.sections import Sections
from app.lint.prose.speech import announces, is_said, is_stamped, tells_time
from app.lint.prose.wrapping import soft_breaks

_HEAD_CHARS = 400
"""As much of a line tells what it is."""
_WORDS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that belongs together. ``start`` is its place in the whole, in code points.

    ``text`` is as long as the part of the whole it stands for; what is not said there is blank, and
    so are breaks of lines that go on.
    """

    start: int
    text: str
    scope: Scope


def passages(text: str, *, markdown: bool, narrative_only: bool) -> Iterator[Passage]:
    """The passages of a file's text, in its order.

    With ``narrative_only`` block quotes and lines of a chat are left out. Code, logs and stack
    traces always are. Any text can be read.
    """
    text = with_line_feeds(text)
    blocks = markdown_blocks(text) if markdown else plain_blocks(text)
    yield from passages_in(blocks, markup=markdown, narrative_only=narrative_only)


def with_line_feeds(text: str) -> str:
    """A text of the same length whose lines end with line feeds, and which holds no NUL."""
    if "\r" in text or "\0" in text:
        return text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    return text


def passages_in(
    blocks: Iterable[Block], *, markup: bool, narrative_only: bool
) -> Iterator[Passage]:
    """The passages of blocks; with ``markup`` their words are set in Markdown."""
    sections = Sections()
    for block in blocks:
        scope = sections.scope(block)
        if block.quoted and narrative_only:
            continue
        lines, base = block.lines, block.lines[0].start
        shown = _joined(lines)
        if markup:
            shown = without_markup(shown)
        for first, last in _runs(block, markup=markup, narrative_only=narrative_only):
            start = lines[first].start
            end = lines[last].start + len(lines[last].text.rstrip())
            words = shown[start - base : end - base]
            if _WORDS.search(words):
                yield Passage(start, words, scope)


def _joined(lines: Sequence[Line]) -> str:
    """The lines with blanks for all that stands between them, the line breaks too."""
    if len(lines) == 1:
        return lines[0].text
    parts: list[str] = []
    for line, after in pairwise(lines):
        parts += [line.text, " " * (after.start - line.start - len(line.text))]
    return "".join((*parts, lines[-1].text))


def _runs(block: Block, *, markup: bool, narrative_only: bool) -> Iterator[tuple[int, int]]:
    """The first and last line of each run of lines that make one passage."""
    lines = block.lines
    soft = soft_breaks(lines, markup=markup, item=block.kind is BlockKind.ITEM)
    prose = list(_is_prose(lines, soft, narrative_only=narrative_only))
    first = 0
    for number in range(len(lines)):
        if number == len(soft) or not soft[number] or prose[number] is not prose[number + 1]:
            if prose[number]:
                yield first, number
            first = number + 1


def _is_prose(
    lines: Sequence[Line], soft: Sequence[bool], *, narrative_only: bool
) -> Iterator[bool]:
    trace = spoken = announced = False
    for number, line in enumerate(lines):
        head = line.text[:_HEAD_CHARS].strip()
        trace = trace or opens_trace(head)
        if trace or is_literal(head):
            yield False
            continue
        if narrative_only:
            timed = tells_time(head)
            if timed and announces(head) and number + 1 < len(lines):
                spoken = announced = True
            elif timed and is_said(head):
                spoken, announced = True, False
            elif (timed and is_stamped(head)) or not (announced or (number and soft[number - 1])):
                spoken = announced = False
        yield not spoken
