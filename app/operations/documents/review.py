"""The review for engineers, and the preliminary page."""

from __future__ import annotations

from app.domain.assist.answers import SuggestionAnswer
from app.domain.assist.origins import ENTRIES, FACTORS, engine_name, methods_words
from app.domain.drafts import CaseKind
from app.domain.names import NameFinder
from app.domain.notes import Notes
from app.domain.practice.accounts import FairAccount
from app.domain.practice.action_plan import plan_of
from app.domain.practice.action_section import action_section
from app.domain.practice.chain import Factor
from app.domain.practice.chain_rules import questions
from app.domain.practice.chain_section import chain_section
from app.domain.practice.context_section import context_section
from app.domain.practice.entry_ties import said
from app.domain.practice.failure_chain import chain_of
from app.domain.practice.lessons import CaseLink, FollowUp, Lesson
from app.domain.practice.lessons_section import lessons_section
from app.domain.practice.meeting_section import fair_section, meeting_section
from app.domain.practice.meetings import Meeting
from app.domain.practice.response import DrasticAction, Milestone
from app.domain.practice.response_record import ResponseRecord
from app.domain.practice.response_section import response_section
from app.domain.practice.review_sections import Parts, glance_of, notices_of, sections_of
from app.domain.review import Beyond, lines_of, review_of
from app.domain.views import ReviewView
from app.operations import formats
from app.operations.documents.beginning import start_of
from app.operations.documents.reading import Reading
from app.operations.practice import context


def view_of(reading: Reading, _subject_id: str = "") -> ReviewView:
    """The whole case, with its evidence."""
    return review_of(
        reading.case,
        said(reading.entries, reading.of_case(Milestone), reading.of_case(DrasticAction)),
        reading.sources,
        reading.now_us,
        formats.labels(),
        reading.people,
        lambda notes: _beyond(reading, notes),
    )


def _beyond(reading: Reading, notes: Notes) -> Beyond:
    if reading.case.kind is not CaseKind.INCIDENT:
        return Beyond()
    parts = _parts(reading, notes)
    missing = () if parts.start is None else parts.start.missing
    cards, lines = (parts.chain.cards, parts.chain.lines) if parts.chain else ((), ())
    return Beyond(
        sections_of(parts),
        glance_of(parts),
        notices_of(parts),
        missing,
        cards,
        lines,
        methods_words(reading.of_case(SuggestionAnswer), [_entries(reading)], engine_name),
    )


def _parts(reading: Reading, notes: Notes) -> Parts:
    """Every part in the order of the document, so that its notes are numbered as they are read."""
    case, cited, shared, zone = reading.case, reading.cited, reading.shared, reading.zone
    record = ResponseRecord.of(shared, case.id)
    chain = chain_of(shared, case.id, cited)
    thin = questions(chain, NameFinder(reading.people.all_names))
    plan = plan_of(shared, case.id, chain, cited)
    links = [(link, shared.case(link.other_id)) for link in reading.of_case(CaseLink)]
    return Parts(
        start=start_of(reading),
        response=response_section(record, cited, notes, zone),
        chain=chain_section(chain, notes, thin),
        context=context_section(context.explained_in(shared, case, cited), notes, zone),
        lessons=lessons_section(
            reading.of_case(Lesson), links, reading.of_case(FollowUp), cited, notes
        ),
        actions=action_section(plan, notes, zone, reading.now_us),
        meeting=meeting_section(case, reading.of_case(Meeting), zone),
        fair=fair_section(reading.of_case(FairAccount)),
        links=lines_of(case.links),
        origins=_origins(reading),
    )


def _origins(reading: Reading) -> tuple[str, ...]:
    factors = (FACTORS, {factor.id for factor in reading.of_case(Factor)})
    return methods_words(reading.of_case(SuggestionAnswer), [_entries(reading), factors])


def _entries(reading: Reading) -> tuple[tuple[str, str], set[str]]:
    return ENTRIES, {cited.entry.id for cited in reading.entries if not cited.entry.private}
