"""How the incident of the sample was led: what was tried, what the shop was told, and the card.

Some of it is left open on purpose: who decided the restarts, and what people expected of the
rollback, stands nowhere in the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.casebook import Casebook
from app.domain.drafts import Certainty, EntryKind, new_id
from app.domain.moments import parse_typed, zone_named
from app.domain.practice.drastic import HYPOTHESIS
from app.domain.practice.response import DrasticAction, MilestoneKind, Outcome, StatusUpdate
from app.operations import drafting, timeline
from app.operations.practice import response
from app.operations.sample_evidence import spans
from app.operations.sample_story import CHAT, DEPLOYS, ZONE, Cited

_BEGAN = "2026-02-10 10:05"
_BLANK_ACTION = DrasticAction("", "", "")


@dataclass(frozen=True, slots=True)
class ActionSketch:
    """A drastic action of the sample, with the entry that tells it by its kind."""

    time: str
    action: DrasticAction
    cites: tuple[Cited, ...] = ()
    hypothesis_cites: tuple[Cited, ...] = ()
    entry: EntryKind | None = None


@dataclass(frozen=True, slots=True)
class UpdateSketch:
    """An update of the sample."""

    time: str
    status: str
    cites: tuple[Cited, ...]
    promised: str = ""


ACTIONS = (
    ActionSketch(
        "2026-02-10 10:24",
        replace(
            _BLANK_ACTION,
            action="Rolled slots-api back to 3.17.4, instance by instance.",
            hypothesis="Release 3.18.0 of slots-api made lookups slow.",
            risk="Said to be small: going back is quick and safe.",
            way_back="Release 3.18.0 again.",
            owner="incident lead",
            outcome=Outcome.OTHERWISE,
            seen="It was no better. Every instance still lacked connections to capacity-db.",
            certainty=Certainty.CONFIRMED,
        ),
        (Cited(DEPLOYS, "version=3.17.4 state=started"), Cited(CHAT, "No better after the")),
        (Cited(CHAT, "My first guess is that release"),),
        EntryKind.ROLLBACK,
    ),
    ActionSketch(
        "2026-02-10 10:42:30",
        replace(
            _BLANK_ACTION,
            action="Restarted the instances of slots-api one by one.",
            hypothesis="The pool is full of connections that a restart would give back.",
            expected="The pool is empty, and lookups are fast again.",
            outcome=Outcome.OTHERWISE,
            seen="Delivery times were back for some minutes. Then the pool was full on 4 of 6 "
            "instances.",
            certainty=Certainty.PROBABLE,
        ),
        (
            Cited(CHAT, "I am restarting the instances one by one"),
            Cited(CHAT, "The pool is full on 4 of 6"),
        ),
        (Cited(CHAT, "to empty the pool"),),
    ),
    ActionSketch(
        "2026-02-10 10:58:31",
        replace(
            _BLANK_ACTION,
            action="Set the flag live-capacity back to 10 %.",
            hypothesis="Reading live capacity for all areas fills the pool.",
            expected="It helps within 5 minutes.",
            risk="Areas beyond the 10 % show capacity that is some minutes old, as before 10:00.",
            way_back="If it does not help, turn the flag off.",
            owner="incident lead",
            outcome=Outcome.AS_EXPECTED,
            seen="Reads were down to normal, and the pool used 6 of 40 connections.",
            certainty=Certainty.CONFIRMED,
        ),
        (
            Cited(CHAT, "live-capacity is at 10 % again."),
            Cited(CHAT, "the pool uses 6 of 40"),
        ),
        (Cited(CHAT, "Each slow read has source=live."),),
        EntryKind.DECISION,
    ),
)

UPDATES = (
    UpdateSketch(
        "2026-02-10 10:17:33",
        "Severity 2 for now; it is being looked at.",
        (Cited(CHAT, "Severity 2 for now. Next update for"),),
        "2026-02-10 10:35",
    ),
    UpdateSketch(
        "2026-02-10 10:36:20",
        "Some customers see no delivery times. We are working on it.",
        (Cited(CHAT, "Some customers see no delivery times."),),
        "2026-02-10 11:00",
    ),
    UpdateSketch(
        "2026-02-10 11:08:15",
        "Delivery times are shown again. We keep watching.",
        (Cited(CHAT, "Delivery times are shown again. We keep watching."),),
    ),
)

CARD: dict[str, object] = {
    "commander": "The first engineer on duty who says “I take the lead”. They coordinate, and "
    "type no fixes.",
    "diggers": "Whoever knows the service. Questions go to the lead, not to them.",
    "place": "The channel of the incident; calls are summed up there",
    "update_minutes": 20,
    "decides": "Rollback of one's own service: the engineer on duty.\n"
    "Flags, restarts of all instances: the lead.\n"
    "What customers are told: support, with the words of the lead.",
    "reviews": "Folder “Incident reviews” of the shop",
}


def add_response(casebook: Casebook, case_id: str) -> None:
    """Add the record of the live phase to the incident of the sample, its timeline being there."""
    drafted = [cited.entry for cited in timeline.entries(casebook, case_id)]
    entries = {entry.kind: entry.id for entry in drafted}
    [began] = [
        entry.id
        for entry in drafted
        if entry.kind is EntryKind.IMPACT and entry.start_us == _instant(_BEGAN)
    ]
    response.mark(casebook, case_id, MilestoneKind.STARTED, began)
    response.mark(casebook, case_id, MilestoneKind.DETECTED, entries[EntryKind.DETECTION])
    for action in ACTIONS:
        _add_action(casebook, case_id, action, entries)
    for update in UPDATES:
        _add_update(casebook, case_id, update)
    response.change_card(casebook, case_id, CARD)


def _add_action(
    casebook: Casebook, case_id: str, sketch: ActionSketch, entries: dict[EntryKind, str]
) -> None:
    added = replace(
        sketch.action,
        id=new_id(),
        case_id=case_id,
        at_us=_instant(sketch.time),
        entry_id="" if sketch.entry is None else entries[sketch.entry],
    )
    response.add_action(casebook, added, spans(casebook, case_id, sketch.cites))
    cited = spans(casebook, case_id, sketch.hypothesis_cites)
    drafting.cite(casebook, case_id, added.id, cited, HYPOTHESIS)


def _add_update(casebook: Casebook, case_id: str, sketch: UpdateSketch) -> None:
    added = StatusUpdate(
        new_id(),
        case_id,
        sketch.status,
        _instant(sketch.time),
        next_us=_instant(sketch.promised) if sketch.promised else None,
        channel="#shop-updates",
        certainty=Certainty.CONFIRMED,
    )
    response.add_update(casebook, added, spans(casebook, case_id, sketch.cites))


def _instant(text: str) -> int:
    return parse_typed(text, zone_named(ZONE))[0]
