"""The first schema: cases, timeline entries, citations, evidence, journal, desk."""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    """
    CREATE TABLE cases (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        zone TEXT NOT NULL,
        severity TEXT NOT NULL,
        incident_class TEXT NOT NULL,
        started_us INTEGER,
        detected_us INTEGER,
        contained_us INTEGER,
        facilitator TEXT NOT NULL,
        summary TEXT NOT NULL,
        missing_sources TEXT NOT NULL,
        private_notes TEXT NOT NULL,
        published_us INTEGER,
        legal_hold BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE current_transaction (
        id INTEGER NOT NULL,
        transaction_id INTEGER,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE desk (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE transactions (
        id INTEGER NOT NULL,
        case_id TEXT,
        label TEXT NOT NULL,
        at_us INTEGER NOT NULL,
        kind TEXT NOT NULL,
        reverses INTEGER,
        state TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(reverses) REFERENCES transactions (id)
    )
    """,
    """
    CREATE INDEX transactions_by_case ON transactions (case_id, state, id)
    """,
    """
    CREATE TABLE entries (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        text TEXT NOT NULL,
        time_kind TEXT NOT NULL,
        start_us INTEGER,
        end_us INTEGER,
        time_precision TEXT NOT NULL,
        kind TEXT NOT NULL,
        certainty TEXT NOT NULL,
        known TEXT NOT NULL,
        known_us INTEGER,
        known_by TEXT NOT NULL,
        private BOOLEAN NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    """
    CREATE INDEX entries_by_case ON entries (case_id, start_us)
    """,
    """
    CREATE TABLE journal (
        id INTEGER NOT NULL,
        transaction_id INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        row_id TEXT NOT NULL,
        "before" TEXT,
        "after" TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(transaction_id) REFERENCES transactions (id)
    )
    """,
    """
    CREATE INDEX journal_by_row ON journal (table_name, row_id)
    """,
    """
    CREATE INDEX journal_by_transaction ON journal (transaction_id)
    """,
    """
    CREATE TABLE sources (
        id INTEGER NOT NULL,
        case_id TEXT NOT NULL,
        receipt TEXT NOT NULL,
        imported_us INTEGER NOT NULL,
        complete BOOLEAN NOT NULL,
        item_count INTEGER NOT NULL,
        first_us INTEGER,
        last_us INTEGER,
        applied_zone TEXT NOT NULL,
        applied_offset_us INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    )
    """,
    """
    CREATE TABLE items (
        id INTEGER NOT NULL,
        source_id INTEGER NOT NULL,
        case_id TEXT NOT NULL,
        "key" TEXT NOT NULL,
        path TEXT NOT NULL,
        line INTEGER,
        time_text TEXT,
        clock_us INTEGER,
        zoned BOOLEAN NOT NULL,
        precision TEXT NOT NULL,
        utc_us INTEGER,
        text TEXT NOT NULL,
        raw TEXT,
        who TEXT,
        author TEXT,
        thread TEXT,
        place TEXT NOT NULL,
        edited_text TEXT,
        edited_clock_us INTEGER,
        edited_zoned BOOLEAN NOT NULL,
        edited_us INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(source_id) REFERENCES sources (id)
    )
    """,
    """
    CREATE INDEX items_by_source ON items (source_id)
    """,
    """
    CREATE INDEX items_by_thread ON items (source_id, thread) WHERE thread IS NOT NULL
    """,
    """
    CREATE INDEX items_by_who ON items (source_id, who) WHERE who IS NOT NULL
    """,
    """
    CREATE INDEX items_by_time ON items (case_id, utc_us, source_id)
    """,
    """
    CREATE TABLE originals (
        id INTEGER NOT NULL,
        source_id INTEGER NOT NULL,
        path TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (source_id, path),
        FOREIGN KEY(source_id) REFERENCES sources (id)
    )
    """,
    """
    CREATE TABLE source_settings (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        source_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        zone TEXT,
        clock_offset_us INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        UNIQUE (source_id),
        FOREIGN KEY(source_id) REFERENCES sources (id)
    )
    """,
    """
    CREATE TABLE citations (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        target_id TEXT NOT NULL,
        item_id INTEGER NOT NULL,
        quote_sha256 TEXT NOT NULL,
        item_utc_us INTEGER,
        start INTEGER,
        "end" INTEGER,
        rank INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        FOREIGN KEY(item_id) REFERENCES items (id)
    )
    """,
    """
    CREATE INDEX citations_by_item ON citations (item_id)
    """,
    """
    CREATE INDEX citations_by_target ON citations (target_id)
    """,
    """
    CREATE TABLE original_chunks (
        original_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (original_id, seq),
        FOREIGN KEY(original_id) REFERENCES originals (id)
    )
    """,
    """
    CREATE VIRTUAL TABLE items_fts USING fts5(
        text, who, place, content='items', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "INSERT INTO items_fts (items_fts, rank) VALUES ('secure-delete', 1)",
    """
    CREATE TRIGGER items_fts_delete AFTER DELETE ON items BEGIN
        INSERT INTO items_fts (items_fts, rowid, text, who, place)
        VALUES ('delete', OLD.id, OLD.text, OLD.who, OLD.place);
    END
    """,
    # What an export may read: nothing private (see app.casebook.sharing).
    """
    CREATE VIEW shared_cases AS
    SELECT id, kind, title, zone, severity, incident_class, started_us, detected_us,
           contained_us, facilitator, summary, missing_sources, '' AS private_notes,
           published_us, legal_hold
    FROM cases
    """,
    "CREATE VIEW shared_entries AS SELECT * FROM entries WHERE private = 0",
    """
    CREATE VIEW shared_citations AS
    SELECT citations.* FROM citations
    JOIN entries ON entries.id = citations.target_id AND entries.private = 0
    """,
    "INSERT INTO current_transaction (id, transaction_id) VALUES (1, NULL)",
)


def migrate(connection: Connection) -> None:
    """Make the tables of an empty file."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
