"""How a message may relate to an earlier one: time, turns, names, and how rare shared words are.

No word has a weight of its own, so what is learned in one channel holds in another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.assist.conversations.channel import NOBODY, Channel, Mask, Whole

REACH = 100
"""How many earlier messages a message may answer."""

Columns = Mapping[str, npt.NDArray[np.float32] | Mask]
Table = npt.NDArray[np.float32]
_BLOCK = 256
_COMMON, _FEW = 0.2, 5
"""A word in more than this share of the messages tells nothing, unless they are few."""
_QUITE_SOON, _LATE = 1.0, 10.0
_AT_FIRST = 0.5
"""How new somebody is at the beginning of a log, where everybody is."""
_LONGEST = 600.0
"""Minutes; somebody silent for longer begins anew."""


class Relations:
    """Each message of a channel, and the messages before it that it may answer."""

    def __init__(self, channel: Channel) -> None:
        self._of = channel
        count = len(channel)
        self._before = np.full(count, -1, np.int64)
        self._next = np.full(count, count, np.int64)
        last: dict[int, int] = {}
        for row, who in enumerate(channel.speaker.tolist()):
            if who in last:
                self._before[row] = last[who]
                self._next[last[who]] = row
            last[who] = row
        self._words = _Words(channel)

    def blocks(self) -> Iterator[tuple[int, Mask, Columns]]:
        """The first message of each block; which relations are there; features of all by name.

        Rows are messages, columns distances: at 0 the message begins a conversation, at n it
        answers the n-th message before it.
        """
        for first in range(0, len(self._of), _BLOCK):
            rows = np.arange(first, min(first + _BLOCK, len(self._of)))[:, None]
            pairs = _Pairs(rows)
            alike = self._words.alike(first, len(rows))
            begins = self._beginning(pairs, alike)
            earlier = {
                **self._time(pairs),
                **self._turns(pairs),
                **self._names(pairs),
                **self._contents(pairs, alike),
            }
            own = pairs.distance == 0
            columns = {name: np.where(own, column, 0) for name, column in begins.items()}
            columns |= {
                name: np.where(pairs.earlier, column, 0) for name, column in earlier.items()
            }
            yield first, pairs.there, columns

    def _time(self, pairs: _Pairs) -> Columns:
        gap = np.maximum(self._of.minutes[pairs.i] - self._of.minutes[pairs.j], 0)
        distance = np.maximum(pairs.distance, 1)
        return {
            "gap": np.log1p(gap),
            "same_minute": gap == 0,
            "distance": np.log(distance) + 0 * pairs.i,
            "next": (distance == 1) & pairs.earlier,
            "own_within_a_minute": self._own_last(pairs) & (gap <= _QUITE_SOON),
        }

    def _own_last(self, pairs: _Pairs) -> Mask:
        """Whether the earlier message is the last one that the same person wrote."""
        same = self._of.speaker[pairs.i] == self._of.speaker[pairs.j]
        return np.asarray(same & self._newest(pairs))

    def _newest(self, pairs: _Pairs) -> Mask:
        """Whether its writer wrote nothing between the earlier message and this one."""
        return np.asarray(self._next[pairs.j] >= pairs.i)

    def _turns(self, pairs: _Pairs) -> Columns:
        """Who took turns with whom, judged by whom their first words address."""
        of = self._of
        a, b = of.speaker[pairs.i], of.speaker[pairs.j]
        to_i, to_j = of.to[pairs.i], of.to[pairs.j]
        same, newest = a == b, self._newest(pairs)
        to_a = (to_j == a) & ~same & pairs.earlier
        partner = np.where(same & pairs.earlier, to_j, np.where(to_a, b, NOBODY))
        partners = [set(row[row != NOBODY].tolist()) for row in partner]
        known = _holds(partners, b) & ~same
        return {
            "same": same,
            "same_next": same & (pairs.distance == 1),
            "same_newest": self._own_last(pairs),
            "newest": newest,
            "partner": known,
            "partner_newest": known & newest,
            "spoke_since": (self._before[pairs.i] > pairs.j) & ~same,
            "same_addressee": (to_i == to_j) & (to_i != NOBODY),
            "same_to_same": same & (to_i == to_j) & (to_i != NOBODY),
            "same_to_another": same & (to_i != to_j) & (to_i != NOBODY) & (to_j != NOBODY),
            "same_now_to_nobody": same & (to_i == NOBODY) & (to_j != NOBODY),
            "same_now_to_somebody": same & (to_i != NOBODY) & (to_j == NOBODY),
        }

    def _names(self, pairs: _Pairs) -> Columns:
        """Whether one addresses the writer of the other."""
        of = self._of
        a, b = of.speaker[pairs.i], of.speaker[pairs.j]
        to_i, to_j = of.to[pairs.i], of.to[pairs.j]
        other, newest = a != b, self._newest(pairs)
        to_b, to_a = (to_i == b) & other, (to_j == a) & other
        named = _holds([of.named[row] for row in pairs.i[:, 0]], b) & other
        return {
            "to_writer": to_b,
            "to_writer_newest": to_b & newest,
            "names_writer": named,
            "names_writer_newest": named & newest,
            "addressed": to_a,
            "addressed_newest": to_a & (np.cumsum(to_a & pairs.earlier, axis=1) == 1),
            "addressed_unanswered": to_a & (self._before[pairs.i] <= pairs.j),
            "to_another": other & (to_i != NOBODY) & ~to_b,
            "another_addressed": other & (to_j != NOBODY) & ~to_a,
        }

    def _contents(self, pairs: _Pairs, alike: Table) -> Columns:
        of = self._of
        same = of.speaker[pairs.i] == of.speaker[pairs.j]
        asks = of.asks[pairs.j]
        command = of.commands[pairs.j]
        return {
            "alike": alike,
            "alike_most": (alike > 0) & (alike == alike.max(axis=1, keepdims=True)),
            "alike_same": alike * same,
            "asked": asks,
            "asked_by_another": asks & ~of.asks[pairs.i] & ~same,
            "asked_by_same": asks & same,
            "length": of.length[pairs.j],
            "command": command,
            "command_next": command & (pairs.distance == 1) & ~same,
        }

    def _beginning(self, pairs: _Pairs, alike: Table) -> Columns:
        """What speaks for a message that begins a conversation."""
        of, i, before = self._of, pairs.i, self._before[pairs.i]
        open_to_all = of.to[i] == NOBODY
        silent = np.minimum(of.minutes[i] - of.minutes[np.maximum(before, 0)], _LONGEST)
        new = (before < 0) * np.clip(i / REACH, _AT_FIRST, 1)
        own = {
            "begins": np.ones_like(open_to_all),
            "begins_to_somebody": ~open_to_all,
            "begins_as_newcomer": new,
            "begins_after_silence": np.log1p(silent) * (before >= 0),
            "begins_after_messages": np.log1p(i - before) * (before >= 0),
            "begins_asking": of.asks[i],
            "begins_with_length": of.length[i],
            "begins_asking_all": of.asks[i] & open_to_all,
            "begins_as_newcomer_to_all": new * open_to_all,
            "begins_unlike": alike.max(axis=1, keepdims=True),
        }
        return {name: np.broadcast_to(column, alike.shape) for name, column in own.items()}


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Rows of messages ``i`` against the messages ``j`` at each distance before them."""

    i: Whole

    @property
    def distance(self) -> Whole:
        return np.arange(REACH + 1)[None, :]

    @property
    def there(self) -> Mask:
        return np.asarray(self.i >= self.distance)

    @property
    def earlier(self) -> Mask:
        return np.asarray(self.there & (self.distance > 0))

    @property
    def j(self) -> Whole:
        return np.asarray(np.maximum(self.i - self.distance, 0))


def _holds(people: list[set[int]] | list[frozenset[int]], who: Whole) -> Mask:
    """In each row, whether a person is among those of the row."""
    found = np.zeros(who.shape, np.bool_)
    for row, some in enumerate(people):
        for one in some:
            found[row] |= who[row] == one
    return found


class _Words:
    """How much the words of a message are those of an earlier one, rare ones counting most."""

    def __init__(self, channel: Channel) -> None:
        self._words = channel.words
        held = Counter(word for words in channel.words for word in words)
        count = len(channel)
        most = max(_FEW, _COMMON * count)
        # Squared, as both messages hold it.
        self._weight = {word: float(np.log(count / n)) ** 2 for word, n in held.items()}
        self._telling = {word for word, n in held.items() if 1 < n <= most}
        norms = [sum(map(self._weight.__getitem__, words)) for words in channel.words]
        self._norm = np.sqrt(np.maximum(np.array(norms, np.float32), 1e-6))
        self._places: dict[str, list[int]] = defaultdict(list)

    def alike(self, first: int, count: int) -> Table:
        """0 to 1 for each message of a block and each distance. Blocks are asked for in order."""
        shared = np.zeros((count, REACH + 1), np.float32)
        for row in range(first, first + count):
            for word in self._words[row] & self._telling:
                places = self._places[word]
                for place in reversed(places):
                    if row - place > REACH:
                        break
                    shared[row - first, row - place] += self._weight[word]
                places.append(row)
        rows = np.arange(first, first + count)[:, None]
        earlier = np.maximum(rows - np.arange(REACH + 1)[None, :], 0)
        return np.asarray(shared / (self._norm[rows] * self._norm[earlier]), np.float32)
