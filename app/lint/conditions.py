"""What must hold around the words that a pattern found, for a rule to count. Rules name them.

Each is one question about a match: who the subject is, whether a number stands near. To add one,
write the function and its line in `CONDITIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.candour.findings import Scope
from app.lint.readings import Reading
from app.lint.subjects import Who, object_of, subject_of

_CLAUSE_ENDS = frozenset({";", ":", "but", "although", "though", "whereas", ".", "!", "?"})
_NEAR = 6
_AGENT_WITHIN = 8


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits a sentence: from the word of number ``first`` to before ``end``."""

    reading: Reading
    first: int
    end: int


Condition = Callable[[Match], bool]


def negated(match: Match) -> bool:
    """Whether the clause says no before the words, within a few words of them."""
    reading = match.reading
    for at in range(match.first - 1, max(-1, match.first - 1 - _NEAR), -1):
        if reading.word(at) in _CLAUSE_ENDS or reading.word(at) == ",":
            return False
        if reading.has(at, "negation"):
            return reading.word(at + 1) != "only"
    return False


def _subject(*whos: Who) -> Condition:
    return lambda match: subject_of(match.reading, match.first) in whos


def _no_subject_but(*whos: Who) -> Condition:
    return lambda match: subject_of(match.reading, match.first) not in whos


def _object(*whos: Who) -> Condition:
    return lambda match: object_of(match.reading, match.end) in whos


def _no_agent(match: Match) -> bool:
    """No “by” somebody or something follows; a time or a way (“by 14:00”, “by hand”) is none."""
    reading = match.reading
    for at in range(match.end, min(len(reading.words), match.end + _AGENT_WITHIN)):
        if reading.word(at) in _CLAUSE_ENDS:
            return True
        if reading.word(at) == "by" and not _is_no_agent(reading, at + 1):
            return False
    return True


def _is_no_agent(reading: Reading, at: int) -> bool:
    return (
        reading.has(at, "number")
        or reading.has(at, "gerund")
        or reading.word(at) in {"mistake", "accident", "hand", "default", "then", "design", "now"}
    )


def _in_clause(match: Match, name: str) -> bool:
    """Whether the clause around the words has a word of that list."""
    reading, first, last = match.reading, match.first, match.end
    while first > 0 and reading.word(first - 1) not in _CLAUSE_ENDS:
        first -= 1
    while last < len(reading.words) and reading.word(last) not in _CLAUSE_ENDS:
        last += 1
    return any(reading.has(at, name) for at in range(first, last))


def _sentence_has(name: str) -> Condition:
    return lambda match: any(match.reading.has(at, name) for at in range(len(match.reading.words)))


def _sentence_lacks(name: str) -> Condition:
    return lambda match: not _sentence_has(name)(match)


def _rest_lacks(name: str) -> Condition:
    """The sentence lacks words of that list outside of what was found."""
    return lambda match: (
        not any(
            match.reading.has(at, name)
            for at in range(len(match.reading.words))
            if not match.first <= at < match.end
        )
    )


def _first_word(reading: Reading) -> int:
    """The first word of what a sentence says, after a label such as “Next steps:”."""
    at = 0
    for colon in range(min(len(reading.words), 6)):
        if reading.word(colon) == ":":
            at = colon + 1
    while at < len(reading.words) and not reading.word(at)[0].isalnum():
        at += 1
    return at


def is_imperative(match: Match) -> bool:
    """Whether the sentence tells somebody to do something: it begins with such a verb."""
    reading = match.reading
    at = _first_word(reading)
    while reading.has(at, "adverb") or reading.word(at) in {"please", "also", "then", "always"}:
        at += 1
    return reading.has(at, "action-verb") and not reading.has(at + 1, "auxiliary")


def is_promise(match: Match) -> bool:
    """Whether somebody says what they will do, or that they are about it."""
    reading = match.reading
    for at in range(len(reading.words)):
        if reading.has(at, "promise-verb") and subject_of(reading, at) in {Who.PERSON, Who.NOBODY}:
            return True
    return False


def is_fragment(match: Match) -> bool:
    """Whether the sentence has no finite verb that we know: a bullet such as “Better alerts”."""
    reading = match.reading
    return not any(
        reading.has(at, "auxiliary") or reading.has(at, "modal") or reading.has(at, "past")
        for at in range(len(reading.words))
    )


def is_action(match: Match) -> bool:
    """An action of a case, or in running text a promise, an imperative, a fragment of a list."""
    if match.reading.scope is Scope.ACTION:
        return True
    return is_imperative(match) or is_promise(match)


def _about_an_apology(match: Match) -> bool:
    """Whether the sentence, or the text around it, apologises."""
    lowered = match.reading.around.lower()
    return any(word in lowered for word in ("sorry", "apolog", "regret", "forgive"))


CONDITIONS: Mapping[str, Condition] = {
    "subject-is-person": _subject(Who.PERSON),
    "subject-is-person-or-absent": _subject(Who.PERSON, Who.NOBODY),
    "subject-is-thing": _subject(Who.THING),
    "subject-is-not-thing": _no_subject_but(Who.THING),
    "subject-is-not-person": _no_subject_but(Who.PERSON),
    "subject-is-customer": _subject(Who.CUSTOMER),
    "subject-is-absent": _subject(Who.NOBODY),
    "object-is-person": _object(Who.PERSON),
    "object-is-customer": _object(Who.CUSTOMER),
    "object-is-thing": _object(Who.THING),
    "no-agent": _no_agent,
    "no-number": _rest_lacks("number"),
    "no-hedge": lambda match: not _in_clause(match, "hedge"),
    "no-evidence": _sentence_lacks("evidence"),
    "is-action": is_action,
    "is-imperative": is_imperative,
    "is-promise": is_promise,
    "is-fragment": is_fragment,
    "is-not-action": lambda match: not is_action(match),
    "about-an-apology": _about_an_apology,
    "even-if-negated": lambda _match: True,
}
"""Conditions by the name that rules call them. Unless a rule has ``even-if-negated``, it does not
count where its clause says no."""

EVEN_IF_NEGATED = "even-if-negated"
