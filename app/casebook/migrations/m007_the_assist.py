"""What the assist suggested, what people answered, and what documents may say of that.

Documents learn of an accepted suggestion only what made it, and which shown thing it became.
"""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    """
    CREATE TABLE suggestion_runs (
        id INTEGER NOT NULL,
        case_id TEXT NOT NULL,
        at_us INTEGER NOT NULL,
        scope TEXT NOT NULL,
        provenance TEXT NOT NULL,
        dropped TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX suggestion_runs_by_case ON suggestion_runs (case_id)",
    """
    CREATE TABLE suggestions (
        case_id TEXT NOT NULL,
        id TEXT NOT NULL,
        run_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        start_us INTEGER,
        payload TEXT NOT NULL,
        PRIMARY KEY (case_id, id),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        FOREIGN KEY(run_id) REFERENCES suggestion_runs (id)
    )
    """,
    "CREATE INDEX suggestions_by_run ON suggestions (run_id)",
    """
    CREATE TABLE suggestion_items (
        case_id TEXT NOT NULL,
        suggestion_id TEXT NOT NULL,
        item_id INTEGER NOT NULL,
        utc_us INTEGER,
        PRIMARY KEY (case_id, suggestion_id, item_id),
        FOREIGN KEY(case_id, suggestion_id) REFERENCES suggestions (case_id, id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX suggestion_items_by_item ON suggestion_items (item_id)",
    """
    CREATE TABLE suggestion_answers (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        suggestion_id TEXT NOT NULL,
        decision TEXT NOT NULL,
        target_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        engine TEXT NOT NULL,
        engine_version TEXT NOT NULL,
        model TEXT NOT NULL,
        model_sha256 TEXT NOT NULL,
        prompt_version TEXT NOT NULL,
        seed INTEGER NOT NULL,
        parameters TEXT NOT NULL,
        certainty TEXT NOT NULL,
        doubt INTEGER NOT NULL,
        shown TEXT NOT NULL,
        at_us INTEGER NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, suggestion_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX suggestion_answers_by_target ON suggestion_answers (target_id)",
    """
    CREATE VIEW shared_suggestion_answers AS
    SELECT id, case_id, '' AS suggestion_id, decision, target_id, kind, engine, engine_version,
           model, model_sha256, prompt_version, 0 AS seed, '' AS parameters, '' AS certainty,
           0 AS doubt, '' AS shown, 0 AS at_us
    FROM suggestion_answers
    WHERE decision = 'accepted' AND target_id IN (
        SELECT id FROM shared_entries UNION ALL SELECT id FROM shared_factors
    )
    """,
)


def migrate(connection: Connection) -> None:
    """Add the tables, and the one view of them that exports read."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
