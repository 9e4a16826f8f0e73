"""What is known of single words: how a text is taken apart, and the classes that forms show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.lint.language.lexicon import CODE, FORMS, Lexicon
from app.lint.rule_files import shipped

LEXICON = Lexicon(
    {
        "person": {"engineer", "operator"},
        "role": {"operator"},
        "no-participle": {"need"},
        "irregular-participle": {"shown"},
        "no-gerund": {"during"},
        "no-adverb": {"apply"},
        "number-word": {"seven"},
        "given-name": {"mira", "will"},
    }
)


def words(chunk: str) -> list[str]:
    return [word for word, _ in LEXICON.read(chunk)]


def classes(chunk: str) -> set[str]:
    """The lists and classes of the only word of a chunk."""
    ((_, signs),) = LEXICON.read(chunk)
    names = (*FORMS, "person", "role")
    return {name for name in names if LEXICON.sign_of(name) in signs}


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ("Engineer", ["engineer"]),
        ("wasn't", ["was", "not"]),
        ("WASN’T", ["was", "not"]),
        ("can't", ["can", "not"]),
        ("cannot", ["can", "not"]),
        ("won't", ["will", "not"]),
        ("wouldn't've", ["would", "not", "have"]),
        ("shoulda", ["should", "have"]),
        ("we're", ["we", "are"]),
        ("I'm", ["i", "am"]),
        ("let's", ["let", "us"]),
        ("they'd", ["they", "'d"]),
        ("Mira's", ["mira", "'s"]),
        ("engineers’", ["engineers", "'s"]),
        ("hero'", ["hero"]),
        ("o'clock", ["o'clock"]),
        ("on-call", ["on", "call"]),
        ("and/or", ["and", "or"]),
        ("state-of-the-art", ["state", "of", "the", "art"]),
        ("20-hour", ["20", "hour"]),
        ("café", ["café"]),
        ("14:02", ["14:02"]),
        ("5pm", ["5pm"]),
        ("e.g.", ["e.g."]),
        (",", [","]),
        ("/", ["÷"]),
    ],
)
def test_a_chunk_is_taken_apart_into_words(chunk: str, expected: list[str]) -> None:
    assert words(chunk) == expected


@pytest.mark.parametrize(
    "chunk",
    [
        "`a b`",
        "queue_age",
        "node-12",
        "db1.cluster",
        "https://example.org/a",
        "www.example.org",
        "v14.2",
        "k8s",
        "user@example.org",
        "a/1",
    ],
)
def test_code_addresses_and_identifiers_are_one_thing(chunk: str) -> None:
    assert words(chunk) == [CODE]
    assert classes(chunk) == {"code"}


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ("restarted", {"participle"}),
        ("shown", {"participle"}),
        ("need", set()),
        ("red", set()),
        ("restarting", {"gerund"}),
        ("during", set()),
        ("king", set()),
        ("quickly", {"adverb"}),
        ("apply", set()),
        ("14", {"number"}),
        ("14,000", {"number"}),
        ("99.9%", {"number"}),
        ("3rd", {"number"}),
        ("30s", {"number"}),
        ("#14", {"number"}),
        ("seven", {"number"}),
        ("operator", {"person", "role"}),
        ("Engineer", {"person", "capital"}),
        ("Mira", {"capital", "name"}),
        ("mira", set()),
        ("MIRA", {"capital"}),
        ("Oslo", {"capital"}),
        ("—", set()),
    ],
)
def test_a_word_carries_its_lists_and_the_classes_of_its_form(
    chunk: str, expected: set[str]
) -> None:
    assert classes(chunk) == expected


def test_lists_are_known_by_name() -> None:
    assert LEXICON.words_of("role") == {"operator"}
    assert LEXICON.words_of("participle") is None
    assert "role" in LEXICON
    assert "gerund" in LEXICON
    assert "hero" not in LEXICON
    with pytest.raises(KeyError):
        LEXICON.sign_of("hero")


def test_every_list_and_class_has_a_sign_of_its_own() -> None:
    lexicon = Lexicon(shipped().lists)
    names = {*shipped().lists, *FORMS}
    signs = {lexicon.sign_of(name) for name in names}
    assert len(signs) == len(names)
    assert all(0xE000 <= ord(sign) <= 0xF8FF for sign in signs)


def test_every_word_of_the_shipped_lists_can_stand_in_a_sentence() -> None:
    lexicon = Lexicon(shipped().lists)
    lost = [
        f"{name}: {word}"
        for name, listed in shipped().lists.items()
        for word in listed
        if [read for read, _ in lexicon.read(word)] != [word]
    ]
    assert lost == []


@settings(deadline=None)
@given(st.from_regex(r"[^\s/]{1,30}", fullmatch=True))
def test_any_chunk_is_read_as_words_without_spaces_and_strokes(chunk: str) -> None:
    read = LEXICON.read(chunk)
    assert read
    assert all(word and " " not in word and "/" not in word for word, _ in read)
