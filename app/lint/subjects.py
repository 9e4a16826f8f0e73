"""Who does what a sentence tells: the noun phrase before a verb, and whether it means people.

Without a parser, by closed classes: from the verb to the left over adverbs and auxiliaries, then to
the head of the noun phrase there (“the alert for the engineer” is about an alert, “a member of the
team” about a member). Where that is not plain the answer is that nobody knows.
"""

from __future__ import annotations

from enum import StrEnum

from app.lint.readings import Reading


class Who(StrEnum):
    """What a noun phrase means."""

    PERSON = "person"
    """A person, a role, a team, “we”, somebody known to the case."""
    CUSTOMER = "customer"
    """Those whom a service is for."""
    THING = "thing"
    NOBODY = "nobody"
    """No noun phrase is there: an imperative, or a fragment without a subject."""


_MOST = 24
_BEFORE_VERB = ("auxiliary", "modal", "negation", "adverb", "hedge-adverb")
_RELATIVE = ("who", "that", "which", "whose")


def subject_of(reading: Reading, verb: int) -> Who:
    """What the subject of the verb at that word means."""
    at = _before_verb(reading, verb - 1)
    return _phrase_ending(reading, at, _MOST)


def object_of(reading: Reading, after: int) -> Who:
    """What the noun phrase that begins at that word means, such as who stands after “by”."""
    at, last = after, -1
    while at < len(reading.words) and at - after < 8 and _is_in_phrase(reading, at):
        last = at
        if reading.has(at, "pronoun"):
            break
        at += 1
    return Who.NOBODY if last < 0 else _meaning(reading, last)


def is_passive(reading: Reading, participle: int) -> bool:
    """Whether a form of “to be” or “to get” stands before the participle at that word."""
    at = participle - 1
    while at >= 0 and (reading.has(at, "adverb") or reading.has(at, "negation")):
        at -= 1
    return reading.has(at, "be")


def _before_verb(reading: Reading, at: int) -> int:
    while at >= 0 and (
        any(reading.has(at, name) for name in _BEFORE_VERB) or reading.word(at) in {"'d", "to"}
    ):
        at -= 1
    return at


def _phrase_ending(reading: Reading, at: int, left: int) -> Who:
    """What the noun phrase that ends at a word means; after ``left`` steps nobody knows."""
    word = reading.word(at)
    if left <= 0 or not word:
        return Who.NOBODY
    if word == "who":
        return Who.PERSON
    if word in {"that", "which"} and at > 0:
        return _phrase_ending(reading, _skip(reading, at - 1, ","), left - 1)
    if word in {",", ")", "–", "—", "-"}:
        return _before_insertion(reading, at, left)
    return _phrase_or_clause(reading, at, left)


def _phrase_or_clause(reading: Reading, at: int, left: int) -> Who:
    if reading.word(at) in {"and", "but", "or", "then"}:
        return _of_clause(reading, at)
    if not _is_in_phrase(reading, at):
        return Who.NOBODY
    start, head = _phrase(reading, at)
    return _of_relative(reading, start, left) or _meaning(reading, head)


def _before_insertion(reading: Reading, at: int, left: int) -> Who:
    """The subject before what stands in commas, brackets or dashes: “the engineer, alone, …”."""
    closing = reading.word(at)
    opening = {")": "("}.get(closing, closing)
    for start in range(at - 1, max(-1, at - _MOST), -1):
        if reading.word(start) == opening:
            return _phrase_ending(reading, start - 1, left - 1)
    return Who.NOBODY


def _of_clause(reading: Reading, conjunction: int) -> Who:
    """The subject that a second verb shares: “the engineer restarted it and forgot to …”."""
    start = conjunction
    while start > 0 and reading.word(start - 1) not in {";", ":", "“", '"'}:
        start -= 1
    for at in range(start, conjunction):
        if reading.has(at, "preposition") and not reading.has(at, "pronoun"):
            continue
        if _is_noun(reading, at):
            last = at
            while last + 1 < conjunction and _is_noun(reading, last + 1):
                last += 1
            if at > start and reading.has(at - 1, "preposition"):
                continue  # “After the deploy the team …”
            return _meaning(reading, last)
    return Who.NOBODY


def _phrase(reading: Reading, at: int) -> tuple[int, int]:
    """The start and the head of the noun phrase that ends at a word, back over “of the …”."""
    head, start = at, _start_of_phrase(reading, at)
    for _ in range(4):
        before = start - 1
        if not reading.has(before, "preposition") or not _is_noun(reading, before - 1):
            break
        if reading.has(at, "pronoun") and reading.word(before) != "of":
            break
        head, start = before - 1, _start_of_phrase(reading, before - 1)
    return start, head


def _start_of_phrase(reading: Reading, at: int) -> int:
    start = at
    if reading.has(at, "pronoun"):
        return at
    while start > 0 and at - start < 8:
        if reading.has(start, "determiner") or not _is_in_phrase(reading, start - 1):
            break
        if reading.has(start - 1, "pronoun"):
            break
        start -= 1
    return start


def _of_relative(reading: Reading, start: int, left: int) -> Who | None:
    """Where the phrase stands in a relative clause (“the team that owns the job”), its owner."""
    for at in range(start - 1, max(-1, start - 6), -1):
        word = reading.word(at)
        if word in {",", ";", ":", "and", "but", "because", "so", "when", "after", "if"}:
            return None
        if word in _RELATIVE and at > 0 and _is_noun(reading, _skip(reading, at - 1, ",")):
            return _phrase_ending(reading, at if word == "who" else at - 1, left - 1)
    return None


def _skip(reading: Reading, at: int, word: str) -> int:
    return at - 1 if reading.word(at) == word else at


def _is_in_phrase(reading: Reading, at: int) -> bool:
    """Whether a word can belong to a noun phrase: no verb we know, preposition or sign."""
    word = reading.word(at)
    if not word or not (word[0].isalnum() or word in {"¤", "'s", "@"}):
        return False
    if word in _RELATIVE or word in {"and", "or", "but", "not", "because", "when", "if", "then"}:
        return False
    return not any(
        reading.has(at, name) for name in ("preposition", "auxiliary", "modal", "conjunction")
    )


def _is_noun(reading: Reading, at: int) -> bool:
    return _is_in_phrase(reading, at) and not any(
        reading.has(at, name) for name in ("determiner", "adverb")
    )


def _meaning(reading: Reading, head: int) -> Who:
    if reading.word(head) == "'s":
        head -= 1
    if reading.has(head, "person") or reading.has(head, "pronoun") or reading.has(head, "name"):
        return Who.PERSON
    if reading.has(head, "customer"):
        return Who.CUSTOMER
    return Who.THING
