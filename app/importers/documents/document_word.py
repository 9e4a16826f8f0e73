"""The blocks of a Word file: headings, lists and tables in their order, changes accepted."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph

from app.domain.errors import EvidenceError
from app.importers.documents.document_blocks import Block, BlockKind, row

MOST_BYTES = 256 * 1024 * 1024
"""What the parts of a Word file may unpack to together; a bomb unpacks to more."""

_HEADING = re.compile(r"heading (?P<level>[1-9])", re.IGNORECASE)
_CODE = re.compile(r"preformatted|code|source|listing|html pre", re.IGNORECASE)
"""What styles for code are called."""
_QUOTE = re.compile(r"quot|block text|zitat", re.IGNORECASE)
"""What styles for the words of others are called."""
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")}
_OF_TABLES = {qn("w:tbl"), qn("w:tr"), qn("w:tc")}
_UNSEEN = {
    qn("w:moveFrom"),
    qn("w:del"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_BROKEN = (
    SyntaxError,  # as lxml calls it where XML is broken
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
)
"""What python-docx and what it is built on raise for files that are not what they should be."""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as it stands, an empty one too; a line break in it is a line feed.

    ``heading`` is the level of a heading, the title 1, and ``depth`` how deep a list item lies;
    0 for what is none.
    """

    text: str
    heading: int = 0
    depth: int = 0
    in_table: bool = False
    is_code: bool = False
    is_quote: bool = False


def word_paragraphs(data: bytes, name: str) -> list[WordParagraph]:
    """All paragraphs of a Word file, those of tables in their place. Raises as `word_blocks`."""
    _check(data, name)
    try:
        document = docx.Document(BytesIO(data))
        every = _every_paragraph(document.element.body, in_table=False)
        return [_as_it_stands(Paragraph(part, document), inside) for part, inside in every]
    except (*_BROKEN, PackageNotFoundError, RecursionError) as error:
        raise _damaged(name) from error


def word_blocks(data: bytes, name: str) -> Iterator[Block]:
    """The blocks of a Word file, in reading order.

    Raises `EvidenceError` where it is damaged, locked, or unpacks to more than `MOST_BYTES`.
    """
    _check(data, name)
    try:
        document = docx.Document(BytesIO(data))
        yield from list(_blocks(document))
    except (*_BROKEN, PackageNotFoundError, RecursionError) as error:
        raise _damaged(name) from error


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            total = sum(member.file_size for member in archive.infolist())
            if total > MOST_BYTES:
                raise EvidenceError(
                    f"“{name}” unpacks to {total // 1024**2:,} MB, more than a Word document"
                    " holds; save its text as a file of its own and import that."
                )
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> EvidenceError:
    return EvidenceError(
        f"“{name}” is damaged or locked and cannot be read as a Word document; open it in Word,"
        " save it again without a password, and import that."
    )


def _blocks(document: WordDocument) -> Iterator[Block]:
    tables = 0
    code: list[str] = []
    for part in _parts(document.element.body):
        block = None
        if isinstance(part, CT_P):
            block = _paragraph(Paragraph(part, document))
            if block is not None and block.kind is BlockKind.CODE:
                code.append(block.text)
                continue
        if code and (block is not None or isinstance(part, CT_Tbl)):
            yield Block(BlockKind.CODE, "\n".join(code))
            code = []
        if isinstance(part, CT_Tbl):
            tables += 1
            yield from _rows(Table(part, document), tables)
        elif block is not None:
            yield block
    if code:
        yield Block(BlockKind.CODE, "\n".join(code))


def _parts(element: BaseOxmlElement) -> Iterator[CT_P | CT_Tbl]:
    """Paragraphs and tables in order, those in content controls and changes too."""
    for child in element:
        if isinstance(child, CT_P | CT_Tbl):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _parts(child)


def _every_paragraph(element: BaseOxmlElement, *, in_table: bool) -> Iterator[tuple[CT_P, bool]]:
    """Paragraphs in order, and whether each stands in a table."""
    for child in element:
        if isinstance(child, CT_P):
            yield child, in_table
        elif child.tag in _WRAPPERS or child.tag in _OF_TABLES:
            yield from _every_paragraph(child, in_table=in_table or child.tag in _OF_TABLES)


def _as_it_stands(paragraph: Paragraph, in_table: bool) -> WordParagraph:
    style = _style(paragraph)
    return WordParagraph(
        _shown_words(paragraph),
        _heading(style),
        _depth(paragraph, style),
        in_table,
        _CODE.search(style) is not None,
        _QUOTE.search(style) is not None,
    )


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name if paragraph.style is not None else "") or ""


def _heading(style: str) -> int:
    if style == "Title":
        return 1
    heading = _HEADING.match(style)
    return 0 if heading is None else int(heading["level"]) + 1


def _paragraph(paragraph: Paragraph) -> Block | None:
    text = _words(paragraph)
    if not text:
        return None
    style = _style(paragraph)
    if _CODE.search(style):
        return Block(BlockKind.CODE, text)
    if level := _heading(style):
        return Block(BlockKind.HEADING, text, level=level)
    depth = _depth(paragraph, style)
    kind = BlockKind.BULLET if depth else BlockKind.PARAGRAPH
    return Block(kind, text, level=depth, slanted=_slanted(paragraph))


def _depth(paragraph: Paragraph, style: str) -> int:
    """How deep a list item lies; 0 for a paragraph that is none."""
    properties = paragraph._p.pPr
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    if numbering is not None:
        level = numbering.find(qn("w:ilvl"))
        shown = level.get(qn("w:val")) if level is not None else "0"
        return int(shown or 0) + 1
    if style.startswith("List"):
        last = style[-1]
        return int(last) if last.isdigit() else 1
    return 0


def _slanted(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.italic for run in runs)


def _words(paragraph: Paragraph) -> str:
    """The words of a paragraph, trimmed; a link keeps its address behind its words."""
    text = "\n".join(line.strip() for line in _shown_words(paragraph).split("\n")).strip()
    for link in paragraph.hyperlinks:
        if link.text and link.address.startswith(("http:", "https:")) and link.address not in text:
            text = text.replace(link.text, f"{link.text} ({link.address})", 1)
    return text


def _shown_words(paragraph: Paragraph) -> str:
    """The words that stand once all changes are accepted: what is deleted is left out."""
    out: list[str] = []
    for node in _shown(paragraph._p):
        match node.tag:
            case tag if tag == qn("w:t"):
                out.append(node.text or "")
            case tag if tag == qn("w:tab"):
                out.append("\t")
            case tag if tag in {qn("w:br"), qn("w:cr")}:
                out.append("\n")
            case tag if tag in {qn("w:noBreakHyphen"), qn("w:softHyphen")}:
                out.append("-")
    return "".join(out)


def _shown(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in element:
        if child.tag not in _UNSEEN:
            yield child
            yield from _shown(child)


def _rows(table: Table, number: int) -> Iterator[Block]:
    head: tuple[str, ...] = ()
    for index, line in enumerate(table.rows):
        cells: list[str] = []
        before = None
        for cell in line.cells:
            if cell._tc is before:
                cells.append("")
                continue
            before = cell._tc
            cells.append(
                "\n".join(filter(None, (_words(part) for part in cell.paragraphs))).strip()
            )
        if index == 0:
            head = tuple(cells)
        if any(cells):
            yield row(cells, head, number)
