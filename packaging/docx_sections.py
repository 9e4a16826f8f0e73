"""The parts of a review after its timeline in a Word template: one form for every statement."""

from __future__ import annotations

import docx_parts as parts
from docx.document import Document as WordDocument
from docx.shared import Cm, Length


def write_sections(document: WordDocument, name: str, width: Length) -> None:
    """Each section with its sentences, its statements, and what is still open in it."""
    parts.tag(document, "for section in view.sections")
    document.add_heading("{{ section.heading }}")
    parts.tag(document, "for sentence in section.sentences")
    document.add_paragraph("{{ sentence }}")
    parts.tag(document, "endfor")
    _write_chain(document, name)
    write_statement_groups(document, width)
    parts.tag(document, "endfor")


def write_statement_groups(document: WordDocument, width: Length, notes: str = "endnote") -> None:
    """The statements of a section with notes of that kind, and what is still open in it."""
    parts.tag(document, "for group in section.groups")
    parts.tag(document, "if group.heading")
    document.add_heading("{{ group.heading }}", 2)
    parts.tag(document, "elif not loop.first")
    document.add_paragraph("", "Guide")  # Word would join two tables that touch
    parts.tag(document, "endif")
    parts.tag(document, "if group.statements[0].number")
    _write_statements(document, (Cm(3.1), Length(width - Cm(3.1))), notes)
    parts.tag(document, "else")
    _write_statements(document, (width,), notes)
    parts.tag(document, "endif")
    parts.tag(document, "endfor")
    parts.tag(document, "if section.open")
    document.add_heading("Still open", 2)
    parts.lines(document, "section.open")
    parts.tag(document, "endif")


def _write_chain(document: WordDocument, name: str) -> None:
    """The picture of the failure chain, on a page across where it is wide."""
    parts.tag(document, "if section.id == 'chain' and view.cards|length > 1")
    parts.tag(document, "if chain_wide")
    parts.end_section(document, document.add_paragraph())
    parts.end_section(document, document.add_paragraph("{{r chain_picture }}"), across=name)
    parts.tag(document, "else")
    document.add_paragraph("{{r chain_picture }}")
    parts.tag(document, "endif")
    parts.tag(document, "endif")


def _write_statements(document: WordDocument, widths: tuple[Length, ...], notes: str) -> None:
    """A row for each; the first column, where there are two, says what it is called."""
    table = parts.table(document, widths, "Review Table")
    parts.tag_row(table, "for row in group.statements")
    cells = parts.row(table).cells
    if len(cells) > 1:
        parts.fill(cells[0], "{{ row.number }}", "Cell Label")
    said = cells[-1]
    parts.cite(parts.fill(said, "{{ row.text }}", "Cell"), notes)
    parts.tag(said, "for fact in row.facts")
    fact = said.add_paragraph("{{ fact.label }}: ", "Cell Label")
    fact.add_run("{{ fact.text }}").font.color.rgb = parts.ink()
    parts.tag(said, "endfor")
    parts.tag(said, "if row.marks")
    said.add_paragraph("{{ row.marks|join('; ') }}", "Mark")
    parts.tag(said, "endif")
    parts.tag_row(table, "endfor")
