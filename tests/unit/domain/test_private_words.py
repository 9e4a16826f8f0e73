"""Private text is found again whatever stands between its words, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.leaks import PrivateText
from app.domain.private_words import PrivateFinder

FINDER = PrivateFinder(
    [
        PrivateText(
            "He cried. We should have called the night shift at two, not at five.\n- Ask legal",
            "the private notes",
        ),
        PrivateText("Kestrel-9042", "a private entry"),
        PrivateText("hunter2", "a private entry"),
        PrivateText("Nobody", "a private entry"),
        PrivateText("Confidential", "a private entry"),
    ]
)


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("So he CRIED, they say.", ["he CRIED"]),
        ("(he -- cried)", ["he -- cried"]),
        ("I should have called the night shift then.", ["should have called the night shift"]),
        (
            "we should, have called\nthe n\N{SOFT HYPHEN}ight shift at two, then",
            ["we should, have called\nthe n\N{SOFT HYPHEN}ight shift at two"],
        ),
        ("ask Légal first", ["ask Légal"]),
        ("ask-legal", ["ask-legal"]),
        ("Kestrel 9042", ["Kestrel 9042"]),
        ("the password hunter2 again", ["hunter2"]),
        ("all CONFIDENTIAL!", ["CONFIDENTIAL"]),
        ("nobody was there", []),
        ("we should have called the manager", []),
        ("she cried", []),
        ("the cried", []),
        ("task legal", []),
    ],
)
def test_private_words_are_found(text: str, passages: list[str]):
    assert found(text) == passages


@given(st.text(), st.text())
def test_a_private_sentence_is_found_inside_any_text(before: str, after: str):
    text = f"{before} She told me about the tin mine. {after}"
    finder = PrivateFinder([PrivateText("She told me about the tin mine.", "notes")])

    assert any("told me about" in text[each.start : each.end] for each in finder.find(text))
