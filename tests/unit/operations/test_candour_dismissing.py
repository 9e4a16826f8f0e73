"""Setting findings aside: with a reason, undoable, in no document, gone with their thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.candour.case_findings import CaseFinding, Thing, key_of
from app.domain.candour.dismissals import Dismissal, own_words
from app.domain.drafts import Case, CaseKind, Entry, new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.leaks import LeakKind
from app.operations import audiences, cases, drifting, exports, history, publishing, timeline
from app.operations.candour.dismissing import ask_again, dismiss, dismissals

REASON = "The vendor's own report words it exactly like this"


@pytest.fixture
def entry(casebook: Casebook, case: Case) -> Entry:
    said = Entry(new_id(), case.id, "They should have seen the alert")
    return timeline.add_entry(casebook, said).entry


def about(target_id: str, words: str = "should have", part: str = "text") -> CaseFinding:
    things = (Thing(target_id, "timeline", "there"),) if target_id else ()
    return CaseFinding(
        "should-have", "m", "q", "timeline", things, part, words, f"They {words} seen it"
    )


def test_a_finding_is_set_aside_and_asked_again(
    casebook: Casebook, case: Case, entry: Entry
) -> None:
    made = dismiss(casebook, case.id, about(entry.id), f"  {REASON} ")
    assert dismissals(casebook, case.id) == (made,)
    assert (made.reason, key_of(made)) == (REASON, about(entry.id).key)
    ask_again(casebook, case.id, made.id)
    assert dismissals(casebook, case.id) == ()
    with pytest.raises(NotFoundError):
        ask_again(casebook, case.id, made.id)


def test_the_header_and_the_case_as_a_whole_can_be_meant(casebook: Casebook, case: Case) -> None:
    dismiss(casebook, case.id, about(case.id, part="impact"), REASON)
    dismiss(casebook, case.id, about("", "", ""), REASON)
    assert {one.target_id for one in dismissals(casebook, case.id)} == {case.id, ""}


def test_dismissing_twice_keeps_one_with_the_new_reason(
    casebook: Casebook, case: Case, entry: Entry
) -> None:
    first = dismiss(casebook, case.id, about(entry.id), REASON)
    second = dismiss(casebook, case.id, about(entry.id), "It is a quote")
    assert dismissals(casebook, case.id) == (second,)
    assert second == replace(first, reason="It is a quote")


def test_without_a_reason_or_a_thing_nothing_is_kept(
    casebook: Casebook, case: Case, entry: Entry
) -> None:
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    with pytest.raises(InvalidInputError, match="Say why"):
        dismiss(casebook, case.id, about(entry.id), " \n")
    for case_id, target in ((case.id, new_id()), (other.id, entry.id), (case.id, other.id)):
        with pytest.raises(NotFoundError, match="not kept in the case"):
            dismiss(casebook, case_id, about(target), REASON)
    assert dismissals(casebook, case.id) == dismissals(casebook, other.id) == ()


def test_each_is_one_step_to_undo(casebook: Casebook, case: Case, entry: Entry) -> None:
    made = dismiss(casebook, case.id, about(entry.id), REASON)
    assert history.undo(casebook, case.id) == "Set a question aside"
    assert dismissals(casebook, case.id) == ()
    history.redo(casebook, case.id)
    ask_again(casebook, case.id, made.id)
    assert history.undo(casebook, case.id) == "Ask a question again"
    assert dismissals(casebook, case.id) == (made,)


def test_it_goes_with_its_thing_and_comes_back_with_it(
    casebook: Casebook, case: Case, entry: Entry
) -> None:
    readers = Audience.STAKEHOLDERS
    choice = audiences.choose(
        casebook, case.id, entry.id, readers, shown=True, wording="We should have seen it"
    )
    made = {
        dismiss(casebook, case.id, about(target, part=part), REASON)
        for target, part in ((entry.id, "text"), (choice.id, "wording"))
    }
    timeline.delete_entry(casebook, entry.id)
    assert dismissals(casebook, case.id) == ()
    history.undo(casebook, case.id)
    assert set(dismissals(casebook, case.id)) == made
    audiences.unchoose(casebook, case.id, entry.id, readers)
    assert [one.part for one in dismissals(casebook, case.id)] == ["text"]


def test_no_document_differs_for_it(
    casebook: Casebook, case: Case, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_us = exports.now_us()
    monkeypatch.setattr(exports, "now_us", lambda: now_us)  # documents name their minute
    before = documents(casebook, case)
    dismiss(casebook, case.id, about(entry.id), REASON)
    assert documents(casebook, case) == before


def documents(casebook: Casebook, case: Case) -> list[exports.Rendered]:
    return [
        exports.render(
            casebook,
            case.id,
            choice.template.id,
            "md",
            subject_id=choice.subject.id if choice.subject else "",
        )
        for choice in exports.choices(casebook, case.id)
    ]


def test_a_published_review_has_not_changed_for_it(
    casebook: Casebook, case: Case, entry: Entry
) -> None:
    publishing.publish(casebook, case.id)
    dismiss(casebook, case.id, about(entry.id), REASON)
    _version, changes = drifting.since_published(casebook, case.id)
    assert list(changes) == []


def test_a_reason_that_came_into_a_document_is_a_leak(
    casebook: Casebook, case: Case, entry: Entry
) -> None:
    dismiss(casebook, case.id, about(entry.id), f"Not so. {REASON}. It stays.")
    cases.update_case(casebook, replace(case, summary=f"We wrote: {REASON.lower()}."))
    (leak,) = exports.render(casebook, case.id, exports.INCIDENT_REVIEW, "md").leaks
    assert leak.kind is LeakKind.PRIVATE
    assert leak.source == f"why a finding was dismissed in “{case.title}”"


def test_words_of_the_draft_and_of_everybody_are_none(
    casebook: Casebook, case: Case, entry: Entry
) -> None:
    reason = f"“{entry.text}” is what the record of the vendor says. It is a quote. Not blame"
    dismiss(casebook, case.id, about(entry.id), reason)
    said = "It is a quote. It was not blame, they should have seen the alert."
    cases.update_case(casebook, replace(case, summary=said))
    assert exports.render(casebook, case.id, exports.INCIDENT_REVIEW, "md").leaks == ()


@pytest.mark.parametrize(
    ("reason", "own"),
    [
        ("It is a quote.", ""),
        ("The team asked for these words. It is a quote.", "The team asked for these words."),
        ("“The pool was full and nobody knew” is the log", ""),
        ("They should have known it by then", ""),
        ("In it they should have known that the alert was off", "known that the alert was off"),
    ],
)
def test_what_of_a_reason_is_only_its_authors(reason: str, own: str) -> None:
    kept = Dismissal("", "", "", "", "", "should have", "", reason, 0)
    assert own_words(kept).strip() == own
