"""Whatever an engine answers, only what rests on the evidence shown is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.assist.requests import Asked, Manner, Request, Shown
from app.domain.assist.suggestions import (
    Answer,
    Provenance,
    Quote,
    Suggestion,
    SuggestionKind,
)
from app.domain.assist.validation import Fault, checked
from app.domain.drafts import Certainty

FIRST = Shown(1, 7, Manner.CHAT, "rolling back 🙈 4412 now", at_us=1_000, end_us=1_500)
SECOND = Shown(2, 8, Manner.LOG, "pool exhausted", at_us=2_000)
REQUEST = Request((FIRST, SECOND), asked=(Asked("IR-1.3", "When was it noticed?"),))
SOUND = Suggestion(
    SuggestionKind.ENTRY,
    (1,),
    "rolling back 🙈 4412",
    Certainty.PROBABLE,
    0.2,
    ("one source tells it",),
    quotes=(Quote(1, 0, 19, "rolling back 🙈 4412"),),
    start_us=1_000,
    end_us=1_500,
)


def answered(*suggestions: Suggestion) -> Answer:
    return Answer(suggestions, Provenance("builtin", "1"))


def test_what_rests_on_the_evidence_is_kept_in_its_order():
    question = replace(SOUND, kind=SuggestionKind.QUESTION, items=(), quotes=(), asks="IR-1.3")
    question = replace(question, start_us=None, end_us=None, verbatim=False)
    found = checked(answered(question, SOUND), REQUEST)
    assert found.kept == (question, SOUND)
    assert found.dropped == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"items": (1, 99)}, Fault.UNKNOWN_ITEM),
        ({"items": (), "quotes": ()}, Fault.UNKNOWN_ITEM),
        ({"shown": (99,)}, Fault.UNKNOWN_ITEM),
        ({"quotes": (Quote(1, 0, 19, "rolling back the 4412"),)}, Fault.ALTERED_QUOTE),
        ({"quotes": (Quote(2, 0, 4, "pool"),)}, Fault.ALTERED_QUOTE),
        ({"quotes": (Quote(1, 5, 5, ""),)}, Fault.ALTERED_QUOTE),
        ({"quotes": (Quote(1, -3, 30, "now"),)}, Fault.ALTERED_QUOTE),
        ({"text": "rolled back"}, Fault.ALTERED_QUOTE),
        ({"quotes": ()}, Fault.ALTERED_QUOTE),
        ({"start_us": 1_001}, Fault.FOREIGN_TIME),
        ({"end_us": 2_000}, Fault.FOREIGN_TIME),
        ({"start_us": 1_500, "end_us": 1_000}, Fault.FOREIGN_TIME),
        ({"certainty": Certainty.CONFIRMED}, Fault.TOO_SURE),
        ({"doubt": 1.5}, Fault.TOO_SURE),
        ({"reasons": ()}, Fault.NO_REASON),
        ({"reasons": ("",)}, Fault.NO_REASON),
        ({"asks": "IR-1.3"}, Fault.NOT_ASKED),
        ({"kind": SuggestionKind.QUESTION, "asks": "IR-9"}, Fault.NOT_ASKED),
        ({"kind": SuggestionKind.QUESTION}, Fault.NOT_ASKED),
        ({"label": "one two three four five six seven eight nine"}, Fault.LONG_LABEL),
        ({"label": "x" * 201}, Fault.LONG_LABEL),
    ],
)
def test_what_does_not_is_dropped_and_counted(change, fault):
    found = checked(answered(replace(SOUND, **change), SOUND), REQUEST)
    assert found.kept == (SOUND,)
    assert found.dropped == {fault: 1}


def test_the_same_suggestion_counts_once():
    assert checked(answered(SOUND, SOUND), REQUEST).dropped == {Fault.TWICE: 1}


def test_a_suggestion_is_the_same_in_any_run_and_another_one_elsewhere():
    again = replace(SOUND, doubt=0.4, reasons=("other",), certainty=Certainty.UNCERTAIN)
    assert again.id == SOUND.id
    assert replace(SOUND, items=(1, 2)).id != SOUND.id
    silence = replace(SOUND, kind=SuggestionKind.GAP, quotes=())
    assert silence.id != replace(silence, end_us=None).id


@given(
    item=st.integers(0, 3),
    start=st.integers(-2, 26),
    length=st.integers(-1, 26),
    text=st.text(max_size=20) | st.sampled_from(["rolling back", "pool", "🙈"]),
)
def test_no_quote_passes_that_does_not_stand_there(item, start, length, text):
    texts = {1: FIRST.text, 2: SECOND.text}
    quote = Quote(item, start, start + length, text)
    one = replace(SOUND, items=(1, 2), quotes=(quote,), verbatim=False)
    for kept in checked(answered(one), REQUEST).kept:
        (said,) = kept.quotes
        assert said.text
        assert said.text in texts[said.item]
        assert texts[said.item].find(said.text, said.start) == said.start
