"""Whatever the assist suggests, drops or is answered has words of its own in the window."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from app.assist.wording import EVENT_WORDS
from app.domain.assist.answers import Decision
from app.domain.assist.suggestions import Suggestion, SuggestionKind
from app.domain.assist.validation import Fault
from app.domain.drafts import Certainty, EntryKind
from app.ui.suggestion_words import (
    DECISION_WORDS,
    FAULT_WORDS,
    SUGGESTION_WORDS,
    doubt_words,
)


@pytest.mark.parametrize(
    ("every", "words"),
    [
        (SuggestionKind, SUGGESTION_WORDS),
        (Decision, DECISION_WORDS),
        (Fault, FAULT_WORDS),
        (EntryKind, EVENT_WORDS),
    ],
)
def test_each_has_words_of_its_own(every: type[StrEnum], words: Mapping[StrEnum, str]) -> None:
    assert set(words) == set(every)
    assert len(set(words.values())) == len(words)
    assert all(words.values())


@pytest.mark.parametrize(
    ("kind", "certainty", "words"),
    [
        (SuggestionKind.ENTRY, Certainty.PROBABLE, "Little doubt: dated by itself"),
        (SuggestionKind.ENTRY, Certainty.UNCERTAIN, "Some doubt: dated by itself"),
        (SuggestionKind.QUESTION, Certainty.UNCERTAIN, "Dated by itself"),
    ],
)
def test_what_is_called_uncertain_is_not_said_to_have_little_doubt(kind, certainty, words) -> None:
    found = Suggestion(kind, (), "When?", certainty, 0.1, ("dated by itself",))
    assert doubt_words(found) == words
