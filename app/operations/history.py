"""Undo, redo, and the history of a statement."""

from __future__ import annotations

from app.casebook import Casebook, journal
from app.casebook.rows import table_of
from app.domain.changes import Change
from app.domain.drafted import Statement
from app.domain.progress import NoProgress, Progress
from app.operations import imports

QUIET = NoProgress()


def undo(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> str | None:
    """Take the newest step of a case back; returns its label, None where there is none."""
    label = casebook.undo(case_id)
    imports.follow(casebook, case_id, progress)
    return label


def redo(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> str | None:
    """Bring the step undone last back; returns its label, None where there is none."""
    label = casebook.redo(case_id)
    imports.follow(casebook, case_id, progress)
    return label


def undo_label(casebook: Casebook, case_id: str) -> str | None:
    """What undo would take back now."""
    step = casebook.next_undo(case_id)
    return None if step is None else step.label


def redo_label(casebook: Casebook, case_id: str) -> str | None:
    """What redo would bring back now."""
    step = casebook.next_redo(case_id)
    return None if step is None else step.label


def history(casebook: Casebook, table: str, row_id: str) -> list[Change]:
    """Every recorded change of a drafted row, oldest first."""
    with casebook.read() as connection:
        return journal.history_of(connection, table, row_id)


def of_statement(casebook: Casebook, statement: Statement) -> list[Change]:
    """Every recorded change of a statement, oldest first."""
    return history(casebook, table_of(type(statement)), statement.id)
