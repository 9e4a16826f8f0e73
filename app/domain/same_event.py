"""Whether two statements tell of one event: by the rare words and numbers that they share.

Made to be sure rather than to find much: what tells of a beginning and what tells of an end, or of
``web-1`` and of ``web-2``, are two events however alike they read.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z][A-Za-z']+|[A-Za-z]*\d[\w.%-]*")
_TIMES = re.compile(
    r"\b\d{1,2}[:h]\d\d(?::\d\d(?:[.,]\d+)?)?\b|\b\d{4}-\d\d-\d\d\b|https?://\S+"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.? \d{1,2}\b"
    r"|\b(?:UTC|GMT|CES?T|[ECMP][SD]T|BST)\b|\b\d{1,2}(?:st|nd|rd|th)\b"
)
_COMMON_WORDS = (
    "a about after again all also an and any are around as at back be because been before being "
    "but by can could did do does done due each for from get got had has have he her him his how i "
    "if in into is it its just like made make may more most much my no not now of off on once one "
    "only or other our out over own same she should so some still such than that the their them "
    "then there these they this those through time to today too under until up us very was we well "
    "were what when where which while who why will with would yet you your am pm utc approximately "
    "issue issues team teams everything everyone later earlier first incident outage service "
    "january february march april june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday seen see says said"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_PHASES = {
    "begin": "began begin begins begun start starts started starting onset initiated first",
    "end": "end ends ended finish finishes finished complete completes completed over stopped stop "
    "stops done concluded",
    "fire": "fire fires fired firing triggered trigger triggers alert alerted alerts alarm paged "
    "page pages",
    "resolve": "resolve resolves resolved recovered recover recovers recovery restored restore "
    "fixed fix fixes mitigated mitigate mitigation cleared healthy green",
    "detect": "detect detects detected noticed notice notices discovered discovers found reported "
    "reports report identified identifies identify",
    "back": "rollback rolled revert reverts reverted rolling undone",
    "again": "again re-deployed redeployed second third another retry retried repeated",
    "plan": "plan planned scheduled schedule tomorrow will decided decide decides propose proposed "
    "suggests suggested asked asks ask wants",
    "deny": "not no never without failed fails fail unable cannot couldn't didn't wasn't",
    "down": "down stop unavailable crash crashed crashes lost",
    "up": "up available",
    "tell": "posted posts post announced announces tweeted emailed update updates updated informed",
    "before": "before until prior",
    "after": "after since following",
}
_PHASE_OF = {word: phase for phase, words in _PHASES.items() for word in words.split()}
_SUFFIXES = ("ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s")
_LEAST_SCORE = 0.6
_LEAST_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class Words:
    """What a statement is about: its telling words, its numbers and names, and its phase."""

    telling: frozenset[str]
    named: frozenset[str]
    phases: frozenset[str]


def words_of(text: str) -> Words:
    """The telling words of a statement, without times, common words and endings."""
    found = [word.lower().strip(".-'") for word in _WORD.findall(_TIMES.sub(" ", text))]
    named = frozenset(word for word in found if any(sign.isdigit() for sign in word))
    telling = {_stem(word) for word in found if word not in _COMMON and len(word) > 2}
    phases = frozenset(_PHASE_OF[word] for word in found if word in _PHASE_OF)
    return Words(frozenset(telling), named, phases)


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word.removesuffix(suffix)
    return word


class Rarity:
    """How much a word tells: the fewer statements have it, the more."""

    def __init__(self, statements: Iterable[Words]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 0
        for words in statements:
            self._counts.update(words.telling)
            self._total += 1

    def of(self, word: str) -> float:
        """From 1 for a word that most statements have."""
        return 1 + math.log((self._total + 1) / (self._counts[word] + 1))

    def is_rare(self, word: str) -> bool:
        """Whether so few statements have it that it points at an event."""
        return self._counts[word] <= max(3, self._total // 50)

    def weight(self, words: Iterable[str]) -> float:
        """Of several together."""
        return sum(map(self.of, words))


def are_same_event(
    one: Words, other: Words, rarity: Rarity, least: float = _LEAST_SCORE, shared_words: int = 2
) -> bool:
    """Whether two statements read as telling of one event.

    ``least`` is the share of the shorter one's weight that must be in both, ``shared_words`` how
    many words at least.
    """
    shared = one.telling & other.telling
    if len(shared) < shared_words or one.phases != other.phases or one.named != other.named:
        return False
    if not any(rarity.is_rare(word) for word in shared):
        return False
    both = rarity.weight(shared)
    weights = sorted((rarity.weight(one.telling), rarity.weight(other.telling)))
    return both >= least * weights[0] and both >= _LEAST_SHARE * weights[1]
