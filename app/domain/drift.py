"""What changed in a case since a version of its review was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.changes import Row
from app.domain.drafts import Certainty
from app.domain.practice.accounts import Verdict
from app.domain.practice.fair_accounts import ANSWERED
from app.domain.review_words import CERTAINTY_WORDS

_THINGS: Mapping[str, tuple[str, str]] = {
    "cases": ("the header", "title"),
    "entries": ("entry", "text"),
    "factors": ("factor", "text"),
    "factor_links": ("link between factors", "note"),
    "whys": ("step of the whys", "text"),
    "decision_points": ("decision point", "title"),
    "drastic_actions": ("drastic action", "action"),
    "status_updates": ("update", "status"),
    "milestones": ("marked time", "kind"),
    "lessons": ("lesson", "text"),
    "case_links": ("similar case", "why"),
    "corrective_actions": ("action", "text"),
    "action_targets": ("what an action closes", ""),
    "playbook_answers": ("answer", "text"),
    "follow_ups": ("follow-up", "about"),
    "meetings": ("the review meeting", ""),
    "source_settings": ("source", "title"),
    "roles": ("role", "label"),
}
"""What a review shows, by table: its name for people, and the field that says which one it is."""

_NOT_SHOWN = {"id", "case_id", "rank", "x", "y", "private_notes", "published_us", "legal_hold"}

_FIELDS = {
    "text": "the words",
    "start_us": "the time",
    "end_us": "the end",
    "time_kind": "how exact the time is",
    "time_precision": "how exact the time is",
    "kind": "what it tells",
    "known": "when it was known",
    "known_us": "when it was known",
    "known_by": "who knew",
    "why_open": "why the path was open",
    "state": "how far it is",
    "due": "the due date",
    "owner": "the owner",
    "incident_class": "the class",
    "missing_sources": "the sources missing",
    "unknowns": "what is not known",
    "next_us": "when readers hear more",
    "next_step": "what they will hear",
    "safe_now": "what is safe now",
    "at_us": "the time",
    "started_us": "when it started",
    "detected_us": "when it was detected",
    "contained_us": "when it was contained",
    "label": "what somebody is called",
    "named_because": "whether somebody is named",
    "zone": "the time zone",
    "clock_offset_us": "how its clock is set right",
}

_NEW_ALONE_IS_NOTHING = {"roles"}
"""What a reader misses only where it was there before: a role comes with each new writer."""

_SURER = (
    Certainty.UNJUDGED,
    Certainty.DISPUTED,
    Certainty.UNCERTAIN,
    Certainty.PROBABLE,
    Certainty.CONFIRMED,
)
_SHORT = 70


@dataclass(frozen=True, slots=True)
class RowChange:
    """A drafted row as it was when a version was published (None: not there), and as it is now."""

    table: str
    row_id: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Drift:
    """One thing that differs from the published version, in words.

    ``raised`` where it is called surer than before and cites nothing new.
    """

    words: str
    table: str
    row_id: str
    raised: bool = False


def drift_of(changes: Iterable[RowChange]) -> list[Drift]:
    """What readers of the published version would not find in the record of today."""
    listed = list(changes)
    cited = _newly_cited(listed)
    found = [_drift(change, cited) for change in listed if change.table in _THINGS]
    told = {drift.row_id for drift in found if drift is not None}
    return [
        *(drift for drift in found if drift is not None),
        *_answers(listed),
        *_evidence_only(listed, told),
    ]


def _drift(change: RowChange, cited: frozenset[str]) -> Drift | None:
    before, after = _shown(change.before), _shown(change.after)
    if before is None and after is None:
        return None
    name = _named(change.table, after or before or {})
    if change.table in _NEW_ALONE_IS_NOTHING and (before is None or after is None):
        return None
    if before is None:
        return Drift(f"Added: {name}.", change.table, change.row_id)
    if after is None:
        return Drift(f"Removed: {name}.", change.table, change.row_id)
    fields = [
        key for key in after if key not in _NOT_SHOWN and before.get(key, after[key]) != after[key]
    ]
    if not fields:
        return None
    raised = _is_surer(before, after) and change.row_id not in cited
    words = f"Changed: {name}: {', '.join(_field_words(fields, before, after))}."
    if raised:
        words += " It is called surer, and cites nothing new."
    return Drift(words, change.table, change.row_id, raised)


def _shown(row: Row | None) -> Row | None:
    """A row as documents may show it; a private one is not there."""
    return None if row is None or row.get("private") else row


def _named(table: str, row: Row) -> str:
    thing, field = _THINGS[table]
    if table == "cases":
        return thing
    said = " ".join(str(row.get(field) or "").split())
    if len(said) > _SHORT:
        said = f"{said[:_SHORT].rstrip()}…"
    return f"{thing} “{said}”" if said else thing


def _field_words(fields: Sequence[str], before: Row, after: Row) -> list[str]:
    words = []
    for key in fields:
        if key == "certainty":
            was, now = (CERTAINTY_WORDS[Certainty(str(row[key]))] for row in (before, after))
            words.append(f"from “{was}” to “{now}”")
        else:
            words.append(_FIELDS.get(key, key.removesuffix("_us").replace("_", " ")))
    return list(dict.fromkeys(words))


def _is_surer(before: Row, after: Row) -> bool:
    if "certainty" not in after or before.get("certainty") is None:
        return False
    was, now = (_SURER.index(Certainty(str(row["certainty"]))) for row in (before, after))
    return now > was


def _newly_cited(changes: Iterable[RowChange]) -> frozenset[str]:
    return frozenset(
        str(change.after["target_id"])
        for change in changes
        if change.table == "citations" and change.before is None and change.after is not None
    )


def _answers(changes: Iterable[RowChange]) -> list[Drift]:
    """That responders were asked or answered since; never which of them, or what."""
    pages = [change for change in changes if change.table == "fair_accounts"]
    if all(_counted(change.before) == _counted(change.after) for change in pages):
        return []
    return [Drift("Changed: what is told of the answers of responders.", "fair_accounts", "")]


def _counted(page: Row | None) -> tuple[object, ...]:
    """What a review tells of the page of a responder: how far it is, and words with consent."""
    if page is None:
        return ()
    verdict = Verdict(str(page["verdict"]))
    told = "answered" if verdict in ANSWERED else verdict
    return told, page["words"] if page["consent"] else ""


def _evidence_only(changes: Iterable[RowChange], told: set[str]) -> list[Drift]:
    """Statements of which nothing but the evidence is different."""
    found: dict[str, Drift] = {}
    for change in changes:
        row = change.after or change.before
        if change.table != "citations" or row is None or change.before == change.after:
            continue
        target = str(row["target_id"])
        if target not in told and target not in found:
            found[target] = Drift("A statement cites other evidence.", "citations", target)
    return list(found.values())
