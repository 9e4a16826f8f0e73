"""Roles in place of names through every text of a document, as people answered."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

from app.domain.leaks import Secrets
from app.domain.names import folded
from app.domain.people import AliasKind, KnownName, NameAnswer, Verdict
from app.domain.review import review_of
from app.domain.timeline import CitedEntry
from app.domain.wording import NameSeen, Wording
from tests.unit.review_samples import CASE, NOW, SOURCE, cited, entry

MIRA = KnownName("Mira Olsen", AliasKind.NAME, "mira", "on-call engineer A")
MARK = KnownName("Mark", AliasKind.NAME, "mark", "incident lead")


def worded(text: str, *answers: NameAnswer) -> tuple[str, list[NameSeen]]:
    wording = Wording(Secrets((MIRA, MARK), answers=answers))
    return wording.text(text), wording.seen


def keep(seen: NameSeen, *, everywhere: bool = False) -> NameAnswer:
    before, after = ("", "") if everywhere else seen.key
    return NameAnswer(
        "a", "case", Verdict.KEEP, folded(seen.words), before, after, reason="another Mira"
    )


def test_a_name_becomes_its_role_in_brackets():
    text, seen = worded("We asked Mira to roll back.")

    assert text == "We asked [on-call engineer A] to roll back."
    assert [(each.before, each.words, each.after) for each in seen] == [
        ("We asked ", "Mira", " to roll back.")
    ]


def test_words_that_a_person_keeps_stay_in_that_place_only():
    _, (first, _) = worded("The Mira river rose. Mira called.")

    text, seen = worded("The Mira river rose. Mira called.", keep(first))

    assert text == "The Mira river rose. [on-call engineer A] called."
    assert [each.kept for each in seen] == [True, False]


def test_an_answer_holds_while_its_neighbours_are_answered():
    sentence = "The Mira river rose. Mira called. Mira slept."
    _, seen = worded(sentence)
    answers = [keep(each) for each in seen[1:]]

    text, _ = worded(sentence, *answers)

    assert text == "The [on-call engineer A] river rose. Mira called. Mira slept."


def test_words_kept_everywhere_stay_everywhere():
    _, (seen,) = worded("The Mira river rose.")

    assert worded("Past Mira, to Mira.", keep(seen, everywhere=True))[0] == "Past Mira, to Mira."


def test_words_can_be_replaced_that_are_no_name():
    left_out = NameAnswer("a", "case", Verdict.REPLACE, folded("She cried."), instead="left out")

    assert worded("It was late. She cried. We stopped.", left_out)[0] == (
        "It was late. [left out]. We stopped."
    )


def test_every_text_of_a_view_is_reworded_wherever_it_stands():
    """Each text field of the whole tree is given the name; none may still hold it."""
    case = replace(
        CASE,
        title="Mira Olsen",
        severity="Mira Olsen",
        incident_class="Mira Olsen",
        facilitator="Mira Olsen",
        summary="Mira Olsen",
        missing_sources="Mira Olsen",
        impact="Mira Olsen",
        safe_now="Mira Olsen",
        changes="Mira Olsen",
        unknowns="Mira Olsen",
        next_step="Mira Olsen",
    )
    source = replace(SOURCE, title="Mira Olsen")
    quoted = cited(1, "Mira Olsen", source_title="Mira Olsen", place="Mira Olsen", who="Mira Olsen")
    view = review_of(case, [CitedEntry(entry("Mira Olsen"), (quoted,))], [source], NOW)
    wording = Wording(Secrets((MIRA,)))

    shown = wording.of(view)

    assert "Mira" not in repr(shown)
    assert "[on-call engineer A]" in shown.timeline[0].rows[0].text
    places = {seen.place for seen in wording.seen}
    assert {"title", "summary", "entry 1", "note 1", "sources", "facilitator"} <= places
    assert dataclasses.asdict(shown).keys() == dataclasses.asdict(view).keys()


def test_an_encoded_run_is_replaced_to_its_end():
    run = NameAnswer("a", "case", Verdict.REPLACE, folded("TWlyYQ=="), instead="left out")

    assert worded("It sent TWlyYQ== to the log.", run)[0] == "It sent [left out] to the log."
    assert worded("It sent TWlyYQ to the log.", run)[0] == "It sent [left out] to the log."
