"""A document's bytes out of its view: the one place that knows how each format is made."""

from __future__ import annotations

from app.domain.views import DocumentView
from app.exporters.manifest import DocumentTemplate


def render_document(view: DocumentView, template: DocumentTemplate, fmt: str) -> bytes:
    """The finished document. Raises `ExportError` where the template is at fault or lacks ``fmt``.

    What makes a format is loaded when it is asked for: python-docx takes a third of a second.
    """
    template.file(fmt)
    if fmt == "docx":
        from app.exporters.word import render_docx

        return render_docx(view, template)
    from app.exporters.markdown import render_markdown

    return render_markdown(view, template).encode()
