"""The tables of trust repair; what a row says of another is no foreign key there either."""

from __future__ import annotations

from sqlalchemy import Index, Table, UniqueConstraint

from app.casebook.columns import (
    drafted_id,
    flag,
    integer,
    maybe_integer,
    metadata,
    moment,
    number,
    of_case,
    text,
)

trust_settings = Table(
    "trust_settings",
    metadata,
    drafted_id(),
    of_case(),
    text("about"),
    text("origin"),
    text("origin_title"),
    text("position"),
    text("neutral"),
    text("partner"),
    text("look_again"),
    moment("repaired_us"),
    text("repaired_because"),
    UniqueConstraint("case_id"),
)

frame_pieces = Table(
    "frame_pieces",
    metadata,
    drafted_id(),
    of_case(),
    text("part"),
    text("text"),
    text("certainty"),
    UniqueConstraint("case_id", "part"),
)

affected_groups = Table(
    "affected_groups",
    metadata,
    drafted_id(),
    of_case(),
    text("name"),
    text("side"),
    maybe_integer("size"),
    text("harm"),
    text("acknowledged"),
    text("said_by"),
    text("told_on"),
    text("detail"),
    text("certainty"),
    integer("rank"),
    Index("affected_groups_by_case", "case_id"),
)

apologies = Table(
    "apologies",
    metadata,
    drafted_id(),
    of_case(),
    text("recipient"),
    text("act"),
    text("harm"),
    text("changes"),
    text("words"),
    text("counsel"),
    text("given_on"),
    integer("rank"),
    Index("apologies_by_case", "case_id"),
)

account_paragraphs = Table(
    "account_paragraphs",
    metadata,
    drafted_id(),
    of_case(),
    text("part"),
    text("text"),
    text("certainty"),
    integer("rank"),
    Index("account_paragraphs_by_case", "case_id"),
)

group_statements = Table(
    "group_statements",
    metadata,
    drafted_id(),
    of_case(),
    text("group_id"),
    text("paragraph_id"),
    text("verdict"),
    text("words"),
    flag("dissent"),
    moment("asked_us"),
    moment("came_us"),
    integer("rank"),
    Index("group_statements_by_case", "case_id"),
)

public_statements = Table(
    "public_statements",
    metadata,
    drafted_id(),
    of_case(),
    text("title"),
    text("said_by"),
    text("said_on"),
    text("text"),
    integer("rank"),
    Index("public_statements_by_case", "case_id"),
)

claims = Table(
    "claims",
    metadata,
    drafted_id(),
    of_case(),
    text("statement_id"),
    integer("start"),
    integer("end"),
    text("quote"),
    text("verdict"),
    text("note"),
    Index("claims_by_case", "case_id"),
)

trust_breaks = Table(
    "trust_breaks",
    metadata,
    drafted_id(),
    of_case(),
    text("party"),
    text("toward"),
    text("side"),
    text("kind"),
    text("text"),
    text("fear"),
    text("severity"),
    text("trend"),
    text("certainty"),
    integer("rank"),
    Index("trust_breaks_by_case", "case_id"),
)

repairs = Table(
    "repairs",
    metadata,
    drafted_id(),
    of_case(),
    text("text"),
    text("before"),
    text("after"),
    text("kind"),
    text("reach"),
    text("asked_of"),
    text("owner"),
    text("due"),
    text("shown_by"),
    text("telling"),
    text("telling_why"),
    text("state"),
    text("proof"),
    moment("done_us"),
    text("verified_by"),
    moment("verified_us"),
    text("dropped_because"),
    flag("small"),
    integer("rank"),
    Index("repairs_by_case", "case_id"),
)

repair_targets = Table(
    "repair_targets",
    metadata,
    drafted_id(),
    of_case(),
    text("repair_id"),
    text("break_id"),
    UniqueConstraint("repair_id", "break_id"),
    Index("repair_targets_by_case", "case_id"),
)

invitations = Table(
    "invitations",
    metadata,
    drafted_id(),
    of_case(),
    text("group_id"),
    text("repair_id"),
    text("asked"),
    text("asked_on"),
    text("answer"),
    text("changed"),
    integer("rank"),
    Index("invitations_by_case", "case_id"),
)

trust_signals = Table(
    "trust_signals",
    metadata,
    drafted_id(),
    of_case(),
    text("item"),
    text("name"),
    text("group_name"),
    integer("group_size"),
    text("scale"),
    text("better"),
    number("baseline"),
    text("baseline_words"),
    text("baseline_on"),
    text("source"),
    text("note"),
    integer("rank"),
    Index("trust_signals_by_case", "case_id"),
)

signal_readings = Table(
    "signal_readings",
    metadata,
    drafted_id(),
    of_case(),
    text("signal_id"),
    text("week"),
    number("value"),
    text("words"),
    text("source"),
    text("note"),
    UniqueConstraint("signal_id", "week"),
    Index("signal_readings_by_case", "case_id"),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    drafted_id(),
    of_case(),
    text("due"),
    text("kind"),
    text("happened"),
    text("changed"),
    text("people"),
    text("next"),
    moment("done_us"),
    Index("checkpoints_by_case", "case_id"),
)

update_notes = Table(
    "update_notes",
    metadata,
    drafted_id(),
    of_case(),
    text("written_on"),
    text("since"),
    text("changed"),
    text("not_yet"),
    text("next_step"),
    text("next_on"),
    text("sent_on"),
    integer("rank"),
    Index("update_notes_by_case", "case_id"),
)

support_packets = Table(
    "support_packets",
    metadata,
    drafted_id(),
    of_case(),
    text("recipient"),
    text("item"),
    text("purpose"),
    text("left_out"),
    text("prepared_on"),
    integer("rank"),
    Index("support_packets_by_case", "case_id"),
)

packet_pieces = Table(
    "packet_pieces",
    metadata,
    drafted_id(),
    of_case(),
    text("packet_id"),
    text("target_id"),
    integer("rank"),
    UniqueConstraint("packet_id", "target_id"),
    Index("packet_pieces_by_case", "case_id"),
)

TABLES = (
    trust_settings,
    frame_pieces,
    affected_groups,
    apologies,
    account_paragraphs,
    group_statements,
    public_statements,
    claims,
    trust_breaks,
    repairs,
    repair_targets,
    invitations,
    trust_signals,
    signal_readings,
    checkpoints,
    update_notes,
    support_packets,
    packet_pieces,
)
"""All of them; the journal records each."""
