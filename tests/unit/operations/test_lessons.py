"""Lessons, earlier cases, follow-up dates: each step is undone, and nothing private is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.moments import MINUTE_US, Precision, TimeKind
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import COMPLETION, ActionState, CorrectiveAction
from app.domain.practice.lessons import CaseLink, GoesInto, LessonKind
from app.domain.practice.response import MilestoneKind
from app.domain.timeline import Span
from app.operations import cases, drafting, evidence, exports, history, timeline
from app.operations.now import now_us
from app.operations.practice import follow_up, lessons, metrics, response, similar
from tests.unit.operations.chat import take_in_with
from tests.unit.review_samples import at


def earlier(casebook: Casebook, title: str, started: str = "2024-01-01 10:00", **more) -> Case:
    made = cases.add_case(casebook, CaseKind.INCIDENT, title)
    changed = replace(made, started_us=at(started), **more)
    cases.update_case(casebook, changed)
    return changed


def begun(casebook: Casebook, case: Case, **more) -> Case:
    changed = replace(case, started_us=at("2024-03-30 02:41"), **more)
    cases.update_case(casebook, changed)
    return changed


def test_lessons_keep_their_order_and_every_step_is_undone(casebook, case):
    first = lessons.add(casebook, case.id, LessonKind.IMPROVE, "one")
    second = lessons.add(casebook, case.id, LessonKind.IMPROVE, "two")
    lessons.add(casebook, case.id, LessonKind.WENT_WELL, "calm")

    lessons.move(casebook, case.id, second.id, -1)
    lessons.move(casebook, case.id, second.id, -1)  # at the end already: records nothing
    lessons.change(casebook, case.id, first.id, {"goes_into": GoesInto.RUNBOOK})
    assert [each.text for each in lessons.lessons(casebook, case.id)] == ["calm", "two", "one"]

    lessons.remove(casebook, case.id, [first.id])
    undone = [history.undo(casebook, case.id) for _ in range(6)]

    assert undone == [
        "Remove lesson",
        "Edit lesson",
        "Move lesson",
        "Add lesson",
        "Add lesson",
        "Add lesson",
    ]
    assert lessons.lessons(casebook, case.id) == []


def test_a_date_is_looked_at_once_something_was_found(casebook, case):
    added = follow_up.add(casebook, case.id, "2024-06-01", "first look")
    follow_up.change(casebook, case.id, added.id, {"found": "Alert works."})
    (found,) = follow_up.follow_ups(casebook, case.id)
    assert found.done_us is not None

    follow_up.change(casebook, case.id, added.id, {"found": "Alert works since May."})
    (again,) = follow_up.follow_ups(casebook, case.id)
    assert again.done_us == found.done_us

    follow_up.change(casebook, case.id, added.id, {"found": ""})
    assert follow_up.follow_ups(casebook, case.id)[0].done_us is None
    with pytest.raises(InvalidInputError, match="is not a day"):
        follow_up.change(casebook, case.id, added.id, {"due": "soon"})
    history.undo(casebook, case.id)
    assert follow_up.follow_ups(casebook, case.id) == [again]


def test_earlier_cases_are_offered_with_reasons_and_linked_by_hand(casebook, case):
    this = begun(casebook, case, incident_class="Capacity")
    like = earlier(casebook, "Orders slow", incident_class="capacity")
    earlier(casebook, "Certificate expired")
    earlier(casebook, "After this one", "2024-05-01 10:00", incident_class="Capacity")

    (offered,) = similar.similar(casebook, this.id)
    assert (offered.case.id, offered.reasons, offered.link) == (
        like.id,
        ("same class: Capacity",),
        None,
    )
    assert similar.linked(casebook, this.id) == []

    made = similar.link(casebook, this.id, like.id, " the same pool ")
    again = similar.link(casebook, this.id, like.id, "the same pool, without a limit")

    assert again.id == made.id
    assert [(link.why, other.id) for link, other in similar.linked(casebook, this.id)] == [
        ("the same pool, without a limit", like.id)
    ]
    similar.unlink(casebook, this.id, made.id)
    assert [history.undo(casebook, this.id) for _ in range(3)] == [
        "Remove link to earlier case",
        "Link earlier case",
        "Link earlier case",
    ]
    assert drafting.of_case(casebook, CaseLink, this.id) == []


def test_a_link_needs_a_reason_and_another_incident(casebook, case):
    trust = cases.add_case(casebook, CaseKind.TRUST, "Trust")
    other = earlier(casebook, "Other")

    for other_id, why in ((other.id, "  "), (case.id, "same"), (trust.id, "after it")):
        with pytest.raises(InvalidInputError):
            similar.link(casebook, case.id, other_id, why)


def test_private_words_and_names_are_no_reason(casebook, case, monkeypatch):
    take_in_with(monkeypatch, casebook)(case)
    other = earlier(casebook, "Other")
    for each in (case.id, other.id):
        for number, words in enumerate(("zeppelin", "marmalade", "trombone", "kayak")):
            secret = Entry(new_id(), each, f"{words} {words}", private=True, rank=number)
            timeline.add_entry(casebook, secret)
        told = Entry(new_id(), each, "Mira Olsen and Mark Hale asked @mira")
        timeline.add_entry(casebook, told)

    assert similar.similar(casebook, case.id) == []


def test_open_actions_of_all_cases_name_roles_only(casebook, case, monkeypatch):
    take_in_with(monkeypatch, casebook)(case)
    other = earlier(casebook, "Orders slow")
    with pytest.raises(InvalidInputError, match="No action is open"):
        follow_up.open_actions(casebook, case.id)
    drafting.add(
        casebook, case.id, CorrectiveAction(new_id(), case.id, "Limit", owner="Mira Olsen"), "Add"
    )
    drafting.add(casebook, other.id, CorrectiveAction(new_id(), other.id, "Page sooner"), "Add")

    text = follow_up.open_actions(casebook, other.id)

    assert "Limit" in text
    assert "Page sooner" in text
    assert "Mira" not in text
    assert "Olsen" not in text


def test_measures_look_at_incident_cases_only(casebook, case):
    cases.add_case(casebook, CaseKind.TRUST, "Trust")
    drafting.add(casebook, case.id, Factor(new_id(), case.id, "x"), "Add")

    (record,) = metrics.records(casebook)

    assert record.case.id == case.id
    assert len(record.factors) == 1
    assert metrics.of_casebook(casebook)[0].sentence == (
        "0 of 1 incident case has a published review."
    )


def test_what_waits_is_told_for_today(casebook, case):
    drafting.add(
        casebook, case.id, CorrectiveAction(new_id(), case.id, "Limit", due="2024-01-01"), "Add"
    )
    begun(casebook, case, contained_us=at("2024-03-30 02:41") + MINUTE_US)

    (line,) = follow_up.standing(casebook, case.id).actions

    assert line.late


def test_the_digest_names_nobody_of_any_case(casebook, case, monkeypatch):
    take_in_with(monkeypatch, casebook)(case)
    published = replace(begun(casebook, case), published_us=now_us())
    cases.update_case(casebook, published)
    lessons.add(casebook, case.id, LessonKind.GUIDANCE, "Mira Olsen should not be alone at night")
    other = earlier(casebook, "Not out yet")

    offered = [each for each in exports.choices(casebook, other.id) if each.template.id == "digest"]
    quarter = offered[0].subject
    for fmt in ("md", "docx", "html"):
        rendered = exports.render(casebook, other.id, "digest", fmt, subject_id=quarter.id)
        assert rendered.file_name == exports.suggested_name(
            casebook, other.id, "digest", fmt, quarter.id
        )
        assert rendered.leaks == ()
    text = exports.preview(casebook, other.id, "digest", subject_id=quarter.id)

    assert "Orders API unavailable" in text
    assert "should not be alone at night" in text
    assert "Olsen" not in text
    assert "Not out yet" not in text


def test_measures_take_marked_times_and_evidence_of_completion(casebook, case, monkeypatch):
    source = take_in_with(monkeypatch, casebook)(case)
    this = begun(casebook, case, incident_class="Capacity")
    other = earlier(casebook, "Orders slow", incident_class="Capacity")
    for each, minutes in ((this, 5), (other, 9)):
        for kind, at_us in (
            (MilestoneKind.STARTED, each.started_us),
            (MilestoneKind.DETECTED, each.started_us + minutes * MINUTE_US),
        ):
            time = (TimeKind.EXACT, at_us, None, Precision.MINUTE)
            entry = Entry(new_id(), each.id, kind, *time)
            timeline.add_entry(casebook, entry)
            response.mark(casebook, each.id, kind, entry.id)
    done = CorrectiveAction(new_id(), this.id, "Limit", state=ActionState.DONE)
    drafting.add(casebook, this.id, done, "Add")
    (item, *_) = evidence.item_ids(casebook, this.id)
    drafting.cite(casebook, this.id, done.id, [Span(item)], COMPLETION)

    told = {each.title: each for each in metrics.of_casebook(casebook)}

    assert source.items
    assert told["Detected and mitigated, in incidents of one class"].lines == (
        "Capacity, 2024-01-01: detected after 9 minutes, mitigation not known",
        "Capacity, 2024-03-30: detected after 5 minutes, mitigation not known",
    )
    assert told["Actions shown to be done"].sentence == (
        "1 of 1 action is done; 1 of them cites evidence of it."
    )
