"""Actions as tables in the columns that trackers import.

Jira: its importer of CSV takes the columns by name and asks for the format of dates; labels are
one word each, a column for each.
Source: https://support.atlassian.com/jira-software-cloud/docs/prepare-a-csv-file-for-import

Linear: the columns of its own export, which its importer reads back; labels are joined by ", ",
and an apostrophe before a sign of a formula is taken off again.
Source: https://github.com/linear/linear, packages/import/src/importers/linearCsv

GitHub: it imports no table itself. The names are the fields of an issue in its own interface,
which scripts over its ``gh`` command read; it refuses an unknown assignee or milestone, so these
stay empty.
Source: https://docs.github.com/en/rest/issues/issues#create-an-issue
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.practice.action_sheet import ActionSheet, SheetRow
from app.domain.practice.corrective import ActionKind, ActionState, Priority

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001  full width counts, too
_MOST_LETTERS = 250  # of a title; Jira takes 255

_PRIORITIES = {Priority.HIGH: "High", Priority.MEDIUM: "Medium", Priority.LOW: "Low"}

_KIND_LABELS = {
    ActionKind.IMMEDIATE: "immediate",
    ActionKind.SYSTEMIC: "systemic",
    ActionKind.TRUST_REPAIR: "trust-repair",
}


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of a tracker, and an action in them."""

    columns: Sequence[str]
    row: Callable[[SheetRow], Sequence[str]]


def table_bytes(sheet: ActionSheet, tracker: str) -> bytes:
    """The actions that a tracker does not have yet, as CSV in UTF-8."""
    table = _TABLES[tracker]
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([harmless(cell) for cell in table.row(row)] for row in sheet.for_tracker)
    return written.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before its sign.

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    plain = cell.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _jira(row: SheetRow) -> Sequence[str]:
    first, second = _labels(row)
    return (
        _title(row),
        "Task",
        _description(row),
        _PRIORITIES.get(row.priority, ""),
        _due(row),
        first,
        second,
        row.owner,
    )


def _linear(row: SheetRow) -> Sequence[str]:
    return (
        _title(row),
        _description(row),
        "In Progress" if row.state is ActionState.UNDER_WAY else "Todo",
        _PRIORITIES.get(row.priority, "No priority"),
        row.owner,
        ", ".join(filter(None, _labels(row))),
        _due(row),
    )


def _github(row: SheetRow) -> Sequence[str]:
    return (_title(row), _description(row), ",".join(filter(None, _labels(row))), "", "")


def _labels(row: SheetRow) -> tuple[str, str]:
    return "incident-review", _KIND_LABELS.get(row.kind, "")


def _title(row: SheetRow) -> str:
    if len(row.title) <= _MOST_LETTERS:
        return row.title
    return f"{row.title[:_MOST_LETTERS].rsplit(maxsplit=1)[0]} …"


def _description(row: SheetRow) -> str:
    whole = [] if len(row.title) <= _MOST_LETTERS else [f"Whole text: {row.title}"]
    return "\n".join([*whole, *row.lines])


def _due(row: SheetRow) -> str:
    return "" if row.due is None else row.due.isoformat()


_TABLES: Mapping[str, _Table] = {
    "jira": _Table(
        (
            *("Summary", "Issue Type", "Description", "Priority", "Due Date"),
            *("Labels", "Labels", "Assignee"),
        ),
        _jira,
    ),
    "linear": _Table(
        ("Title", "Description", "Status", "Priority", "Assignee", "Labels", "Due Date"), _linear
    ),
    "github": _Table(("title", "body", "labels", "assignees", "milestone"), _github),
}
