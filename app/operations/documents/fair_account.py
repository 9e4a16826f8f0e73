"""The page of one responder: what the draft says of their role, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import NotFoundError
from app.domain.leaks import Secrets
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor
from app.domain.practice.context import DecisionPoint
from app.domain.practice.fair_accounts import Told, finder_of, passages_about
from app.domain.practice.lessons import Lesson
from app.domain.practice.meeting_documents import FairAccountView, fair_account
from app.domain.practice.response import DrasticAction
from app.domain.wording import Wording
from app.operations.documents.beginning import start_of
from app.operations.documents.reading import Reading, Subject


def subjects(reading: Reading) -> Sequence[Subject]:
    """The responders who have a page, by their roles."""
    accounts = sorted(reading.of_case(FairAccount), key=lambda one: (one.role.casefold(), one.id))
    return [Subject(account.id, account.role) for account in accounts]


def view_of(reading: Reading, subject_id: str) -> FairAccountView:
    """The page of a responder. Raises `NotFoundError` where nobody has that page."""
    accounts = reading.of_case(FairAccount)
    account = next((one for one in accounts if one.id == subject_id), None)
    if account is None:
        raise NotFoundError("There is no such responder in this case; add them first.")
    told = Told(
        case=reading.case,
        entries=reading.entries,
        decisions=reading.of_case(DecisionPoint),
        actions=reading.of_case(DrasticAction),
        factors=reading.of_case(Factor),
        lessons=reading.of_case(Lesson),
    )
    wording = Wording(Secrets(reading.people.all_names, (), reading.answers))
    finder = finder_of(reading.people, accounts, told)
    passages = passages_about(
        account.role, told, finder, wording.text, reading.zone, as_written=True
    )
    return fair_account(
        reading.case, account.role, passages, reading.now_us, start_of(reading).missing
    )
