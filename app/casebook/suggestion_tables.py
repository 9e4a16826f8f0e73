"""The tables of the assist: what it suggested, which is no draft, and what people answered.

What was suggested is no part of the record, so the journal has only the answers.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from app.casebook.columns import drafted_id, integer, metadata, moment, of_case, text

suggestion_runs = Table(
    "suggestion_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    of_case(),
    integer("at_us"),
    # JSON: the scope as it was chosen, what made the suggestions, what was dropped.
    text("scope"),
    text("provenance"),
    text("dropped"),
    Index("suggestion_runs_by_case", "case_id"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("case_id", Text, ForeignKey("cases.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("run_id", Integer, ForeignKey("suggestion_runs.id"), nullable=False),
    text("kind"),
    moment("start_us"),
    # The suggestion as JSON, with its quotes.
    text("payload"),
    Index("suggestions_by_run", "run_id"),
)

# What each rests on, with the time it had then, so that what is erased or timed anew finds it.
suggestion_items = Table(
    "suggestion_items",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("suggestion_id", Text, primary_key=True),
    Column("item_id", Integer, primary_key=True),
    moment("utc_us"),
    ForeignKeyConstraint(
        ("case_id", "suggestion_id"), ("suggestions.case_id", "suggestions.id"), ondelete="CASCADE"
    ),
    Index("suggestion_items_by_item", "item_id"),
)

suggestion_answers = Table(
    "suggestion_answers",
    metadata,
    drafted_id(),
    of_case(),
    text("suggestion_id"),
    text("decision"),
    text("target_id"),
    text("kind"),
    text("engine"),
    text("engine_version"),
    text("model"),
    text("model_sha256"),
    text("prompt_version"),
    integer("seed"),
    text("parameters"),
    text("certainty"),
    integer("doubt"),
    text("shown"),
    integer("at_us"),
    UniqueConstraint("case_id", "suggestion_id"),
    Index("suggestion_answers_by_target", "target_id"),
)

TABLES = (suggestion_answers,)
"""Those that are drafted."""
