"""Corroborations, contradictions, gaps, conditions and questions: few, exact, and with a reason."""

from __future__ import annotations

import random

import pytest

from app.assist.conditions import conditions, conditions_of, spoken_of
from app.assist.contradictions import contradictions_of
from app.assist.corroborations import corroborations_of
from app.assist.gaps import gaps_of
from app.assist.questions import questions_of
from app.assist.symptoms import symptoms_of
from app.assist.symptoms.together import together_of
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import (
    Answer,
    Provenance,
    Suggestion,
    SuggestionKind,
)
from app.domain.assist.validation import checked
from app.domain.drafts import Certainty, EntryKind
from app.domain.moments import SECOND_US, Precision
from tests.unit.assist.incident import START, TITLES, incident, reduced

REQUEST = incident()
REDUCED = reduced(REQUEST)
SHOWN = {item.id: item for item in REQUEST.items}


def a_stream(source: int, manner: Manner, seconds: list[float]) -> list[Shown]:
    return [
        Shown(source * 10_000 + number, source, manner, f"message {number}",
              START + int(at * SECOND_US), precision=Precision.SECOND)
        for number, at in enumerate(seconds)
    ]  # fmt: skip


def in_order(*streams: list[Shown]) -> Request:
    items = sorted((one for each in streams for one in each), key=lambda one: one.at_us or 0)
    return Request(tuple(items), TITLES)


def test_all_that_is_pointed_at_holds_against_what_was_shown():
    found = (
        *together_of(REQUEST, REDUCED, symptoms_of(REQUEST, REDUCED)),
        *corroborations_of(REQUEST, REDUCED),
        *contradictions_of(REQUEST),
        *conditions_of(REQUEST),
        *questions_of(REQUEST, ()),
    )
    assert {one.kind for one in found} == set(SuggestionKind) - {
        SuggestionKind.ENTRY,
        SuggestionKind.GAP,
    }
    held = checked(Answer(found, Provenance("builtin", "1")), REQUEST)
    assert held.kept == found


def test_independent_sources_that_tell_the_same_corroborate():
    found = corroborations_of(REQUEST, REDUCED)
    told = {frozenset(SHOWN[item].source for item in one.items) for one in found}
    assert told == {frozenset({1, 2, 3}), frozenset({3, 4})}
    rollback = next(one for one in found if "deploys.json" in one.text)
    assert "rolling back seatmap to 8.13 now" in rollback.text
    assert rollback.reasons[:2] == (
        "2 sources tell of it within 15 s",
        "they share the name 8.13",
    )


def test_an_alert_that_a_bot_repeats_corroborates_nothing_nor_does_the_same_writer():
    def told(manner: Manner, text: str, source: int, who: str) -> Shown:
        at = START + source * SECOND_US
        return Shown(source, source, manner, text, at, precision=Precision.SECOND, who=who)

    words = "SeatCache pool of hall 12 exhausted"
    bot = [
        told(Manner.ALERT, f"FIRING: {words}", 1, ""),
        told(Manner.CHAT, f"FIRING: {words}", 2, "B"),
    ]
    same = [told(Manner.CHAT, words, 1, "Ida"), told(Manner.TICKET, words, 2, "Ida")]
    two = [told(Manner.CHAT, words, 1, "Ida"), told(Manner.TICKET, words, 2, "Noor")]
    for items, count in ((bot, 0), (same, 0), (two, 1)):
        request = Request(tuple(items), TITLES)
        assert len(corroborations_of(request, reduced(request))) == count


def test_what_is_said_all_day_is_no_corroboration():
    """The same words every ten minutes in two places: that two are near each other is chance."""

    def chatter(source: int, who: str) -> list[Shown]:
        return [
            Shown(
                source * 100 + number, source, Manner.CHAT, "build queue of harbour is slow again",
                START + (number * 600 + source * 60) * SECOND_US,
                precision=Precision.SECOND, who=who,
            )
            for number in range(40)
        ]  # fmt: skip

    request = in_order(chatter(1, "Ida"), chatter(3, "Noor"))
    assert corroborations_of(request, reduced(request)) == []


def test_a_contradiction_quotes_the_words_as_they_stand():
    (found,) = contradictions_of(REQUEST)
    assert found.text == "“Started: 19:20” is later than “Ended: 19:05”."
    assert [quote.text for quote in found.quotes] == ["Started: 19:20"]
    assert found.why == "end_first"


def test_a_gap_in_everything_is_told_with_its_bounds():
    seconds = [at for at in range(0, 6000, 40) if not 2400 < at < 3060]
    seconds.insert(0, -9_000)  # a first message long before is no matter
    (found,) = gaps_of(in_order(a_stream(1, Manner.LOG, seconds), a_stream(3, Manner.CHAT, [])))
    assert found.text == "Nothing imported between 14:53 and 15:04 UTC."
    assert (found.start_us, found.end_us) == (START + 2400 * SECOND_US, START + 3080 * SECOND_US)
    assert len(found.items) == len(found.quotes) == 2


def test_chat_that_falls_silent_while_logs_go_on_is_told():
    log = a_stream(1, Manner.LOG, list(range(0, 6000, 10)))
    talk = [at for at in range(0, 6000, 60) if not 2400 < at < 3900]
    (found,) = gaps_of(in_order(log, a_stream(3, Manner.CHAT, talk)))
    assert (
        found.text == "No chat in Slack between 14:53 and 15:18 UTC, while 1 other source goes on."
    )


def test_what_is_irregular_anyway_has_no_gap_nor_has_a_night():
    chance = random.Random(7)  # noqa: S311
    cried = 0
    for _turn in range(30):
        at, seconds = 0.0, []
        for _message in range(200):
            at += chance.expovariate(1 / 60)
            seconds.append(at)
        cried += len(gaps_of(in_order(a_stream(3, Manner.CHAT, seconds))))
    assert cried <= 1
    bursts = [start + at for start in (0, 900, 5000, 9000, 15_000, 19_000) for at in range(30)]
    assert gaps_of(in_order(a_stream(1, Manner.LOG, [float(one) for one in bursts]))) == []
    days = [*range(0, 6000, 60), *range(40_000, 46_000, 60)]
    assert gaps_of(in_order(a_stream(3, Manner.CHAT, [float(one) for one in days]))) == []


def test_passages_of_two_sources_about_one_condition_come_together():
    found = {one.label: one for one in conditions_of(REQUEST)}
    owner = found["nobody owns"]
    assert owner.why == "organisational"
    assert {SHOWN[item].source for item in owner.items} == {3, 6}
    assert (owner.certainty, found["no runbook"].certainty) == (
        Certainty.PROBABLE,
        Certainty.UNCERTAIN,
    )
    assert found["Staging has only"].why == "technical"


@pytest.mark.parametrize("condition", conditions(), ids=lambda one: one.name)
def test_a_condition_is_found_in_its_examples_and_not_in_the_others(condition):
    for example in condition.examples:
        assert condition in {one for one, _words in spoken_of(example)}, example
    for other in condition.others:
        assert not list(spoken_of(other)), other
    assert condition.why in {"technical", "organisational"}


def test_a_question_stays_while_nothing_reads_as_its_answer():
    noticed = Suggestion(
        SuggestionKind.ENTRY, (1,), "x", Certainty.UNCERTAIN, 0.3, ("one source tells it",),
        event=EntryKind.DETECTION,
    )  # fmt: skip
    open_ones = questions_of(REQUEST, ())
    assert [one.asks for one in open_ones] == ["IR-1.3", "IR-1.9"]
    assert open_ones[0].reasons[0].endswith("items reads clearly as a detection")
    assert [one.asks for one in questions_of(REQUEST, (noticed,))] == ["IR-1.9"]
