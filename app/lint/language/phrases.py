"""Noun phrases of a sentence: where one begins, which word is its head, whom or what it means.

Without a parser, by closed classes and word lists. The head of “the engineer on call at two” is the
engineer, that of “the engineer's script” the script.
"""

from __future__ import annotations

from enum import StrEnum

from app.lint.language.readings import Reading


class Who(StrEnum):
    """What a noun phrase means."""

    PERSON = "person"
    """A person, a role, a team, “we”, somebody known to the case."""
    CUSTOMER = "customer"
    """Those whom a service is for; “you”."""
    THING = "thing"
    NOBODY = "nobody"
    """No noun phrase is there: an imperative, or a fragment without a subject."""


LONGEST = 8
"""Words of one phrase that are looked at."""
_NO_PART = frozenset(
    {"and", "or", "but", "not", "because", "when", "if", "then", "please"}
    | {"who", "that", "which", "whose", "whom", "what", "how"}
)
_NO_NAMES = ("preposition", "auxiliary", "modal", "conjunction")
_LINES = frozenset({"L1", "L2", "L3"})
"""Lines of support."""
_VERBS = ("participle", "past")
_PEOPLE = ("person", "customer", "pronoun", "name")


def is_part(reading: Reading, at: int) -> bool:
    """Whether a word can belong to a noun phrase: no preposition, auxiliary or sign."""
    word = reading.word(at)
    if not word or not (word[0].isalnum() or word in {"¤", "'s", "@"}):
        return False
    if in_compound(reading, at):
        return True
    return word not in _NO_PART and not any(reading.has(at, name) for name in _NO_NAMES)


def is_noun(reading: Reading, at: int) -> bool:
    """Whether a word can be the noun of a phrase, or an adjective of it."""
    return is_part(reading, at) and not (
        reading.has(at, "determiner") or (reading.has(at, "adverb") and not reading.has(at, "name"))
    )


def is_people(reading: Reading, at: int) -> bool:
    """Whether a word by itself means people."""
    return any(reading.has(at, name) for name in _PEOPLE)


def is_verb(reading: Reading, at: int) -> bool:
    """Whether a word is a verb in the past, and no participle in the place of an adjective."""
    if reading.has(at, "auxiliary") or reading.has(at, "modal"):
        return True
    return (
        any(reading.has(at, name) for name in _VERBS)
        and not in_compound(reading, at)
        and not any(reading.has(at - 1, name) for name in ("determiner", "preposition", "number"))
        and reading.word(at - 1) != "'s"
    )


def in_compound(reading: Reading, at: int) -> bool:
    """Whether a word is part of one written with a hyphen: “on” in “on-call”."""
    written = _written(reading, at)
    return len(written) > 2 and any(joint in written for joint in "-/&") and written[0].isalnum()


def start_of(reading: Reading, last: int) -> int:
    """The first word of the phrase that ends at a word."""
    start = last
    while start > 0 and last - start < LONGEST:
        if reading.has(start, "determiner") and not reading.has(start - 1, "determiner"):
            break
        if reading.has(start, "pronoun") or not is_part(reading, start - 1):
            break
        start -= 1
    return start


def end_of(reading: Reading, start: int) -> int:
    """The last word of the phrase that begins at a word; before it where none begins."""
    last = start - 1
    for at in range(start, min(len(reading.words), start + LONGEST)):
        if not is_part(reading, at) or _begins_another(reading, at, start):
            break
        last = at
    return last


def head_of(reading: Reading, start: int, last: int) -> int:
    """The word that a phrase is about: its last noun, before what was added behind it."""
    for at in range(start + 1, last):
        if _is_added(reading, at) and is_people(reading, at - 1):
            return at - 1  # “engineers testing changes”
    head = last
    while head > start and _is_added(reading, head) and is_noun(reading, head - 1):
        head -= 1
    return head


def meaning_of(reading: Reading, start: int, head: int) -> Who:
    """Whom or what a phrase means that begins at ``start`` and is about ``head``."""
    if reading.word(head) == "'s":
        head -= 1
    if reading.word(head + 1) == "of" and reading.has(head, "quantifier"):
        return _of_some(reading, head + 2)
    if reading.word(head) in {"they", "them"}:
        return _earlier(reading, head)
    if reading.word(head) == "you":
        return Who.CUSTOMER
    if reading.has(head, "customer") and not _is_machine(reading, head):
        return Who.CUSTOMER
    return Who.PERSON if _is_person(reading, start, head) else Who.THING


def _begins_another(reading: Reading, at: int, start: int) -> bool:
    """Whether a word, with words before it, cannot belong to the same phrase."""
    if at == start or in_compound(reading, at) or reading.word(at) == "'s":
        return False
    if reading.has(at, "determiner"):
        return not reading.has(at - 1, "determiner")
    if not is_people(reading, at - 1):
        return False
    return reading.has(at, "time-word") or any(
        reading.has(at, name) for name in ("gerund", "participle", "past", "adverb", "number")
    )


def _is_added(reading: Reading, at: int) -> bool:
    """Whether a word stands behind the noun that it tells more of: “involved”, “working on”."""
    if in_compound(reading, at):
        return False
    if reading.has(at, "gerund"):
        return not reading.has(at, "gerund-noun") and is_people(reading, at - 1)
    return any(reading.has(at, name) for name in ("participle", "past", "adjective-behind"))


def _of_some(reading: Reading, start: int) -> Who:
    last = end_of(reading, start)
    if last < start:
        return Who.THING
    return meaning_of(reading, start, head_of(reading, start, last))


def _earlier(reading: Reading, at: int) -> Who:
    """Whom “they” means: people named before in the sentence, else things named before."""
    seen = [one for one in range(at) if is_part(reading, one)]
    if any(reading.has(one, "person") or reading.has(one, "name") for one in seen):
        return Who.PERSON
    if any(reading.has(one, "customer") for one in seen):
        return Who.CUSTOMER
    things = any(reading.word(one).endswith("s") or reading.has(one, "code") for one in seen)
    return Who.THING if things else Who.PERSON


def _is_person(reading: Reading, start: int, head: int) -> bool:
    if reading.word(head) == "us":
        return _written(reading, head) != "US"
    if any(reading.has(head, name) for name in ("person", "pronoun", "name")):
        return not _is_machine(reading, head)
    if _is_turn(reading, head) or _is_named(reading, start, head):
        return True
    if reading.word(head) == "one":
        return reading.word(head - 1) in {"no", "any", "every", "some"}
    return reading.has(head, "department") and _is_alone(reading, start, head)


def _is_turn(reading: Reading, head: int) -> bool:
    """Whether somebody is named by their turn: “the on-call”, “the primary on call”."""
    if reading.word(head) == "call":
        return reading.word(head - 1) == "on" and in_compound(reading, head)
    on_call = (reading.word(head + 1), reading.word(head + 2)) == ("on", "call")
    return on_call and not reading.has(head, "code")


def _is_machine(reading: Reading, head: int) -> bool:
    """Whether a word for people means a program here: “the cluster manager”."""
    before = head - 1
    if before < 0 or not reading.has(head, "machine-role"):
        return False
    if "who" in {reading.word(head + 1), reading.word(head + 2)}:
        return False  # “the storage group, who …”
    return reading.has(before, "machine-kind") or reading.has(before, "code")


def _is_named(reading: Reading, start: int, head: int) -> bool:
    """Whether a capital word follows a given name, a title or “Team”; or a handle, a line."""
    if reading.word(head - 1) == "@" or _written(reading, head) in _LINES:
        return True
    if not (reading.has(head, "capital") or reading.has(head, "number")):
        return False
    at = head - 1
    while at > start and reading.has(at, "capital") and not reading.has(at, "name"):
        at -= 1
    if reading.word(at) == "." and reading.has(at - 1, "title"):
        return True
    named = reading.has(at, "name") or reading.has(at, "title")
    return named or (at == head - 1 and reading.has(at, "group-word"))


def _is_alone(reading: Reading, start: int, head: int) -> bool:
    """Whether a phrase is a department's name and no more: “second-line support”, “our ops”."""
    return reading.word(head + 1) not in {"for", "of"} and all(
        any(reading.has(at, name) for name in ("department", "department-kind", "number", "name"))
        for at in range(start, head)
    )


def _written(reading: Reading, at: int) -> str:
    """A word as it is written, with all of its compound."""
    if not 0 <= at < len(reading.words):
        return ""
    word = reading.words[at]
    return reading.text[word.start - reading.offset : word.end - reading.offset]
