"""Documents out of a case: what they would say, and writing them to a file.

Everything is read through a connection that cannot see private rows, notes or tables.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from app.casebook import Casebook, evidence
from app.casebook.sharing import SharedDrafts
from app.domain.errors import ExportError
from app.domain.review import review_of
from app.domain.timeline import in_order, with_citations
from app.domain.views import ReviewView
from app.exporters import files, markdown
from app.exporters.manifest import DocumentTemplate, document, documents
from app.importers.registry import labels

INCIDENT_REVIEW = "incident-review"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document: its bytes, and the file name it asks for."""

    data: bytes
    file_name: str


def offered() -> list[DocumentTemplate]:
    """The documents that can be made, each with its formats."""
    return documents()


def preview(casebook: Casebook, case_id: str, document_id: str = INCIDENT_REVIEW) -> str:
    """The document as Markdown, as it would be written now. Raises `ExportError`."""
    return markdown.render_markdown(_view(casebook, case_id, _now_us()), document(document_id))


def render(casebook: Casebook, case_id: str, document_id: str, fmt: str) -> Rendered:
    """A document in a format (``md`` or ``docx``). Raises `ExportError`, `NotFoundError`."""
    template = document(document_id)
    template.file(fmt)
    view = _view(casebook, case_id, _now_us())
    if fmt == "docx":
        # python-docx takes a third of a second to load; who only reads Markdown need not wait.
        from app.exporters.word import render_docx

        data = render_docx(view, template)
    else:
        data = markdown.render_markdown(view, template).encode()
    return Rendered(data, files.file_name(view, template, fmt))


def export(casebook: Casebook, case_id: str, document_id: str, fmt: str, path: Path) -> Path:
    """Write a document; into a folder under its own name. Returns where it is.

    Raises `ExportError` where it cannot be written; then nothing new remains.
    """
    rendered = render(casebook, case_id, document_id, fmt)
    target = path / rendered.file_name if path.is_dir() else path
    if casebook.owns(target):
        raise ExportError(
            f"“{target}” belongs to the casebook itself; give the document another name."
        )
    return files.write_whole(target, rendered.data)


def _view(casebook: Casebook, case_id: str, now_us: int) -> ReviewView:
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        case = shared.case(case_id)
        now = evidence.cited_items(connection, shared.citations(case_id))
        entries = in_order(with_citations(shared.entries(case_id), now.values()))
        sources = evidence.sources(connection, case_id)
    return review_of(case, entries, sources, now_us, labels())


def _now_us() -> int:
    return time.time_ns() // 1000
