"""Clusters of items by the statement that wrote them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from app.assist.templates.bursts import bursts_in, changes_in
from app.assist.templates.grouping import templates_of
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Cluster
from app.domain.progress import Progress, stop_if_cancelled

_LONGEST = 160


def clusters_of_templates(request: Request, progress: Progress) -> list[Cluster]:
    """Every item in exactly one cluster; those first seen first, those without a time last.

    Items are put together within a source and the manner in which it speaks. A burst is measured
    against the time that this source was recorded. Raises `CancelledError`.
    """
    spoken: dict[tuple[int, Manner], list[Shown]] = defaultdict(list)
    for item in request.items:
        spoken[item.source, item.manner].append(item)
    found = [one for items in spoken.values() for one in _clusters(items, progress)]
    return sorted(found, key=lambda one: (one.first_us is None, one.first_us or 0, one.items[0]))


def _clusters(items: Sequence[Shown], progress: Progress) -> Iterator[Cluster]:
    texts, files = [item.text for item in items], [item.path for item in items]
    grouping = templates_of(texts, files, progress)
    since, until = _bounds(items)
    order = np.argsort(grouping.groups, kind="stable")
    sizes = np.bincount(grouping.groups, minlength=len(grouping.templates))
    for template, places in zip(
        grouping.templates, np.split(order, np.cumsum(sizes)[:-1]), strict=True
    ):
        stop_if_cancelled(progress)
        yield _cluster([items[place] for place in places], template, since or 0, until or 0)


def _cluster(items: Sequence[Shown], template: str, since_us: int, until_us: int) -> Cluster:
    first, last = _bounds(items)
    dated = sorted((item.at_us, item.weight) for item in items if item.at_us is not None)
    times, weights = np.array(dated, np.int64).reshape(-1, 2).T
    return Cluster(
        tuple(item.id for item in items),
        _label(template),
        first,
        last,
        sum(item.weight for item in items),
        bursts_in(times, weights, since_us, until_us),
        tuple(change.at_us for change in changes_in(times, weights, since_us, until_us)),
    )


def _bounds(items: Sequence[Shown]) -> tuple[int | None, int | None]:
    begins = [item.at_us for item in items if item.at_us is not None]
    ends = [item.end_us for item in items if item.end_us is not None]
    return min(begins, default=None), max([*begins, *ends], default=None)


def _label(template: str) -> str:
    """The template, cut between two words where it is long."""
    if len(template) <= _LONGEST:
        return template
    return f"{template[:_LONGEST].rpartition(' ')[0] or template[:_LONGEST]} …"
