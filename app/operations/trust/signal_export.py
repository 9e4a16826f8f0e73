"""Readings of signals as a table for one reader, through the same gate as every document."""

from __future__ import annotations

from pathlib import Path

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.errors import ExportError
from app.domain.trust.pieces import READER_WORDS
from app.operations import exports
from app.operations.exports import Rendered
from app.operations.trust.for_reader import trust_view, write_for

DOCUMENT = "recovery-review"
"""The document whose signals these are."""


def export_readings(casebook: Casebook, case_id: str, reader: Audience, path: Path) -> Path:
    """Write the readings of the signals that a reader may see, as CSV. Returns where it is.

    Raises `ExportError`, also where no reading is shown to that reader, and otherwise as
    `exports.export` does.
    """
    from app.exporters import files
    from app.exporters.leak_gate import leaks
    from app.exporters.signal_table import table_bytes

    view = trust_view(casebook, case_id, DOCUMENT, reader.value)
    if not view.charts:
        raise ExportError(
            f"No signal with a reading is shown to {READER_WORDS[reader]}; choose who sees it."
        )
    name = files.name_of(view, f"signals for {READER_WORDS[reader]}", "csv")
    data = table_bytes(view.charts)
    secrets = exports.secrets_for(casebook, case_id, DOCUMENT, reader.value)
    rendered = Rendered(data, name, tuple(leaks(data, "csv", name, secrets, None)))
    return write_for(casebook, case_id, DOCUMENT, reader.value, rendered, "csv", path)
