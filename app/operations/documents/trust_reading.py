"""What the documents of a trust case are read from: the pieces that one reader was chosen for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from app.casebook import Drafts
from app.domain.audiences import READERS, Audience, AudienceChoice
from app.domain.drafted import Draft
from app.domain.moments import day
from app.domain.notes import Notes
from app.domain.timeline import CitedItem
from app.domain.trust.break_map import BreakMap
from app.domain.trust.document import TrustView
from app.domain.trust.pieces import READER_WORDS, WORDED, heard, prose, worded
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signal_chart import SignalChart
from app.domain.trust.signals import SignalReading
from app.domain.views import Fact, Section
from app.operations.documents.reading import Reading, Subject

D = TypeVar("D", bound=Draft)

CLOSING = ("This document holds what was chosen for its readers; other notes are kept private.",)
_NOTHING = "Nothing has been chosen for these readers yet."


class Shown:
    """The pieces of a trust case that one reader may see, in the words chosen for them.

    Notes lead nobody but the team to a message. ``otherwise`` are the ids of the pieces that these
    readers hear in words of their own.
    """

    def __init__(self, reading: Reading, audience: Audience) -> None:
        self.reading = reading
        self.audience = audience
        self.notes = Notes(reading.zone, reading.people, coarse=audience is not Audience.TEAM)
        self._wordings = {
            choice.target_id: choice.wording
            for choice in reading.of_case(AudienceChoice)
            if choice.audience is audience and choice.shown
        }
        self.otherwise = frozenset(
            target_id for target_id, wording in self._wordings.items() if wording.strip()
        )

    @property
    def about(self) -> str:
        """What documents call the matter; empty where nobody has said."""
        settings = self.reading.of_case(TrustSettings)
        return settings[0].about.strip() if settings else ""

    def of(self, kind: type[D]) -> list[D]:
        """The pieces of a kind that these readers may see, in the order people gave them."""
        rows = (row for row in self.reading.of_case(kind) if row.id in self._wordings)
        return sorted((worded(row, self._wordings[row.id]) for row in rows), key=_order)

    def cited(self, thing_id: str) -> Sequence[CitedItem]:
        """What a piece cites."""
        return self.reading.cited.get(thing_id, ())


def _order(row: Draft) -> tuple[int, str]:
    return getattr(row, "rank", 0), row.id


def readers(_reading: Reading) -> list[Subject]:
    """Every reader, as what a document can be made for."""
    return [Subject(each.value, f"for {READER_WORDS[each]}") for each in READERS]


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says below its head; sections with nothing in them fall away."""

    heading: str
    sections: Sequence[Section] = ()
    facts: Sequence[Fact] = ()
    notices: Sequence[str] = ()
    break_map: BreakMap = field(default_factory=BreakMap)
    charts: Sequence[SignalChart] = ()
    missing: Sequence[str] = ()


def view_for(shown: Shown, content: Content) -> TrustView:
    """The document for the reader of ``shown``; its notes are those numbered so far."""
    reading = shown.reading
    told = tuple(each for each in content.sections if each.sentences or each.groups)
    as_of_day = day(reading.now_us, reading.zone)
    return TrustView(
        title=shown.about or content.heading,
        preliminary=None,
        status=f"As of {as_of_day}, for {READER_WORDS[shown.audience]}",
        as_of_day=as_of_day,
        heading=content.heading,
        facts=tuple(content.facts),
        notices=tuple(content.notices),
        sections=told,
        empty="" if told else _NOTHING,
        break_map=content.break_map,
        charts=tuple(content.charts),
        notes=tuple(shown.notes.listed),
        missing_sources=tuple(content.missing),
        closing=CLOSING,
    )


def heard_by(drafts: Drafts, case_id: str, subject_id: str) -> list[str]:
    """Every text that the reader (``subject_id``) may hear of a case, for the leak gate."""
    choices = {
        choice.target_id: choice.wording
        for choice in drafts.of_case(AudienceChoice, case_id)
        if choice.shown and choice.audience.value == subject_id
    }
    return [
        text
        for kind in WORDED
        for row in _rows(drafts, kind, case_id)
        if row.id in choices
        for text in heard(row, choices[row.id])
    ] + [
        text
        for reading in drafts.of_case(SignalReading, case_id)
        if reading.signal_id in choices
        for text in prose(replace(reading, note=""))
    ]


def _rows(drafts: Drafts, kind: type[Draft], case_id: str) -> list[Draft]:
    return drafts.of_case(kind, case_id)


def of_reader(subject_id: str) -> Audience:
    """The reader that a subject means."""
    return Audience(subject_id)
