"""A trust case with rows of every kind, something of one's own in every text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, get_type_hints

from app.casebook import Casebook
from app.domain.audiences import READERS
from app.domain.drafted import Draft
from app.domain.drafts import Case, CaseKind, Entry, new_id
from app.domain.moments import Precision, TimeKind
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.trust.account import AccountPart, GroupStatement, GroupVerdict, Paragraph
from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend, TrustBreak
from app.domain.trust.claims import Claim, ClaimVerdict, PublicStatement
from app.domain.trust.follow_through import Checkpoint, CheckpointKind, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece
from app.domain.trust.pieces import WORDED
from app.domain.trust.repairs import (
    Invitation,
    Repair,
    RepairKind,
    RepairState,
    RepairTarget,
    Telling,
)
from app.domain.trust.setting import Origin, Position, TrustSettings
from app.domain.trust.signals import Better, Scale, Signal, SignalReading
from app.domain.trust.support import PacketPiece, SupportPacket
from app.operations import cases
from app.operations.trust import showing

DAY = "2026-03-02"
AT_US = 1_772_445_600_000_000
Say = Callable[[type[Draft], str], str]
"""What to write into a field of a kind."""

_DAYS = frozenset(
    {
        *("said_on", "told_on", "given_on", "asked_on", "baseline_on", "written_on", "next_on"),
        *("sent_on", "prepared_on", "look_again", "due", "week"),
    }
)
_FIXED = frozenset({"id", "item"})


def piece(kind: type[Draft], case_id: str, say: Say, /, **given: Any) -> Draft:
    """A row with something in every text that people write."""
    hints = get_type_hints(kind)
    texts = {
        field.name: DAY if field.name in _DAYS else say(kind, field.name)
        for field in fields(kind)
        if hints[field.name] is str and field.name not in _FIXED and not field.name.endswith("_id")
    }
    ids = {"id": new_id()} | ({"case_id": case_id} if "case_id" in hints else {})
    row: Draft = kind(**(texts | ids | given))
    return row


def trust_rows(case_id: str, say: Say) -> Iterator[Draft]:
    """One row of every kind of a trust case at least, each pointing at others."""
    made: dict[type[Draft], Draft] = {}

    def row(of: type[Draft], /, **given: Any) -> Draft:
        made[of] = piece(of, case_id, say, **given)
        return made[of]

    yield row(TrustSettings, origin=Origin.INCIDENT, position=Position.LEADS)
    yield from (row(FramePiece, part=part) for part in FramePart)
    yield row(AffectedGroup, side=Side.INSIDE, size=9)
    yield row(Apology, counsel=Counsel.SEEN)
    yield from (row(Paragraph, part=part) for part in AccountPart)
    about = {"group_id": made[AffectedGroup].id, "paragraph_id": made[Paragraph].id}
    yield row(GroupStatement, **about, verdict=GroupVerdict.PARTLY, dissent=True, came_us=AT_US)
    yield row(PublicStatement)
    said = {"statement_id": made[PublicStatement].id, "start": 0, "end": 4}
    yield row(Claim, **said, verdict=ClaimVerdict.CONTRADICTED)
    broken = {"kind": BreakKind.CONDUCT, "severity": Severity.BROKEN, "trend": Trend.SAME}
    yield row(TrustBreak, side=Side.UPWARD, **broken)
    done = {"state": RepairState.VERIFIED, "done_us": AT_US, "verified_us": AT_US, "small": True}
    yield row(Repair, kind=RepairKind.STATUS, telling=Telling.WIDELY, **done)
    target = {"repair_id": made[Repair].id, "break_id": made[TrustBreak].id}
    yield row(RepairTarget, **target)
    yield row(Invitation, group_id=made[AffectedGroup].id, repair_id=made[Repair].id)
    yield row(Signal, scale=Scale.COUNT, better=Better.LOWER, baseline=7.0, group_size=8)
    yield row(SignalReading, signal_id=made[Signal].id, value=6.0)
    yield row(Checkpoint, kind=CheckpointKind.MONTH, done_us=AT_US)
    yield row(UpdateNote)
    yield row(SupportPacket)
    time = {"time_kind": TimeKind.EXACT, "start_us": AT_US, "time_precision": Precision.MINUTE}
    yield row(Entry, **time)
    yield row(Factor)
    yield row(CorrectiveAction)


def add_trust_case(casebook: Casebook, say: Say, zone: str = "UTC") -> Case:
    """A trust case that says something wherever it can; nobody may see anything of it."""
    case = cases.add_case(casebook, CaseKind.TRUST, say(Case, "title"), zone)
    with casebook.edit("Say it", case.id) as edit:
        edit.save(piece(Case, "", say, id=case.id, kind=CaseKind.TRUST, zone=zone))
        for row in trust_rows(case.id, say):
            edit.add(row)
    return case


def show_everything(casebook: Casebook, case_id: str) -> None:
    """Let every reader see every piece."""
    with casebook.drafts() as drafts:
        ids = [row.id for kind in WORDED for row in drafts.of_case(kind, case_id)]
    for reader in READERS:
        showing.show_all(casebook, case_id, ids, reader)


def pack_everything(casebook: Casebook, case_id: str) -> None:
    """Put every piece into the packet."""
    with casebook.edit("Pack it", case_id) as edit:
        (packet,) = edit.of_case(SupportPacket, case_id)
        for kind in WORDED:
            for row in edit.of_case(kind, case_id):
                edit.add(PacketPiece(new_id(), case_id, packet.id, row.id))
