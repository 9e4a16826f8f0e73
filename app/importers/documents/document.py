"""Documents as evidence: an earlier report, a shared timeline, notes of a meeting.

Markdown, HTML, plain text, Word and PDF. Every statement that tells its time becomes an item at
that time; every other paragraph, bullet and row an undated one, in reading order.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.errors import EvidenceError
from app.domain.evidence import ImportChoices, Inspection, Record, Skip, SkipCode
from app.domain.moments import Caveat, Precision, Stamp, caveats_text, is_shown_everywhere
from app.domain.questions import DayQuestion, Question
from app.importers.base import (
    EvidenceFile,
    Note,
    Part,
    Position,
    Probe,
    Shape,
    Tell,
    storable,
    unreadable,
)
from app.importers.documents.dated_statement import Statement
from app.importers.documents.dated_statements import Findings, findings
from app.importers.documents.document_blocks import Block, BlockKind
from app.importers.documents.document_signs import is_markdown, is_tangled, is_web_page, sureness
from app.importers.documents.document_text import text_blocks
from app.importers.originals import original
from app.importers.readers.plaintext import is_text
from app.importers.times.dating import midnight_us
from app.importers.whole import WholeImporter

MOST_BYTES = 64 * 1024 * 1024
MOST_TEXT_CHARS = 8 * 1024 * 1024
_MOST_STATEMENT_CHARS = 20_000
"""A report of a thousand pages has three million characters."""

_WORD_PART = "word/document.xml"
_NAME_DAY = re.compile(r"(?:19|20)\d\d[-_.]?[01]\d[-_.]?[0-3]\d")
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_FEW_CONTROLS = 16
_HIGH = re.compile(r"[^\0-\x7f]")
_HEAD_CHARS = 64 * 1024
_EXAMPLES = 5


class Document(WholeImporter):
    """Reads documents whose headings, bullets, rows and sentences tell times."""

    format = "document"
    label = "Document"

    def score(self, probe: Probe) -> float:
        """0.95 for PDF and Word, 0.85 for web pages, 0.65 for text that is clearly a document."""
        if probe.shape is Shape.ARCHIVE:
            return 0.95 if _WORD_PART in probe.members else 0.0
        if probe.shape is not Shape.FILE or not probe.head:
            return 0.0
        if _is_pdf(probe.head):
            return 0.95
        if not is_text(probe.head):
            return 0.0
        text = decoded(probe.head, cut=True)
        return 0.85 if is_web_page(text) else sureness(text)

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """First and last time, and what the document leaves open, in one reading of it.

        Raises `EvidenceError` where it cannot be read at all.
        """
        data = _load(source)
        parts = _blocks(source, data)
        found = findings([_searchable(part) for part in parts if isinstance(part, Block)])
        stamps = [stamp for one in found.statements if (stamp := _stamp(one)) is not None]
        tell(Position(len(data), len(data)))
        return Inspection(
            self.format,
            source.name,
            first_us=min((stamp.clock_us for stamp in stamps), default=None),
            last_us=max((stamp.clock_us for stamp in stamps), default=None),
            has_zone=all(stamp.zoned for stamp in stamps),
            questions=tuple(_questions(found, source.name)),
        )

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original, a record for each statement, and what was assumed.

        Raises `EvidenceError` where the document cannot be read at all.
        """
        data = _load(source)
        yield from original(source.name, [data])
        blocks: list[Block] = []
        for part in _blocks(source, data):
            if isinstance(part, Block):
                blocks.append(_searchable(part))
            else:
                yield part
        found = findings(blocks, choices.day, choices.date_order)
        taken = 0
        for record in _records(found.statements, undated=choices.undated):
            taken += 1
            yield record
        if not taken:
            yield _without_text(source, data)
        if choices.undated:
            yield Note("The times in this document were left alone; nothing in it is dated.")
        else:
            yield from _notes(found)
        yield Position(len(data), len(data))


def _questions(found: Findings, name: str) -> Iterator[Question]:
    """The order of day and month, and the day, where the document leaves them open."""
    order = found.outlook.orders.question()
    if order is not None:
        yield order
    elif found.without_day:
        shown = [one.stamp or "" for one in found.without_day][:_EXAMPLES]
        yield DayQuestion(tuple(shown), _day_in(name))


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _load(source: EvidenceFile) -> bytes:
    try:
        with source.open() as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(source.name, error) from error
    if len(data) > MOST_BYTES:
        raise EvidenceError(
            f"“{source.name}” is larger than {MOST_BYTES // 1024**2} MB, more than can be read of"
            " a document at once; save the part that matters as a file of its own."
        )
    if not data:
        raise EvidenceError(f"“{source.name}” is empty: there is nothing to import.")
    return data


def _blocks(source: EvidenceFile, data: bytes) -> Iterator[Block | Skip | Note]:
    """What a document is made of, by what its bytes are.

    The libraries are loaded where they are needed: every import of evidence passes by here.
    """
    if _is_pdf(data):
        from app.importers.documents.document_pdf import pdf_blocks, pdf_pages

        yield from pdf_blocks(list(pdf_pages(data, source.name)))
        return
    if data.startswith(b"PK"):
        from app.importers.documents.document_word import word_blocks

        yield from word_blocks(data, source.name)
        return
    if not is_text(data[: 64 * 1024]):
        raise _binary(source.name)
    text = decoded(data)
    head = text[:_HEAD_CHARS]
    if len(_CONTROLS.findall(head)) > max(_FEW_CONTROLS, len(head) // 32):
        raise _binary(source.name)
    if len(text) > MOST_TEXT_CHARS:
        raise EvidenceError(
            f"“{source.name}” holds more text than any report; import it as a text log instead."
        )
    if "\ufffd" in text:
        yield Note("The document holds bytes that are no text; they are shown as �.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_web_page(text):
        from app.importers.documents.document_html import html_blocks

        yield from html_blocks(text.encode("utf-8", "replace"), source.name, "utf-8")
    elif is_markdown(text) and not is_tangled(text):
        from app.importers.documents.document_markdown import markdown_blocks

        yield from markdown_blocks(text)
    else:
        yield from text_blocks(text)


def _binary(name: str) -> EvidenceError:
    return EvidenceError(
        f"“{name}” is no document that can be read: it holds binary data, not text."
    )


def _searchable(block: Block) -> Block:
    """A block as it is; one too long for a statement is kept whole, and no times are sought."""
    too_long = len(block.text) > _MOST_STATEMENT_CHARS and block.kind is not BlockKind.CODE
    return Block(BlockKind.CODE, block.text, block.line, raw=block.raw) if too_long else block


def decoded(data: bytes, *, cut: bool = False) -> str:
    """The text of bytes: UTF-8 or UTF-16, else the encoding that fits it best."""
    if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if cut and error.start >= len(data) - 4:
            return data.decode("utf-8-sig", "ignore")
    mostly = data.decode("utf-8-sig", "replace")
    if data.startswith(codecs.BOM_UTF8) or 2 * mostly.count("\ufffd") <= len(_HIGH.findall(mostly)):
        return mostly
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 64 * 1024]).best()
    encoding = best.encoding if best is not None else "utf-8"
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _records(statements: Iterable[Statement], *, undated: bool) -> Iterator[Record]:
    seen: Counter[str] = Counter()
    for statement in statements:
        text = storable(statement.text).strip()
        raw = storable("\n".join(statement.raw)).strip()
        if not text and not raw:
            continue
        stamp = None if undated else _stamp(statement)
        if stamp is None:
            text = storable(statement.whole).strip() or raw
        elif not text:
            text = raw
        digest = hashlib.sha256(f"{statement.place}\0{raw}".encode()).hexdigest()[:16]
        seen[digest] += 1
        number = seen[digest]
        yield Record(
            key=digest if number == 1 else f"{digest}-{number}",
            path="",
            line=statement.line,
            stamp=stamp,
            text=text,
            raw=None if raw == text else raw,
            place=storable(statement.place),
        )


def _stamp(statement: Statement) -> Stamp | None:
    """When a statement says it was; None where its day is not known."""
    time, day = statement.time, statement.day
    if time is None or day is None or statement.stamp is None:
        return None
    text = storable(" ".join(statement.stamp.split()))
    clock_us = midnight_us(day.date)
    if time.clock_us is None:
        if not is_shown_everywhere(clock_us):
            return None
        kept = [one for one in statement.caveats if one not in _OF_ZONES]
        return Stamp(text, clock_us, Precision.DAY, zoned=False, caveats=caveats_text(*kept))
    clock_us += time.clock_us
    offset = statement.zone.offset_at(clock_us) if statement.zone is not None else None
    caveats = statement.caveats_text()
    if offset is None:
        kept = [one for one in statement.caveats if one not in _OF_ZONES]
        caveats = caveats_text(*kept)
    clock_us -= offset or 0
    if not is_shown_everywhere(clock_us):
        return None
    return Stamp(text, clock_us, time.precision, offset is not None, offset, caveats)


_OF_ZONES = {Caveat.ZONE_HEADING, Caveat.ZONE_NAME}


def _without_text(source: EvidenceFile, data: bytes) -> Record | Skip:
    """A document of pictures is one item, dated by hand; an empty one is nothing."""
    if not _is_pdf(data):
        return Skip(SkipCode.EMPTY, "", None, detail="a document without words")
    text = f"{source.name}\nA PDF without text: its pages are pictures."
    key = hashlib.sha256(data).hexdigest()[:16]
    return Record(key=key, path="", line=None, stamp=None, text=storable(text))


def _notes(found: Findings) -> Iterator[Note]:
    dated = [one for one in found.statements if _stamp(one) is not None]
    by_day = sum(Caveat.DAY in one.caveats for one in dated)
    base = found.outlook.base
    if by_day and base is not None:
        yield Note(
            f"{_times(by_day)} without a date: the day was taken from the heading, the title or"
            f" the entries before ({base.date.isoformat()} where nothing nearer tells it)."
        )
    if found.without_day and not found.unread_order:
        yield Note(
            f"{_times(len(found.without_day))} without a date, and nothing tells the day: they came"
            " in undated. Import again and give the day of the first one."
        )
    years = sum(Caveat.YEAR in one.caveats for one in dated)
    if years:
        yield Note(f"{_times(years)} without a year: it was taken from other dates nearby.")
    if found.unread_order:
        yield Note(
            "Dates such as day/month could be read in two ways and were left unread; import again"
            " and give their order."
        )
    elif found.outlook.orders.open_numbers and not found.outlook.orders.answered:
        yield Note("The order of day and month in its dates was proved by the document itself.")
    yield from _notes_on_zones(dated)


def _notes_on_zones(dated: list[Statement]) -> Iterator[Note]:
    unsure = sum(_is_unsure(one) for one in dated)
    if unsure:
        yield Note(
            f"{_lie(unsure)} in an hour that a change of clocks shows twice or leaves out; the"
            " reading before the change was taken."
        )
    stated = {one.zone.text: one.zone for one in dated if one.zone is not None}
    for text, zone in stated.items():
        if zone.is_open:
            yield Note(
                f"“{text}” is the time of several countries, so these times are taken as without"
                " a zone; give the source the right one."
            )
    for text in {one.zone.text for one in dated if one.zone and Caveat.ZONE_HEADING in one.caveats}:
        if not stated[text].is_open:
            yield Note(f"Times without a zone were read as {text}, as the document states it.")


def _is_unsure(statement: Statement) -> bool:
    time, day, zone = statement.time, statement.day, statement.zone
    if time is None or time.clock_us is None or day is None or zone is None:
        return False
    return zone.is_unsure_at(midnight_us(day.date) + time.clock_us)


def _lie(count: int) -> str:
    return "One time lies" if count == 1 else f"{count:,} times lie"


def _times(count: int) -> str:
    return "One time is" if count == 1 else f"{count:,} times are"


def _day_in(name: str) -> date | None:
    """The day in a file's name, to propose."""
    found = _NAME_DAY.search(name)
    if found is None:
        return None
    digits = re.sub(r"\D", "", found[0])
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
