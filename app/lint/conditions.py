"""What must hold around the words that a pattern found, for a rule to count. Rules name them.

Each is one question about a match: who the subject is, whether a number stands near. To add one,
write the function and its line in `CONDITIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.candour.findings import Scope
from app.lint import actions
from app.lint.numbers import is_count
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


def is_action(match: Match) -> bool:
    """An action of a case, or in running text a promise, a need or an imperative."""
    reading = match.reading
    return (
        reading.scope is Scope.ACTION
        or actions.is_imperative(reading)
        or actions.is_promise(reading)
        or actions.is_need(reading)
    )


def _nothing_concrete(match: Match) -> bool:
    """The sentence names no count, no piece of code and nothing that enforces what it asks for."""
    reading = match.reading
    return not any(
        reading.has(at, "code") or reading.has(at, "enforced") or is_count(reading, at)
        for at in range(len(reading.words))
    )


def _no_count(match: Match) -> bool:
    """Its clause, and what stands in brackets after it, counts nothing; nor does a percentage."""
    reading = match.reading
    return not any(
        is_count(reading, at) and (_is_percentage(reading, at) or _is_beside(match, at))
        for at in range(len(reading.words))
        if not match.first <= at < match.end
    )


def _is_percentage(reading: Reading, at: int) -> bool:
    return "%" in (reading.word(at)[-1], reading.word(at + 1))


def _is_beside(match: Match, at: int) -> bool:
    """Whether no comma stands between a word and the match, except to open an insertion."""
    first, last = sorted((at, match.first))
    between = {match.reading.word(step) for step in range(first, last)}
    return "(" in between or ":" in between or not between & (_CLAUSE_ENDS | {",", "and"})


def _about_an_apology(match: Match) -> bool:
    """Whether the sentence, or the text around it, apologises."""
    lowered = match.reading.paragraph.lower()
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
    "is-imperative": lambda match: actions.is_imperative(match.reading),
    "is-promise": lambda match: actions.is_promise(match.reading),
    "is-fragment": lambda match: actions.is_fragment(match.reading),
    "nothing-concrete": _nothing_concrete,
    "no-count": _no_count,
    "is-not-action": lambda match: not is_action(match),
    "about-an-apology": _about_an_apology,
    "even-if-negated": lambda _match: True,
}
"""Conditions by the name that rules call them. Unless a rule has ``even-if-negated``, it does not
count where its clause says no."""

EVEN_IF_NEGATED = "even-if-negated"
