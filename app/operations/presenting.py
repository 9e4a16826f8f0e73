"""Presenting a case: what the people in the room are shown."""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.leaks import LeakError
from app.domain.slides import Presentation, presentation_of, texts_of
from app.domain.views import ReviewView
from app.exporters.leak_gate import leaks
from app.operations import exports
from app.operations.secret_texts import secrets_of


def presentation(casebook: Casebook, case_id: str) -> Presentation:
    """The timeline as slides, with roles in place of names; nothing private is in it.

    What is shown goes through the leak gate as a document does: raises `LeakError`, or
    `NotFoundError`.
    """
    view = exports.view(casebook, case_id, exports.INCIDENT_REVIEW)
    if not isinstance(view, ReviewView):
        raise TypeError("The incident review is not a review for engineers any more.")
    shown = presentation_of(view)
    secrets = secrets_of(casebook, case_id)
    if found := leaks("\n\n".join(texts_of(shown)).encode(), "md", "", secrets):
        raise LeakError(found)
    return shown
