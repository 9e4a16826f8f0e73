"""Everything that people draft, in one list: what the journal records and undo takes back."""

from __future__ import annotations

from app.domain.audiences import AudienceChoice
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
)
"""Everything that people draft, and that the journal therefore records."""
