"""Trust repair: its tables, and that nothing of a trust case is shared unless a person chose it.

A drafted thing of a trust case is chosen where a reader was chosen for it, or a packet holds it
that says whom it is for and what for. What another case chose, or for other readers, counts not.
"""

from __future__ import annotations

from sqlalchemy import Connection

_TABLES = (
    """
    CREATE TABLE trust_settings (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        about TEXT NOT NULL,
        origin TEXT NOT NULL,
        origin_title TEXT NOT NULL,
        position TEXT NOT NULL,
        neutral TEXT NOT NULL,
        partner TEXT NOT NULL,
        look_again TEXT NOT NULL,
        repaired_us INTEGER,
        repaired_because TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    """
    CREATE TABLE frame_pieces (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        part TEXT NOT NULL,
        text TEXT NOT NULL,
        certainty TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, part),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    """
    CREATE TABLE affected_groups (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        name TEXT NOT NULL,
        side TEXT NOT NULL,
        size INTEGER,
        harm TEXT NOT NULL,
        acknowledged TEXT NOT NULL,
        said_by TEXT NOT NULL,
        told_on TEXT NOT NULL,
        detail TEXT NOT NULL,
        certainty TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX affected_groups_by_case ON affected_groups (case_id)",
    """
    CREATE TABLE apologies (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        recipient TEXT NOT NULL,
        act TEXT NOT NULL,
        harm TEXT NOT NULL,
        changes TEXT NOT NULL,
        words TEXT NOT NULL,
        counsel TEXT NOT NULL,
        given_on TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX apologies_by_case ON apologies (case_id)",
    """
    CREATE TABLE account_paragraphs (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        part TEXT NOT NULL,
        text TEXT NOT NULL,
        certainty TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX account_paragraphs_by_case ON account_paragraphs (case_id)",
    """
    CREATE TABLE group_statements (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        group_id TEXT NOT NULL,
        paragraph_id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        words TEXT NOT NULL,
        dissent BOOLEAN NOT NULL,
        asked_us INTEGER,
        came_us INTEGER,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX group_statements_by_case ON group_statements (case_id)",
    """
    CREATE TABLE public_statements (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        title TEXT NOT NULL,
        said_by TEXT NOT NULL,
        said_on TEXT NOT NULL,
        text TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX public_statements_by_case ON public_statements (case_id)",
    """
    CREATE TABLE claims (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        statement_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        quote TEXT NOT NULL,
        verdict TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX claims_by_case ON claims (case_id)",
    """
    CREATE TABLE trust_breaks (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        party TEXT NOT NULL,
        toward TEXT NOT NULL,
        side TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        fear TEXT NOT NULL,
        severity TEXT NOT NULL,
        trend TEXT NOT NULL,
        certainty TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX trust_breaks_by_case ON trust_breaks (case_id)",
    """
    CREATE TABLE repairs (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        text TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        kind TEXT NOT NULL,
        reach TEXT NOT NULL,
        asked_of TEXT NOT NULL,
        owner TEXT NOT NULL,
        due TEXT NOT NULL,
        shown_by TEXT NOT NULL,
        telling TEXT NOT NULL,
        telling_why TEXT NOT NULL,
        state TEXT NOT NULL,
        proof TEXT NOT NULL,
        done_us INTEGER,
        verified_by TEXT NOT NULL,
        verified_us INTEGER,
        dropped_because TEXT NOT NULL,
        small BOOLEAN NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX repairs_by_case ON repairs (case_id)",
    """
    CREATE TABLE repair_targets (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        repair_id TEXT NOT NULL,
        break_id TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (repair_id, break_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX repair_targets_by_case ON repair_targets (case_id)",
    """
    CREATE TABLE invitations (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        group_id TEXT NOT NULL,
        repair_id TEXT NOT NULL,
        asked TEXT NOT NULL,
        asked_on TEXT NOT NULL,
        answer TEXT NOT NULL,
        changed TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX invitations_by_case ON invitations (case_id)",
    """
    CREATE TABLE trust_signals (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        item TEXT NOT NULL,
        name TEXT NOT NULL,
        group_name TEXT NOT NULL,
        group_size INTEGER NOT NULL,
        scale TEXT NOT NULL,
        better TEXT NOT NULL,
        baseline FLOAT,
        baseline_words TEXT NOT NULL,
        baseline_on TEXT NOT NULL,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX trust_signals_by_case ON trust_signals (case_id)",
    """
    CREATE TABLE signal_readings (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        signal_id TEXT NOT NULL,
        week TEXT NOT NULL,
        value FLOAT,
        words TEXT NOT NULL,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (signal_id, week),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX signal_readings_by_case ON signal_readings (case_id)",
    """
    CREATE TABLE checkpoints (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        due TEXT NOT NULL,
        kind TEXT NOT NULL,
        happened TEXT NOT NULL,
        changed TEXT NOT NULL,
        people TEXT NOT NULL,
        next TEXT NOT NULL,
        done_us INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX checkpoints_by_case ON checkpoints (case_id)",
    """
    CREATE TABLE update_notes (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        written_on TEXT NOT NULL,
        since TEXT NOT NULL,
        changed TEXT NOT NULL,
        not_yet TEXT NOT NULL,
        next_step TEXT NOT NULL,
        next_on TEXT NOT NULL,
        sent_on TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX update_notes_by_case ON update_notes (case_id)",
    """
    CREATE TABLE support_packets (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        recipient TEXT NOT NULL,
        item TEXT NOT NULL,
        purpose TEXT NOT NULL,
        left_out TEXT NOT NULL,
        prepared_on TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX support_packets_by_case ON support_packets (case_id)",
    """
    CREATE TABLE packet_pieces (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        packet_id TEXT NOT NULL,
        target_id TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (packet_id, target_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    "CREATE INDEX packet_pieces_by_case ON packet_pieces (case_id)",
)

_READERS = "('team', 'leadership', 'outside')"
_CHOSEN = f"""(
    ({{table}}.id, {{table}}.case_id) IN (
        SELECT target_id, case_id FROM audience_choices WHERE shown AND audience IN {_READERS}
    )
    OR ({{table}}.id, {{table}}.case_id) IN (
        SELECT target_id, case_id FROM packet_pieces WHERE packet_id IN (
            SELECT id FROM support_packets WHERE trim(recipient) <> '' AND trim(purpose) <> ''
        )
    )
)"""  # noqa: S608  our own names
_OF_TRUST = "{table}.case_id IN (SELECT id FROM cases WHERE kind = 'trust')"

_PRACTICE = (
    "playbook_answers",
    "milestones",
    "drastic_actions",
    "status_updates",
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
"""What could be read of every case so far."""

_PIECES = (
    "frame_pieces",
    "affected_groups",
    "account_paragraphs",
    "group_statements",
    "public_statements",
    "trust_breaks",
    "repairs",
    "invitations",
    "checkpoints",
    "update_notes",
)
"""Each row is chosen by itself."""

_VIEWS = (
    "DROP VIEW shared_cases",
    """
    CREATE VIEW shared_cases AS
    SELECT id, kind, CASE kind WHEN 'trust' THEN '' ELSE title END AS title, zone,
           CASE kind WHEN 'trust' THEN '' ELSE severity END AS severity,
           CASE kind WHEN 'trust' THEN '' ELSE incident_class END AS incident_class,
           started_us, detected_us, contained_us,
           CASE kind WHEN 'trust' THEN '' ELSE facilitator END AS facilitator,
           CASE kind WHEN 'trust' THEN '' ELSE summary END AS summary,
           CASE kind WHEN 'trust' THEN '' ELSE missing_sources END AS missing_sources,
           '' AS private_notes, published_us, legal_hold,
           CASE kind WHEN 'trust' THEN '' ELSE impact END AS impact,
           CASE kind WHEN 'trust' THEN '' ELSE safe_now END AS safe_now,
           CASE kind WHEN 'trust' THEN '' ELSE changes END AS changes,
           CASE kind WHEN 'trust' THEN '' ELSE unknowns END AS unknowns,
           CASE kind WHEN 'trust' THEN '' ELSE next_step END AS next_step,
           next_us, CASE kind WHEN 'trust' THEN '' ELSE links END AS links
    FROM cases
    """,
    "DROP VIEW shared_fair_accounts",
    """
    CREATE VIEW shared_fair_accounts AS
    SELECT id, case_id, role, '' AS person_id, verdict,
           CASE WHEN consent THEN words ELSE '' END AS words, consent, asked_us, answered_us
    FROM fair_accounts WHERE case_id NOT IN (SELECT id FROM cases WHERE kind = 'trust')
    """,
    """
    CREATE VIEW shared_trust_settings AS
    SELECT id, case_id, about, '' AS origin, '' AS origin_title, '' AS position, '' AS neutral,
           '' AS partner, look_again, repaired_us, '' AS repaired_because
    FROM trust_settings
    """,
    """
    CREATE VIEW shared_apologies AS
    SELECT * FROM apologies WHERE trim(recipient) <> '' AND counsel IN ('not_needed', 'seen')
    """,
    """
    CREATE VIEW shared_claims AS
    SELECT * FROM claims
    WHERE statement_id IN (SELECT id FROM shared_public_statements)
    """,
    """
    CREATE VIEW shared_repair_targets AS
    SELECT * FROM repair_targets WHERE repair_id IN (SELECT id FROM shared_repairs)
    AND break_id IN (SELECT id FROM shared_trust_breaks)
    """,
    f"""
    CREATE VIEW shared_trust_signals AS
    SELECT id, case_id, item, name, group_name, group_size, scale, better, baseline,
           baseline_words, baseline_on, source, '' AS note, rank
    FROM trust_signals WHERE group_size >= 5 AND {_CHOSEN.format(table="trust_signals")}
    """,  # noqa: S608  our own names
    """
    CREATE VIEW shared_signal_readings AS
    SELECT id, case_id, signal_id, week, value, words, source, '' AS note
    FROM signal_readings WHERE signal_id IN (SELECT id FROM shared_trust_signals)
    """,
    """
    CREATE VIEW shared_support_packets AS
    SELECT * FROM support_packets WHERE trim(recipient) <> '' AND trim(purpose) <> ''
    """,
    """
    CREATE VIEW shared_packet_pieces AS
    SELECT * FROM packet_pieces WHERE packet_id IN (SELECT id FROM shared_support_packets)
    """,
    "DROP VIEW shared_audience_choices",
    f"""
    CREATE VIEW shared_audience_choices AS
    SELECT * FROM audience_choices WHERE CASE
        WHEN case_id IN (SELECT id FROM cases WHERE kind = 'trust')
        THEN shown AND audience IN {_READERS}
        ELSE (target_id, case_id) IN (
            SELECT id, case_id FROM entries WHERE private = 0
            UNION ALL SELECT id, case_id FROM factors
            UNION ALL SELECT id, case_id FROM lessons
            UNION ALL SELECT id, case_id FROM corrective_actions
        )
    END
    """,  # noqa: S608  our own names
    "DROP VIEW shared_citations",
    """
    CREATE VIEW shared_citations AS
    SELECT * FROM citations WHERE target_id IN (
        SELECT id FROM shared_entries
        UNION ALL SELECT id FROM shared_drastic_actions
        UNION ALL SELECT id FROM shared_status_updates
        UNION ALL SELECT id FROM shared_factors
        UNION ALL SELECT id FROM shared_factor_links
        UNION ALL SELECT id FROM shared_whys
        UNION ALL SELECT id FROM shared_decision_points
        UNION ALL SELECT id FROM shared_lessons
        UNION ALL SELECT id FROM shared_corrective_actions
        UNION ALL SELECT id FROM shared_affected_groups
        UNION ALL SELECT id FROM shared_account_paragraphs
        UNION ALL SELECT id FROM shared_claims
        UNION ALL SELECT id FROM shared_trust_breaks
        UNION ALL SELECT id FROM shared_repairs
    )
    """,
)


def migrate(connection: Connection) -> None:
    """Add the tables, and what exports may see of them and of a trust case."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
    for table in _PRACTICE:
        connection.exec_driver_sql(f"DROP VIEW shared_{table}")
        connection.exec_driver_sql(_view(table, f"NOT {_OF_TRUST} OR {_CHOSEN}"))
    connection.exec_driver_sql("DROP VIEW shared_entries")
    whole = f"private = 0 AND (NOT {_OF_TRUST} OR {_CHOSEN})"
    connection.exec_driver_sql(_view("entries", whole))
    for table in _PIECES:
        connection.exec_driver_sql(_view(table, _CHOSEN))
    for statement in _VIEWS:
        connection.exec_driver_sql(statement)


def _view(table: str, condition: str) -> str:
    where = condition.format(table=table)
    return f"CREATE VIEW shared_{table} AS SELECT * FROM {table} WHERE {where}"  # noqa: S608  our own names
