"""How alike groups of records are: by their words, weighed by how few have them, or by vectors.

TF-IDF with the cosine (Salton and Buckley, 1988), over words and the pieces of long ones; where
both speak of troubles, what they have of these in common counts apart, since the trouble of an
incident is what most of its records speak of, and no rare word. A likeness is from 0 to 1.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.assist.engine import Embedder
from app.assist.symptoms.representatives import Representative
from app.assist.vocabulary import Saying, grams_of
from app.domain.progress import Progress, stop_if_cancelled

_MOST_PAIRS = 3_000_000
"""What the words that most groups have would add is slow, and tells little."""
_PIECE = 0.25
_TROUBLE = 0.4
_MOST_TROUBLED = 200
_NEXT = 20
_LEAST_WORDS = 0.25
_MOST_VECTORS = 400
_CHARACTERS = 200
_VECTOR = 0.6
_NEAR = 0.2
_UNLIKE = 0.3
"""The cosine of vectors of texts that have nothing to do with each other, at the most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups by their places, and how alike they are, from 0 to 1."""

    one: int
    other: int
    likeness: float


def weights_of(sayings: Sequence[Saying]) -> list[dict[str, float]]:
    """The features of each saying with their weights, of length 1 where there are any.

    What only one saying has counts for its length, and is left out.
    """
    counts = Counter(name for one in sayings for name in _features(one))
    idf = {name: math.log((1 + len(sayings)) / count) for name, count in counts.items()}
    found = []
    for one in sayings:
        raw = {name: by * idf[name] for name, by in _features(one).items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        found.append({name: by / length for name, by in raw.items() if counts[name] > 1})
    return found


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two weights of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[name] for name, value in one.items() if name in other)


def likeness_of(cosine: float, one: Saying, other: Saying) -> float:
    """How alike two sayings are, the cosine of their words given."""
    if not one.troubles or not other.troubles:
        return cosine
    both = len(one.troubles & other.troubles)
    shared = both / math.sqrt(len(one.troubles) * len(other.troubles))
    return (1 - _TROUBLE) * cosine + _TROUBLE * shared


def pairs_of_words(shown: Sequence[Representative], progress: Progress) -> list[Pair]:
    """Pairs that share words which not too many have, or a trouble. Raises `CancelledError`."""
    progress.report(0, len(shown), "Putting symptoms together")
    weights = weights_of([one.saying for one in shown])
    stop_if_cancelled(progress)
    cosines = _cosines(weights, progress)
    for one, other in _troubled(shown):
        if (one, other) not in cosines:
            cosines[one, other] = likeness(weights[one], weights[other])
    alike = (
        Pair(one, other, likeness_of(cosine, shown[one].saying, shown[other].saying))
        for (one, other), cosine in cosines.items()
    )
    return [pair for pair in alike if pair.likeness >= _LEAST_WORDS]


def _cosines(
    weights: Sequence[Mapping[str, float]], progress: Progress
) -> dict[tuple[int, int], float]:
    """The cosines of pairs that share words, those that few have first, as far as there is room."""
    having: dict[str, list[int]] = defaultdict(list)
    for place, weight in enumerate(weights):
        for name in weight:
            having[name].append(place)
    rare = sorted(having.items(), key=lambda one: (len(one[1]), one[0]))
    keys: list[npt.NDArray[np.int64]] = []
    products: list[npt.NDArray[np.float64]] = []
    room = _MOST_PAIRS
    for done, (name, places) in enumerate(rare):
        room -= len(places) * (len(places) - 1) // 2
        if room < 0:
            break
        if done % 1_000 == 0:
            stop_if_cancelled(progress)
            progress.report(done, len(rare), "Putting symptoms together")
        at = np.array(places, np.int64)
        by = np.array([weights[place][name] for place in places])
        first, second = np.triu_indices(len(places), 1)
        keys.append(at[first] * len(weights) + at[second])
        products.append(by[first] * by[second])
    if not keys:
        return {}
    pairs, where = np.unique(np.concatenate(keys), return_inverse=True)
    sums = np.bincount(where, np.concatenate(products))
    return {
        divmod(int(pairs[at]), len(weights)): float(sums[at])
        for at in np.flatnonzero(sums >= _LEAST_WORDS / 4)
    }


def _troubled(shown: Sequence[Representative]) -> Iterator[tuple[int, int]]:
    """Pairs that speak of one trouble; of one that very many speak of, those next in time."""
    having: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(shown):
        for trouble in each.saying.troubles:
            having[trouble].append(place)
    for places in having.values():
        places.sort(key=lambda place: (shown[place].first_us or 0, place))
        most = len(places) if len(places) <= _MOST_TROUBLED else _NEXT
        for at, one in enumerate(places):
            for other in places[at + 1 : at + 1 + most]:
                yield min(one, other), max(one, other)


def with_vectors(
    shown: Sequence[Representative],
    pairs: Sequence[Pair],
    embedder: Embedder,
    progress: Progress,
) -> list[Pair]:
    """Pairs of words, nearer where their vectors are near, and pairs of near vectors alone.

    Vectors lie near for one topic, too; so they add to words, and alone have to be very near.
    Raises `CancelledError`.
    """
    likes = {(one.one, one.other): one.likeness for one in pairs}
    for one in _pairs_of_vectors(shown, embedder, progress):
        words = likes.get((one.one, one.other), 0.0)
        likes[one.one, one.other] = words + (1 - words) * _VECTOR * one.likeness
    return [Pair(*places, near) for places, near in likes.items()]


def _pairs_of_vectors(
    shown: Sequence[Representative], embedder: Embedder, progress: Progress
) -> list[Pair]:
    """Pairs whose vectors lie near each other, of groups that speak of trouble before others.

    A model needs milliseconds a text, so only so many are compared by it. Raises `CancelledError`.
    """
    ranked = sorted(
        (place for place, one in enumerate(shown) if len(one.saying.words) > 1),
        key=lambda place: (not shown[place].saying.troubles, place),
    )
    chosen = sorted(ranked[:_MOST_VECTORS])
    vectors = embedder.embed(
        tuple(shown[place].item.text[:_CHARACTERS] for place in chosen), progress
    )
    stop_if_cancelled(progress)
    progress.report(0, len(shown), "Putting symptoms together")
    scaled = (vectors @ vectors.T - _UNLIKE) / (1 - _UNLIKE)
    rows, columns = np.nonzero(np.triu(scaled >= _NEAR, 1))
    return [
        Pair(chosen[row], chosen[column], float(scaled[row, column]))
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def _features(said: Saying) -> dict[str, float]:
    found = dict.fromkeys(said.words | said.names, 1.0)
    return found | dict.fromkeys(grams_of(said.words), _PIECE)
