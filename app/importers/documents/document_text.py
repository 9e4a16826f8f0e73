"""The blocks of a plain text, as a person typed it or a page of a PDF shows it.

Lines are put together by what stands at their front and how far they are indented: a line that
begins with a time takes the indented lines below it along, across gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.importers.documents.dated_fronts import is_cut, is_day
from app.importers.documents.dated_moments import time_at
from app.importers.documents.document_blocks import Block, BlockKind
from app.importers.documents.document_columns import columns_apart

_BULLET = re.compile(
    r"(?P<indent>\s*)(?P<mark>\*{2,5}|[-*•·‣◦▪●○–—\uf0b7]|\(?\d{1,2}[.)]|[a-z][.)])\s+(?=\S)"
)
_UNDERLINE = re.compile(r"\s*(?P<mark>[=\-~^*_])(?P=mark){2,}\s*")
_HEADING_WORDS = re.compile(
    r"(?:(?:incident|detailed|full|event|customer|business)\s+)?(?:timeline|chronology"
    r"|sequence of events|summary|overview"
    r"|background|impact|detection|response|recovery|resolution|root causes?|causes?|action items?"
    r"|follow[- ]?ups?|lessons(?: learn(?:ed|t))?|what (?:happened|went (?:well|wrong"
    r"|poorly)|didn.t go so well)"
    r"|where we got lucky|next steps|remediation|mitigation|contributing factors|trigger|attendees"
    r"|participants|glossary|appendix|notes|status|supporting information|corrective actions?)\b"
    r"(?:\s*\([^)]*\)|\s+of\s+events)?\s*[:?]?",
    re.IGNORECASE,
)
_EQUALS = re.compile(r"(?P<marks>={1,6})\s+(?P<title>[^=\s].*?)(?:\s+=+)?\s*")
"""A heading of a wiki or in AsciiDoc."""
_QUOTES = re.compile(r"'{2,5}")
"""What sets words in bold or italics in a wiki."""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-Z])")
_GAPS = re.compile(r" {3,}|\t+")
_SHORT_TITLE = re.compile(r"[A-Z][A-Za-z’'-]*(?: (?:[A-Za-z’'-]+|&)){0,5}\??")
"""A few words on a line of their own, without an end of a sentence."""
_LOG_LINE = re.compile(
    r"\s*[\[(<]?(?:[A-Z]\s)?(?:\d{4}-\d\d-\d\d[T ]|\w{3} [ \d]\d )?\d\d:\d\d:\d\d\S*\s+\S+"
)
"""A line of a log: its times have seconds, which people seldom write."""
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_MOST_TITLE = 90
_MOST_LINES = 400
"""What is indented below one stamp and longer is no statement any more."""


def text_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text; pages are parted by form feeds."""
    pages = [page.split("\n") for page in text.split("\f")]
    laid_out = [columns_apart(page) for page in pages]
    numbered = sum(map(len, laid_out)) == sum(map(len, pages)) and len(pages) == 1
    lines = [line for page in laid_out for line in page]
    for block in TextBlocks().of(lines):
        yield block if numbered else replace(block, line=None)


@dataclass(slots=True)
class _Open:
    """A block that further lines may belong to."""

    kind: BlockKind
    line: int
    indent: int
    stamped: bool
    level: int
    lines: list[str] = field(default_factory=list)

    @property
    def clock_column(self) -> int:
        """Where the clock stands in the first line; -1 where there is none."""
        found = _CLOCK.search(self.lines[0])
        return found.start() if found else -1

    def block(self) -> Block:
        raw = "\n".join(self.lines)
        text = "\n".join(line.strip() for line in self.lines)
        if self.kind is BlockKind.BULLET:
            found = _BULLET.match(text)
            text = text[found.end() :] if found else text
        text = _QUOTES.sub("", text) if "'''" in text else text
        text = re.sub(r"\n{2,}", "\n", _GAPS.sub("  ", text)).strip()
        return Block(self.kind, text, self.line, self.level, raw=None if raw == text else raw)


class TextBlocks:
    """Puts numbered lines together into blocks."""

    def __init__(self) -> None:
        self._open: _Open | None = None
        self._gap = False
        self._headed = False
        self._logged = False

    def of(self, lines: Sequence[str], first: int = 1) -> Iterator[Block]:
        """The blocks of all lines; ``first`` is the number of the first of them."""
        logged = sum(_LOG_LINE.match(line) is not None for line in lines)
        self._logged = logged > 0 and 2 * logged < sum(
            _is_stamped(_BULLET.sub("", line.strip(), count=1)) for line in lines
        )
        for index, line in enumerate(lines):
            if not line.strip():
                self._gap = True
                continue
            below = lines[index + 1] if index + 1 < len(lines) else ""
            yield from self._take(line.rstrip(), below, first + index)
            self._gap = False
        yield from self._closed()

    def _take(self, line: str, below: str, number: int) -> Iterator[Block]:
        words = line.strip()
        if _UNDERLINE.fullmatch(line) and not time_at(words):
            if not self._headed:
                yield from self._closed()
            self._headed = False
            return
        if equals := _EQUALS.fullmatch(line):
            yield from self._closed()
            level = len(equals["marks"])
            yield Block(BlockKind.HEADING, equals["title"], number, level, raw=line)
            return
        indent = len(line) - len(line.lstrip())
        bullet = _BULLET.match(line)
        if bullet and self._gap and _HEADING_WORDS.fullmatch(_without_number(words)):
            bullet = None
        stamped = _is_stamped(words[len(bullet[0].strip()) :].strip() if bullet else words)
        if self._continues(line, indent, bullet is not None, stamped):
            if self._open is not None:
                self._open.lines.append(line)
            return
        yield from self._closed()
        alone = self._alone(line, words, below, number) if not bullet else None
        if alone is not None:
            yield alone
            return
        kind = BlockKind.BULLET if bullet or stamped else BlockKind.PARAGRAPH
        stars = len(bullet["mark"]) if bullet and bullet["mark"].startswith("*") else 1
        level = stars + indent // 2 if kind is BlockKind.BULLET else 0
        self._open = _Open(kind, number, indent, stamped, level, [line])

    def _alone(self, line: str, words: str, below: str, number: int) -> Block | None:
        """The block of a line that no other belongs to: of a log, a day, a heading; else None."""
        raw = None if words == line else line
        if self._logged and _LOG_LINE.match(line) is not None:
            return Block(BlockKind.CODE, line, number)
        if number == 1 and not below.strip() and _is_title(words):
            return Block(BlockKind.HEADING, words, number, 1, raw=raw)
        if is_day(words):
            return Block(BlockKind.PARAGRAPH, words, number, raw=raw)
        if _is_stamped(words) or not self._is_heading(words, below):
            return None
        self._headed = _UNDERLINE.fullmatch(below) is not None
        level = 1 if number == 1 or "===" in below else 2
        return Block(BlockKind.HEADING, _without_number(words), number, level, raw=raw)

    def _is_heading(self, words: str, below: str) -> bool:
        if len(words) > _MOST_TITLE:
            return False
        if _UNDERLINE.fullmatch(below) is not None:
            return True
        alone = self._gap or self._open is None
        if alone and _HEADING_WORDS.fullmatch(_without_number(words)):
            return True
        if alone and _SHORT_TITLE.fullmatch(words) and not below[:1].isspace():
            return True
        letters = [sign for sign in words if sign.isalpha()]
        return alone and len(letters) > 3 and words.isupper() and not below[:1].isspace()

    def _continues(self, line: str, indent: int, bullet: bool, stamped: bool) -> bool:
        now = self._open
        if now is None or len(now.lines) >= _MOST_LINES:
            return False
        if now.stamped and indent > now.indent + 1:
            # A bullet or a stamp in what is quoted below is part of it; the next row of a table
            # whose date is written once is not.
            return not (stamped and indent == now.clock_column)
        if bullet or (stamped and (now.stamped or self._gap or not is_cut(now.lines[-1]))):
            return False
        if now.kind is BlockKind.BULLET and not now.stamped and indent > now.indent:
            return not self._gap
        return not self._gap and not _HEADING_WORDS.fullmatch(line.strip())

    def _closed(self) -> Iterator[Block]:
        if self._open is not None:
            yield self._open.block()
        self._open = None


def _without_number(words: str) -> str:
    """A heading without its number: “3.1 Timeline”."""
    found = _NUMBERED.match(words)
    rest = words[found.end() :] if found else words
    return words if found and time_at(words) else rest


def _is_title(words: str) -> bool:
    """Whether the first line of a text is what it is called."""
    stated = time_at(words)
    told = stated is not None and (stated.clock_us is not None or stated.end == len(words))
    return len(words) <= _MOST_TITLE and words[-1] not in ".,;" and not told


def _is_stamped(words: str) -> bool:
    stated = time_at(words.lstrip("[(*_' "))
    return stated is not None and (stated.clock_us is not None or stated.day is not None)
