"""All that the page of the shared account shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.casebook import Casebook
from app.domain.audiences import AudienceChoice
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.ranking import in_rank
from app.domain.timeline import CitedEntry
from app.domain.trust.claim_check import CheckedStatement
from app.domain.trust.setting import TrustSettings
from app.domain.trust.shared_account import SharedAccount
from app.operations import drafting, timeline
from app.operations.trust import account, claims, setting
from app.operations.trust.account import Callings
from app.operations.trust.showing import ChosenReaders, by_piece


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The account, what it is written from, what groups say of it, and the claims held against it.

    ``actions`` were pulled in from an incident case. ``shown`` is who may see which piece.
    """

    account: SharedAccount
    settings: TrustSettings
    callings: Callings
    entries: tuple[CitedEntry, ...] = ()
    actions: tuple[CorrectiveAction, ...] = ()
    checked: tuple[CheckedStatement, ...] = ()
    shown: ChosenReaders = field(default_factory=dict)


def page_of(casebook: Casebook, case_id: str) -> AccountPage:
    """Read it for a case. Raises `NotFoundError`."""
    return AccountPage(
        account=account.account(casebook, case_id),
        settings=setting.setting(casebook, case_id),
        callings=account.callings(casebook, case_id),
        entries=tuple(timeline.entries(casebook, case_id)),
        actions=tuple(in_rank(drafting.of_case(casebook, CorrectiveAction, case_id))),
        checked=tuple(claims.statements(casebook, case_id)),
        shown=by_piece(drafting.of_case(casebook, AudienceChoice, case_id)),
    )
