"""The Word template of “What could be seen at 02:55”, about one decision point."""

from __future__ import annotations

import docx_parts as parts
from docx.document import Document as WordDocument
from docx.shared import Cm, Length
from docx_look import new_document

from app.exporters.scrub import scrubbed


def moment_page() -> bytes:
    """What was known to have happened, then what each source held, then what is left out."""
    name = "What could be seen"
    document = new_document()
    width = parts.set_page(document, name, side=Cm(2), top=Cm(2.2))
    document.add_paragraph("{{ view.heading }}", "Subtitle")
    document.add_paragraph("{{ view.decision }}", "Title")
    document.add_paragraph("{{ view.title }}. {{ view.status }}.", "Status")
    parts.when(document, "view.role", "Decided by: {{ view.role }}.", "Normal")
    parts.when(document, "view.moment", "As of {{ view.moment }}.", "Normal")
    document.add_paragraph("{{ view.guide|join(' ') }}", "Guide")
    document.add_heading("What was known to have happened")
    parts.when(
        document,
        "not view.timeline",
        "The timeline has no entry that had happened, and was known, by then.",
    )
    parts.write_timeline(document, (Cm(1.1), Cm(3.3), Cm(2.9), Length(width - Cm(7.3))))
    document.add_heading("What the evidence held")
    parts.when(document, "not view.sources", "No source of the case held anything by then.")
    _sources(document, width)
    for heading, field, nothing in (
        ("What is left out", "left_out", "Nothing is left out."),
        ("Sources missing", "missing_sources", "Nobody has said which sources are missing."),
    ):
        document.add_heading(heading)
        parts.when(document, f"not view.{field}", nothing)
        parts.lines(document, f"view.{field}")
    return scrubbed(document, name)


def _sources(document: WordDocument, width: Length) -> None:
    parts.tag(document, "for source in view.sources")
    document.add_heading("{{ source.title }}", 2)
    items = parts.table(document, (Cm(4.2), Cm(3.6), Length(width - Cm(7.8))), "Review Table")
    parts.tag_row(items, "for item in source.items")
    time, where, what = parts.row(items).cells
    parts.fill(time, "{{ item.time }}", "Cell")
    parts.fill(
        where, "{{ item.place }}{{ ' · ' if item.place and item.who }}{{ item.who }}", "Cell"
    )
    parts.fill(what, "{{ item.text }}", "Cell")
    parts.when(what, "item.marks", "{{ item.marks|join('; ') }}", "Mark")
    parts.tag_row(items, "endfor")
    parts.when(document, "source.notes", "{{ source.notes|join(' ') }}", "Guide")
    parts.tag(document, "endfor")
