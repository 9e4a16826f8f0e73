"""The list of contents of a Word file, filled in, so that nobody is asked to update fields.

A template has a contents field (in Word: References, Table of Contents). Its entries become links
to the headings. They have no page numbers: only the program that lays out the pages knows those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from markupsafe import Markup

from app.exporters.sandbox import printable

_LEVELS = re.compile(r'\\o\s+"(\d)-(\d)"')
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_MOST_ENTRIES = 40
"""With more of them, only the first level is listed."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading, and the bookmark that leads to it."""

    level: int
    text: str
    paragraph: BaseOxmlElement
    anchor: str


def fill_contents(document: Document) -> None:
    """Fill the contents fields of a document with links to its headings."""
    body = document.element.body
    codes = [
        code for code in body.iter(qn("w:instrText")) if (code.text or "").split()[:1] == ["TOC"]
    ]
    if not codes:
        return
    headings = list(_headings(document))
    _mark(body, headings)
    for code in codes:
        levels = _LEVELS.search(code.text or "")
        first, last = (int(levels[1]), int(levels[2])) if levels else (1, 3)
        listed = [heading for heading in headings if first <= heading.level <= last]
        if len(listed) > _MOST_ENTRIES:
            listed = [heading for heading in listed if heading.level == first]
        _fill(code, listed)


def _headings(document: Document) -> Iterator[_Heading]:
    levels = {}
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        found = None if name is None else _HEADING.fullmatch(name.get(qn("w:val"), ""))
        if found:
            levels[style.get(qn("w:styleId"))] = int(found[1])
    number = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        style_id = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = None if style_id is None else levels.get(style_id.get(qn("w:val")))
        text = "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip()
        if level is not None and text:
            number += 1
            yield _Heading(level, text, paragraph, f"_Toc{number:06}")


def _mark(body: BaseOxmlElement, headings: Sequence[_Heading]) -> None:
    marks = (int(mark.get(qn("w:id"))) for mark in body.iter(qn("w:bookmarkStart")))
    for mark_id, heading in enumerate(headings, start=max(marks, default=0) + 1):
        start = f'<w:bookmarkStart {nsdecls("w")} w:id="{mark_id}" w:name="{heading.anchor}"/>'
        heading.paragraph.find(qn("w:pPr")).addnext(parse_xml(start))
        heading.paragraph.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{mark_id}"/>'))


def _fill(code: BaseOxmlElement, listed: Sequence[_Heading]) -> None:
    """Put entries in place of a field's result; the field spans from the first to the last."""
    old = _paragraphs(code)
    for number, heading in enumerate(listed):
        field = Markup()
        if number == 0:
            field = Markup(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                '<w:r><w:instrText xml:space="preserve">{0}</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            ).format(code.text)
        is_last = number == len(listed) - 1
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if is_last else ""
        entry = Markup(
            '<w:p {0}><w:pPr><w:pStyle w:val="TOC{1}"/></w:pPr>{2}'
            '<w:hyperlink w:anchor="{3}" w:history="1"><w:r><w:t>{4}</w:t></w:r></w:hyperlink>{5}'
            "</w:p>"
        ).format(
            Markup(nsdecls("w")),  # noqa: S704  a constant
            heading.level,
            field,
            heading.anchor,
            printable(heading.text),
            Markup(end),  # noqa: S704  a constant
        )
        old[0].addprevious(parse_xml(entry))
    for paragraph in old:
        paragraph.getparent().remove(paragraph)


def _paragraphs(code: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The paragraphs from the one with the field's code to the one with its end."""
    paragraph = code.getparent()
    while paragraph.tag != qn("w:p"):
        paragraph = paragraph.getparent()
    found: list[BaseOxmlElement] = []
    depth = 0
    while paragraph is not None and paragraph.tag == qn("w:p"):
        found.append(paragraph)
        for mark in paragraph.iter(qn("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(qn("w:fldCharType"), ""), 0)
        if depth <= 0:
            break
        paragraph = paragraph.getnext()
    return found
