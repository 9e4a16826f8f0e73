"""Quotes are cut beforehand: each is a piece of the text, and nothing of it is lost."""

from __future__ import annotations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.assist.spans import LONGEST, opening, spans_of

_TEXTS = st.one_of(
    st.text(max_size=900),
    st.lists(st.sampled_from(["Stop.", "disk", "(full)", ",", "\n", "“so.”", "and"]), max_size=200)
    .map(" ".join),
)  # fmt: skip


@settings(max_examples=50, phases=[Phase.generate], deadline=None)
@given(_TEXTS)
def test_spans_hold_the_whole_text_in_order(text: str) -> None:
    last = 0
    for start, end in spans_of(text):
        said = text[start:end]
        assert 0 < end - start <= LONGEST
        assert said == said.strip()
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


def test_sentences_lines_and_clauses() -> None:
    text = "We rolled back. (It “helped.”) Why?\n- one\n- two"
    said = [text[start:end] for start, end in spans_of(text)]
    assert said == ["We rolled back.", "(It “helped.”)", "Why?", "- one", "- two"]

    long = "The pool was " + "x" * 200 + ", so that nobody could log in, and nobody was paged"
    assert [long[start:end] for start, end in spans_of(long)][-1].endswith("was paged")


def test_an_opening_ends_with_a_sentence() -> None:
    text = "  One is here. Two is there. Three."
    start, end = opening(text, 28)
    assert text[start:end] == "One is here. Two is there."
    assert opening(" ", 10) == (0, 0)
