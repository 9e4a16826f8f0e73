"""The tables of what a review adds to its timeline: chain, context, actions, meeting and the like.

What one row says of another (``target_id``, ``entry_id``, ``factor_id``) is no foreign key: the
operations keep it, and an undo may bring rows back in any order.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, UniqueConstraint

from app.casebook.columns import drafted_id, flag, integer, metadata, moment, of_case, text

playbook_answers = Table(
    "playbook_answers",
    metadata,
    drafted_id(),
    of_case(),
    text("item"),
    text("state"),
    text("text"),
    text("target_id"),
    UniqueConstraint("case_id", "item"),
)

milestones = Table(
    "milestones",
    metadata,
    drafted_id(),
    of_case(),
    text("kind"),
    text("entry_id"),
    UniqueConstraint("case_id", "kind"),
)

drastic_actions = Table(
    "drastic_actions",
    metadata,
    drafted_id(),
    of_case(),
    text("action"),
    moment("at_us"),
    text("hypothesis"),
    text("expected"),
    text("risk"),
    text("way_back"),
    text("owner"),
    flag("tool_suggested"),
    text("outcome"),
    text("seen"),
    text("certainty"),
    text("entry_id"),
    Index("drastic_actions_by_case", "case_id"),
)

status_updates = Table(
    "status_updates",
    metadata,
    drafted_id(),
    of_case(),
    text("status"),
    moment("at_us"),
    text("hypothesis"),
    text("current_action"),
    moment("next_us"),
    text("channel"),
    text("certainty"),
    Index("status_updates_by_case", "case_id"),
)

process_cards = Table(
    "process_cards",
    metadata,
    drafted_id(),
    text("commander"),
    text("diggers"),
    text("place"),
    integer("update_minutes"),
    text("decides"),
    text("reviews"),
    text("policy"),
)

factors = Table(
    "factors",
    metadata,
    drafted_id(),
    of_case(),
    text("text"),
    text("part"),
    text("side"),
    text("nature"),
    text("why_open"),
    text("certainty"),
    Column("x", Integer),
    Column("y", Integer),
    integer("rank"),
    Index("factors_by_case", "case_id"),
)

factor_links = Table(
    "factor_links",
    metadata,
    drafted_id(),
    of_case(),
    text("from_id"),
    text("to_id"),
    text("kind"),
    text("sign"),
    text("note"),
    text("certainty"),
    Index("factor_links_by_case", "case_id"),
)

whys = Table(
    "whys",
    metadata,
    drafted_id(),
    of_case(),
    text("ladder_id"),
    text("text"),
    integer("rank"),
    text("factor_id"),
    Index("whys_by_case", "case_id"),
)

decision_points = Table(
    "decision_points",
    metadata,
    drafted_id(),
    of_case(),
    text("title"),
    moment("at_us"),
    text("role"),
    text("saw"),
    text("believed"),
    text("put_first"),
    text("ambiguity"),
    text("overload"),
    text("handoff"),
    text("missing_context"),
    text("made_sense"),
    text("known_now"),
    text("certainty"),
    text("entry_id"),
    integer("rank"),
    Index("decision_points_by_case", "case_id"),
)

fair_accounts = Table(
    "fair_accounts",
    metadata,
    drafted_id(),
    of_case(),
    text("role"),
    text("person_id"),
    text("verdict"),
    text("words"),
    flag("consent"),
    moment("asked_us"),
    moment("answered_us"),
    Index("fair_accounts_by_case", "case_id"),
)

lessons = Table(
    "lessons",
    metadata,
    drafted_id(),
    of_case(),
    text("kind"),
    text("text"),
    text("goes_into"),
    text("carried"),
    text("certainty"),
    integer("rank"),
    Index("lessons_by_case", "case_id"),
)

case_links = Table(
    "case_links",
    metadata,
    drafted_id(),
    of_case(),
    text("other_id"),
    text("why"),
    UniqueConstraint("case_id", "other_id"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    drafted_id(),
    of_case(),
    text("due"),
    text("about"),
    text("found"),
    moment("done_us"),
    Index("follow_ups_by_case", "case_id"),
)

corrective_actions = Table(
    "corrective_actions",
    metadata,
    drafted_id(),
    of_case(),
    text("text"),
    text("kind"),
    text("priority"),
    text("owner"),
    text("due"),
    text("shown_by"),
    text("state"),
    text("completion"),
    moment("done_us"),
    text("helped"),
    text("helped_why"),
    text("dropped_because"),
    text("tracker"),
    integer("rank"),
    Index("corrective_actions_by_case", "case_id"),
)

action_targets = Table(
    "action_targets",
    metadata,
    drafted_id(),
    of_case(),
    text("action_id"),
    text("target_id"),
    UniqueConstraint("action_id", "target_id"),
    Index("action_targets_by_case", "case_id"),
)

meetings = Table(
    "meetings",
    metadata,
    drafted_id(),
    of_case(),
    moment("starts_us"),
    integer("minutes"),
    text("scribe"),
    text("outsiders"),
    text("invited"),
    text("agenda"),
    text("openness"),
    text("openness_words"),
    flag("held"),
    Index("meetings_by_case", "case_id"),
)

meeting_notes = Table(
    "meeting_notes",
    metadata,
    drafted_id(),
    of_case(),
    text("meeting_id"),
    text("text"),
    text("part"),
    text("target_id"),
    moment("taken_us"),
    Index("meeting_notes_by_case", "case_id"),
)

publications = Table(
    "publications",
    metadata,
    drafted_id(),
    of_case(),
    integer("version"),
    integer("published_us"),
    integer("transaction_id"),
    text("sha256"),
    text("text"),
    text("place"),
    UniqueConstraint("case_id", "version"),
)

TABLES = (
    playbook_answers,
    milestones,
    drastic_actions,
    status_updates,
    process_cards,
    factors,
    factor_links,
    whys,
    decision_points,
    fair_accounts,
    lessons,
    case_links,
    follow_ups,
    corrective_actions,
    action_targets,
    meetings,
    meeting_notes,
    publications,
)
"""All of them; the journal records each."""
