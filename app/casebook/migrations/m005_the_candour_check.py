"""What the candour check asked and a person set aside, with the reason. No document reads it."""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    """
    CREATE TABLE dismissals (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        rule TEXT NOT NULL,
        target_id TEXT NOT NULL,
        part TEXT NOT NULL,
        words TEXT NOT NULL,
        context_sha256 TEXT NOT NULL,
        reason TEXT NOT NULL,
        at_us INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX dismissals_by_case ON dismissals (case_id)",
)


def migrate(connection: Connection) -> None:
    """Add the table; there is no view of it that exports could read."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
