"""What a trust case takes over from an incident's review, and what stays behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.casebook.certainties import raised_certainties
from app.domain.drafts import Case, CaseKind, Certainty, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.moments import parse_event_time, zone_named
from app.domain.practice.chain import Factor, FactorPart
from app.domain.practice.corrective import ActionKind, CorrectiveAction
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.beginning import FromIncident, Gap
from app.domain.trust.frame import FramePart, FramePiece
from app.domain.trust.setting import Origin, TrustSettings
from app.operations import casebooks, cases, drafting, erasing, imports, publishing, timeline
from app.operations.trust import beginning, pulling

PRIVATE = "The release was pushed through against advice"
DISPUTED = "Orders failed for all customers"
FACTOR = "Nobody owned the connection pool"
ACTION = "The pool has an owner"


def entry(case: Case, text: str, time: str, **fields: object) -> Entry:
    at = parse_event_time(time, zone_named(case.zone))
    placed = Entry(
        new_id(),
        case.id,
        text,
        time_kind=at.kind,
        start_us=at.start_us,
        end_us=at.end_us,
        time_precision=at.precision,
    )
    return replace(placed, **fields)


@pytest.fixture
def incident(casebook: Casebook, case: Case) -> Case:
    """An incident whose record has one private entry."""
    disputed = {"certainty": Certainty.DISPUTED}
    timeline.add_entry(casebook, entry(case, DISPUTED, "2026-02-10 10:05", **disputed))
    timeline.add_entry(casebook, entry(case, PRIVATE, "2026-02-10 10:06", private=True))
    timeline.add_entry(casebook, entry(case, "A rollback began", "2026-02-10 10:30"))
    factor = Factor(
        new_id(), case.id, FACTOR, part=FactorPart.ENABLING, certainty=Certainty.PROBABLE
    )
    drafting.add(casebook, case.id, factor, "Add factor")
    action = CorrectiveAction(new_id(), case.id, ACTION, kind=ActionKind.SYSTEMIC, owner="SRE")
    drafting.add(casebook, case.id, action, "Add action")
    return case


def test_a_case_of_its_own_gets_what_was_published_and_a_second_pull_only_what_is_other(
    casebook: Casebook, incident: Case, tmp_path: Path
) -> None:
    publishing.publish(casebook, incident.id)
    disputed, _, rollback = timeline.entries(casebook, incident.id)
    timeline.save_entry(casebook, replace(rollback.entry, text="A rollback began at 10:31"))
    review = pulling.review(casebook, incident.id)

    apart, trust = beginning.begin_apart(
        tmp_path / "apart.casebook",
        "quiet lamp orbit",
        "After the outage",
        FromIncident(incident.title),
        incident.zone,
        review,
    )
    with apart:
        assert [one.id for one in cases.cases(apart)] == [trust.id]
        pulled = {one.entry.text: one for one in timeline.entries(apart, trust.id)}
        assert set(pulled) == {DISPUTED, "A rollback began"}  # as published; the private one stays
        (source,) = imports.sources(apart, trust.id)
        assert source.title == f"Incident review “{incident.title}”, version 1"
        assert source.items == source.receipt.undated  # it tells of these times, and records none
        assert pulled[DISPUTED].entry.certainty is Certainty.DISPUTED
        assert pulled[DISPUTED].entry.time == disputed.entry.time
        (factor,) = drafting.of_case(apart, Factor, trust.id)
        (action,) = drafting.of_case(apart, CorrectiveAction, trust.id)
        assert (factor.text, factor.certainty, factor.part) == (
            *(FACTOR, Certainty.PROBABLE),
            FactorPart.ENABLING,
        )
        assert (action.text, action.owner) == (ACTION, "SRE")
        cited = drafting.cited(apart, trust.id)
        for row in (*(one.entry for one in pulled.values()), factor, action):
            assert row.text in cited[row.id][0].quote
        assert PRIVATE not in "".join(map(str, pulled.values()))

        own = replace(pulled[DISPUTED].entry, text="Orders failed, as it was felt here")
        timeline.save_entry(apart, own)
        timeline.save_entry(apart, replace(own, certainty=Certainty.CONFIRMED))
        with apart.drafts() as drafts:
            assert {row for _, row in raised_certainties(drafts.connection, trust.id)} == {own.id}
        timeline.save_entry(apart, own)
        publishing.publish(casebook, incident.id)
        again = pulling.review(casebook, incident.id)
        offers = pulling.offered(apart, trust.id, again)
        assert [(one.is_new, one.changes) for one in offers] == [(False, ("the words",))] * 2
        assert pulling.pull(apart, trust.id, again) == 0  # nothing is overwritten unasked
        (moved,) = (one for one in offers if one.row.text.startswith("A rollback"))
        assert pulling.pull(apart, trust.id, again, {moved.row.id}) == 1
        texts = {one.entry.text for one in timeline.entries(apart, trust.id)}
        assert texts == {own.text, "A rollback began at 10:31"}
        titles = {one.source_title for one in drafting.cited(apart, trust.id)[moved.row.id]}
        assert {title[-9:] for title in titles} == {"version 1", "version 2"}


def test_what_is_not_published_is_what_could_be_shared_now(
    casebook: Casebook, incident: Case
) -> None:
    review = pulling.review(casebook, incident.id)
    trust = beginning.begin_after(
        casebook, "After it", FromIncident(incident.title), incident.zone, review
    )

    (settings,) = drafting.of_case(casebook, TrustSettings, trust.id)
    assert (settings.origin, settings.origin_title) == (Origin.INCIDENT, incident.title)
    (source,) = imports.sources(casebook, trust.id)
    assert source.title.endswith("not published yet")
    texts = {one.entry.text for one in timeline.entries(casebook, trust.id)}
    assert texts == {DISPUTED, "A rollback began"}
    with pytest.raises(InvalidInputError):
        pulling.review(casebook, trust.id)
    (began,) = [
        one.entry
        for one in timeline.entries(casebook, incident.id)
        if one.entry.text == "A rollback began"
    ]
    for plan in (erasing.plan_erasing, erasing.plan_forgetting):
        assert "not what 1 trust case took over" in plan(casebook, Entry, began.id).what[-1]


def test_a_leaders_mistake_begins_with_the_gap(casebook: Casebook) -> None:
    gap = Gap("The second on-call place was cut", "Two on call until spring", " ")
    trust = beginning.begin(casebook, "The on-call promise", gap)

    assert trust.kind is CaseKind.TRUST
    pieces = {one.part: one.text for one in drafting.of_case(casebook, FramePiece, trust.id)}
    assert pieces == {FramePart.HAPPENED: gap.happened, FramePart.PROMISED: gap.promised}
    (answer,) = drafting.of_case(casebook, PlaybookAnswer, trust.id)
    assert (answer.item, answer.state) == (beginning.ONE_ACT, AnswerState.YES)
    with pytest.raises(InvalidInputError, match="what happened"):
        beginning.begin(casebook, "Morale", Gap(" "))


def test_of_a_casebook_that_cannot_be_begun_no_file_remains(tmp_path: Path) -> None:
    path = tmp_path / "apart.casebook"
    with pytest.raises(InvalidInputError):
        beginning.begin_apart(path, "quiet lamp orbit", "Title", Gap(""))
    assert not path.exists()
    casebooks.new_casebook(path, "quiet lamp orbit").close()  # nothing holds the name
