"""Documents as Word files, through docxtpl from a template that people can change in Word.

In a template, ``{{r number|note_link }}`` sets a link to a note and ``{{r number|note_mark }}``
the number it leads to.
"""

from __future__ import annotations

import io
import re
from typing import Protocol
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from markupsafe import Markup, escape

from app.domain.errors import ExportError
from app.exporters.manifest import DocumentTemplate
from app.exporters.sandbox import environment, explained, printable
from app.exporters.scrub import scrubbed

# docxtpl turns {_{ into {{ after rendering, also where evidence says it: hide the middle from it.
_DOCXTPL_ESCAPE = re.compile(r"(?<=[{}%])_(?=[{}%])")
_FIRST_MARK_ID = 10_000  # above the bookmarks that a person sets in a template


class Titled(Protocol):
    """What a view tells about the properties of its file."""

    @property
    def title(self) -> str: ...  # noqa: D102


def render_docx(view: Titled, template: DocumentTemplate) -> bytes:
    """The document as a Word file, the same bytes for the same view.

    Raises `ExportError` where its template is at fault.
    """
    file = template.file("docx")
    sandbox = environment()
    sandbox.finalize = _word_text
    sandbox.filters |= {"note_link": _note_link, "note_mark": _note_mark}
    try:
        word = DocxTemplate(io.BytesIO(file.read_bytes()))
        with explained(file.name):
            word.render({"view": view}, sandbox, autoescape=True)
    except (OSError, BadZipFile, OpcError, KeyError, ValueError) as error:
        raise ExportError(
            f"The template {file.name} cannot be used as a Word file; save it from Word as .docx."
        ) from error
    return scrubbed(word.docx, printable(view.title))


def _word_text(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup(_DOCXTPL_ESCAPE.sub("&#95;", escape(printable(value))))  # noqa: S704  escaped


def _note_link(number: int) -> Markup:
    return Markup(
        '<w:hyperlink w:anchor="note_{0}" w:history="1"><w:r><w:rPr><w:rStyle w:val="NoteLink"/>'
        "</w:rPr><w:t>{0}</w:t></w:r></w:hyperlink>"
    ).format(number)


def _note_mark(number: int) -> Markup:
    return Markup(
        '<w:bookmarkStart w:id="{1}" w:name="note_{0}"/><w:r><w:rPr><w:rStyle w:val="NoteNumber"/>'
        '</w:rPr><w:t>{0}</w:t></w:r><w:bookmarkEnd w:id="{1}"/>'
    ).format(number, _FIRST_MARK_ID + number)
