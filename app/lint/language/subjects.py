"""Who does what a sentence tells: the noun phrase before a verb, and whether it means people.

From the verb to the left over adverbs and auxiliaries, then to the phrase there
(`app.lint.language.phrases`) and back over what was added to it: “the alert for the engineer” is
about an alert, “a member of the team” about a member. Where that is not plain nobody knows.
"""

from __future__ import annotations

from app.lint.language.phrases import (
    Who,
    end_of,
    head_of,
    in_compound,
    is_noun,
    is_part,
    is_people,
    is_verb,
    meaning_of,
    start_of,
)
from app.lint.language.readings import Reading

__all__ = ["Who", "is_passive", "object_of", "subject_of"]

_MOST = 24
_STEPS = 8
_BEFORE_VERB = ("auxiliary", "modal", "negation", "adverb", "hedge-adverb", "plain-adverb")
_LINKS = frozenset({"and", "but", "or", "then", "nor", "yet"})
_CLAUSE_ENDS = frozenset({",", ";", ":", "and", "but", "because", "so", "when", "after", "if"})
_CLOSING = frozenset({",", ")", "–", "—", "-"})
_BEGINNING = 5


def subject_of(reading: Reading, verb: int) -> Who:
    """What the subject of the verb at that word means."""
    return _subject(reading, verb, _STEPS)


def object_of(reading: Reading, after: int) -> Who:
    """What the noun phrase that begins at that word means, such as who stands after “by”."""
    last = end_of(reading, after)
    if last < after:
        return Who.NOBODY
    return meaning_of(reading, after, head_of(reading, after, last))


def is_passive(reading: Reading, participle: int) -> bool:
    """Whether a form of “to be” or “to get” stands before the participle at that word."""
    at = participle - 1
    while at >= 0 and (reading.has(at, "adverb") or reading.has(at, "negation")):
        at -= 1
    return reading.has(at, "be")


def _subject(reading: Reading, verb: int, left: int) -> Who:
    return _phrase_ending(reading, _before_verb(reading, verb - 1), left)


def _before_verb(reading: Reading, at: int) -> int:
    """The word before a verb with its auxiliaries, its adverbs and the verbs it depends on."""
    while at >= 0:
        if reading.word(at) == "to":
            at -= 1
            while reading.has(at, "catenative") or is_verb(reading, at):
                at -= 1
        elif _is_before_verb(reading, at):
            at -= 1
        else:
            break
    return at


def _is_before_verb(reading: Reading, at: int) -> bool:
    if in_compound(reading, at) or reading.has(at, "name"):
        return False
    if reading.word(at) in {"all", "both", "each"}:
        return reading.has(at - 1, "pronoun")
    return reading.word(at) == "'d" or any(reading.has(at, name) for name in _BEFORE_VERB)


def _phrase_ending(reading: Reading, at: int, left: int) -> Who:
    """What the noun phrase that ends at a word means; after ``left`` steps nobody knows."""
    word = reading.word(at)
    if left <= 0 or not word:
        return Who.NOBODY
    if word == "who":
        return _who(reading, _skip_comma(reading, at - 1))
    if word in {"that", "which"} and at > 0:
        return _phrase_ending(reading, _skip_comma(reading, at - 1), left - 1)
    if word in _CLOSING:
        return _before_insertion(reading, at, left)
    if word in _LINKS:
        return _of_clause(reading, at, left)
    return _of_phrase(reading, at, left)


def _of_phrase(reading: Reading, at: int, left: int) -> Who:
    if not is_part(reading, at):
        return Who.NOBODY
    start, head_start, head = _phrase(reading, at)
    found = _of_relative(reading, start, at, left)
    return meaning_of(reading, head_start, head) if found is None else found


def _who(reading: Reading, at: int) -> Who:
    """Whom “who” means: customers where it follows them, else persons."""
    if not is_part(reading, at):
        return Who.PERSON
    start = start_of(reading, at)
    found = meaning_of(reading, start, head_of(reading, start, at))
    return Who.CUSTOMER if found is Who.CUSTOMER else Who.PERSON


def _before_insertion(reading: Reading, at: int, left: int) -> Who:
    """The subject before what stands in commas, brackets or dashes: “the engineer, alone, …”."""
    closing = reading.word(at)
    opening = {")": "("}.get(closing, closing)
    for start in range(at - 1, max(-1, at - _MOST), -1):
        if reading.word(start) == opening:
            if verb := _verb_of_object(reading, start - 1):
                return _subject(reading, verb, left - 1)
            return _phrase_ending(reading, start - 1, left - 1)
    return _of_clause(reading, at, left) if closing == "," else Who.NOBODY


def _verb_of_object(reading: Reading, at: int) -> int:
    """The verb whose object ends at that word: “drained the node, restarted it, …”; 0 for none."""
    if not is_part(reading, at):
        return 0
    start = start_of(reading, at)
    verbs = [one for one in (start - 1, start) if one > 0 and is_verb(reading, one)]
    return verbs[0] if verbs and not reading.has(verbs[0], "auxiliary") else 0


def _of_clause(reading: Reading, link: int, left: int) -> Who:
    """The subject that a second verb shares: “the engineer restarted it and forgot to …”."""
    for at in range(link - 1, max(-1, link - _MOST), -1):
        if reading.word(at) in {";", ":", "“", '"'}:
            break
        if is_verb(reading, at):
            return _subject(reading, at, left - 1)
    return _first_people(reading, link)


def _first_people(reading: Reading, before: int) -> Who:
    """Where no verb is known, the people that a sentence begins with."""
    for at in range(min(before, _BEGINNING)):
        if reading.has(at, "preposition") or reading.has(at, "action-verb"):
            break
        if is_people(reading, at) and not is_people(reading, at + 1):
            return meaning_of(reading, 0, at)
    return Who.NOBODY


def _phrase(reading: Reading, at: int) -> tuple[int, int, int]:
    """The start of the phrase that ends at a word, and the start and the head of what it is about.

    Back over what was added: “of the …”, “using the …”, “hired by the …”.
    """
    start = start_of(reading, at)
    head_start, head = start, head_of(reading, start, at)
    for _ in range(4):
        before = start - 1
        if reading.has(at, "pronoun") and reading.word(before) != "of":
            break
        if not _adds(reading, before) or not is_noun(reading, before - 1):
            break
        start = start_of(reading, before - 1)
        head_start, head = start, head_of(reading, start, before - 1)
    return start, head_start, head


def _adds(reading: Reading, at: int) -> bool:
    """Whether a word adds the phrase after it to the one before it."""
    if in_compound(reading, at):
        return False
    if reading.has(at, "preposition"):
        return True
    return reading.has(at, "gerund") and not reading.has(at, "gerund-noun")


def _of_relative(reading: Reading, start: int, last: int, left: int) -> Who | None:
    """Where the phrase stands in a relative clause (“the team that owns the job”), its owner.

    None where it is the subject of that clause: “the job that the team owns”.
    """
    if _is_own_subject(reading, start, last):
        return None
    for at in range(start - 1, max(-1, start - 6), -1):
        word = reading.word(at)
        if word in _CLAUSE_ENDS:
            return None
        if word == "whoever":
            return Who.PERSON
        if word in {"who", "that", "which", "whose"}:
            owner = _skip_comma(reading, at - 1)
            if is_noun(reading, owner) and not is_verb(reading, owner):
                return _phrase_ending(reading, at if word == "who" else owner, left - 1)
    return None


def _is_own_subject(reading: Reading, start: int, last: int) -> bool:
    """Whether a phrase after “that” is the subject there: it has an article or a name, no verb."""
    if reading.word(start - 1) not in {"that", "which", "whose"} or is_verb(reading, last):
        return False
    return reading.word(start - 1) == "whose" or any(
        reading.has(start, name) for name in ("determiner", "pronoun", "name", "person", "number")
    )


def _skip_comma(reading: Reading, at: int) -> int:
    return at - 1 if reading.word(at) == "," else at
