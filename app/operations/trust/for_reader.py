"""What leaves of a trust case beside whole documents: a part of one, for the same reader.

It is taken from the view that the document is made of, and held to the same gate.
"""

from __future__ import annotations

from pathlib import Path

from app.casebook import Casebook
from app.domain.leaks import FILE_NAME, LeakError
from app.domain.trust.document import TrustView
from app.operations import exports
from app.operations.exports import Rendered


def trust_view(casebook: Casebook, case_id: str, document: str, subject: str) -> TrustView:
    """What a document about a subject would show now. Raises `ExportError`, `NotFoundError`."""
    view = exports.view(casebook, case_id, document, subject)
    if not isinstance(view, TrustView):
        raise TypeError(f"“{document}” is no document of a trust case.")
    return view


def write_for(
    casebook: Casebook,
    case_id: str,
    document: str,
    subject: str,
    rendered: Rendered,
    fmt: str,
    path: Path,
) -> Path:
    """Write a part of a document for its reader; into a folder under its own name.

    Returns where it is. Raises as `exports.export` does.
    """
    if any(leak.place != FILE_NAME for leak in rendered.leaks):  # a name may be answered for yet
        raise LeakError(rendered.leaks)
    secrets = exports.secrets_for(casebook, case_id, document, subject)
    return exports.write(casebook, case_id, rendered, fmt, path, secrets)
