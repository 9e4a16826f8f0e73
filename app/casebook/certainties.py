"""How sure people said they were, over time: read from the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, func, select

from app.casebook import schema
from app.casebook.suggestion_tables import suggestion_answers
from app.domain.drafts import Certainty

_journal = schema.journal
_transactions = schema.transactions

SURER = (Certainty.DISPUTED, Certainty.UNCERTAIN, Certainty.PROBABLE, Certainty.CONFIRMED)
"""From the least to the most sure; what nobody has judged yet cannot be called surer."""


def raised_certainties(
    connection: Connection, case_id: str
) -> Mapping[tuple[str, str], tuple[Certainty, Certainty]]:
    """Rows, by table and id, that are called surer than before while nothing new is cited.

    Compared are what was said last and what was said before it. What was cited counts from the
    moment on at which the earlier judgement was made. An undone step leaves no trace here: the
    earlier words came back with it.
    """
    judged: dict[tuple[str, str], list[tuple[int, Certainty]]] = defaultdict(list)
    for table, row_id, step, certainty in _judgements(connection, case_id):
        said = judged[table, row_id]
        if len(said) > 1 and said[-2][1] is certainty:
            said.pop()  # taken back
        else:
            said.append((step, certainty))
    raised = {}
    cited = _last_cited(connection, case_id)
    for (table, row_id), said in judged.items():
        if len(said) < 2:
            continue
        (since, before), (_, now) = said[-2:]
        if _is_surer(before, now) and cited.get(row_id, -1) < since:
            raised[table, row_id] = (before, now)
    return raised


def _is_surer(before: Certainty, now: Certainty) -> bool:
    return before in SURER and now in SURER and SURER.index(now) > SURER.index(before)


def _judgements(connection: Connection, case_id: str) -> Iterator[tuple[str, str, int, Certainty]]:
    """Each change of a certainty in the order of time: table, row, its place, what was said.

    What an engine of the assist suggested nobody has said.
    """
    before = func.json_extract(_journal.c.before, "$.certainty")
    after = func.json_extract(_journal.c.after, "$.certainty")
    rows = connection.execute(
        select(_journal.c.table_name, _journal.c.row_id, _journal.c.id, after)
        .join(_transactions, _transactions.c.id == _journal.c.transaction_id)
        .where(
            _transactions.c.case_id == case_id,
            _journal.c.table_name != suggestion_answers.name,
            after.is_not(None),
            before.is_distinct_from(after),
        )
        .order_by(_journal.c.id)
    )
    for table, row_id, step, certainty in rows:
        yield table, row_id, step, Certainty(certainty)


def _last_cited(connection: Connection, case_id: str) -> Mapping[str, int]:
    """The last place of the journal at which each thing cited something new, by its id."""
    target = func.json_extract(_journal.c.after, "$.target_id")
    rows = connection.execute(
        select(target, func.max(_journal.c.id))
        .join(_transactions, _transactions.c.id == _journal.c.transaction_id)
        .where(
            _transactions.c.case_id == case_id,
            _journal.c.table_name == schema.citations.name,
            _journal.c.before.is_(None),
        )
        .group_by(target)
    )
    return {str(row_id): int(step) for row_id, step in rows}
