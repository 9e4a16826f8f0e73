"""What must hold around the words that a pattern found, for a rule to count. Rules name them.

Each is one question about a match: who the subject is, whether a number stands near. To add one,
write the function and its line in `CONDITIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.candour.findings import Scope
from app.lint.language import actions, claims, numbers
from app.lint.language.readings import APOLOGIES, Reading
from app.lint.language.subjects import Who, object_of, subject_of

_SENTENCE_BEFORE = 400
_US_WITHIN = 6
_OPEN = frozenset({"whether", "unknown", "unclear", "uncertain", "unsure"})


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits a sentence: from the word of number ``first`` to before ``end``."""

    reading: Reading
    first: int
    end: int


Condition = Callable[[Match], bool]


def negated(match: Match) -> bool:
    """Whether the clause says no before the words, within a few words of them."""
    return claims.denied(match.reading, match.first)


def _subject(*whos: Who) -> Condition:
    return lambda match: subject_of(match.reading, match.first) in whos


def _no_subject_but(*whos: Who) -> Condition:
    return lambda match: subject_of(match.reading, match.first) not in whos


def _object(*whos: Who) -> Condition:
    return lambda match: object_of(match.reading, match.end) in whos


def _no_agent(match: Match) -> bool:
    return not claims.agent_named(match.reading, match.first, match.end)


def _not_conditional(match: Match) -> bool:
    return not claims.conditional(match.reading, match.first, match.end)


def _no_hedge(match: Match) -> bool:
    return not claims.hedged(match.reading, match.first, match.end)


def _no_other_hedge(match: Match) -> bool:
    """As `_no_hedge`, where what was found is itself a word of belief."""
    return not claims.hedged(match.reading, match.first, match.end, within=False)


def _no_evidence(match: Match) -> bool:
    return not claims.names_evidence(match.reading)


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


def _is_told(match: Match) -> bool:
    """The words begin with what is to be done, as its imperative or after “will”, “needs to”."""
    return actions.is_told(match.reading, match.first)


def _nothing_concrete(match: Match) -> bool:
    return not numbers.is_concrete(match.reading)


def _no_count(match: Match) -> bool:
    return not numbers.counted(match.reading, match.first, match.end)


def _past_told(match: Match) -> bool:
    """Whether the clause around the words tells what happened."""
    return actions.is_past(match.reading, match.first, match.end)


def _no_figure(match: Match) -> bool:
    """Neither a count nor a day stands in the sentence."""
    return not numbers.names_day(match.reading) and not numbers.names_count(match.reading)


def _no_date(match: Match) -> bool:
    return not numbers.names_day(match.reading)


def _is_forward(match: Match) -> bool:
    """Whether it speaks of what is to come, whoever brings it: any “will”, or a bare list item."""
    words = match.reading.words
    return _action_or_fragment(match) or any(word.text in {"will", "shall"} for word in words)


def _action_or_fragment(match: Match) -> bool:
    return is_action(match) or actions.is_fragment(match.reading)


def _about_an_apology(match: Match) -> bool:
    """Whether the paragraph around the words apologises."""
    return match.reading.apologises


def _after_an_apology(match: Match) -> bool:
    """Whether the sentence before, in the same paragraph, apologises."""
    reading = match.reading
    first = max(0, reading.offset - _SENTENCE_BEFORE)
    start = reading.around.rfind("\n\n", first, reading.offset)
    before = reading.around[start if start >= 0 else first : reading.offset].rstrip().lower()
    last = re.split(r"[.!?]\s", before)[-1]
    return any(word in last for word in APOLOGIES)


def _is_not_a_name(match: Match) -> bool:
    """What was found is not written with a capital in mid-sentence, as names of products are."""
    return match.first == 0 or not any(
        match.reading.has(at, "capital") for at in range(match.first, match.end)
    )


def _not_us(match: Match) -> bool:
    """The subject is not “we” or “our team”: owning up to something differs from accusing."""
    reading = match.reading
    for at in range(match.first - 1, max(-1, match.first - 1 - _US_WITHIN), -1):
        if reading.word(at) in {"we", "i"}:
            return False
        if reading.word(at) in {"our", "my"} and reading.has(at + 1, "group-word"):
            return False
    return True


def _not_an_open_question(match: Match) -> bool:
    """Nothing before the words says that this is not known: “whether it could have …”."""
    reading = match.reading
    return not any(
        reading.word(at) in _OPEN or (reading.word(at) == "know" and reading.word(at - 1) == "not")
        for at in range(match.first)
    )


CONDITIONS: Mapping[str, Condition] = {
    "subject-is-person": _subject(Who.PERSON),
    "subject-is-person-or-absent": _subject(Who.PERSON, Who.NOBODY),
    "subject-is-thing": _subject(Who.THING),
    "subject-is-not-thing": _no_subject_but(Who.THING),
    "subject-is-not-person": _no_subject_but(Who.PERSON),
    "subject-is-customer": _subject(Who.CUSTOMER),
    "subject-is-absent": _subject(Who.NOBODY),
    "subject-is-not-us": lambda match: not claims.about_us(match.reading, match.first),
    "subject-is-not-signal": lambda match: not claims.about_signals(match.reading, match.first),
    "not-us": _not_us,
    "object-is-person": _object(Who.PERSON),
    "object-is-customer": _object(Who.CUSTOMER),
    "object-is-thing": _object(Who.THING),
    "no-agent": _no_agent,
    "no-number": _rest_lacks("number"),
    "no-hedge": _no_hedge,
    "no-other-hedge": _no_other_hedge,
    "no-evidence": _no_evidence,
    "not-an-open-question": _not_an_open_question,
    "not-conditional": _not_conditional,
    "is-action": is_action,
    "is-action-or-fragment": _action_or_fragment,
    "is-not-imperative": lambda match: not actions.is_imperative(match.reading),
    "is-imperative": lambda match: actions.is_imperative(match.reading),
    "is-promise": lambda match: actions.is_promise(match.reading),
    "is-fragment": lambda match: actions.is_fragment(match.reading),
    "is-told": _is_told,
    "at-start": lambda match: match.first == actions.first_word(match.reading),
    "nothing-concrete": _nothing_concrete,
    "is-forward": _is_forward,
    "no-count": _no_count,
    "no-figure": _no_figure,
    "no-date": _no_date,
    "past-told": _past_told,
    "is-not-action": lambda match: not is_action(match),
    "in-past": _sentence_has("past"),
    "about-an-apology": _about_an_apology,
    "after-an-apology": _after_an_apology,
    "is-not-a-name": _is_not_a_name,
    "even-if-negated": lambda _match: True,
}
"""Conditions by the name that rules call them. Unless a rule has ``even-if-negated``, it does not
count where its clause says no."""

EVEN_IF_NEGATED = "even-if-negated"
