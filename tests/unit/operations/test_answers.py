"""Answers about names: kept with a reason, undoable, never a pass for private text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.leaks import Leak, LeakKind
from app.domain.people import Verdict
from app.operations import answers, cases, exports, history, imports, people

PRIVATE = Leak(
    LeakKind.PRIVATE, "the text", "", "She cried.", "", "left out", "the private notes of “Orders”"
)


@pytest.fixture
def with_people(casebook: Casebook, case: Case) -> Case:
    """A case whose chat was written by Mira Olsen, and whose summary names a river and her."""
    imports.import_evidence(casebook, case.id, Path("resources/sample/slack"))
    changed = replace(case, summary="The Mira river rose. Mira called.")
    cases.update_case(casebook, changed)
    return changed


def seen_in(casebook: Casebook, case: Case) -> list[tuple[str, str, bool]]:
    return [
        (seen.place, seen.words, seen.kept)
        for seen in exports.names(casebook, case.id, exports.INCIDENT_REVIEW)
    ]


def test_names_are_listed_in_their_places(casebook: Casebook, with_people: Case) -> None:
    assert seen_in(casebook, with_people) == [
        ("summary", "Mira", False),
        ("summary", "Mira", False),
    ]
    assert "[participant" in exports.preview(casebook, with_people.id).replace("\\", "")


def test_a_kept_name_stays_in_its_place_and_can_be_undone(
    casebook: Casebook, with_people: Case
) -> None:
    river, _ = exports.names(casebook, with_people.id, exports.INCIDENT_REVIEW)

    answers.keep(casebook, with_people.id, river, "a product, place or team")
    assert [kept for *_, kept in seen_in(casebook, with_people)] == [True, False]
    assert "The Mira river rose." in exports.preview(casebook, with_people.id)

    history.undo(casebook, with_people.id)
    assert [kept for *_, kept in seen_in(casebook, with_people)] == [False, False]


def test_an_answer_can_be_withdrawn(casebook: Casebook, with_people: Case) -> None:
    river, _ = exports.names(casebook, with_people.id, exports.INCIDENT_REVIEW)
    answer = answers.keep(casebook, with_people.id, river, "a river", everywhere=True)

    answers.withdraw(casebook, answer.id)

    assert answers.answers(casebook, with_people.id) == []


def test_a_second_answer_takes_the_place_of_the_first(
    casebook: Casebook, with_people: Case
) -> None:
    river, _ = exports.names(casebook, with_people.id, exports.INCIDENT_REVIEW)

    answers.keep(casebook, with_people.id, river, "a river")
    answers.replace_with(casebook, with_people.id, river, "the river")

    (answer,) = answers.answers(casebook, with_people.id)
    assert answer.instead == "the river"
    preview = exports.preview(casebook, with_people.id).replace("\\", "")
    assert "The [the river] river rose." in preview


def test_a_reason_is_asked_for(casebook: Casebook, with_people: Case) -> None:
    river, _ = exports.names(casebook, with_people.id, exports.INCIDENT_REVIEW)

    with pytest.raises(InvalidInputError, match="Say why"):
        answers.keep(casebook, with_people.id, river, "  ")


def test_private_text_is_never_kept_but_can_be_left_out(
    casebook: Casebook, with_people: Case
) -> None:
    with pytest.raises(InvalidInputError, match="private"):
        answers.keep(casebook, with_people.id, PRIVATE, "it is fine", everywhere=True)

    answers.replace_with(casebook, with_people.id, PRIVATE)
    cases.update_case(casebook, replace(with_people, summary="Late. She cried. We stopped."))
    preview = exports.preview(casebook, with_people.id).replace("\\", "")
    assert "Late. [left out]. We stopped." in preview


def test_roles_of_people_stand_in_the_notes(casebook: Casebook, with_people: Case) -> None:
    known = people.people_of(casebook, with_people.id)
    mira = next(person for person in known.persons.values() if "Mira" in person.name)
    people.set_role(casebook, with_people.id, mira.id, "on-call engineer A")

    assert "The [on-call engineer A] river" in exports.preview(casebook, with_people.id).replace(
        "\\", ""
    )


def test_roles_for_all_are_one_step_of_undo(casebook: Casebook, with_people: Case) -> None:
    seen = exports.names(casebook, with_people.id, exports.INCIDENT_REVIEW)
    answers.keep(casebook, with_people.id, seen[0], "a product, place or team")

    answers.replace_all(casebook, with_people.id, seen)
    made = answers.answers(casebook, with_people.id)
    assert [answer.verdict for answer in made] == [Verdict.REPLACE] * 2, "the earlier one gave way"
    history.undo(casebook, with_people.id)
    assert [answer.verdict for answer in answers.answers(casebook, with_people.id)] == [
        Verdict.KEEP
    ]


def test_what_was_looked_at_is_remembered_and_is_no_edit(
    casebook: Casebook, with_people: Case
) -> None:
    river, caller = exports.names(casebook, with_people.id, exports.INCIDENT_REVIEW)
    before = history.undo_label(casebook, with_people.id)
    assert answers.looked_at(casebook, with_people.id) == frozenset()

    answers.look_at(casebook, with_people.id, [river])
    assert answers.looked_at(casebook, with_people.id) == {answers.place_of(river)}
    answers.look_at(casebook, with_people.id, [caller])
    assert answers.looked_at(casebook, with_people.id) == {
        answers.place_of(river),
        answers.place_of(caller),
    }
    assert history.undo_label(casebook, with_people.id) == before
