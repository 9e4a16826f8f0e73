"""Whether a sentence says what is to be done: an imperative, a promise, a need, a list item."""

from __future__ import annotations

from functools import lru_cache

from app.lint.language.readings import Reading
from app.lint.language.subjects import Who, subject_of

_LABEL = 6
_OPENING = 16
_REMEMBERED = 64
"""So many sentences are known at once: many rules ask the same of one, one after the other."""
_CLAUSE_SIGNS = frozenset({";", ":", "–", "—"})
_BEFORE_IMPERATIVE = frozenset(
    {"please", "also", "then", "always", "let", "us", "all", "try", "not", "re", "further", "fine"}
)
_FROM_NOW_ON = {
    ("from", "here", "on"),
    ("from", "now", "on"),
    ("in", "the", "future"),
    ("in", "future", ","),
}

_TO_COME = {"to", "needed", "required", "necessary", "planned", "scheduled", "expected", "underway"}

_ASKED = {"asked", "requested", "urged", "advised", "encouraged", "reminded", "supposed", "obliged"}
_KNOWING = {"know", "remember"}
_TRYING = {"work", "working", "strive", "seek", "try", "trying", "help"}
_BEING = {"be", "remain", "stay", "keep"}
_REPORTING = {"how", "what", "why", "which", "whatever"}
"""Words that open a clause which tells of a plan and is none: “how we will improve it”."""


@lru_cache(_REMEMBERED)
def first_word(reading: Reading) -> int:
    """The first word of what a sentence says, after a label (“Next steps:”) or a list sign."""
    at = _after_label(reading)
    while at < len(reading.words) and not reading.word(at)[0].isalnum():
        at = _after_bracket(reading, at)
    return _after_opening(reading, at)


def _after_opening(reading: Reading, at: int) -> int:
    """Where the main clause begins: “Before a restart, check the …”, “If it fails, do not …”."""
    if not (reading.has(at, "preposition") or reading.has(at, "subordinator")):
        return at
    for comma in range(at + 1, min(len(reading.words), at + _OPENING)):
        main = comma + 1
        if reading.word(comma) == "," and _commands(reading, main):
            return main
    return at


def _commands(reading: Reading, at: int) -> bool:
    """Whether an imperative begins there: a verb with “the …” behind it, “do not”, “always”."""
    while reading.has(at, "adverb") or reading.word(at) in {"always", "please", "never"}:
        at += 1
    if reading.word(at) in _BEING:
        return True
    return reading.has(at, "action-verb") and (
        any(reading.has(at + 1, name) for name in ("determiner", "pronoun", "adverb", "negation"))
    )


def _after_label(reading: Reading) -> int:
    at = 0
    for sign in range(min(len(reading.words), _LABEL)):
        if reading.word(sign) in {":", "–", "—"}:
            at = sign + 1
    if reading.has(at, "number") and reading.word(at + 1) in {".", ")"}:
        at += 2
    return at


def _after_bracket(reading: Reading, at: int) -> int:
    if reading.word(at) in {"(", "["}:
        for closing in range(at + 1, min(len(reading.words), at + _LABEL)):
            if reading.word(closing) in {")", "]"}:
                return closing + 1
    return at + 1


@lru_cache(_REMEMBERED)
def is_imperative(reading: Reading) -> bool:
    """Whether it begins with a verb of doing: “Review the …”, “Reviewing the …”."""
    at = first_word(reading)
    while reading.has(at, "adverb") or reading.word(at) in {*_BEFORE_IMPERATIVE, "to", "and"}:
        at += 1
    if _is_finite(reading, at + 1):
        return False
    return reading.has(at, "action-verb") or (
        reading.has(at, "gerund") and not _has_finite_verb(reading, at + 1)
    )


def is_told(reading: Reading, verb: int) -> bool:
    """Whether what begins at that word is to be done, and no purpose beside it (“to avoid …”)."""
    if _is_reported(reading, verb):
        return False
    at = _before_adverbs(reading, verb - 1)
    first = first_word(reading)
    if at < first:
        holds = (is_imperative, is_fragment, is_need, is_promise)
        return any(each(reading) for each in holds)
    if at == first and reading.has(at, "determiner"):
        return reading.has(verb, "more-word") and is_fragment(reading)
    return _needs(reading, verb) or _needs(reading, at) or _follows(reading, verb, at)


def _is_reported(reading: Reading, verb: int) -> bool:
    """Whether it stands in “how we will improve …”, with a subject between."""
    for at in range(verb - 1, max(-1, verb - _LABEL), -1):
        if reading.word(at) in _CLAUSE_SIGNS or reading.word(at) == ",":
            return False
        if reading.word(at) in _REPORTING:
            return any(reading.word(one) in {"we", "they", "i"} for one in range(at, verb))
    return False


def _follows(reading: Reading, verb: int, at: int) -> bool:
    """Whether the word before a verb makes it a task: “will”, “should”, “plan to”, “and”."""
    match reading.word(at):
        case "and" | "or" | ",":
            return is_imperative(reading) or is_promise(reading)
        case "should" | "must":
            return True
        case "will" | "shall" | "would" | "'d":
            return _whose(reading, at) or reading.word(verb) == "be"
        case "to":
            return _is_task_of(reading, at - 1)
        case "be":
            return is_told(reading, at)
    return reading.has(verb, "gerund") and _is_about_it(reading, verb)


def _before_adverbs(reading: Reading, at: int) -> int:
    while at >= 0 and (
        reading.has(at, "adverb")
        or reading.has(at, "hedge-adverb")
        or reading.word(at) in _BEFORE_IMPERATIVE
    ):
        at -= 1
    return at


def _is_task_of(reading: Reading, at: int) -> bool:
    """Whether “to …” after that word is a task: “needs to”, “plan to”, “the platform team to”."""
    if at < first_word(reading):
        return not _has_finite_verb(reading, at + 2) and not _opens_purpose(reading, at + 1)
    if reading.has(at, "plan-verb") or reading.word(at) in _KNOWING:
        return _whose(reading, at)
    if reading.word(at) in _TRYING:
        return is_told(reading, at)
    if _needs(reading, at):
        return True
    return _is_assigned(reading, at + 1)


def _opens_purpose(reading: Reading, to: int) -> bool:
    """“To improve cache hits, the proxy …”: what is wanted, before the sentence proper."""
    return any(
        reading.word(comma) == ","
        and (reading.has(comma + 1, "determiner") or reading.has(comma + 1, "pronoun"))
        for comma in range(to + 1, min(len(reading.words), to + _OPENING))
    )


def _is_assigned(reading: Reading, to: int) -> bool:
    """“Operations to add …”: a task with who has it, as lists of actions have it."""
    first = first_word(reading)
    return (
        first < to <= first + _LABEL
        and reading.has(to - 1, "person")
        and not _has_finite_verb(reading, first)
    )


@lru_cache(_REMEMBERED)
def is_promise(reading: Reading) -> bool:
    """Whether somebody says what they will do or are about, or that something will be done."""
    return any(_promises(reading, at) for at in range(len(reading.words)))


@lru_cache(_REMEMBERED)
def is_need(reading: Reading) -> bool:
    """Whether it says what must be done: “has to be”, “must not”, “it needs tidying”."""
    return any(_needs(reading, at) for at in range(len(reading.words)))


@lru_cache(_REMEMBERED)
def is_fragment(reading: Reading) -> bool:
    """Whether it has no finite verb that we know: a list item such as “Better alerts”."""
    first = first_word(reading)
    if reading.has(first, "preposition") or reading.has(first, "pronoun"):
        return False
    return not _has_finite_verb(reading, first)


def is_past(reading: Reading, first: int, end: int) -> bool:
    """Whether the clause around some words tells what happened: it has a verb of the past.

    A participle counts, with “was” before it or without, as lists of verbs are never whole.
    """
    while first > 0 and reading.word(first - 1) not in _CLAUSE_SIGNS:
        first -= 1
    while end < len(reading.words) and reading.word(end) not in _CLAUSE_SIGNS:
        end += 1
    return any(_tells_past(reading, at) for at in range(first, end))


def _tells_past(reading: Reading, at: int) -> bool:
    if reading.has(at, "past") or reading.word(at) in {"could", "been", "unable", "cannot"}:
        return True
    if reading.word(at) == "can" and reading.word(at + 1) == "not":
        return True
    before = at - 1
    while reading.has(before, "adverb"):
        before -= 1
    return reading.has(at, "participle") and reading.word(before) not in {"be", "are", "is"}


def _promises(reading: Reading, at: int) -> bool:
    word = reading.word(at)
    if word in {"will", "shall"}:
        return _whose(reading, at) or _is_done_to(reading, at + 1) or _is_resolve(reading)
    if reading.has(at, "plan-verb"):
        return (word == "want" or reading.word(at + 1) in {"to", "on"}) and _whose(reading, at)
    return reading.has(at, "gerund") and _is_about_it(reading, at)


def _is_resolve(reading: Reading) -> bool:
    """Whether it says at its start that it holds from now on, whoever or whatever it is said of."""
    start = first_word(reading)
    opening = tuple(reading.word(start + step) for step in range(3))
    return opening in _FROM_NOW_ON or opening[:2] == ("going", "forward")


def _is_about_it(reading: Reading, gerund: int) -> bool:
    """Whether people are doing it now: “we are continuously taking steps”."""
    before = gerund - 1
    while reading.has(before, "adverb") or reading.has(before, "hedge-adverb"):
        before -= 1
    return reading.word(before) in {"are", "is", "am"} and _whose(reading, gerund)


def _whose(reading: Reading, verb: int) -> bool:
    return subject_of(reading, verb) in {Who.PERSON, Who.NOBODY}


def _is_done_to(reading: Reading, at: int) -> bool:
    """“be reviewed”: a passive with what will be done to something."""
    while reading.has(at, "adverb") or reading.has(at, "negation"):
        at += 1
    if reading.word(at) != "be":
        return False
    at += 1
    while reading.has(at, "adverb"):
        at += 1
    return reading.has(at, "participle") or reading.word(at) == "re"


def _needs(reading: Reading, at: int) -> bool:
    following = reading.word(at + 1)
    needed = False
    match reading.word(at):
        case "must" | "should" | "ought":
            if "have" not in {following, reading.word(at + 2)}:
                needed = _whose(reading, at) or _is_done_to(reading, at + 1)
        case "need" | "needs":
            needed = not reading.has(at - 1, "determiner")
        case "has" | "have":
            needed = following == "to"
        case "to":
            needed = _is_assigned(reading, at)
        case "is" | "are":
            needed = (
                following in _TO_COME
                or (following in _ASKED and reading.word(at + 2) == "to")
                or (following, reading.word(at + 2)) == ("under", "way")
            )
    return needed


def _has_finite_verb(reading: Reading, start: int) -> bool:
    """Whether the main clause has one; what follows “that” or “when” is another clause."""
    for at in range(start, len(reading.words)):
        if reading.has(at, "subordinator") and at > start:
            return False
        if _is_finite(reading, at):
            return True
    return False


def _is_finite(reading: Reading, at: int) -> bool:
    if reading.word(at) in {"be", "been", "being", "having", "doing"}:
        return False
    if any(reading.has(at, name) for name in ("auxiliary", "modal", "past")):
        return reading.word(at) not in {"read", "put", "set", "shut"}
    return _is_past_of(reading, at)


def _is_past_of(reading: Reading, at: int) -> bool:
    """“fired” in “more alerts fired that night”, but not in “better handling of failed jobs”."""
    return (
        reading.has(at, "participle")
        and not reading.has(at - 1, "determiner")
        and (reading.has(at + 1, "determiner") or reading.has(at + 1, "adverb"))
    )
