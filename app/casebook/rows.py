"""The one mapping between rows and frozen dataclasses: columns and fields share their names."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_type_hints

from sqlalchemy import CursorResult, RowMapping, Table

from app.casebook import practice_tables as practice
from app.casebook import schema
from app.casebook import suggestion_tables as suggested
from app.casebook import trust_tables as trust
from app.domain.assist.answers import SuggestionAnswer
from app.domain.audiences import AudienceChoice
from app.domain.candour.dismissals import Dismissal
from app.domain.drafted import Draft
from app.domain.drafts import Bookmark, Case, Citation, Entry, SourceSettings
from app.domain.people import Alias, NameAnswer, Person, Role
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import ActionTarget, CorrectiveAction
from app.domain.practice.lessons import CaseLink, FollowUp, Lesson
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction, Milestone, ProcessCard, StatusUpdate
from app.domain.publication import Publication
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.repairs import Invitation, Repair, RepairTarget
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import PacketPiece, SupportPacket

T = TypeVar("T")
Value = str | int | float | None


class Mapped(Generic[T]):
    """How one dataclass is stored in one table."""

    def __init__(self, kind: type[T], table: Table) -> None:
        self.kind = kind
        self.table = table
        hints = get_type_hints(kind)
        self._readers = {
            name: hint
            for name, hint in hints.items()
            if hint is bool or (isinstance(hint, type) and issubclass(hint, StrEnum))
        }
        self._names = tuple(hints)

    def row(self, value: T) -> dict[str, Value]:
        """The columns of a value, in plain database types."""
        return {name: _plain(getattr(value, name)) for name in self._names}

    def value(self, row: RowMapping | Mapping[str, Value]) -> T:
        """The value of a row."""
        fields: dict[str, Any] = {name: row[name] for name in self._names}
        for name, reader in self._readers.items():
            fields[name] = reader(fields[name])
        return self.kind(**fields)


def _plain(value: object) -> Value:
    match value:
        case None:
            return None
        case StrEnum():
            return value.value
        case bool():
            return int(value)
        case str() | int() | float():
            return value
    raise TypeError(f"{type(value).__name__} has no column type")


_MAPPED: Mapping[type, Mapped[Any]] = {
    Case: Mapped(Case, schema.cases),
    Entry: Mapped(Entry, schema.entries),
    Citation: Mapped(Citation, schema.citations),
    SourceSettings: Mapped(SourceSettings, schema.source_settings),
    Person: Mapped(Person, schema.people),
    Alias: Mapped(Alias, schema.aliases),
    Role: Mapped(Role, schema.roles),
    NameAnswer: Mapped(NameAnswer, schema.name_answers),
    AudienceChoice: Mapped(AudienceChoice, schema.audience_choices),
    Bookmark: Mapped(Bookmark, schema.bookmarks),
    PlaybookAnswer: Mapped(PlaybookAnswer, practice.playbook_answers),
    Milestone: Mapped(Milestone, practice.milestones),
    DrasticAction: Mapped(DrasticAction, practice.drastic_actions),
    StatusUpdate: Mapped(StatusUpdate, practice.status_updates),
    ProcessCard: Mapped(ProcessCard, practice.process_cards),
    Factor: Mapped(Factor, practice.factors),
    FactorLink: Mapped(FactorLink, practice.factor_links),
    Why: Mapped(Why, practice.whys),
    DecisionPoint: Mapped(DecisionPoint, practice.decision_points),
    FairAccount: Mapped(FairAccount, practice.fair_accounts),
    Lesson: Mapped(Lesson, practice.lessons),
    CaseLink: Mapped(CaseLink, practice.case_links),
    FollowUp: Mapped(FollowUp, practice.follow_ups),
    CorrectiveAction: Mapped(CorrectiveAction, practice.corrective_actions),
    ActionTarget: Mapped(ActionTarget, practice.action_targets),
    Meeting: Mapped(Meeting, practice.meetings),
    MeetingNote: Mapped(MeetingNote, practice.meeting_notes),
    Publication: Mapped(Publication, practice.publications),
    Dismissal: Mapped(Dismissal, schema.dismissals),
    TrustSettings: Mapped(TrustSettings, trust.trust_settings),
    FramePiece: Mapped(FramePiece, trust.frame_pieces),
    AffectedGroup: Mapped(AffectedGroup, trust.affected_groups),
    Apology: Mapped(Apology, trust.apologies),
    Paragraph: Mapped(Paragraph, trust.account_paragraphs),
    GroupStatement: Mapped(GroupStatement, trust.group_statements),
    PublicStatement: Mapped(PublicStatement, trust.public_statements),
    Claim: Mapped(Claim, trust.claims),
    TrustBreak: Mapped(TrustBreak, trust.trust_breaks),
    Repair: Mapped(Repair, trust.repairs),
    RepairTarget: Mapped(RepairTarget, trust.repair_targets),
    Invitation: Mapped(Invitation, trust.invitations),
    Signal: Mapped(Signal, trust.trust_signals),
    SignalReading: Mapped(SignalReading, trust.signal_readings),
    Checkpoint: Mapped(Checkpoint, trust.checkpoints),
    UpdateNote: Mapped(UpdateNote, trust.update_notes),
    SupportPacket: Mapped(SupportPacket, trust.support_packets),
    PacketPiece: Mapped(PacketPiece, trust.packet_pieces),
    SuggestionAnswer: Mapped(SuggestionAnswer, suggested.suggestion_answers),
}

for _kind, _mapped in _MAPPED.items():
    _fields = {f.name for f in dataclasses.fields(_kind)}
    if _fields != set(_mapped.table.columns.keys()):
        raise TypeError(f"{_kind.__name__} and table {_mapped.table.name} differ")

D = TypeVar("D", bound=Draft)


def mapped(kind: type[D]) -> Mapped[D]:
    """How a drafted dataclass is stored."""
    found: Mapped[D] = _MAPPED[kind]
    return found


def table_of(kind: type[Draft]) -> str:
    """The name of the table that a kind is stored in, which the journal knows it by."""
    return mapped(kind).table.name


def new_rowid(inserted: CursorResult[Any]) -> int:
    """The integer id that an insert gave its row."""
    key = inserted.inserted_primary_key
    if key is None:
        raise TypeError("not an insert of one row")
    return int(key[0])
