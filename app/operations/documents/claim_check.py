"""The claim check of one public statement, for one reader that it is shown to."""

from __future__ import annotations

from collections.abc import Sequence

from app.casebook import Drafts
from app.domain.audiences import READERS
from app.domain.errors import NotFoundError
from app.domain.trust.claim_check import CheckedStatement, checked
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.claims_document import HEADING, claims_document, facts_of
from app.domain.trust.document import TrustView
from app.domain.trust.pieces import READER_WORDS, prose
from app.operations.documents.reading import Reading, Subject
from app.operations.documents.trust_reading import Content, Shown, heard_by, of_reader, view_for

_BETWEEN = "/"


def subjects(reading: Reading) -> Sequence[Subject]:
    """Each statement with each of the readers that it is shown to."""
    return [
        Subject(
            subject_of(one.id, audience),
            f"of “{one.title.strip() or 'an untitled statement'}”, for {READER_WORDS[audience]}",
        )
        for audience in READERS
        for one in Shown(reading, audience).of(PublicStatement)
    ]


def subject_of(statement_id: str, audience: str) -> str:
    """What the document is about: a statement, and who reads it."""
    return f"{statement_id}{_BETWEEN}{audience}"


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """The check. Raises `NotFoundError` where the statement is not shown to these readers."""
    statement_id, _, audience = subject_id.partition(_BETWEEN)
    shown = Shown(reading, of_reader(audience))
    one = next((each for each in _checked(shown) if each.statement.id == statement_id), None)
    if one is None:
        raise NotFoundError(
            "This statement is not shown to these readers. Choose who sees it first; then its "
            "check can be exported."
        )
    sections = claims_document(one, shown.notes)
    return view_for(shown, Content(HEADING, sections, facts_of(one)))


def heard(drafts: Drafts, case_id: str, subject_id: str) -> list[str]:
    """Every text that its readers hear: what they hear anyway, and the claims of the statement."""
    statement_id, _, audience = subject_id.partition(_BETWEEN)
    claims = (each for each in drafts.of_case(Claim, case_id) if each.statement_id == statement_id)
    return [
        *heard_by(drafts, case_id, audience),
        *(text for claim in claims for text in prose(claim)),
    ]


def _checked(shown: Shown) -> list[CheckedStatement]:
    reading = shown.reading
    return checked(shown.of(PublicStatement), reading.of_case(Claim), reading.cited)
