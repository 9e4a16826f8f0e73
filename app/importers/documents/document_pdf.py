"""The text of a PDF, page by page as it is laid out, and the blocks in it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from app.domain.errors import EvidenceError
from app.domain.evidence import Skip, SkipCode
from app.importers.documents.dated_moments import time_at
from app.importers.documents.document_blocks import Block
from app.importers.documents.document_columns import columns_apart, rows_together
from app.importers.documents.document_text import TextBlocks

MOST_PAGES = 2_000
MOST_CHARS = 20_000_000
"""A report has thousands of characters a page; what has more is no report."""

MOST_PAGE_BYTES = 4 * 1024 * 1024
"""A page full of words is drawn by some 20,000 bytes; a map may take millions."""

_BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    OSError,
    MemoryError,
)
"""What pypdf raises for files that are not what they should be."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*", re.IGNORECASE)
_SPACED = re.compile(r"\s*(?P<time>\d ?\d? ?: ?\d ?\d(?: {0,4}[AaPp] ?[Mm])?)(?= {2,}|$)")
"""A time in front of a line, whose signs are set so far apart that they look like words."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its number, from 1, and its lines; ``problem`` where it could not be read."""

    number: int
    lines: tuple[str, ...]
    problem: str = ""


def pdf_pages(data: bytes, name: str) -> Iterator[PdfPage]:
    """The pages of a PDF.

    Raises `EvidenceError` where it is damaged, locked by a password, or far too large.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EvidenceError(
                f"“{name}” is locked by a password; open it, save it without one, and import that."
            )
        count = len(reader.pages)
    except _BROKEN as error:
        raise EvidenceError(
            f"“{name}” is damaged and cannot be read as a PDF; open it elsewhere, save it again,"
            " and import that."
        ) from error
    if count > MOST_PAGES:
        raise EvidenceError(
            f"“{name}” has {count:,} pages, more than {MOST_PAGES:,}; save the pages that matter"
            " as a PDF of their own and import that."
        )
    size = 0
    for number in range(1, count + 1):
        page = _page(reader, number)
        size += sum(map(len, page.lines))
        if size > MOST_CHARS:
            yield PdfPage(number, (), "the text up to here is longer than any report")
            return
        yield page


def _page(reader: PdfReader, number: int) -> PdfPage:
    try:
        page = reader.pages[number - 1]
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MOST_PAGE_BYTES:
            return PdfPage(number, (), "the page is drawn from more pieces than can be looked at")
        text = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
    except _BROKEN as error:
        return PdfPage(number, (), f"the page is damaged ({type(error).__name__})")
    return PdfPage(number, tuple(line.rstrip() for line in text.split("\n")))


def pdf_blocks(pages: list[PdfPage]) -> Iterator[Block | Skip]:
    """The blocks of a PDF's pages; what stands on every page is taken once."""
    repeated = _repeated(pages)
    seen: set[str] = set()
    lines: list[str] = []
    dropped = 0
    for page in pages:
        if page.problem:
            yield Skip(SkipCode.BROKEN_RECORD, f"page {page.number}", detail=page.problem)
        kept: list[str] = []
        for line in page.lines:
            same = _DIGITS.sub("0", line.strip())
            if same and same in repeated and same in seen:
                dropped += 1
                continue
            seen.add(same)
            kept.append(line)
        lines += rows_together(columns_apart([_closed_up(line) for line in kept]))
    yield from TextBlocks().of(lines)
    if dropped:
        detail = "headers and footers that stand on several pages"
        yield Skip(SkipCode.DUPLICATE, "", None, dropped, detail)


def _repeated(pages: list[PdfPage]) -> set[str]:
    """First and last lines that stand on most pages, their numbers aside."""
    counts: Counter[str] = Counter()
    for page in pages:
        shown = [line.strip() for line in page.lines if line.strip()]
        edges = {*shown[:1], *shown[-1:]}
        counts.update(
            {_DIGITS.sub("0", line) for line in edges if time_at(line) is None or _is_number(line)}
        )
    least = max(2, (len(pages) + 1) // 2)
    return {line for line, count in counts.items() if count >= least}


def _is_number(line: str) -> bool:
    return _PAGE_NUMBER.fullmatch(line) is not None


def _closed_up(line: str) -> str:
    """The line with the signs of a time in its front moved together, its other columns kept."""
    found = _SPACED.match(line)
    if found is None or " " not in found["time"].strip():
        return line
    signs = found["time"].replace(" ", "")
    half = signs.lstrip("0123456789:")
    time = f"{signs.removesuffix(half)} {half}".strip()
    start = found.start("time")
    return line[:start] + time.ljust(len(found["time"])) + line[found.end() :]
