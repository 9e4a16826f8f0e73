"""What a review adds to its timeline: chain, context, accounts, actions, meeting, versions.

A citation may hang on a field of a drafted thing, and on every kind of it. All of it can be shared
but the words of responders, which leave with their consent only.
"""

from __future__ import annotations

from sqlalchemy import Connection

_TABLES = (
    "ALTER TABLE cases ADD COLUMN links TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE citations ADD COLUMN part TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE playbook_answers (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        item TEXT NOT NULL,
        state TEXT NOT NULL,
        text TEXT NOT NULL,
        target_id TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, item),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    """
    CREATE TABLE milestones (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, kind),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    """
    CREATE TABLE drastic_actions (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        action TEXT NOT NULL,
        at_us INTEGER,
        hypothesis TEXT NOT NULL,
        expected TEXT NOT NULL,
        risk TEXT NOT NULL,
        way_back TEXT NOT NULL,
        owner TEXT NOT NULL,
        tool_suggested BOOLEAN NOT NULL,
        outcome TEXT NOT NULL,
        seen TEXT NOT NULL,
        certainty TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX drastic_actions_by_case ON drastic_actions (case_id)",
    """
    CREATE TABLE status_updates (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        status TEXT NOT NULL,
        at_us INTEGER,
        hypothesis TEXT NOT NULL,
        current_action TEXT NOT NULL,
        next_us INTEGER,
        channel TEXT NOT NULL,
        certainty TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX status_updates_by_case ON status_updates (case_id)",
    """
    CREATE TABLE process_cards (
        id TEXT NOT NULL,
        commander TEXT NOT NULL,
        diggers TEXT NOT NULL,
        place TEXT NOT NULL,
        update_minutes INTEGER NOT NULL,
        decides TEXT NOT NULL,
        reviews TEXT NOT NULL,
        policy TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE factors (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        text TEXT NOT NULL,
        part TEXT NOT NULL,
        side TEXT NOT NULL,
        nature TEXT NOT NULL,
        why_open TEXT NOT NULL,
        certainty TEXT NOT NULL,
        x INTEGER,
        y INTEGER,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX factors_by_case ON factors (case_id)",
    """
    CREATE TABLE factor_links (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        from_id TEXT NOT NULL,
        to_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        sign TEXT NOT NULL,
        note TEXT NOT NULL,
        certainty TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX factor_links_by_case ON factor_links (case_id)",
    """
    CREATE TABLE whys (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        ladder_id TEXT NOT NULL,
        text TEXT NOT NULL,
        rank INTEGER NOT NULL,
        factor_id TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX whys_by_case ON whys (case_id)",
    """
    CREATE TABLE decision_points (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        title TEXT NOT NULL,
        at_us INTEGER,
        role TEXT NOT NULL,
        saw TEXT NOT NULL,
        believed TEXT NOT NULL,
        put_first TEXT NOT NULL,
        ambiguity TEXT NOT NULL,
        overload TEXT NOT NULL,
        handoff TEXT NOT NULL,
        missing_context TEXT NOT NULL,
        made_sense TEXT NOT NULL,
        known_now TEXT NOT NULL,
        certainty TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX decision_points_by_case ON decision_points (case_id)",
    """
    CREATE TABLE fair_accounts (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        role TEXT NOT NULL,
        person_id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        words TEXT NOT NULL,
        consent BOOLEAN NOT NULL,
        asked_us INTEGER,
        answered_us INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX fair_accounts_by_case ON fair_accounts (case_id)",
    """
    CREATE TABLE lessons (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        goes_into TEXT NOT NULL,
        carried TEXT NOT NULL,
        certainty TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX lessons_by_case ON lessons (case_id)",
    """
    CREATE TABLE case_links (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        other_id TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, other_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    """
    CREATE TABLE follow_ups (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        due TEXT NOT NULL,
        about TEXT NOT NULL,
        found TEXT NOT NULL,
        done_us INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX follow_ups_by_case ON follow_ups (case_id)",
    """
    CREATE TABLE corrective_actions (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        text TEXT NOT NULL,
        kind TEXT NOT NULL,
        priority TEXT NOT NULL,
        owner TEXT NOT NULL,
        due TEXT NOT NULL,
        shown_by TEXT NOT NULL,
        state TEXT NOT NULL,
        completion TEXT NOT NULL,
        done_us INTEGER,
        helped TEXT NOT NULL,
        helped_why TEXT NOT NULL,
        dropped_because TEXT NOT NULL,
        tracker TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX corrective_actions_by_case ON corrective_actions (case_id)",
    """
    CREATE TABLE action_targets (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        action_id TEXT NOT NULL,
        target_id TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (action_id, target_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX action_targets_by_case ON action_targets (case_id)",
    """
    CREATE TABLE meetings (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        starts_us INTEGER,
        minutes INTEGER NOT NULL,
        scribe TEXT NOT NULL,
        outsiders TEXT NOT NULL,
        invited TEXT NOT NULL,
        agenda TEXT NOT NULL,
        openness TEXT NOT NULL,
        openness_words TEXT NOT NULL,
        held BOOLEAN NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX meetings_by_case ON meetings (case_id)",
    """
    CREATE TABLE meeting_notes (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        text TEXT NOT NULL,
        part TEXT NOT NULL,
        target_id TEXT NOT NULL,
        taken_us INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX meeting_notes_by_case ON meeting_notes (case_id)",
    """
    CREATE TABLE publications (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        published_us INTEGER NOT NULL,
        transaction_id INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        text TEXT NOT NULL,
        place TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, version),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
)

_SHARED_AS_THEY_ARE = (
    "playbook_answers",
    "milestones",
    "drastic_actions",
    "status_updates",
    "process_cards",
    "factors",
    "factor_links",
    "whys",
    "decision_points",
    "lessons",
    "case_links",
    "follow_ups",
    "corrective_actions",
    "action_targets",
    "meetings",
    "meeting_notes",
    "publications",
)

_VIEWS = (
    "DROP VIEW shared_cases",
    """
    CREATE VIEW shared_cases AS
    SELECT id, kind, title, zone, severity, incident_class, started_us, detected_us,
           contained_us, facilitator, summary, missing_sources, '' AS private_notes,
           published_us, legal_hold, impact, safe_now, changes, unknowns, next_step, next_us, links
    FROM cases
    """,
    """
    CREATE VIEW shared_fair_accounts AS
    SELECT id, case_id, role, '' AS person_id, verdict,
           CASE WHEN consent THEN words ELSE '' END AS words, consent, asked_us, answered_us
    FROM fair_accounts
    """,
    "DROP VIEW shared_citations",
    """
    CREATE VIEW shared_citations AS
    SELECT * FROM citations WHERE target_id IN (
        SELECT id FROM entries WHERE private = 0
        UNION ALL SELECT id FROM drastic_actions
        UNION ALL SELECT id FROM status_updates
        UNION ALL SELECT id FROM factors
        UNION ALL SELECT id FROM factor_links
        UNION ALL SELECT id FROM whys
        UNION ALL SELECT id FROM decision_points
        UNION ALL SELECT id FROM lessons
        UNION ALL SELECT id FROM corrective_actions
    )
    """,
    "DROP VIEW shared_audience_choices",
    """
    CREATE VIEW shared_audience_choices AS
    SELECT * FROM audience_choices WHERE target_id IN (
        SELECT id FROM entries WHERE private = 0
        UNION ALL SELECT id FROM factors
        UNION ALL SELECT id FROM lessons
        UNION ALL SELECT id FROM corrective_actions
    )
    """,
)


def migrate(connection: Connection) -> None:
    """Add the tables and columns, and what exports may see of them."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
    for table in _SHARED_AS_THEY_ARE:
        view = f"CREATE VIEW shared_{table} AS SELECT * FROM {table}"  # noqa: S608  our own names
        connection.exec_driver_sql(view)
    for statement in _VIEWS:
        connection.exec_driver_sql(statement)
