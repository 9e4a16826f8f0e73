"""Words about the same trouble, put together across logs, alerts and chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.assist.engine import Embedder
from app.assist.symptoms.likeness import pairs_of_words, with_vectors
from app.assist.symptoms.merging import merged
from app.assist.symptoms.representatives import representatives
from app.domain.assist.requests import Request
from app.domain.assist.suggestions import Cluster
from app.domain.progress import NoProgress, Progress

QUIET = NoProgress()


def symptoms_of(
    request: Request,
    reduced: Sequence[Cluster],
    embedder: Embedder | None = None,
    progress: Progress = QUIET,
) -> list[Cluster]:
    """Every item of ``reduced`` in exactly one cluster of the same trouble, in the order of time.

    Works on what the records were reduced to, so that a flood costs as much as a line: about
    n·log n for n groups, since only those are compared that share a word few others have. With an
    embedder they are compared by their vectors too. Raises `CancelledError`.
    """
    shown = representatives(request, reduced, progress)
    pairs = pairs_of_words(shown, progress)
    if embedder is not None:
        pairs = with_vectors(shown, pairs, embedder, progress)
    groups = merged(shown, pairs, progress)
    order = {item.id: place for place, item in enumerate(request.items)}
    joined = [_joined([reduced[place] for place in group], order) for group in groups]
    return sorted(joined, key=lambda one: (one.first_us is None, one.first_us or 0, one.items))


def _joined(parts: Sequence[Cluster], order: Mapping[int, int]) -> Cluster:
    """One cluster of several, called as the one that came most often."""
    if len(parts) == 1:
        return parts[0]
    firsts = [one.first_us for one in parts if one.first_us is not None]
    lasts = [one.last_us for one in parts if one.last_us is not None]
    return Cluster(
        tuple(sorted((item for one in parts for item in one.items), key=order.__getitem__)),
        max(parts, key=lambda one: one.count).label,
        min(firsts, default=None),
        max(lasts, default=None),
        sum(one.count for one in parts),
        tuple(sorted({burst for one in parts for burst in one.bursts})),
    )
