"""What the journal tells the rest of the program about a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Row = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Changed:
    """One committed change: the tables it touched and the rows (table, id) in them.

    Panes refresh by it, whoever made the change. ``case_id`` is None where all cases are touched.
    """

    tables: frozenset[str]
    rows: frozenset[tuple[str, str]]
    case_id: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the history of a drafted row; ``before`` None when it appeared."""

    at_us: int
    label: str
    before: Row | None
    after: Row | None
