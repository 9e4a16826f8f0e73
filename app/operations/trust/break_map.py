"""The break map for the window, and as a picture for one reader.

The picture goes the way of every document: read without what is private, roles in place of names,
and the finished bytes through the leak gate of its reader.
"""

from __future__ import annotations

from pathlib import Path

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.errors import ExportError
from app.domain.trust.break_map import BreakMap, MapLayout
from app.domain.trust.break_words import map_told
from app.domain.trust.document import TrustView
from app.domain.trust.pieces import READER_WORDS
from app.operations import exports
from app.operations.exports import Rendered
from app.operations.trust.for_reader import trust_view, write_for

DOCUMENT = "trust-break-map"


def lay_out(shown: BreakMap) -> MapLayout:
    """Where the cards stand and the lines go, the same as in the picture of a document."""
    from app.exporters import break_layout  # late, for a fast start

    return break_layout.lay_out(shown)


def told(casebook: Casebook, case_id: str, reader: Audience) -> str:
    """The map of a reader in words, as its picture carries them. Raises as `picture_of` does."""
    return map_told(_map_of(casebook, case_id, reader).break_map)


def picture_of(casebook: Casebook, case_id: str, reader: Audience, fmt: str) -> Rendered:
    """The map of one reader as ``svg`` or ``png``, with what keeps it from leaving.

    The words of a drawing are gone from a PNG, so the gate reads the drawing that it is made of.
    Raises `ExportError`, also where no break is shown to that reader, and `NotFoundError`.
    """
    from app.exporters import break_picture, files
    from app.exporters.leak_gate import leaks

    view = _map_of(casebook, case_id, reader)
    name = files.name_of(view, f"break map for {READER_WORDS[reader]}", fmt)
    data = break_picture.picture_bytes(view.break_map, fmt)
    secrets = exports.secrets_for(casebook, case_id, DOCUMENT, reader.value)
    drawing = break_picture.picture_bytes(view.break_map, "svg")
    found = [
        *leaks(drawing, "svg", name, secrets, None),
        *leaks(data, fmt, name, secrets, None),
    ]
    return Rendered(data, name, tuple(dict.fromkeys(found)))


def export_picture(
    casebook: Casebook, case_id: str, reader: Audience, fmt: str, path: Path
) -> Path:
    """Write the map of one reader; into a folder under its own name. Returns where it is.

    Raises as `exports.export` does, and as `picture_of`.
    """
    rendered = picture_of(casebook, case_id, reader, fmt)
    return write_for(casebook, case_id, DOCUMENT, reader.value, rendered, fmt, path)


def _map_of(casebook: Casebook, case_id: str, reader: Audience) -> TrustView:
    view = trust_view(casebook, case_id, DOCUMENT, reader.value)
    if not view.break_map:
        raise ExportError(
            f"No break is shown to {READER_WORDS[reader]} yet; choose its readers below the break."
        )
    return view
