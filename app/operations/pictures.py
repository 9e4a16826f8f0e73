"""Pictures out of a case: its timeline and its failure chain, as engineers see them.

They go the way of every document: read without what is private, roles in place of names, and the
finished bytes through the leak gate.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from app.casebook import Casebook
from app.domain.errors import ExportError
from app.domain.views import ReviewView
from app.exporters import files
from app.exporters.leak_gate import leaks
from app.operations import exports
from app.operations.exports import Rendered
from app.operations.secret_texts import secrets_of


class Drawing(StrEnum):
    """What can be drawn."""

    TIMELINE = "timeline"
    CHAIN = "chain"


_NAMES = {Drawing.TIMELINE: "timeline", Drawing.CHAIN: "failure chain"}


def picture_of(casebook: Casebook, case_id: str, drawing: Drawing, fmt: str) -> Rendered:
    """A picture as ``svg`` or ``png``, with what keeps it from leaving.

    Raises `ExportError`, also where there is no chain to draw yet, and `NotFoundError`.
    """
    shown = exports.view(casebook, case_id)
    if not isinstance(shown, ReviewView):
        raise TypeError("The review has a timeline and a chain.")
    name = files.name_of(shown, _NAMES[drawing], fmt)
    data = _drawn(shown, drawing, fmt)
    found = leaks(data, fmt, name, secrets_of(casebook, case_id), None)
    return Rendered(data, name, tuple(found))


def export_picture(
    casebook: Casebook, case_id: str, drawing: Drawing, fmt: str, path: Path
) -> Path:
    """Write a picture; into a folder under its own name. Returns where it is.

    Raises as `exports.export` does, and as `picture_of`.
    """
    return exports.write(casebook, case_id, picture_of(casebook, case_id, drawing, fmt), fmt, path)


def _drawn(shown: ReviewView, drawing: Drawing, fmt: str) -> bytes:
    from app.exporters import chain_picture, picture  # late, for a fast start

    if drawing is Drawing.TIMELINE:
        return picture.picture_bytes(shown, fmt)
    if not shown.cards:
        raise ExportError(
            "There is no factor to draw yet; write what contributed on the Failure chain page."
        )
    return chain_picture.picture_bytes(shown, fmt)
