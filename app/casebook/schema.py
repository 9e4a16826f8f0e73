"""The tables of a casebook as they are now. How a file gets there is in ``migrations``.

Drafted tables have a UUID text as ``id`` and are recorded by the journal; evidence has integers.
"""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from app.casebook import practice_tables, suggestion_tables, trust_tables
from app.casebook.columns import (
    drafted_id,
    flag,
    integer,
    maybe_text,
    metadata,
    moment,
    of_case,
    text,
)

APPLICATION_ID = 0x474F4C44  # "GOLD", https://www.sqlite.org/pragma.html#pragma_application_id

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    text("kind"),
    text("title"),
    text("zone"),
    text("severity"),
    text("incident_class"),
    moment("started_us"),
    moment("detected_us"),
    moment("contained_us"),
    text("facilitator"),
    text("summary"),
    text("missing_sources"),
    text("private_notes"),
    moment("published_us"),
    flag("legal_hold"),
    text("impact"),
    text("safe_now"),
    text("changes"),
    text("unknowns"),
    text("next_step"),
    moment("next_us"),
    Column("links", Text, nullable=False, server_default=""),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    text("text"),
    text("time_kind"),
    moment("start_us"),
    moment("end_us"),
    text("time_precision"),
    text("kind"),
    text("certainty"),
    text("known"),
    moment("known_us"),
    text("known_by"),
    flag("private"),
    integer("rank"),
    Index("entries_by_case", "case_id", "start_us"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    text("receipt"),
    integer("imported_us"),
    flag("complete"),
    integer("item_count"),
    moment("first_us"),
    moment("last_us"),
    # What the items' UTC was computed with; behind the settings while a re-timing is due.
    text("applied_zone"),
    integer("applied_offset_us"),
    # The words of its items up to this id are in items_fts; NULL: of all of them.
    Column("words_to", Integer),
)

# The times of a source's items in one piece, to put a case in order without reading its items.
item_times = Table(
    "item_times",
    metadata,
    Column("source_id", Integer, ForeignKey("sources.id"), primary_key=True),
    text("zone"),
    integer("offset_us"),
    Column("data", BLOB, nullable=False),
)

source_settings = Table(
    "source_settings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, unique=True),
    text("title"),
    maybe_text("zone"),
    integer("clock_offset_us"),
)

items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False),
    text("key"),
    text("path"),
    Column("line", Integer),
    maybe_text("time_text"),
    Column("clock_us", Integer),
    flag("zoned"),
    text("precision"),
    moment("utc_us"),
    text("text"),
    maybe_text("raw"),
    maybe_text("who"),
    maybe_text("author"),
    maybe_text("thread"),
    text("place"),
    maybe_text("edited_text"),
    Column("edited_clock_us", Integer),
    flag("edited_zoned"),
    moment("edited_us"),
    Column("zone_offset_us", Integer),
    Column("caveats", Text, nullable=False, server_default=""),
    Column("weight", Integer, nullable=False, server_default="1"),
    # Where only the stamp was taken off the front of a record: what stood before and after it.
    maybe_text("raw_before"),
    maybe_text("raw_after"),
    Index("items_by_source", "source_id"),
)
Index(
    "items_by_thread",
    items.c.source_id,
    items.c.thread,
    sqlite_where=items.c.thread.is_not(None),
)

# The names of those who wrote something, without looking at what they wrote.
Index(
    "items_by_who",
    items.c.source_id,
    items.c.who,
    sqlite_where=items.c.who.is_not(None),
)

Index(
    "items_by_place",
    items.c.source_id,
    items.c.place,
    sqlite_where=items.c.place != "",
)

originals = Table(
    "originals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False),
    text("path"),
    integer("size"),
    text("sha256"),
    UniqueConstraint("source_id", "path"),
)

original_chunks = Table(
    "original_chunks",
    metadata,
    Column("original_id", Integer, ForeignKey("originals.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    # zstandard frames; joined and decompressed they are the original file
    Column("data", BLOB, nullable=False),
)

citations = Table(
    "citations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    text("target_id"),
    Column("item_id", Integer, ForeignKey("items.id"), nullable=False),
    text("quote_sha256"),
    moment("item_utc_us"),
    Column("start", Integer),
    Column("end", Integer),
    integer("rank"),
    Column("part", Text, nullable=False, server_default=""),
    Index("citations_by_target", "target_id"),
    Index("citations_by_item", "item_id"),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    text("name"),
    Column("merged_into", Text, ForeignKey("people.id")),
)

aliases = Table(
    "aliases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    text("kind"),
    text("text"),
    Column("source_id", Integer, ForeignKey("sources.id")),
    Index("aliases_by_person", "person_id"),
    Index("aliases_by_text", "text"),
)

roles = Table(
    "roles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    text("label"),
    text("named_because"),
    UniqueConstraint("case_id", "person_id"),
)

name_answers = Table(
    "name_answers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    text("verdict"),
    text("words"),
    text("before"),
    text("after"),
    text("instead"),
    text("reason"),
    Index("name_answers_by_case", "case_id"),
)

audience_choices = Table(
    "audience_choices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    text("target_id"),
    text("audience"),
    flag("shown"),
    text("wording"),
    text("reason"),
    UniqueConstraint("target_id", "audience"),
)

bookmarks = Table(
    "bookmarks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("item_id", Integer, ForeignKey("items.id"), nullable=False),
    text("note"),
    UniqueConstraint("case_id", "item_id"),
    Index("bookmarks_by_item", "item_id"),
)

dismissals = Table(
    "dismissals",
    metadata,
    drafted_id(),
    of_case(),
    text("rule"),
    text("target_id"),
    text("part"),
    text("words"),
    text("context_sha256"),
    text("reason"),
    integer("at_us"),
    Index("dismissals_by_case", "case_id"),
)

transactions = Table(
    "transactions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Text),
    text("label"),
    integer("at_us"),
    text("kind"),
    Column("reverses", Integer, ForeignKey("transactions.id")),
    text("state"),
    Index("transactions_by_case", "case_id", "state", "id"),
)

current_transaction = Table(
    "current_transaction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("transaction_id", Integer),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("transaction_id", Integer, ForeignKey("transactions.id"), nullable=False),
    text("table_name"),
    text("row_id"),
    maybe_text("before"),
    maybe_text("after"),
    Index("journal_by_transaction", "transaction_id"),
    Index("journal_by_row", "table_name", "row_id"),
)

desk = Table(
    "desk",
    metadata,
    Column("key", Text, primary_key=True),
    text("value"),
)

DRAFTED = (
    cases,
    entries,
    citations,
    source_settings,
    people,
    aliases,
    roles,
    name_answers,
    audience_choices,
    bookmarks,
    dismissals,
    *practice_tables.TABLES,
    *trust_tables.TABLES,
    *suggestion_tables.TABLES,
)
"""The tables whose every change the journal records."""
