"""How a sentence makes its claim: denied, hedged, with evidence named, with who did it named.

Each function looks at a sentence around the words from number ``first`` to before ``end``.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from app.lint.language.readings import Reading

_REMEMBERED = 64
CLAUSE_ENDS = frozenset({";", ":", "but", "although", "though", "whereas", ".", "!", "?"})
_NEGATION_NEAR = 6
_NO_FURTHER = frozenset(
    {",", "–", "—", "and", "because", "when", "while", "after", "before", "until", "since", "so"}
)
_INSTEAD = frozenset(
    {
        ("rather", "than"),
        ("instead", "of"),
        ("far", "from"),
        ("speaks", "against"),
        ("argues", "against"),
        ("rules", "out"),
        ("ruled", "out"),
    }
)
_OPENING = 3
_UNSURE = (
    ("as", "far", "as"),
    ("so", "far"),
    ("not", "yet"),
    ("yet", "to", "be"),
    ("under", "investigation"),
    ("looks", "like"),
    ("looks", "as"),
    ("looked", "like"),
    ("to", "our", "knowledge"),
    ("still", "open"),
    ("remains", "open"),
    ("is", "open"),
    ("not", "sure"),
    ("not", "certain"),
    ("not", "clear"),
)
_UNSURE_STARTS = frozenset(phrase[0] for phrase in _UNSURE)
_UNABLE = frozenset({"say", "tell", "show", "confirm", "rule", "prove", "know"})
_AGENT_WITHIN = 10
_CONDITION_WITHIN = 16
_SOURCE_NEAR = 6
_BESIDE_VERB = ("auxiliary", "modal", "negation", "adverb", "hedge-adverb")
_NOT_IN_PHRASE = ("preposition", "auxiliary", "modal", "conjunction", "pronoun")
_NO_THING = ("source", "showing", "language", "participle", "past", "gerund", "adverb")
_PHRASES = 4
_LONGEST_PHRASE = 10
_LEADS_TO_SOURCE = frozenset({"per", "from", "in", "on", "by", "see", "with", "against", "("})


def denied(reading: Reading, first: int) -> bool:
    """Whether the clause says no before a word, within a few words of it."""
    for at in range(first - 1, max(-1, first - 1 - _NEGATION_NEAR), -1):
        word = reading.word(at)
        if word in CLAUSE_ENDS or word in _NO_FURTHER:
            return False
        if (reading.word(at - 1), word) in _INSTEAD:
            return True
        if reading.has(at, "negation"):
            return reading.word(at + 1) != "only" and not _is_of_a_phrase(reading, at, first)
    return False


def _is_of_a_phrase(reading: Reading, negation: int, first: int) -> bool:
    """“With no plan the change was approved”: it is the plan that is denied, not the change."""
    prepositional = reading.word(negation) == "without" or (
        reading.word(negation) == "no" and reading.has(negation - 1, "preposition")
    )
    return prepositional and first - negation > 3


def clause(reading: Reading, first: int, end: int) -> tuple[int, int]:
    """The words of the clause around the given ones."""
    ends = _clause_ends(reading)
    before, after = bisect_left(ends, first), bisect_left(ends, end)
    return (
        ends[before - 1] + 1 if before else 0,
        ends[after] if after < len(ends) else len(reading.words),
    )


@lru_cache(_REMEMBERED)
def _clause_ends(reading: Reading) -> tuple[int, ...]:
    return tuple(at for at, word in enumerate(reading.words) if word.text in CLAUSE_ENDS)


def hedged(reading: Reading, first: int, end: int, within: bool = True) -> bool:
    """Whether the claim is marked as unsure: in its clause, by how the sentence opens, by a “?”.

    A sure word in front of a colon (“Probable cause:”) counts for what follows it. With ``within``
    false the given words themselves are left out (“believed” may be what was found).
    """
    if reading.words and reading.words[-1].text == "?":
        return True
    start, last = clause(reading, first, end)
    opening = _opening(reading, start)
    if _hedged_between(reading, opening.start, opening.stop):
        return True
    if within:
        return _hedged_between(reading, start, last)
    return _hedged_between(reading, start, first) or _hedged_between(reading, end, last)


def _hedged_between(reading: Reading, start: int, end: int) -> bool:
    hedges = _hedges_of(reading)
    return bisect_left(hedges, start) < bisect_left(hedges, end)


@lru_cache(_REMEMBERED)
def _hedges_of(reading: Reading) -> tuple[int, ...]:
    return tuple(at for at in range(len(reading.words)) if _hedges(reading, at))


def _opening(reading: Reading, start: int) -> range:
    """How the sentence begins, and the label or clause before a colon that leads to the claim."""
    if reading.word(start - 1) == ":":
        return range(clause(reading, start - 1, start - 1)[0], start)
    return range(min(_OPENING, start))


def _hedges(reading: Reading, at: int) -> bool:
    word = reading.word(at)
    if reading.has(at, "hedge"):
        # “could not pay” tells what was; “7 May” is a date.
        return not (
            (word == "could" and reading.has(at + 1, "negation"))
            or (word == "may" and _is_month(reading, at))
        )
    if word in {"can", "could"} and reading.has(at + 1, "negation"):
        return reading.word(at + 2) in _UNABLE or reading.word(at + 3) in _UNABLE
    return word in _UNSURE_STARTS and any(_stands(reading, at, phrase) for phrase in _UNSURE)


def _is_month(reading: Reading, at: int) -> bool:
    return (
        reading.has(at - 1, "number")
        or reading.has(at + 1, "number")
        or (reading.has(at, "capital") and at > 0)
    )


def _stands(reading: Reading, at: int, phrase: tuple[str, ...]) -> bool:
    return all(reading.word(at + place) == word for place, word in enumerate(phrase))


@lru_cache(_REMEMBERED)
def names_evidence(reading: Reading) -> bool:
    """Whether a sentence says where what it claims can be seen.

    Words such as “according” or “checksum” do; a log or a count does where something shows in it
    (“the logs show”, “as the audit of 4 May found”) or where it is cited (“in the trace of 11:02”).
    """
    return any(
        reading.has(at, "evidence") or (reading.has(at, "source") and _is_cited(reading, at))
        for at in range(len(reading.words))
    )


def _is_cited(reading: Reading, at: int) -> bool:
    if _is_of_compound(reading, at):
        return False
    before = range(max(0, at - 4), at)
    after = range(at + 1, min(len(reading.words), at + 1 + _SOURCE_NEAR))
    if any(reading.word(near) in _LEADS_TO_SOURCE for near in before):
        return True
    return any(reading.has(near, "showing") for near in (*before, *after))


def _is_of_compound(reading: Reading, at: int) -> bool:
    """Whether a word only tells what kind of thing the next one is: “mail relay”, “test system”."""
    return (
        _is_noun(reading, at + 1)
        and reading.word(at + 1).isalpha()
        and not reading.has(at + 1, "determiner")
        and not any(reading.has(at + 1, name) for name in _NO_THING)
    )


def agent_named(reading: Reading, first: int, end: int) -> bool:
    """Whether “by” somebody or something follows, or the act is told as a machine's.

    A time or a way (“by 14:00”, “by hand”, “by mistake”) names nobody; “by default” says that it
    was a setting and nobody's act.
    """
    if any(
        reading.word(at) in {"automatically", "auto"}
        for at in range(max(0, first - 2), min(len(reading.words), end + 4))
    ):
        return True
    for at in range(first, min(len(reading.words), end + _AGENT_WITHIN)):
        if at >= end and reading.word(at) in CLAUSE_ENDS:
            return False
        if reading.word(at) == "by" and not _is_time_or_way(reading, at + 1):
            return True
    return False


def _is_time_or_way(reading: Reading, at: int) -> bool:
    return (
        (reading.has(at, "number") and not _is_many(reading, at + 1))
        or reading.has(at, "gerund")
        or reading.has(at, "part-of-day")
        or reading.word(at) in {"mistake", "accident", "hand", "then", "now", "noon", "midnight"}
        or reading.word(at) in {"phone", "mail", "email", "e", "letter", "fax", "chance"}
    )


def _is_many(reading: Reading, at: int) -> bool:
    """Whether a word after a number counts who or what acted, and no minutes or percent."""
    if reading.has(at, "person") or reading.has(at, "customer"):
        return True
    return reading.word(at).endswith("s") and _is_noun(reading, at) and not _is_of_time(reading, at)


def _is_of_time(reading: Reading, at: int) -> bool:
    return any(reading.has(at, name) for name in ("stretch", "time-word", "month"))


def conditional(reading: Reading, first: int, end: int) -> bool:
    """Whether the clause before the words is an “if” or “whether”."""
    start, _ = clause(reading, first, end)
    near = range(max(start, first - _CONDITION_WITHIN), first)
    return any(reading.word(at) in {"if", "whether", "unless"} for at in near) or (
        reading.word(start - 2) == "as" and reading.word(start - 1) == "though"
    )


def about_us(reading: Reading, verb: int) -> bool:
    """Whether those who write tell of themselves."""
    return reading.word(_before_verb(reading, verb)) in {"we", "i", "us"}


def about_signals(reading: Reading, verb: int) -> bool:
    """Whether the subject before a verb is what machines send or hold: heartbeats, rows, pods."""
    at = _before_verb(reading, verb)
    for _ in range(_PHRASES):
        while _is_label(reading, at) and _is_noun(reading, at - 1):
            at -= 1  # “the stage `smoke-test`”, “build 4471”
        head, start = at, _start_of_phrase(reading, at)
        if not reading.has(start - 1, "preposition"):
            return reading.has(head, "signal")
        if not _is_noun(reading, start - 2):
            return reading.has(head, "signal")
        at = start - 2
    return False


def _before_verb(reading: Reading, verb: int) -> int:
    at = verb - 1
    while any(reading.has(at, name) for name in _BESIDE_VERB):
        at -= 1
    return at


def _is_label(reading: Reading, at: int) -> bool:
    return reading.has(at, "code") or reading.has(at, "number")


def _start_of_phrase(reading: Reading, at: int) -> int:
    for _ in range(_LONGEST_PHRASE):
        if at <= 0 or reading.has(at, "determiner") or not _is_noun(reading, at - 1):
            break
        at -= 1
    return at


def _is_noun(reading: Reading, at: int) -> bool:
    word = reading.word(at)
    return (
        bool(word)
        and (word[0].isalnum() or reading.has(at, "code"))
        and not any(reading.has(at, name) for name in _NOT_IN_PHRASE)
    )
