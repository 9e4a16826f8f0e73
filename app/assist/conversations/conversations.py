"""Chat taken apart into conversations: by its threads, and by who seems to answer whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from app.assist.conversations.channel import channel_of, is_news, said_of
from app.assist.conversations.links import Weights, learned, links
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Cluster
from app.domain.progress import NoProgress, Progress

QUIET = NoProgress()
_LABEL = re.compile(r"\S+(?:[^\S\n]+\S+){0,7}")
_LONGEST = 160
_ADDRESS = re.compile(r"@?(?P<who>[^\s:,]+)[:,]\s+")
_TELLING = 4
"""Words from which on a message is taken for more than a greeting."""


def conversations_of(
    request: Request, progress: Progress = QUIET, weights: Weights | None = None
) -> list[Cluster]:
    """Every message of the chats of a request in one conversation, the earliest first.

    A thread is kept whole. Other messages go with the one they most likely answer, by the
    weights shipped with the program unless others are given. What tells who came or left stands
    alone. Raises `CancelledError`.
    """
    found = []
    for messages in _channels(request):
        groups = _Groups(messages)
        for thread in _threads(messages):
            groups.join(thread)
        said = [one for one in messages if _is_open(one) and not is_news(one)]
        if not all(one.thread for one in messages):  # mail, say, names each one's thread
            channel = channel_of(said)
            answered = links(channel, weights or learned(), progress)
            for one, row in zip(said, answered.tolist(), strict=True):
                groups.join((one, said[row]))
        people = {one.who.casefold() for one in messages}
        found += [_cluster(group, people) for group in groups.all()]
    return sorted(found, key=lambda one: (one.first_us is None, one.first_us or 0))


def _channels(request: Request) -> Iterable[list[Shown]]:
    """The messages of each channel in the order in which they were said."""
    channels: dict[tuple[int, str], list[Shown]] = defaultdict(list)
    for item in request.items:
        if item.manner is Manner.CHAT:
            channels[item.source, item.place or item.path].append(item)
    for messages in channels.values():
        messages.sort(key=lambda one: (one.at_us is None, one.at_us or 0, one.order))
    return channels.values()


def _is_open(item: Shown) -> bool:
    """Whether a message stands in the channel itself, not in a thread that another one began."""
    return not item.thread or item.thread == item.key


def _threads(messages: Sequence[Shown]) -> Iterable[list[Shown]]:
    threads: dict[str, list[Shown]] = defaultdict(list)
    for one in messages:
        for key in {one.thread, one.key} - {""}:
            threads[key].append(one)
    return threads.values()


class _Groups:
    """Messages that are joined step by step, each group known by its first message."""

    def __init__(self, messages: Sequence[Shown]) -> None:
        self._messages = messages
        self._row = {one.id: row for row, one in enumerate(messages)}
        self._parent = list(range(len(messages)))

    def join(self, messages: Iterable[Shown]) -> None:
        roots = {self._root(self._row[one.id]) for one in messages}
        for root in roots:
            self._parent[root] = min(roots)

    def all(self) -> Iterable[list[Shown]]:
        groups: dict[int, list[Shown]] = defaultdict(list)
        for row, one in enumerate(self._messages):
            groups[self._root(row)].append(one)
        return groups.values()

    def _root(self, row: int) -> int:
        while self._parent[row] != row:
            self._parent[row] = self._parent[self._parent[row]]
            row = self._parent[row]
        return row


def _cluster(messages: Sequence[Shown], people: Container[str]) -> Cluster:
    times = [one.at_us for one in messages if one.at_us is not None]
    return Cluster(
        tuple(one.id for one in messages),
        _label(messages, people),
        min(times, default=None),
        max(times, default=None),
        sum(one.weight for one in messages),
    )


def _label(messages: Sequence[Shown], people: Container[str]) -> str:
    """The first words, as they stand, of the first message that is more than a greeting."""
    texts = (_unaddressed(said_of(one), people) for one in messages)
    openings = [found[0] for text in texts if (found := _LABEL.search(text))]
    telling = (words for words in openings if len(words.split()) >= _TELLING)
    return next(telling, max(openings, key=len, default=""))[:_LONGEST]


def _unaddressed(text: str, people: Container[str]) -> str:
    """What is said, without the name of whom it is said to."""
    found = _ADDRESS.match(text)
    return text[found.end() :] if found and found["who"].casefold() in people else text
