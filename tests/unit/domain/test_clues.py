"""The words that lead from one record to others of the same request."""

from __future__ import annotations

import pytest

from app.domain.clues import telling_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GET /orders request_id=81f2c-aa took 31 ms", ["81f2c-aa"]),
        ('{"traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "ok": 1}', None),
        ("OOMKilled orders-7c9f4d-x2 (x37)", ["orders-7c9f4d-x2"]),
        ("order 20440197 refused", ["20440197"]),
        ("job_id: 550e8400-e29b-41d4-a716-446655440000.", ["550e8400-e29b-41d4-a716-446655440000"]),
        ("2024-03-30T02:47:31Z 12:30:01 3.14159 30s 1500ms 4412 20240330 20240330T024731", []),
        ("nothing but plain words, really", []),
        ("", []),
    ],
)
def test_telling_words(text: str, words: list[str] | None) -> None:
    found = telling_words(text)
    assert found == (["4bf92f3577b34da6a3ce929d0e0e4736"] if words is None else words)


def test_there_are_few_and_each_comes_once() -> None:
    text = " ".join(f"pod-{number:04}-abc" for number in range(50))
    assert telling_words(f"{text} {text}") == [f"pod-{number:04}-abc" for number in range(4)]


def test_a_huge_word_is_read_quickly() -> None:
    assert telling_words("a1" * 500_000) == []
    assert telling_words("1-" * 500_000) == []
