"""The Word templates of a meeting: the facilitator's sheet, the notes, a responder's page."""

from __future__ import annotations

from collections.abc import Mapping

import docx_parts as parts
from docx.document import Document as WordDocument
from docx.shared import Cm, Length
from docx.table import Table
from docx_look import new_document

from app.exporters.scrub import scrubbed

_UNSAID = "Nobody has said yet."
_FOR_YOU = (
    "For the {{ view.role }}. This is everything that the draft says about your role, and nothing "
    "else. Is it fair? What you answer stands in no document: the review only counts how many "
    "were asked and how many answered. Your own words are shown to no reader unless you agree."
)


def meeting_templates() -> Mapping[str, bytes]:
    """Each template by the id of its document."""
    return {
        "facilitator-sheet": _facilitator_sheet(),
        "meeting-notes": _meeting_notes(),
        "fair-account": _fair_account(),
    }


def _facilitator_sheet() -> bytes:
    name = "Facilitator's sheet"
    document, width = _begun(name)
    parts.write_facts(document, width)
    _list(document, "How we talk today", "principles", "")
    _agenda(document, width)
    _who(document, "Who is there, by role")
    _list(document, "Questions to ask", "questions", "")
    parts.tag(document, "if view.thin")
    _list(document, "What is still thin", "thin", "")
    parts.tag(document, "endif")
    _list(document, "What we do not know", "unknowns", _UNSAID)
    document.add_heading("The timeline, and what is thin in it")
    parts.when(document, "not view.timeline", "The timeline has no entries.")
    parts.when(document, "view.timeline", "Times are in {{ view.zone }}.", "Guide")
    parts.tag(document, "if view.timeline")  # Word repairs a table without rows
    table = parts.table(document, (Cm(1.1), Cm(3.6), Length(width - Cm(4.7))), "Review Table")
    parts.tag_row(table, "for row in view.timeline")
    number, time, what = parts.row(table).cells
    parts.fill(number, "{{ row.number }}", "Cell Label")
    parts.fill(time, "{{ row.time }}", "Cell").runs[0].bold = True
    parts.when(time, "row.day", "{{ row.day }}", "Mark")
    parts.fill(what, "{{ row.kind }}: {{ row.text }}", "Cell")
    parts.when(what, "row.thin", "{{ row.thin|join('; ') }}", "Mark")
    parts.tag_row(table, "endfor")
    parts.tag(document, "endif")
    document.add_heading("Before we go")
    document.add_paragraph("Asked of the group, answered as a group: {{ view.group_question }}")
    _missing(document)
    return scrubbed(document, name)


def _meeting_notes() -> bytes:
    name = "Meeting notes"
    document, width = _begun(name)
    parts.write_facts(document, width)
    _who(document, "Who was there, by role")
    _agenda(document, width)
    document.add_heading("What was said")
    parts.when(document, "not view.parts", "No note was taken.")
    parts.tag(document, "for part in view.parts")
    document.add_heading("{{ part.heading }}", 2)
    table = parts.table(document, (Cm(1.8), Length(width - Cm(1.8))), "Review Table")
    parts.tag_row(table, "for row in part.rows")
    time, what = parts.row(table).cells
    parts.fill(time, "{{ row.time }}", "Cell Label")
    parts.fill(what, "{{ row.text }}", "Cell")
    parts.when(what, "row.about", "on “{{ row.about }}”", "Mark")
    parts.tag_row(table, "endfor")
    parts.tag(document, "endfor")
    document.add_heading("The group")
    asked = "The group was not asked whether people speak more or less openly."
    parts.when(document, "not view.group", asked)
    parts.when(document, "view.group", "{{ view.group }}", "Normal")
    parts.when(document, "view.group_words", "{{ view.group_words }}", "Normal")
    _missing(document)
    return scrubbed(document, name)


def _fair_account() -> bytes:
    name = "Fair account"
    document, width = _begun(name)
    document.add_paragraph(_FOR_YOU)
    document.add_heading("What the draft says")
    parts.when(document, "not view.passages", "The draft says nothing about this role yet.")
    parts.tag(document, "for passage in view.passages")
    document.add_heading(
        "{{ passage.where }}{% if passage.when %} · {{ passage.when }}{% endif %}", 2
    )
    parts.tag(document, "for line in passage.lines")
    said = document.add_paragraph()
    said.add_run("{% if line.label %}{{ line.label }}: {% endif %}").bold = True
    said.add_run("{{ line.text }}")
    parts.tag(document, "endfor")
    parts.when(document, "passage.marks", "{{ passage.marks|join('; ') }}", "Mark")
    parts.tag(document, "endfor")
    document.add_heading("Your answer")
    table = parts.table(document, (Cm(0.9), Length(width - Cm(0.9))), "Review Table")
    parts.tag_row(table, "for line in view.answers")
    _box(table, "{{ line }}")
    parts.tag_row(table, "endfor")
    _box(table, "The review may show my own words, without my role.")
    _missing(document)
    return scrubbed(document, name)


def _begun(name: str) -> tuple[WordDocument, Length]:
    document = new_document()
    width = parts.set_page(document, name, side=Cm(2), top=Cm(2.2))
    parts.write_head(document, name)
    return document, width


def _box(table: Table, words: str) -> None:
    box, said = parts.row(table).cells
    parts.fill(box, "☐", "Cell")
    parts.fill(said, words, "Cell")


def _list(document: WordDocument, heading: str, field: str, empty: str, level: int = 1) -> None:
    document.add_heading(heading, level)
    parts.lines(document, f"view.{field}")
    if empty:
        parts.when(document, f"not view.{field}", empty)


def _who(document: WordDocument, heading: str) -> None:
    _list(document, heading, "invited", _UNSAID)
    _list(document, "From outside the team", "outsiders", _UNSAID, 2)


def _agenda(document: WordDocument, width: Length) -> None:
    document.add_heading("Agenda")
    parts.when(document, "not view.agenda", "There is no agenda yet.")
    parts.tag(document, "if view.agenda")
    table = parts.table(document, (Cm(2.4), Length(width - Cm(2.4))), "Review Table")
    parts.tag_row(table, "for point in view.agenda")
    minutes, words = parts.row(table).cells
    parts.fill(minutes, "{{ point.minutes }}", "Cell Label")
    parts.fill(words, "{{ point.words }}", "Cell")
    parts.tag_row(table, "endfor")
    parts.tag(document, "endif")


def _missing(document: WordDocument) -> None:
    heading = "Sources missing, accounts not heard"
    _list(document, heading, "missing_sources", "Nobody has said which are missing.")
