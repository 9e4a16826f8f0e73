"""Which earlier cases are like this one, and in what: class, factors, words.

Every likeness says why. Words are compared as vectors of weights: what a case says often, and few
others say, counts most. The closeness that comes of it only orders and is shown to nobody.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.folding import folded
from app.domain.practice.chain import Factor, FactorNature, FactorPart
from app.domain.practice.chain_words import NATURE_WORDS, PART_WORDS
from app.domain.same_event import words_of

_SAYS_LITTLE = (FactorNature.UNSORTED, FactorNature.OTHER)

_CLOSE = 0.15
"""How near the words of two cases must be to count as a reason."""
_FEW_WORDS, _SHOWN_WORDS = 3, 6


@dataclass(frozen=True, slots=True)
class CaseShape:
    """What of a case is compared: its class, its factors, and its texts without names."""

    case_id: str
    incident_class: str = ""
    factors: tuple[Factor, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another case, what is alike, and a question where its class has another name."""

    case_id: str
    reasons: tuple[str, ...]
    question: str = ""


def likenesses(this: CaseShape, others: Sequence[CaseShape]) -> list[Likeness]:
    """The cases that are like this one in something, the closest first."""
    words = _Words([this, *others])
    found = []
    for other in others:
        shared = words.shared(this, other)
        natures = _shared_natures(this, other)
        classes = same_class(this.incident_class, other.incident_class)
        reasons = _reasons(this, classes=classes, natures=natures, shared=shared)
        if reasons:
            closeness = (classes, len(natures), words.closeness(this, other))
            found.append((closeness, Likeness(other.case_id, reasons, _question(this, other))))
    found.sort(key=lambda one: one[0], reverse=True)
    return [likeness for _, likeness in found]


def class_key(incident_class: str) -> str:
    """A class as it is compared: without case, accents and needless blanks."""
    return " ".join(folded(incident_class).split())


def same_class(one: str, other: str) -> bool:
    """Whether two cases bear the same class; one that nobody named is like no other."""
    return bool(class_key(one)) and class_key(one) == class_key(other)


def _reasons(
    this: CaseShape, *, classes: bool, natures: Mapping[FactorNature, str], shared: Sequence[str]
) -> tuple[str, ...]:
    reasons = [f"same class: {this.incident_class.strip()}"] if classes else []
    reasons += [
        f"in both: {NATURE_WORDS[nature]}{f', as {part}' if part else ''}"
        for nature, part in natures.items()
    ]
    if shared:
        reasons.append(f"words in both: {', '.join(shared)}")
    return tuple(reasons)


def _shared_natures(one: CaseShape, other: CaseShape) -> dict[FactorNature, str]:
    """The natures of factors that both have, and the part they played where it was the same."""
    mine, theirs = _parts(one), _parts(other)
    return {
        nature: " and ".join(
            words
            for part, words in PART_WORDS.items()
            if part is not FactorPart.UNSORTED and part in mine[nature] & theirs[nature]
        )
        for nature in NATURE_WORDS
        if nature not in _SAYS_LITTLE and nature in mine and nature in theirs
    }


def _parts(shape: CaseShape) -> dict[FactorNature, set[FactorPart]]:
    parts: dict[FactorNature, set[FactorPart]] = {}
    for factor in shape.factors:
        parts.setdefault(factor.nature, set()).add(factor.part)
    return parts


def _question(this: CaseShape, other: CaseShape) -> str:
    """Asked where the factors are alike and the names of the classes are not."""
    mine, theirs = this.incident_class.strip(), other.incident_class.strip()
    alike = [part for part in _shared_natures(this, other).values() if part]
    if not mine or not theirs or same_class(mine, theirs) or not alike:
        return ""
    return (
        f"This case is called “{mine}”, that one “{theirs}”. Did the same kind of problem come "
        "back under another name?"
    )


class _Words:
    """The telling words of cases, weighted: often in a case, in few cases."""

    def __init__(self, shapes: Sequence[CaseShape]) -> None:
        self._texts = {shape.case_id: "\n".join(shape.texts) for shape in shapes}
        counts = {shape.case_id: _counted(shape.texts) for shape in shapes}
        held = Counter(word for each in counts.values() for word in each)
        rare = {word: 1 + math.log((len(shapes) + 1) / (n + 1)) for word, n in held.items()}
        self._weights = {
            case_id: _to_length_one({w: (1 + math.log(n)) * rare[w] for w, n in each.items()})
            for case_id, each in counts.items()
        }

    def closeness(self, one: CaseShape, other: CaseShape) -> float:
        """The cosine of the angle between two cases: 0 for no word in common."""
        mine, theirs = self._weights[one.case_id], self._weights[other.case_id]
        return sum(weight * theirs.get(word, 0.0) for word, weight in mine.items())

    def shared(self, one: CaseShape, other: CaseShape) -> list[str]:
        """The words that say most of both; none where they are few or say little."""
        mine, theirs = self._weights[one.case_id], self._weights[other.case_id]
        both = sorted(mine.keys() & theirs.keys(), key=lambda w: (-mine[w] * theirs[w], w))
        if len(both) < _FEW_WORDS or self.closeness(one, other) < _CLOSE:
            return []
        spelt = dict.fromkeys(self._spelt(word, one) for word in both[: 2 * _SHOWN_WORDS])
        return list(spelt)[:_SHOWN_WORDS]

    def _spelt(self, stem: str, shape: CaseShape) -> str:
        found = re.search(
            rf"\b{re.escape(stem)}[A-Za-z']*", self._texts[shape.case_id], re.IGNORECASE
        )
        return found.group().lower() if found else stem


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in words_of(text).telling)


def _to_length_one(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}
