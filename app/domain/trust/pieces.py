"""What of a trust case can be shown, piece by piece, and what is secret otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from enum import Enum
from typing import Any, TypeVar

from app.domain.audiences import Audience
from app.domain.drafted import Draft
from app.domain.drafts import Entry
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.signals import Signal

P = TypeVar("P", bound=Draft)

WORDED: Mapping[type, str] = {
    Entry: "text",
    Factor: "text",
    CorrectiveAction: "text",
    FramePiece: "text",
    AffectedGroup: "acknowledged",
    Paragraph: "text",
    GroupStatement: "words",
    PublicStatement: "",
    TrustBreak: "text",
    Repair: "text",
    Invitation: "changed",
    Signal: "",
    Checkpoint: "changed",
    UpdateNote: "",
}
"""The pieces, and the field that readers may hear in words of their own; empty where none."""

READER_WORDS: Mapping[Audience, str] = {
    Audience.TEAM: "the team",
    Audience.LEADERSHIP: "leadership",
    Audience.OUTSIDE: "partners and users",
}
"""What people call the readers of a trust case."""

_LABELS = frozenset(
    {
        *("id", "item", "zone", "week", "due", "owner", "role", "party", "toward", "name"),
        *("group_name", "recipient", "said_by", "asked_of", "verified_by", "partner", "neutral"),
        *("said_on", "told_on", "asked_on", "given_on", "written_on", "next_on", "sent_on"),
        *("baseline_on", "prepared_on", "look_again", "known_by", "facilitator", "about"),
        *("origin_title", "severity", "incident_class", "links", "tracker", "priority"),
    }
)
"""Dates, and names of groups and roles: other texts may rightly say the same."""

_ROLE_WORDS = 6
"""Roles have no longer names; what is longer says more than a name."""


def worded(piece: P, wording: str) -> P:
    """A piece as readers get it who hear it in words of their own.

    Those are all the sentences they get: what else was written about it was meant for others.
    Days, what was chosen from lists, and names of groups and roles stay.
    """
    field = WORDED[type(piece)]
    if not field or not wording.strip():
        return piece
    changes: dict[str, Any] = dict.fromkeys(_sentences(piece), "") | {field: wording.strip()}
    changed: P = replace(piece, **changes)
    return changed


def prose(row: Draft) -> Iterator[str]:
    """The sentences that people wrote into a row, which are secret where it is not shown."""
    for value in _sentences(row).values():
        if not _names_a_role(row, value):
            yield value


def _sentences(row: Draft) -> dict[str, str]:
    """The fields of a row in which people wrote sentences, by name."""
    return {
        field.name: value
        for field in fields(row)
        if isinstance(value := getattr(row, field.name), str)
        and not isinstance(value, Enum)
        and value.strip()
        and field.name not in _LABELS
        and not field.name.endswith("_id")
    }


def _names_a_role(row: Draft, text: str) -> bool:
    """Whether an answer says no more than which role takes part; it may be said elsewhere."""
    asks = isinstance(row, PlaybookAnswer) and row.item.startswith("TR-R1/")
    return asks and len(text.split()) <= _ROLE_WORDS


def heard(piece: Draft, wording: str) -> Iterator[str]:
    """The sentences of a piece that its readers get; the note on a signal is for nobody."""
    if isinstance(piece, Signal):
        piece = replace(piece, note="")
    yield from prose(worded(piece, wording) if type(piece) in WORDED else piece)
