"""How the time of an item came about."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from app.casebook import Casebook, dated, evidence
from app.domain.drafts import Case
from app.domain.moments import zone_named
from app.domain.readings import readings_of_item
from app.domain.time_account import TimeAccount, account_of


def account(casebook: Casebook, item_id: int, others: Iterable[ZoneInfo] = ()) -> TimeAccount:
    """The account of an item's time, also in ``others``, zones that somebody asks for.

    Raises `NotFoundError`.
    """
    with casebook.drafts() as drafts:
        connection = drafts.connection
        item = evidence.item(connection, item_id)
        source = evidence.source(connection, item.source_id)
        case_zone = zone_named(drafts.get(Case, source.case_id).zone)
        doubtful = readings_of_item(item, case_zone) is not None
        later = doubtful and dated.is_set_back_after(connection, item)
    return account_of(item, source, case_zone, others, set_back_later=later)
