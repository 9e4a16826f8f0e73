"""Where the words of a document stand in the draft."""

from __future__ import annotations

from dataclasses import replace

from app.casebook import Casebook
from app.domain.candour.case_findings import Thing
from app.domain.drafts import Case, Entry, new_id
from app.domain.practice.chain import Factor
from app.domain.practice.lessons import LessonKind
from app.operations import cases, timeline
from app.operations.practice import chain, lessons, playbooks
from app.operations.standing import Standing, standing, standing_of


def test_a_field_of_the_case_is_found_whatever_its_case_and_spaces(
    casebook: Casebook, case: Case
) -> None:
    cases.update_case(casebook, replace(case, safe_now="Ordering\nworks AGAIN for all"))
    found = standing(casebook, case.id, "ordering works again")
    assert found is not None
    assert found == Standing("“What is safe now”", "review", "safe_now")


def test_an_entry_is_found_but_never_a_private_one(casebook: Casebook, case: Case) -> None:
    timeline.add_entry(casebook, Entry(new_id(), case.id, "A private doubt", private=True))
    shown = timeline.add_entry(casebook, Entry(new_id(), case.id, "A doubt that is told")).entry

    found = standing(casebook, case.id, "doubt that is told")
    assert found is not None
    assert found == Standing("the entry that is selected now", "timeline", shown.id)
    assert standing(casebook, case.id, "a private doubt") is None


def test_a_lesson_stands_where_it_is_written(casebook: Casebook, case: Case) -> None:
    lesson = lessons.add(casebook, case.id, LessonKind.IMPROVE, "Nora was asked late")
    assert standing(casebook, case.id, "Nora was asked") == Standing(
        "a lesson on the Review page", "review", lesson.id
    )


def test_words_of_the_failure_chain_are_found_on_its_page(casebook: Casebook, case: Case) -> None:
    factor = chain.add_factor(casebook, Factor(new_id(), case.id, "No limit", why_open="Nora left"))
    chain.mark(casebook, case.id, factor.id, "Mira saw it grow")
    step = chain.begin_ladder(casebook, case.id, "Ivo was paged twice")

    def found(words: str) -> tuple[str, str] | None:
        place = standing(casebook, case.id, words)
        return (place.page, place.thing) if place else None

    assert found("nora left") == ("chain", factor.id)
    assert found("Mira") == ("chain", factor.id)
    assert found("Ivo") == ("chain", step.id)
    assert found("trigger") is None
    assert found(factor.id) is None


def test_what_a_finding_means_is_stood_on_where_it_can_be(casebook: Casebook, case: Case) -> None:
    """A field of the header by its name, an answer where what it is about stands."""
    factor = chain.add_factor(casebook, Factor(new_id(), case.id, "No limit"))
    chain.mark(casebook, case.id, factor.id, "It grew for weeks")
    (answer,) = playbooks.answers(casebook, case.id).values()

    def found(thing_id: str, page: str, part: str) -> str | None:
        place = standing_of(casebook, case.id, Thing(thing_id, page, "there"), part)
        return place.thing if place and place.page == page else None

    assert found(case.id, "review", "impact") == "impact"
    assert found(factor.id, "chain", "text") == factor.id
    assert found(answer.id, "chain", "text") == factor.id
    assert found(new_id(), "chain", "text") is None
