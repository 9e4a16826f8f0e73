"""Everything that people draft, in one list: what the journal records and undo takes back."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.assist.answers import SuggestionAnswer
from app.domain.audiences import AudienceChoice
from app.domain.candour.dismissals import Dismissal
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

Draft = (
    Case
    | Entry
    | Citation
    | SourceSettings
    | Person
    | Alias
    | Role
    | NameAnswer
    | AudienceChoice
    | Bookmark
    | PlaybookAnswer
    | Milestone
    | DrasticAction
    | StatusUpdate
    | ProcessCard
    | Factor
    | FactorLink
    | Why
    | DecisionPoint
    | FairAccount
    | Lesson
    | CaseLink
    | FollowUp
    | CorrectiveAction
    | ActionTarget
    | Meeting
    | MeetingNote
    | Publication
    | Dismissal
    | TrustSettings
    | FramePiece
    | AffectedGroup
    | Apology
    | Paragraph
    | GroupStatement
    | PublicStatement
    | Claim
    | TrustBreak
    | Repair
    | RepairTarget
    | Invitation
    | Signal
    | SignalReading
    | Checkpoint
    | UpdateNote
    | SupportPacket
    | PacketPiece
    | SuggestionAnswer
)
"""Everything that people draft, and that the journal therefore records."""

Statement = (
    Case
    | Entry
    | PlaybookAnswer
    | DrasticAction
    | StatusUpdate
    | Factor
    | FactorLink
    | Why
    | DecisionPoint
    | FairAccount
    | Lesson
    | CaseLink
    | FollowUp
    | CorrectiveAction
    | Meeting
    | MeetingNote
    | TrustSettings
    | FramePiece
    | AffectedGroup
    | Apology
    | Paragraph
    | GroupStatement
    | PublicStatement
    | Claim
    | TrustBreak
    | Repair
    | Invitation
    | Signal
    | SignalReading
    | Checkpoint
    | UpdateNote
    | SupportPacket
)
"""What people state in a case: each has a history, and can be forgotten or erased with it."""


def case_of(statement: Statement) -> str:
    """The id of the case that a statement belongs to."""
    return statement.id if isinstance(statement, Case) else statement.case_id


KIND_NAMES: Mapping[type, str] = {
    Case: "case",
    Entry: "entry",
    Citation: "citation",
    SourceSettings: "source",
    Person: "person",
    Alias: "alias",
    Role: "role",
    NameAnswer: "answer",
    AudienceChoice: "choice",
    Bookmark: "bookmark",
    PlaybookAnswer: "answer",
    Milestone: "marked time",
    DrasticAction: "drastic action",
    StatusUpdate: "update",
    ProcessCard: "process card",
    Factor: "factor",
    FactorLink: "link",
    Why: "step",
    DecisionPoint: "decision point",
    FairAccount: "fair-account page",
    Lesson: "lesson",
    CaseLink: "similar case",
    FollowUp: "follow-up",
    CorrectiveAction: "action",
    ActionTarget: "target of an action",
    Meeting: "meeting",
    MeetingNote: "note",
    Publication: "published version",
    Dismissal: "dismissal",
    TrustSettings: "trust case",
    FramePiece: "part of the frame",
    AffectedGroup: "group",
    Apology: "apology",
    Paragraph: "paragraph",
    GroupStatement: "group statement",
    PublicStatement: "public statement",
    Claim: "claim",
    TrustBreak: "trust break",
    Repair: "repair",
    RepairTarget: "break of a repair",
    Invitation: "invitation",
    Signal: "signal",
    SignalReading: "reading",
    Checkpoint: "checkpoint",
    UpdateNote: "update note",
    SupportPacket: "packet",
    PacketPiece: "piece of a packet",
    SuggestionAnswer: "answer to a suggestion",
}
"""What people call each kind."""
