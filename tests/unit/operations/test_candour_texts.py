"""Which texts of a case the candour check reads, and as what."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience, AudienceChoice
from app.domain.candour.case_findings import DraftedText
from app.domain.candour.findings import Scope
from app.domain.candour.places import PAGE_ORDER
from app.domain.drafted import Draft
from app.domain.drafts import Case, CaseKind, Certainty, Entry, new_id
from app.domain.moments import Precision, TimeKind
from app.domain.practice.chain import Factor
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.failure_chain import MARKED
from app.domain.practice.lessons import FollowUp, Lesson, LessonKind
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction, StatusUpdate
from app.domain.practice.steps import STEPS
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.signals import Signal
from app.operations import cases
from app.operations.candour.texts import scope_of, scope_of_wording, texts_of
from tests.unit.operations.full_case import SAID, full, rows

LEFT_OUT = {
    "Case": {"severity", "incident_class", "facilitator", "links", "private_notes"},
    "Entry": {"known_by"},
    "CorrectiveAction": {"owner", "tracker"},
    "Meeting": {"scribe", "outsiders", "invited", "openness_words"},
    "MeetingNote": {"part"},
    "DrasticAction": {"owner"},
    "StatusUpdate": {"channel"},
    "ProcessCard": {"commander", "diggers", "place", "decides", "reviews", "policy"},
    "DecisionPoint": {"role"},
    "FairAccount": {"role", "words"},
    "Lesson": {"carried"},
    "SourceSettings": {"title"},
    "Dismissal": {"rule", "words"},
    "SuggestionAnswer": {
        *("kind", "certainty", "shown", "engine", "engine_version", "model", "model_sha256"),
        *("prompt_version", "parameters"),
    },
}
"""What people fill in and nobody is asked about: names, places, and what others said themselves;
and where something came from, which the program writes."""


def read_in(casebook: Casebook, case: Case) -> tuple[DraftedText, ...]:
    with casebook.drafts() as drafts:
        return texts_of(drafts, drafts.get(Case, case.id))


def keep(casebook: Casebook, case: Case, *drafted: Draft) -> None:
    with casebook.edit("Say it", case.id) as edit:
        for row in drafted:
            if isinstance(row, Case):
                edit.save(row)
            else:
                edit.add(row)


def test_every_field_that_people_write_is_read_or_left_out_for_a_reason() -> None:
    header = full(Case, "", kind=CaseKind.INCIDENT)
    every = {type(row): row for row in (header, *rows("case", "other", 1))}
    for kind, row in every.items():
        written = {each.name for each in fields(kind) if SAID in str(getattr(row, each.name))}
        unread = {field for field in written if scope_of(row, field) is None}
        if kind is AudienceChoice:
            unread -= {"wording"}  # what it is depends on what it words
        assert unread == LEFT_OUT.get(kind.__name__, set()), kind


def test_each_text_is_read_once_with_the_page_and_the_place_it_stands_on(
    casebook: Casebook, case: Case
) -> None:
    at = {"time_kind": TimeKind.EXACT, "time_precision": Precision.SECOND}
    dated = Entry(new_id(), case.id, "It began", start_us=8_040_000_000, **at)  # type: ignore[arg-type]
    undated = Entry(new_id(), case.id, "Somebody had seen it before")
    factor = Factor(new_id(), case.id, "No limit on the pool, as it was sized years before this")
    hidden = AudienceChoice(new_id(), case.id, dated.id, Audience.STAKEHOLDERS, False, "", "detail")
    update = StatusUpdate(new_id(), case.id, "We are looking", 8_100_000_000)
    look = FollowUp(new_id(), case.id, "2026-12-01", "Did it hold?")
    header = replace(case, impact="Orders failed", private_notes="For me alone")
    keep(casebook, case, dated, undated, factor, hidden, update, look, header)
    read = read_in(casebook, case)
    assert len({(text.target_id, text.part) for text in read}) == len(read)
    assert {(text.page, text.place, text.text) for text in read} == {
        ("review", "the title", case.title),
        ("review", "“Impact”", "Orders failed"),
        ("timeline", "the entry of 03:14", "It began"),
        ("timeline", "the entry “Somebody had seen it before”", "Somebody had seen it before"),
        ("chain", "the factor “No limit on the pool, as it was sized…”", factor.text),
        ("review", "why stakeholders do not get the entry of 03:14", "detail"),
        ("response", "the update of 03:15", "We are looking"),
        ("follow-up", "the date 2026-12-01", "Did it hold?"),
    }
    assert {text.target_id for text in read if text.place in ("the title", "“Impact”")} == {case.id}


def test_entries_are_read_in_the_order_of_time(casebook: Casebook, case: Case) -> None:
    at = {"time_kind": TimeKind.EXACT, "time_precision": Precision.MINUTE}
    entries = [
        Entry(new_id(), case.id, f"{text}", start_us=us, **at)  # type: ignore[arg-type]
        for text, us in (("third", 180_000_000), ("first", 60_000_000), ("second", 120_000_000))
    ]
    keep(casebook, case, *entries, Entry(new_id(), case.id, "nobody knows when"))
    told = [text.text for text in read_in(casebook, case) if text.page == "timeline"]
    assert told == ["first", "second", "third", "nobody knows when"]


@pytest.mark.parametrize("certainty", list(Certainty))
def test_what_is_confirmed_is_no_open_claim_any_more(certainty: Certainty) -> None:
    scope = Scope.CONFIRMED if certainty is Certainty.CONFIRMED else Scope.CLAIM
    claims: tuple[tuple[Draft, str], ...] = (
        (Entry("", "", "", certainty=certainty), "text"),
        (Factor("", "", "", certainty=certainty), "why_open"),
        (Lesson("", "", LessonKind.IMPROVE, "", certainty=certainty), "text"),
        (DecisionPoint("", "", "", certainty=certainty), "made_sense"),
        (DrasticAction("", "", "", certainty=certainty), "hypothesis"),
    )
    assert {scope_of(thing, field) for thing, field in claims} == {scope}
    entry = Entry("", "", "", certainty=certainty)
    assert scope_of_wording(entry) is scope, "a version is no surer than the record"


def test_fields_are_read_as_what_they_are() -> None:
    action = CorrectiveAction("", "", "")
    assert scope_of(action, "text") is scope_of(action, "shown_by") is Scope.ACTION
    assert scope_of_wording(action) is Scope.ACTION
    assert scope_of(action, "owner") is None
    case = Case("", CaseKind.INCIDENT, "")
    assert scope_of(case, "impact") is scope_of(case, "summary") is Scope.CLAIM
    assert scope_of(case, "next_step") is Scope.NARRATIVE
    sure = DecisionPoint("", "", "", certainty=Certainty.PROBABLE)
    assert scope_of(sure, "believed") is Scope.NARRATIVE, "people may have been certain"
    assert scope_of(PlaybookAnswer("", "", MARKED), "text") is Scope.CLAIM
    assert scope_of(PlaybookAnswer("", "", "IR-G1"), "text") is Scope.NARRATIVE
    assert scope_of(PlaybookAnswer("", "", "IR-R1/service-owner"), "text") is None
    assert scope_of_wording(StatusUpdate("", "", "")) is None


def test_what_a_trust_case_takes_over_is_read_in_its_own_case_and_retold_here(
    casebook: Casebook,
) -> None:
    trust = cases.add_case(casebook, CaseKind.TRUST, "Between us")
    factor = Factor(new_id(), trust.id, "No limit on the pool")
    told = AudienceChoice(new_id(), trust.id, factor.id, Audience.TEAM, True, "No limit at all")
    keep(casebook, trust, factor, told)
    read = [(text.page, text.text) for text in read_in(casebook, trust)]
    assert read == [("frame", "Between us"), ("account", "No limit at all")]


def test_repairs_are_read_as_actions_and_what_each_audience_hears_of_them_too(
    casebook: Casebook, case: Case
) -> None:
    repair = Repair("", "")
    fields = ("text", "before", "after", "shown_by", "owner", "verified_by")
    assert [scope_of(repair, field) for field in fields] == [
        *(Scope.ACTION, Scope.CLAIM, Scope.NARRATIVE, Scope.ACTION, None, None)
    ]
    assert scope_of_wording(repair) is Scope.ACTION
    assert scope_of_wording(Invitation("", "")) is Scope.CLAIM
    assert scope_of_wording(Signal("", "")) is None
    assert scope_of(PlaybookAnswer("", "", "TR-R1/tech-lead"), "text") is None
    told = Repair(new_id(), case.id, "One role answers", before="Who reads it")
    choice = AudienceChoice(new_id(), case.id, told.id, Audience.LEADERSHIP, True, "Somebody will")
    keep(casebook, case, told, choice)
    read = {(text.page, text.place, text.text) for text in read_in(casebook, case)}
    assert (
        "repairs",
        "the repair “One role answers”, as leadership read it",
        "Somebody will",
    ) in read
    assert ("repairs", "the repair “One role answers”", "Who reads it") in read


def test_pages_come_in_the_order_of_the_steps() -> None:
    pages = [step.page for step in STEPS]
    assert [page for page in PAGE_ORDER if page in pages] == pages
