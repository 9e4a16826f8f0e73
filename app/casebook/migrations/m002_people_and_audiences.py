"""People with their names and roles, what each audience reads, and the words of the first page."""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    "ALTER TABLE cases ADD COLUMN impact TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN safe_now TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN changes TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN unknowns TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN next_step TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN next_us INTEGER",
    """
    CREATE TABLE people (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        merged_into TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(merged_into) REFERENCES people (id)
    )
    """,
    """
    CREATE TABLE aliases (
        id TEXT NOT NULL,
        person_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        source_id INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(person_id) REFERENCES people (id),
        FOREIGN KEY(source_id) REFERENCES sources (id)
    )
    """,
    "CREATE INDEX aliases_by_person ON aliases (person_id)",
    "CREATE INDEX aliases_by_text ON aliases (text)",
    """
    CREATE TABLE roles (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        person_id TEXT NOT NULL,
        label TEXT NOT NULL,
        named_because TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, person_id),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    """
    CREATE TABLE name_answers (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        words TEXT NOT NULL,
        "before" TEXT NOT NULL,
        "after" TEXT NOT NULL,
        instead TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX name_answers_by_case ON name_answers (case_id)",
    """
    CREATE TABLE audience_choices (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        target_id TEXT NOT NULL,
        audience TEXT NOT NULL,
        shown BOOLEAN NOT NULL,
        wording TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (target_id, audience),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "DROP VIEW shared_cases",
    """
    CREATE VIEW shared_cases AS
    SELECT id, kind, title, zone, severity, incident_class, started_us, detected_us,
           contained_us, facilitator, summary, missing_sources, '' AS private_notes,
           published_us, legal_hold, impact, safe_now, changes, unknowns, next_step, next_us
    FROM cases
    """,
    """
    CREATE VIEW shared_audience_choices AS
    SELECT audience_choices.* FROM audience_choices
    JOIN entries ON entries.id = audience_choices.target_id AND entries.private = 0
    """,
)


def migrate(connection: Connection) -> None:
    """Add the tables and columns."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
