"""The Word templates of a trust case: one form, so that a person who changes one knows them all."""

from __future__ import annotations

from collections.abc import Mapping

import docx_parts as parts
from docx.document import Document as WordDocument
from docx.shared import Cm
from docx_look import new_document
from docx_sections import write_statement_groups

from app.exporters.scrub import scrubbed

NAMES: Mapping[str, str] = {
    "repair-frame": "Initial repair frame",
    "shared-account": "Shared account",
    "claim-check": "Claim check",
    "trust-break-map": "Trust break map",
    "repair-actions": "Repair actions",
    "recovery-review": "Trust recovery review",
    "update-note": "Update",
    "apology": "Apology",
    "support-packet": "Support packet",
}
"""What each document is called, by its id."""

ONE_PAGE = "claim-check"
"""The document whose notes stand at the foot of its page."""


def trust_templates() -> Mapping[str, bytes]:
    """Each template by the id of its document."""
    return {
        document_id: _template(name, "footnote" if document_id == ONE_PAGE else "endnote")
        for document_id, name in NAMES.items()
    }


def _template(name: str, notes: str) -> bytes:
    document = new_document()
    width = parts.set_page(document, name, side=Cm(2), top=Cm(2.2))
    parts.write_head(document, name)
    parts.lines(document, "view.notices", "Notice")
    parts.tag(document, "if view.facts")
    parts.write_facts(document, width)
    parts.tag(document, "endif")
    parts.when(document, "view.empty", "{{ view.empty }}")
    parts.tag(document, "for section in view.sections")
    document.add_heading("{{ section.heading }}")
    parts.tag(document, "for sentence in section.sentences")
    document.add_paragraph("{{ sentence }}")
    parts.tag(document, "endfor")
    _pictures(document, name)
    write_statement_groups(document, width, notes)
    parts.tag(document, "endfor")
    _end(document, notes)
    return scrubbed(document, name)


def _pictures(document: WordDocument, name: str) -> None:
    """The break map and the charts of signals, where the section is theirs."""
    parts.tag(document, "if section.id == 'map' and view.break_map")
    parts.tag(document, "if map_wide")
    parts.end_section(document, document.add_paragraph())
    parts.end_section(document, document.add_paragraph("{{r map_picture }}"), across=name)
    parts.tag(document, "else")
    document.add_paragraph("{{r map_picture }}")
    parts.tag(document, "endif")
    parts.tag(document, "endif")
    parts.tag(document, "if section.id == 'signals'")
    parts.tag(document, "for chart in charts")
    document.add_paragraph("{{r chart.picture }}")
    parts.tag(document, "endfor")
    parts.tag(document, "endif")


def _end(document: WordDocument, notes: str) -> None:
    parts.tag(document, "if view.missing_sources")
    document.add_heading("Sources missing, accounts not heard")
    parts.lines(document, "view.missing_sources")
    parts.tag(document, "endif")
    parts.lines(document, "view.closing", "Guide")
    if notes == "endnote":
        parts.tag(document, "if view.notes")
        document.add_heading("Notes to the evidence")
        parts.tag(document, "endif")
