"""What kind of event a text tells: words and pairs of words, learned from written examples.

The examples are ours (``resources/assist/cues.yaml``), so what is learned holds for no system in
particular. It is learned at first use, in a fraction of a second, the same every time: logistic
regression over TF-IDF, solved over the examples (one weight for each example and kind), which is
far less than one for each word.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import yaml

from app import paths
from app.domain.drafts import EntryKind

Numbers = npt.NDArray[np.float64]


class Cue(StrEnum):
    """What a text can tell: an event of some kind, or nothing that stands in a timeline."""

    DETECTION = "detection"
    ESCALATION = "escalation"
    SIGNAL = "signal"
    HYPOTHESIS = "hypothesis"
    DECISION = "decision"
    MITIGATION = "mitigation"
    ROLLBACK = "rollback"
    COMMUNICATION = "communication"
    IMPACT = "impact"
    RECOVERY = "recovery"
    CHANGE = "change"
    """What was changed before anything was wrong; a timeline has no kind of its own for it."""
    NOTHING = "nothing"

    @property
    def event(self) -> EntryKind:
        """The kind of an entry that would tell it."""
        return EntryKind.OTHER if self in {Cue.CHANGE, Cue.NOTHING} else EntryKind(self.value)


_PULL = 0.03
"""How strongly the weights are held back; chosen on examples left out."""
_STEPS = 50
_RATE = 40.0
_MOMENTUM = 0.9
_READ = 400
"""Code points of a text that are read: who tells of an event does so at the beginning."""

_LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+")
_WORD = re.compile(r"[^\W\d_][\w']*|\d+(?:[.,:]\d+)*\s?%?|[?!]|\b[A-Z]{2,}\b")
_ENDINGS = ("ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "ly", "s", "e")


@dataclass(frozen=True, slots=True)
class Told:
    """How likely a text tells each kind of event; together they are 1.

    ``usual`` is the share of the written examples that tell of one.
    """

    shares: Mapping[Cue, float]
    usual: float

    @property
    def event(self) -> float:
        """How likely it tells of an event at all."""
        return 1 - self.shares[Cue.NOTHING]

    @property
    def likeliest(self) -> tuple[Cue, Cue]:
        """The two likeliest kinds of event, the likelier first."""
        events = (cue for cue in Cue if cue is not Cue.NOTHING)
        ranked = sorted(events, key=lambda cue: -self.shares[cue])
        return ranked[0], ranked[1]

    def where_usual(self, share: float) -> float:
        """How likely it tells of an event where that share of all texts does.

        Of the written examples more tell of one than of the messages in a channel.
        """
        odds = share / (1 - share) * (1 - self.usual) / self.usual
        return self.event * odds / (self.event * odds + self.shares[Cue.NOTHING])


class Cues:
    """What was learned from examples."""

    def __init__(self, examples: Sequence[tuple[str, Cue]]) -> None:
        read = [Counter(features(text)) for text, _cue in examples]
        seen: Counter[str] = Counter()
        for counts in read:
            seen.update(counts.keys())
        self._place = {feature: place for place, feature in enumerate(sorted(seen))}
        self._rarity = {
            feature: math.log((1 + len(read)) / (1 + count)) + 1 for feature, count in seen.items()
        }
        rows = np.zeros((len(read), len(self._place)))
        for row, counts in zip(rows, read, strict=True):
            for feature, weight in self._weighed(counts):
                row[self._place[feature]] = weight
        nothing = sum(cue is Cue.NOTHING for _text, cue in examples)
        self._usual = 1 - nothing / len(examples)
        wanted = np.array([[float(cue is one) for one in Cue] for _text, cue in examples])
        self._weights, self._bias = _learned(rows, wanted)

    def told(self, text: str) -> Told:
        """What kind of event a text tells."""
        known = Counter(one for one in features(text) if one in self._place)
        score = self._bias.copy()
        for feature, weight in self._weighed(known):
            score += weight * self._weights[self._place[feature]]
        shares = np.exp(score - score.max())
        shares /= shares.sum()
        by_cue = {cue: float(share) for cue, share in zip(Cue, shares, strict=True)}
        return Told(by_cue, self._usual)

    def _weighed(self, counts: Mapping[str, int]) -> list[tuple[str, float]]:
        raw = [(one, (1 + math.log(count)) * self._rarity[one]) for one, count in counts.items()]
        # Sorted, so that sums come out the same wherever they are made.
        length = math.sqrt(math.fsum(weight * weight for _one, weight in raw)) or 1.0
        return sorted((one, weight / length) for one, weight in raw)


@functools.cache
def cues() -> Cues:
    """What the examples that come with the program teach; learned once in a process."""
    return Cues(examples())


def examples() -> list[tuple[str, Cue]]:
    """The written examples, each with its kind."""
    told = yaml.safe_load((paths.RESOURCES / "assist" / "cues.yaml").read_text(encoding="utf-8"))
    return [(text, Cue(cue)) for cue, texts in told.items() for text in texts]


def features(text: str) -> Iterator[str]:
    """Words without their endings, and pairs of them; numbers and links without their value."""
    words = ["^", *_words(text[:_READ])]
    for one, other in pairwise(words):
        yield other
        yield f"{one} {other}"


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(_LINK.sub(" link ", text)):
        word = found[0]
        if word[0].isdigit():
            yield "0%" if word.endswith("%") else "0"
        else:
            yield _stem(word)


@functools.lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _learned(rows: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Weights of features (features × kinds) and of each kind alone, by descent with momentum."""
    alike = rows @ rows.T
    by_example = np.zeros_like(wanted)
    bias = np.zeros(wanted.shape[1])
    pace, bias_pace = np.zeros_like(by_example), np.zeros_like(bias)
    for _step in range(_STEPS):
        score = alike @ by_example + bias
        share = np.exp(score - score.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        wrong = (share - wanted) / len(rows)
        pace = _MOMENTUM * pace - _RATE * (wrong + _PULL / len(rows) * by_example)
        bias_pace = _MOMENTUM * bias_pace - wrong.sum(axis=0)
        by_example += pace
        bias += bias_pace
    return rows.T @ by_example, bias
