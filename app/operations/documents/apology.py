"""An apology for its recipient. Only what was released can be read here at all.

The connection of documents shows no apology without a recipient, and none before somebody said
whether counsel should see it first.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.casebook import Drafts
from app.domain.errors import NotFoundError
from app.domain.moments import day
from app.domain.practice.ranking import in_rank
from app.domain.trust.apology import Apology
from app.domain.trust.apology_document import HEADING, apology_document
from app.domain.trust.break_map import BreakMap
from app.domain.trust.document import TrustView
from app.domain.trust.pieces import prose
from app.domain.trust.setting import TrustSettings
from app.operations.documents.reading import Reading, Subject


def subjects(reading: Reading) -> Sequence[Subject]:
    """The apologies that were released, by their recipients."""
    return [Subject(one.id, f"to {one.recipient.strip()}") for one in _released(reading)]


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """An apology. Raises `NotFoundError` where there is none, or it was not released."""
    apology = next((one for one in _released(reading) if one.id == subject_id), None)
    if apology is None:
        raise NotFoundError(
            "This apology is not released. Say to whom it goes, and whether counsel should see it "
            "first; then it can be exported."
        )
    as_of_day = day(reading.now_us, reading.zone)
    recipient = apology.recipient.strip()
    return TrustView(
        title=_about(reading) or HEADING,
        preliminary=None,
        status=f"{as_of_day}, to {recipient}",
        as_of_day=as_of_day,
        heading=HEADING,
        facts=(),
        notices=(),
        sections=apology_document(apology),
        empty="",
        break_map=BreakMap(),
        charts=(),
        notes=(),
        missing_sources=(),
        closing=(),
    )


def heard(drafts: Drafts, case_id: str, subject_id: str) -> list[str]:
    """Every text that the recipient of an apology hears, for the leak gate."""
    return [
        text
        for apology in drafts.of_case(Apology, case_id)
        if apology.id == subject_id
        for text in prose(apology)
    ]


def _about(reading: Reading) -> str:
    """What documents call the matter; empty where nobody has said."""
    return next((one.about.strip() for one in reading.of_case(TrustSettings)), "")


def _released(reading: Reading) -> list[Apology]:
    return in_rank(reading.of_case(Apology))
