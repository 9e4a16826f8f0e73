"""What stands for a group of records when groups are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.assist.vocabulary import Saying, saying_of, tells_of_trouble
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Cluster
from app.domain.progress import Progress, stop_if_cancelled

_EVERY = 500


@dataclass(frozen=True, slots=True)
class Representative:
    """The first item of a group, and what its first, middle and last item have in common."""

    item: Shown
    saying: Saying
    first_us: int | None
    last_us: int | None


def representatives(
    request: Request, reduced: Sequence[Cluster], progress: Progress
) -> list[Representative]:
    """One for each group, in their order. Raises `CancelledError`."""
    shown = {item.id: item for item in request.items}
    found = []
    for done, one in enumerate(reduced):
        if done % _EVERY == 0:
            stop_if_cancelled(progress)
            progress.report(done, len(reduced), "Reading symptoms")
        found.append(_representative([shown[item] for item in _some(one.items)], one))
    return found


def _some(items: Sequence[int]) -> list[int]:
    return [items[place] for place in sorted({0, len(items) // 2, len(items) - 1})]


def _representative(some: Sequence[Shown], group: Cluster) -> Representative:
    first = some[0]
    said = saying_of(first.text)
    for other in some[1:]:
        more = saying_of(other.text)
        said = Saying(
            said.words & more.words,
            said.names & more.names,
            said.phases & more.phases,
            said.troubles & more.troubles,
        )
    routine = first.manner is Manner.LOG and not tells_of_trouble(first.text)
    if routine or first.manner is Manner.CHANGE:
        # “connected to db” is no lost connection, and a deploy no trouble
        said = replace(said, troubles=frozenset())
    return Representative(first, said, group.first_us, group.last_us)
