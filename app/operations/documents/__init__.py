"""The views that documents are filled with, one file each.

To add one: a dataclass in `app.domain` with the fields of `app.domain.views.DocumentView` and a
sentence below each field; a file here with ``view_of(reading, subject_id)``, and, where it is about
one thing of a case, ``subjects(reading)``; a line in `KINDS`; a line in
`app.exporters.sample_views`, `app.exporters.reference`; a folder in ``templates`` whose manifest
names it as its ``view``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.casebook import Drafts
from app.domain.drafts import CaseKind
from app.domain.practice.digest import TITLE as DIGEST_TITLE
from app.domain.practice.process_card import TITLE as CARD_TITLE
from app.domain.views import DocumentView
from app.operations.documents import (
    apology,
    break_map,
    card,
    claim_check,
    digest,
    fair_account,
    meeting,
    moments,
    packet,
    recovery_review,
    repair_actions,
    repair_frame,
    review,
    shared_account,
    stakeholders,
    update_note,
)
from app.operations.documents.reading import Reading, Subject
from app.operations.documents.trust_reading import heard_by, readers


@dataclass(frozen=True, slots=True)
class Kind:
    """How a view is made.

    ``subjects`` lists what in a case a document can be about; None where it is about all of it.
    ``kinds`` are the kinds of case that it is offered for. ``title`` is what it is called where it
    is about the casebook, empty where it tells of a case and its state. ``heard`` lists the texts
    of a trust case that the readers of the document (its subject) may hear; the leak gate refuses
    all others. ``asks`` is what must be said before there is anything that it can be about.
    """

    view_of: Callable[[Reading, str], DocumentView]
    subjects: Callable[[Reading], Sequence[Subject]] | None = None
    kinds: tuple[CaseKind, ...] = tuple(CaseKind)
    title: str = ""
    heard: Callable[[Drafts, str, str], Sequence[str]] | None = None
    asks: str = ""


_INCIDENTS = (CaseKind.INCIDENT,)
_TRUST = (CaseKind.TRUST,)


KINDS: Mapping[str, Kind] = {
    "review": Kind(review.view_of, kinds=_INCIDENTS),
    "stakeholders": Kind(stakeholders.view_of, kinds=_INCIDENTS),
    "digest": Kind(digest.view_of, digest.subjects, kinds=_INCIDENTS, title=DIGEST_TITLE),
    "process-card": Kind(card.view_of, kinds=_INCIDENTS, title=CARD_TITLE),
    "facilitator-sheet": Kind(meeting.sheet_of, kinds=_INCIDENTS),
    "meeting-notes": Kind(meeting.notes_of, kinds=_INCIDENTS),
    "moment": Kind(moments.view_of, moments.subjects, kinds=_INCIDENTS),
    "fair-account": Kind(fair_account.view_of, fair_account.subjects, kinds=_INCIDENTS),
    "shared-account": Kind(shared_account.view_of, readers, kinds=_TRUST, heard=heard_by),
    "claim-check": Kind(
        claim_check.view_of, claim_check.subjects, kinds=_TRUST, heard=claim_check.heard
    ),
    "repair-frame": Kind(repair_frame.view_of, readers, kinds=_TRUST, heard=heard_by),
    "trust-break-map": Kind(break_map.view_of, readers, kinds=_TRUST, heard=heard_by),
    "repair-actions": Kind(repair_actions.view_of, readers, kinds=_TRUST, heard=heard_by),
    "apology": Kind(
        *(apology.view_of, apology.subjects),
        kinds=_TRUST,
        heard=apology.heard,
        asks="It can leave once you said to whom it goes, and whether counsel sees it first.",
    ),
    "recovery-review": Kind(recovery_review.view_of, readers, kinds=_TRUST, heard=heard_by),
    "update-note": Kind(
        update_note.view_of, update_note.subjects, kinds=_TRUST, heard=update_note.heard
    ),
    "support-packet": Kind(
        *(packet.view_of, packet.subjects),
        kinds=_TRUST,
        heard=packet.heard_by,
        asks="It can leave once you said whom it is for, and what for.",
    ),
}
"""By the name that a manifest gives the view."""
