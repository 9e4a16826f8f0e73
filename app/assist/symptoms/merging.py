"""From pairs that are alike to groups: the most alike first, while all in a group stay alike.

Agglomerative with average linkage, over the pairs that were found: one message that speaks of two
troubles does not join all that is said of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.assist.symptoms.likeness import Pair
from app.assist.symptoms.representatives import Representative
from app.domain.moments import MINUTE_US
from app.domain.progress import Progress, stop_if_cancelled

LEAST = 0.3
_NEAR_US = 20 * MINUTE_US
_FAR_US = 180 * MINUTE_US
_FAR = 0.5
_SPEAKERS = 24


def merged(
    shown: Sequence[Representative], pairs: Sequence[Pair], progress: Progress
) -> list[list[int]]:
    """Places in groups, each place once. Raises `CancelledError`."""
    linked: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in pairs:
        near = pair.likeness * _closeness(shown[pair.one], shown[pair.other])
        linked[pair.one][pair.other] = linked[pair.other][pair.one] = near
    groups = {place: [place] for place in range(len(shown))}
    at = list(range(len(shown)))
    ordered = sorted(
        (
            (near, one, other)
            for one, links in linked.items()
            for other, near in links.items()
            if one < other and near >= LEAST
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    for done, (_near, one, other) in enumerate(ordered):
        if done % 5_000 == 0:
            stop_if_cancelled(progress)
            progress.report(done, len(ordered), "Putting symptoms together")
        left, right = at[one], at[other]
        if left == right or not _alike(groups[left], groups[right], linked):
            continue
        if len(groups[left]) < len(groups[right]):
            left, right = right, left
        for place in groups[right]:
            at[place] = left
        groups[left] += groups.pop(right)
    return [sorted(group) for group in groups.values()]


def _alike(one: Sequence[int], other: Sequence[int], linked: dict[int, dict[int, float]]) -> bool:
    """Whether two groups are alike on the average; of large ones some members speak."""
    few, many = one[:_SPEAKERS], other[:_SPEAKERS]
    total = sum(linked[place].get(each, 0.0) for place in few for each in many)
    return total >= LEAST * len(few) * len(many)


def _closeness(one: Representative, other: Representative) -> float:
    """From 1 for what came together down to a half for what came hours apart."""
    if one.first_us is None or other.first_us is None:
        return 0.8
    ends = one.last_us or one.first_us, other.last_us or other.first_us
    apart = max(one.first_us, other.first_us) - min(ends)
    share = min(max(apart - _NEAR_US, 0) / (_FAR_US - _NEAR_US), 1)
    return 1 - (1 - _FAR) * share
