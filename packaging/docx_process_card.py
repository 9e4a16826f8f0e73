"""The Word template of the process card: one page."""

from __future__ import annotations

import docx_parts as parts
from docx.document import Document as WordDocument
from docx.shared import Cm, Length
from docx_look import new_document

from app.exporters.scrub import scrubbed

_TITLE = "How incidents are led here"


def process_card() -> bytes:
    """Its rows in a table, then what holds in every incident."""
    name = "Process card"
    document = new_document()
    width = parts.set_page(document, name, side=Cm(2), top=Cm(2))
    _head_and_foot(document, name)
    document.add_paragraph(name, "Subtitle")
    document.add_paragraph(_TITLE, "Title")
    document.add_paragraph("{{ view.status }}.", "Status")
    table = parts.table(document, (Cm(4.4), Length(width - Cm(4.4))), "Review Table")
    parts.tag_row(table, "for row in view.rows")
    line = parts.row(table)
    parts.fill(line.cells[0], "{{ row.label }}", "Cell Label")
    cell = line.cells[1]
    cell._tc.remove(cell.paragraphs[0]._p)
    parts.lines(cell, "row.lines", "Cell")
    parts.tag_row(table, "endfor")
    document.add_heading("In every incident")
    parts.lines(document, "view.rules")
    document.add_heading("Before a drastic action")
    parts.lines(document, "view.before_acting")
    return scrubbed(document, name)


def _head_and_foot(document: WordDocument, name: str) -> None:
    """Without the case that it was printed from: the card is the same for all."""
    section = document.sections[0]
    section.header.paragraphs[0].runs[0].text = _TITLE
    section.footer.paragraphs[0].runs[0].text = f"{name} · as of {{{{ view.as_of_day }}}}\tPage "
