"""Presenting a case: what the people in the room are shown."""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.slides import Presentation, presentation_of
from app.domain.views import ReviewView
from app.operations import exports


def presentation(casebook: Casebook, case_id: str) -> Presentation:
    """The timeline as slides, with roles in place of names; nothing private is in it.

    Raises `NotFoundError`.
    """
    view = exports.view(casebook, case_id, exports.INCIDENT_REVIEW)
    if not isinstance(view, ReviewView):
        raise TypeError("The incident review is not a review for engineers any more.")
    return presentation_of(view)
