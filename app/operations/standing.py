"""Where words of a document stand in the draft, so that a person can go there and change them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum

from app.casebook import Casebook
from app.domain.audiences import READERS, AudienceChoice
from app.domain.candour.case_findings import Thing
from app.domain.candour.places import CASE_FIELDS, page_of
from app.domain.drafted import Draft
from app.domain.drafts import Case, Entry
from app.domain.names import folded
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.failure_chain import MARKED
from app.domain.practice.lessons import CaseLink, FollowUp, Lesson
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction, ProcessCard, StatusUpdate
from app.domain.timeline import in_order, with_citations
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import SupportPacket

_THINGS: Mapping[type[Draft], str] = {
    Factor: "the factor that is selected now",
    FactorLink: "the link that is selected now",
    Why: "the step that is selected now",
    DecisionPoint: "the decision that is selected now",
    CorrectiveAction: "the action that is selected now",
    DrasticAction: "a drastic action on the Response page",
    StatusUpdate: "an update on the Response page",
    Lesson: "a lesson on the Review page",
    FollowUp: "a date on the Follow-up page",
    CaseLink: "a similar case on the Follow-up page",
    Meeting: "the meeting",
    MeetingNote: "a note of the meeting",
    FairAccount: "what a responder answered",
    PlaybookAnswer: "an answer on the Start page",
    ProcessCard: "the process card on the Response page",
    TrustSettings: "what holds for the whole case, on the Frame page",
    FramePiece: "the frame",
    AffectedGroup: "the group that is selected now",
    Apology: "the apology that is selected now",
    Paragraph: "the paragraph that is selected now",
    GroupStatement: "what a group says, on the Account page",
    PublicStatement: "the public statement that is selected now",
    Claim: "the claim that is selected now",
    TrustBreak: "the break that is selected now",
    Repair: "the repair that is selected now",
    Invitation: "an invitation on the Repairs page",
    Signal: "the signal that is selected now",
    SignalReading: "a reading on the Signals page",
    Checkpoint: "the checkpoint that is selected now",
    UpdateNote: "the update that is selected now",
    SupportPacket: "the packet that is selected now",
}
"""What else documents show, and what people call it on its page, where they come to stand."""

_ANSWERS = (
    (MARKED, "why the factor that is selected now weighed most"),
    ("IR-1.3/", "why something was absent, on the Response page"),
    ("IR-5.2/", "why a factor is left open, on the Actions page"),
    ("IR-K", "an answer on the Follow-up page"),
    ("IR-W4", "the question to the group, on the Meeting page"),
    ("TR-4.1/", "why a break has no repair, on the Repairs page"),
    ("TR-A", "where the lesson went, on the Follow-up page"),
    ("LM-H", "what helps, on the Repairs page"),
    ("LM-X", "an answer on the Support page"),
)
"""Answers that are given elsewhere than on the Start page, by how their item begins."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the draft: what people call it, its page, and the thing to stand on there.

    ``thing`` is the id of what was drafted, or the name of a field of the case; for an answer to
    a playbook it may be the id of what the answer is about.
    """

    place: str
    page: str
    thing: str


def standing(casebook: Casebook, case_id: str, words: str) -> Standing | None:
    """The first place that documents show and that holds these words; None where none does."""
    wanted = _plain(words)
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        entries = in_order(with_citations(drafts.of_case(Entry, case_id), ()))
        for field, place in CASE_FIELDS.items():
            if wanted in _plain(getattr(case, field)):
                return Standing(place, "review", field)
        for cited in entries:
            if not cited.entry.private and wanted in _plain(cited.entry.text):
                return Standing("the entry that is selected now", "timeline", cited.entry.id)
        for kind, place in _THINGS.items():
            of_all = kind is ProcessCard  # one card serves every case
            for thing in drafts.all(kind) if of_all else drafts.of_case(kind, case_id):
                if any(wanted in _plain(text) for text in _texts(thing)):
                    return _standing(thing, place)
    return None


def standing_of(casebook: Casebook, case_id: str, thing: Thing, part: str) -> Standing | None:
    """Where a thing that a finding means can be stood on; None where it is not kept any more.

    ``part`` names its field.
    """
    with casebook.drafts() as drafts:
        if thing.id == drafts.get(Case, case_id).id:
            return Standing(thing.place, thing.page, part)
        for kind in (Entry, AudienceChoice, *_THINGS):
            of_all = kind is ProcessCard  # no finding means it: it is of no single case
            for row in () if of_all else drafts.of_case(kind, case_id):
                if row.id == thing.id:
                    found = replace(_standing(row, thing.place), page=thing.page)
                    if isinstance(row, AudienceChoice) and row.audience in READERS:
                        return replace(found, thing=row.target_id)  # it is chosen beside that
                    return found
    return None


def _standing(thing: Draft, place: str) -> Standing:
    if isinstance(thing, PlaybookAnswer):
        for begins, there in _ANSWERS:
            if thing.item.startswith(begins):
                return Standing(there, page_of(thing), thing.target_id or thing.id)
    if isinstance(thing, TrustSettings):
        return Standing(place, "frame", thing.id)  # documents show what the Frame page says of it
    return Standing(place, page_of(thing), thing.id)


def _texts(thing: Draft) -> Iterator[str]:
    """What people wrote into it."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        is_id = field.name == "id" or field.name.endswith("_id")
        if isinstance(value, str) and not isinstance(value, Enum) and not is_id:
            yield value


def _plain(text: str) -> str:
    return " ".join(folded(text).split())
