"""How the sample's trust case was followed through: some checkpoints, two updates, no verdict.

What is left to do: a checkpoint whose day passed, an update that promises again what the one
before it promised, no plan beyond March, and nobody has called it repaired.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.follow_through import CheckpointKind
from app.operations.trust import checkpoints, follow_page, setting, showing, updates

_PARTNER = {"partner": "engineering manager of the payments team", "look_again": "2026-06-16"}

_MONTH = "2026-03-16"
_HELD: Mapping[str, tuple[CheckpointKind, Mapping[str, str]]] = {
    "2026-02-23": (
        CheckpointKind.WEEKLY,
        {
            "happened": "The rota has the role that answers support. Nothing else is done.",
            "changed": "Support knows whom to ask, on paper.",
            "people": "Polite. I was told that all is well, by people who looked at the door.",
            "next": "Use the role once, in whatever comes up.",
        },
    ),
    "2026-03-02": (
        CheckpointKind.WEEKLY,
        {
            "happened": "The role was used on the 24th, for forty minutes.",
            "changed": "Support had an answer after six minutes, and it was “not known yet”.",
            "people": "The support lead laughed, and meant it.",
            "next": "Show the words of the next update to the desk before it goes out.",
        },
    ),
    _MONTH: (
        CheckpointKind.MONTH,
        {
            "happened": "One repair of four is verified. The record that leadership reads is old.",
            "changed": "A question from support has an owner during every incident, by the rota.",
            "people": "Doubts are raised earlier. Written approvals are asked for as before.",
            "next": "Ask the head of engineering for a day for the corrected page.",
        },
    ),
}
_MISSED = "2026-03-23"

_FIRST = {
    "written_on": "2026-02-27",
    "since": "The role that answers support was used for the first time, on 24 February.",
    "changed": "You need not search the channel: the name of the role stands in its topic.",
    "not_yet": "How updates give numbers is not settled.",
    "next_step": "We will look into how updates give numbers and come back to you.",
    "next_on": "2026-03-06",
    "sent_on": "2026-02-27",
}
_SECOND = {
    "written_on": "2026-03-10",
    "since": "Two incidents, both short; support was answered in each.",
    "next_step": "We will look into how updates give numbers, and come back to you soon.",
    "next_on": "2026-03-20",
}


def add_follow(casebook: Casebook, case_id: str) -> None:
    """Draft what was followed through of the sample's repairs."""
    setting.change(casebook, case_id, _PARTNER, "Name the partner")
    for due, (kind, found) in _HELD.items():
        added = checkpoints.add(casebook, case_id, date.fromisoformat(due), kind)
        checkpoints.change(casebook, case_id, added.id, found)
        checkpoints.hold(casebook, case_id, added.id)
        if due == _MONTH:
            showing.show(casebook, case_id, added.id, Audience.TEAM)
    checkpoints.add(casebook, case_id, date.fromisoformat(_MISSED), CheckpointKind.WEEKLY)
    for fields in (_FIRST, _SECOND):
        note = updates.begin(casebook, case_id)
        updates.change(casebook, case_id, note.id, fields)
        if "sent_on" in fields:
            showing.show(casebook, case_id, note.id, Audience.TEAM)
    follow_page.answer(
        casebook,
        case_id,
        "TR-A2",
        AnswerState.YES,
        "The rota of the web shop, which has the role that answers support since 18 February.",
    )
