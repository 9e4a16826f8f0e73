"""The tables of a casebook as they are now. How a file gets there is in ``migrations``.

Drafted tables have a UUID text as ``id`` and are recorded by the journal; evidence has integers.
"""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION_ID = 0x474F4C44  # "GOLD", https://www.sqlite.org/pragma.html#pragma_application_id

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe_text(name: str) -> Column[str]:
    return Column(name, Text)


def _integer(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _moment(name: str) -> Column[int]:
    """UTC microseconds, or NULL."""
    return Column(name, Integer)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean(create_constraint=False), nullable=False)


cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    _text("kind"),
    _text("title"),
    _text("zone"),
    _text("severity"),
    _text("incident_class"),
    _moment("started_us"),
    _moment("detected_us"),
    _moment("contained_us"),
    _text("facilitator"),
    _text("summary"),
    _text("missing_sources"),
    _text("private_notes"),
    _moment("published_us"),
    _flag("legal_hold"),
    _text("impact"),
    _text("safe_now"),
    _text("changes"),
    _text("unknowns"),
    _text("next_step"),
    _moment("next_us"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    _text("text"),
    _text("time_kind"),
    _moment("start_us"),
    _moment("end_us"),
    _text("time_precision"),
    _text("kind"),
    _text("certainty"),
    _text("known"),
    _moment("known_us"),
    _text("known_by"),
    _flag("private"),
    _integer("rank"),
    Index("entries_by_case", "case_id", "start_us"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    _text("receipt"),
    _integer("imported_us"),
    _flag("complete"),
    _integer("item_count"),
    _moment("first_us"),
    _moment("last_us"),
    # What the items' UTC was computed with; behind the settings while a re-timing is due.
    _text("applied_zone"),
    _integer("applied_offset_us"),
    # The words of its items up to this id are in items_fts; NULL: of all of them.
    Column("words_to", Integer),
)

# The times of a source's items in one piece, to put a case in order without reading its items.
item_times = Table(
    "item_times",
    metadata,
    Column("source_id", Integer, ForeignKey("sources.id"), primary_key=True),
    _text("zone"),
    _integer("offset_us"),
    Column("data", BLOB, nullable=False),
)

source_settings = Table(
    "source_settings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, unique=True),
    _text("title"),
    _maybe_text("zone"),
    _integer("clock_offset_us"),
)

items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False),
    _text("key"),
    _text("path"),
    Column("line", Integer),
    _maybe_text("time_text"),
    Column("clock_us", Integer),
    _flag("zoned"),
    _text("precision"),
    _moment("utc_us"),
    _text("text"),
    _maybe_text("raw"),
    _maybe_text("who"),
    _maybe_text("author"),
    _maybe_text("thread"),
    _text("place"),
    _maybe_text("edited_text"),
    Column("edited_clock_us", Integer),
    _flag("edited_zoned"),
    _moment("edited_us"),
    Column("zone_offset_us", Integer),
    Column("caveats", Text, nullable=False, server_default=""),
    Column("weight", Integer, nullable=False, server_default="1"),
    # Where only the stamp was taken off the front of a record: what stood before and after it.
    _maybe_text("raw_before"),
    _maybe_text("raw_after"),
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
    _text("path"),
    _integer("size"),
    _text("sha256"),
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
    _text("target_id"),
    Column("item_id", Integer, ForeignKey("items.id"), nullable=False),
    _text("quote_sha256"),
    _moment("item_utc_us"),
    Column("start", Integer),
    Column("end", Integer),
    _integer("rank"),
    Index("citations_by_target", "target_id"),
    Index("citations_by_item", "item_id"),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    Column("merged_into", Text, ForeignKey("people.id")),
)

aliases = Table(
    "aliases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    _text("kind"),
    _text("text"),
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
    _text("label"),
    _text("named_because"),
    UniqueConstraint("case_id", "person_id"),
)

name_answers = Table(
    "name_answers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    _text("verdict"),
    _text("words"),
    _text("before"),
    _text("after"),
    _text("instead"),
    _text("reason"),
    Index("name_answers_by_case", "case_id"),
)

audience_choices = Table(
    "audience_choices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    _text("target_id"),
    _text("audience"),
    _flag("shown"),
    _text("wording"),
    _text("reason"),
    UniqueConstraint("target_id", "audience"),
)

bookmarks = Table(
    "bookmarks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("item_id", Integer, ForeignKey("items.id"), nullable=False),
    _text("note"),
    UniqueConstraint("case_id", "item_id"),
    Index("bookmarks_by_item", "item_id"),
)

transactions = Table(
    "transactions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Text),
    _text("label"),
    _integer("at_us"),
    _text("kind"),
    Column("reverses", Integer, ForeignKey("transactions.id")),
    _text("state"),
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
    _text("table_name"),
    _text("row_id"),
    _maybe_text("before"),
    _maybe_text("after"),
    Index("journal_by_transaction", "transaction_id"),
    Index("journal_by_row", "table_name", "row_id"),
)

desk = Table(
    "desk",
    metadata,
    Column("key", Text, primary_key=True),
    _text("value"),
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
)
"""The tables whose every change the journal records."""
