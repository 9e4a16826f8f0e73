"""Where sentences begin and end, and what of a text is quoted."""

from __future__ import annotations

import pytest

from app.lint.language.sentences import LONGEST, pieces, quoted, sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_end_at_their_marks() -> None:
    assert parts("The disk was full. Was it? It was! And then… Nothing.") == [
        "The disk was full.",
        "Was it?",
        "It was!",
        "And then…",
        "Nothing.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Osei and Mrs. Lind met at 10 a.m. UTC in St. Gallen.",
        "Two hosts, e.g. Alpha and Beta, i.e. the old ones, failed.",
        "The region (approx. 400 hosts) was slow vs. Frankfurt.",
        "Ticket No. 4711 came from Acme Inc. Berlin, cf. Fig. 3.",
        "Version 2.14.3 was replaced by v3.0.1-rc.2 on the host db1.example.org.",
        "From 10.15 to 11.40 the rate was 2.5 %.",
        "J. Smith and A. B. Lind wrote to U.S. Customers.",
        "The rate rose... and fell again.",
        "He asked why? and got no answer.",
        "The line\ngoes on in the next.",
        "See `a. B` and https://example.org/a.b?c=d. for more.",
    ],
)
def test_a_mark_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert parts(text) == [text]


def test_marks_that_close_stay_with_their_sentence() -> None:
    assert parts("He wrote “It is down.” Then he left. (Nobody saw.) **Done.** Next.") == [
        "He wrote “It is down.”",
        "Then he left.",
        "(Nobody saw.)",
        "**Done.**",
        "Next.",
    ]


def test_list_items_and_empty_lines_end_sentences_without_a_mark() -> None:
    text = "Impact\n\nLogins failed\n- twelve tills\n* one ward\n2) the portal\n• the app\nas well"
    assert parts(text) == [
        "Impact",
        "Logins failed",
        "- twelve tills",
        "* one ward",
        "2) the portal",
        "• the app\nas well",
    ]


def test_positions_are_code_points_of_the_text() -> None:
    text = "🚑 é́ failed.  Then\tit worked."
    assert parts(text) == ["🚑 é́ failed.", "Then\tit worked."]
    assert next(iter(sentences(text))) == (0, text.index(".") + 1)


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", "..."])
def test_nothing_said_is_no_sentence_with_words(text: str) -> None:
    assert not any(part.strip(".") for part in parts(text))


def test_what_never_ends_is_read_in_pieces_that_lose_nothing() -> None:
    for text in ("word " * 3_000, "x" * 10_000):
        cut = [text[start:end] for start, end in pieces(text, 0, len(text))]
        assert all(len(piece) < LONGEST for piece in cut)
        assert "".join(cut) == text


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “it was down” twice.", "“it was down”"),
        ('He said "it was down" twice.', '"it was down"'),
        ("He said ‘it was down’ twice.", "‘it was down’"),
        ("He said 'it was down' twice.", "'it was down'"),
        ("He said «it was down» twice.", "«it was down»"),
        ("He said „it was down“ twice.", "„it was down“"),
        ("He said 'it wasn't down' twice.", "'it wasn't down'"),
        ("He said ‘it wasn’t down’ twice.", "‘it wasn’t down’"),
    ],
)
def test_quotes_of_all_styles(text: str, inside: str) -> None:
    assert [text[start:end] for start, end in quoted(text)] == [inside]


@pytest.mark.parametrize(
    "text",
    [
        "The team's fix didn't reach the users' tills.",
        "It’s the engineers’ choice, isn’t it.",
        'A 15" screen showed nothing.',
        "An open “quote that nobody closes.",
    ],
)
def test_apostrophes_and_lone_marks_quote_nothing(text: str) -> None:
    assert quoted(text) == []
