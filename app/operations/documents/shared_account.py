"""The shared account for one reader; for those asked, with the question at its end."""

from __future__ import annotations

from app.domain.drafts import Entry
from app.domain.practice.chain import Factor
from app.domain.timeline import CitedEntry, in_order
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.account_document import HEADING, account_document
from app.domain.trust.document import TrustView
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.shared_account import SharedAccount, has_answered, in_account
from app.operations.documents.reading import Reading
from app.operations.documents.trust_reading import Content, Shown, of_reader, view_for


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """The account as the reader ``subject_id`` may see it."""
    shown = Shown(reading, of_reader(subject_id))
    statements = shown.of(GroupStatement)
    account = SharedAccount(
        paragraphs=tuple(in_account(shown.of(Paragraph))),
        cited=reading.cited,
        groups=tuple(shown.of(AffectedGroup)),
        statements=tuple(statements),
        factors=tuple(shown.of(Factor)),
    )
    entries = in_order(CitedEntry(entry, tuple(shown.cited(entry.id))) for entry in shown.of(Entry))
    to_others = [each for each in reading.of_case(GroupStatement) if has_answered(each)]
    sections = account_document(
        account,
        entries,
        shown.notes,
        reading.zone,
        shown.audience,
        more_came_back=len(to_others) > sum(map(has_answered, statements)),
    )
    return view_for(shown, Content(HEADING, sections))
