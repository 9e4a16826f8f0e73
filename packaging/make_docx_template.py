"""Builds the Word template of each shipped document: styles, layout, tags; nothing of Word's.

Run it after a change here: ``python packaging/make_docx_template.py``. A test compares the files
with what this builds. `docx_look` has the styles, `docx_parts` the pieces.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

import docx_parts as parts  # noqa: E402
from docx.document import Document as WordDocument  # noqa: E402
from docx.shared import Cm, Length, Pt  # noqa: E402
from docx_digest import digest  # noqa: E402
from docx_look import new_document  # noqa: E402
from docx_meeting import meeting_templates  # noqa: E402
from docx_moment import moment_page  # noqa: E402
from docx_process_card import process_card  # noqa: E402
from docx_sections import write_sections  # noqa: E402
from docx_trust import trust_templates  # noqa: E402

from app.exporters.scrub import scrubbed  # noqa: E402

_UNSTATED = "Nobody has said yet."
_NOTES = "Each note says where the evidence stands, who wrote it and when, and then its own words."


def build() -> Mapping[str, bytes]:
    """The template of each document, by its id."""
    return {
        "incident-review": _incident_review(),
        "preliminary-page": _preliminary_page(),
        "stakeholder-page": _stakeholder_page(),
        **meeting_templates(),
        "process-card": process_card(),
        "digest": digest(),
        "moment-page": moment_page(),
        **trust_templates(),
    }


def _incident_review() -> bytes:
    name = "Incident review"
    document = new_document()
    width = parts.set_page(document, name, side=Cm(2), top=Cm(2.2))
    parts.write_head(document, name)
    parts.lines(document, "view.notices", "Notice")
    parts.write_facts(document, width)
    document.add_heading("Summary")
    document.add_paragraph("{{ view.summary or 'No summary has been written.' }}")
    _section(document, "Impact", "view.impact")
    parts.tag(document, "if view.glance")
    document.add_heading("At a glance")
    parts.write_facts(document, width, "view.glance")
    parts.tag(document, "endif")
    parts.tag(document, "if view.unknowns")
    document.add_heading("What we do not know")
    parts.lines(document, "view.unknowns")
    parts.tag(document, "endif")
    for title, field in (("What is safe now", "safe_now"), ("What changes", "changes")):
        _section(document, title, f"view.{field}")
    parts.tag(document, "if view.next_date or view.next_step")
    document.add_heading("What comes next")
    parts.when(document, "view.next_date", "{{ view.next_date }}", "Normal")
    parts.when(document, "view.next_step", "{{ view.next_step }}", "Normal")
    parts.tag(document, "endif")
    parts.write_contents(document)
    _timeline(document, name, "Timeline", "The timeline has no entries.")
    parts.write_timeline(document, (Cm(1.1), Cm(3.1), Cm(2.9), Cm(9.9)), "endnote")
    parts.tag(document, "if view.gaps")
    document.add_heading("Open in this timeline", 2)
    parts.lines(document, "view.gaps")
    parts.tag(document, "endif")
    write_sections(document, name, width)
    _sources_of_review(document)
    document.add_heading("Notes to the evidence")
    parts.when(document, "not view.notes", "No evidence is cited.")
    parts.when(document, "view.notes", _NOTES, "Guide")
    return scrubbed(document, name)


def _section(document: WordDocument, title: str, field: str) -> None:
    parts.tag(document, f"if {field}")
    document.add_heading(title)
    document.add_paragraph(f"{{{{ {field} }}}}")
    parts.tag(document, "endif")


def _timeline(document: WordDocument, name: str, heading: str, empty: str) -> None:
    """Its heading and the picture, on a page across where that is wide."""
    parts.tag(document, "if wide")
    parts.end_section(document, document.add_paragraph())
    parts.tag(document, "endif")
    document.add_heading(heading)
    parts.when(document, "not view.timeline", empty)
    parts.when(document, "view.guide", "{{ view.guide|join(' ') }}", "Guide")
    parts.tag(document, "if wide")
    parts.end_section(document, document.add_paragraph("{{r picture }}"), across=name)
    parts.tag(document, "elif view.points|length > 1")
    document.add_paragraph("{{r picture }}")
    parts.tag(document, "endif")


def _sources_of_review(document: WordDocument) -> None:
    document.add_heading("Sources gathered")
    parts.when(document, "not view.sources", "No source has been gathered.")
    parts.tag(document, "for source in view.sources")
    line = document.add_paragraph(style="List Bullet")
    line.add_run("{{ source.title }}.").bold = True
    line.add_run(" {{ source.sentences|join(' ') }}")
    parts.tag(document, "endfor")
    document.add_heading("Sources missing")
    parts.when(document, "not view.missing_sources", "Nobody has said which sources are missing.")
    parts.lines(document, "view.missing_sources")


def _preliminary_page() -> bytes:
    """One page: its texts beside their headings, notes in small at its foot."""
    name = "Preliminary page"
    document = new_document()
    _tighten(document)
    width = parts.set_page(document, name, side=Cm(1.8), top=Cm(1.9))
    parts.write_head(document, name)
    parts.lines(document, "view.notices", "Notice")
    _page_rows(
        document,
        width,
        (
            ("What happened so far", "view.summary"),
            ("Impact", "view.impact"),
            ("What is safe now", "view.safe_now"),
        ),
    )
    document.add_heading("Timeline")
    parts.when(document, "not view.timeline", "The timeline has no entries.")
    parts.when(document, "view.guide", "{{ view.guide|join(' ') }}", "Guide")
    widths = (Cm(3.7), Cm(2.5), Length(width - Cm(6.2)))
    parts.write_timeline(document, widths, "footnote", tight=True)
    return scrubbed(document, name)


def _stakeholder_page() -> bytes:
    name = "Stakeholder page"
    document = new_document()
    width = parts.set_page(document, name, side=Cm(2), top=Cm(2.2))
    parts.write_head(document, name)
    parts.lines(document, "view.notices", "Notice")
    parts.write_facts(document, width)
    document.add_paragraph("", "Cell")
    _page_rows(
        document,
        width,
        (
            ("Impact", "view.impact"),
            ("Is it safe now?", "view.safe_now"),
            ("What changes", "view.changes"),
        ),
    )
    _timeline(document, name, "What happened when", "No entry of the timeline is shown here.")
    widths = (Cm(1.1), Cm(3.3), Cm(2.9), Length(width - Cm(7.3)))
    parts.write_timeline(document, widths)
    left_out = document.add_paragraph("{{ view.left_out_words }}", "Guide")
    left_out.paragraph_format.space_before = Pt(8)
    return scrubbed(document, name)


def _tighten(document: WordDocument) -> None:
    """Smaller type and less air, for what has to stand on one page."""
    for name, size, before, after in (
        ("Title", 17, 0, 5),
        ("Heading 1", 11, 8, 3),
        ("Heading 2", 9.5, 6, 2),
        ("Status", 10.5, 0, 7),
        ("Guide", 8, 0, 3),
        ("Normal", 9, 0, 3),
        ("Empty", 9, 0, 2),
        ("List Bullet", 9, 0, 1),
        ("Cell", 8.5, 0, 0),
        ("Cell Label", 8.5, 0, 0),
        ("Mark", 7.5, 0, 0),
    ):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.05


def _page_rows(document: WordDocument, width: Length, texts: tuple[tuple[str, str], ...]) -> None:
    """Headings on the left, what they say on the right; then what every page ends with."""
    table = parts.table(document, (Cm(3.9), Length(width - Cm(3.9))), "Review Table")
    for title, field in texts:
        cell = _page_row(table, title)
        actions = field == "view.changes"
        if actions:
            parts.tag(cell, "if view.changes or not view.actions")
        cell.add_paragraph(f"{{{{ {field} or '{_UNSTATED}' }}}}", "Normal")
        if actions:
            parts.tag(cell, "endif")
            parts.lines(cell, "view.actions")
    cell = _page_row(table, "What we do not know")
    parts.lines(cell, "view.unknowns")
    parts.when(cell, "not view.unknowns", _UNSTATED, "Normal")
    cell = _page_row(table, "You hear more")
    cell.add_paragraph(f"{{{{ view.next_date or '{_UNSTATED}' }}}}", "Normal")
    parts.when(cell, "view.next_step", "{{ view.next_step }}", "Normal")
    cell = _page_row(table, "Sources missing")
    parts.lines(cell, "view.missing_sources")
    parts.when(cell, "not view.missing_sources", _UNSTATED, "Normal")


def _page_row(table: parts.Table, title: str) -> parts._Cell:
    line = parts.row(table)
    heading = parts.fill(line.cells[0], title, "Heading 2")
    heading.paragraph_format.space_before = Pt(0)
    heading.paragraph_format.keep_with_next = False
    cell = line.cells[1]
    # Each text brings its own paragraph; the empty one that a cell starts with goes.
    cell._tc.remove(cell.paragraphs[0]._p)
    return cell


def _file(document_id: str) -> Path:
    return ROOT / "templates" / document_id / f"{document_id}.docx"


if __name__ == "__main__":
    for document_id, data in build().items():
        target = _file(document_id)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
        print(f"Wrote {target.relative_to(ROOT)}")
