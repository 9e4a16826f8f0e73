"""Where words of a document stand in the draft, so that a person can go there and change them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum

from app.casebook import Casebook
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

CASE_FIELDS = {
    "title": "the title",
    "summary": "“What happened so far”",
    "impact": "“Impact”",
    "safe_now": "“What is safe now”",
    "changes": "“What changes”",
    "unknowns": "“What we do not know”",
    "next_step": "“Next news”",
    "missing_sources": "“Sources still missing”",
    "links": "“Links”",
    "facilitator": "“Facilitator”",
}
"""The fields of a case that documents show, as people know them."""


_THINGS: tuple[tuple[type[Draft], str, str], ...] = (
    (Factor, "chain", "the factor that is selected now"),
    (FactorLink, "chain", "the link that is selected now"),
    (Why, "chain", "the step that is selected now"),
    (DecisionPoint, "context", "the decision that is selected now"),
    (CorrectiveAction, "actions", "the action that is selected now"),
    (DrasticAction, "response", "a drastic action on the Response page"),
    (StatusUpdate, "response", "an update on the Response page"),
    (Lesson, "follow-up", "a lesson on the Follow-up page"),
    (FollowUp, "follow-up", "a date on the Follow-up page"),
    (CaseLink, "follow-up", "a similar case on the Follow-up page"),
    (Meeting, "meeting", "the meeting"),
    (MeetingNote, "meeting", "a note of the meeting"),
    (FairAccount, "meeting", "what a responder answered"),
    (PlaybookAnswer, "start", "an answer on the Start page"),
    (ProcessCard, "response", "the process card on the Response page"),
)
"""What else documents show: its kind, the page it is on, and what people call it there."""

_ANSWERS = (
    (MARKED, "chain", "why the factor that is selected now weighed most"),
    ("IR-1.3/", "response", "why something was absent, on the Response page"),
    ("IR-5.2/", "actions", "why a factor is left open, on the Actions page"),
    ("IR-K", "follow-up", "an answer on the Follow-up page"),
    ("IR-W4", "meeting", "the question to the group, on the Meeting page"),
)
"""Answers that are given elsewhere than on the Start page, by how their item begins."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the draft: what people call it, its page, and the thing to stand on there.

    ``thing`` is the id of what was drafted, or the name of a field of the case.
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
        for kind, page, place in _THINGS:
            of_all = kind is ProcessCard  # one card serves every case
            for thing in drafts.all(kind) if of_all else drafts.of_case(kind, case_id):
                if any(wanted in _plain(text) for text in _texts(thing)):
                    return _standing(thing, page, place)
    return None


def _standing(thing: Draft, page: str, place: str) -> Standing:
    if isinstance(thing, PlaybookAnswer):
        for begins, elsewhere, there in _ANSWERS:
            if thing.item.startswith(begins):
                return Standing(there, elsewhere, thing.target_id or thing.id)
    return Standing(place, page, thing.id)


def _texts(thing: Draft) -> Iterator[str]:
    """What people wrote into it."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        is_id = field.name == "id" or field.name.endswith("_id")
        if isinstance(value, str) and not isinstance(value, Enum) and not is_id:
            yield value


def _plain(text: str) -> str:
    return " ".join(folded(text).split())
