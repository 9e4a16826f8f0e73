"""Words that a sentence speaks about rather than uses: “the phrase human error”, “such as …”.

What stands in quotation marks is told by `app.lint.language.sentences`; this tells the rest.
"""

from __future__ import annotations

from app.lint.language.readings import Reading

_WITHIN = 12
_LINKS = frozenset({",", "and", "or", "nor", "/", "÷"})
_NAMING = frozenset(
    {"called", "named", "titled", "headed", "labelled", "labeled", "tagged", "entitled"}
)


def mentioned(reading: Reading, first: int, end: int) -> bool:
    """Whether the words from ``first`` to before ``end`` are named and not said."""
    return _is_example(reading, first) or _is_called(reading, first) or _is_defined(reading, end)


def _is_example(reading: Reading, first: int) -> bool:
    """After “such as”, or “like” behind a noun of language: at once, or as an item of the list."""
    opened = _example_sign(reading, first)
    if opened is None:
        return False
    items = range(opened, first)
    return not items or reading.word(first - 1) in _LINKS or _is_article(reading, items)


def _is_article(reading: Reading, items: range) -> bool:
    return len(items) == 1 and reading.has(items[0], "determiner")


def _example_sign(reading: Reading, first: int) -> int | None:
    """The number of the first word after “such as”, with no verb that we know since then."""
    for at in range(first - 1, max(-1, first - 1 - _WITHIN), -1):
        word, before = reading.word(at), reading.word(at - 1)
        if word == "as" and before == "such":
            return at + 1
        if word in {"like", "including"} and reading.has(at - 1, "language"):
            return at + 1
        if word in {";", ".", "!", "?"} or reading.has(at, "auxiliary") or reading.has(at, "modal"):
            return None
    return None


def _is_called(reading: Reading, first: int) -> bool:
    """“The term human error”, “a field named root cause”, “the words going forward”."""
    at = first - 1
    if reading.has(at, "determiner"):
        at -= 1
    if reading.word(at) in _NAMING:
        return True
    return at == first - 1 and reading.has(at, "language") and not _is_of_time(reading, at)


def _is_of_time(reading: Reading, at: int) -> bool:
    return reading.word(at) == "term" and reading.word(at - 1) in {
        "long",
        "short",
        "medium",
        "near",
    }


def _is_defined(reading: Reading, end: int) -> bool:
    """“Never again is a phrase that …”, “root cause stands for …”."""
    if reading.word(end) == "stands" and reading.word(end + 1) == "for":
        return True
    return (
        reading.word(end) in {"is", "are"}
        and reading.word(end + 1) in {"a", "an", "the", "our"}
        and reading.has(end + 2, "language")
    )
