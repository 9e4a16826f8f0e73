"""Whatever the assist suggests, drops or is answered has words of its own in the window."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from app.assist.wording import EVENT_WORDS
from app.domain.assist.answers import Decision
from app.domain.assist.suggestions import SuggestionKind
from app.domain.assist.validation import Fault
from app.domain.drafts import EntryKind
from app.ui.suggestion_words import DECISION_WORDS, FAULT_WORDS, SUGGESTION_WORDS


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
