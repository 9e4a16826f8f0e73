"""What the model reads of the messages of one channel: who speaks, to whom, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.domain.assist.requests import Shown

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

NOBODY = -1
_UNKNOWN_STEP = 1 / 6
"""Minutes from one message to the next where no clock tells them."""
_BUSY_STEP = 0.25
"""Minutes from one message to the next in a channel as busy as those learned from."""
_PAUSE = 15.0
"""Minutes; a longer step is a pause, which says nothing about the pace."""
_HALF_DAY, _BACK = 12 * 60, 5
"""Minutes; a clock that goes back a little is a line out of order."""

_CLOCK = re.compile(r"\[(\d{1,2}):(\d\d)(?::\d\d(?:[.,]\d+)?)?\]")
_STAMP = re.compile(r"\[[\d:.,]+\]\s*")
_ACTION = re.compile(r"(?:===|\*+)\s+")
_NEWS = re.compile(
    r"(?:-!-|===|\*{1,3}|-->|<--|--)?\s*(?:(?:Joins|Parts|Quits): )?@?(?P<who>\S+(?: \S+)?)\s+"
    r"(?:[\[(]\S+[\])]\s+)?(?:has (?:joined|left|quit)\b|is now known as |sets mode[: ]|"
    r"changed the topic|set the (?:channel )?topic|was kicked|was added to |joined the channel|"
    r"left the channel)"
)
_WORD = re.compile(r"[^\s,;:!?()<>\"“”„«»]+")
_OPENING = re.compile(r"\s*@?(?P<who>[^\s,:>]+)\s*(?P<mark>[,:>]|-+\s|\s|$)")
_ROUND = ".*'_-"
_SHORT = 2
"""Letters; shorter words tell nothing, and shorter names are words."""
_TAIL = re.compile(r"(?:[_`^|\-]+|[|]\S+)$")


@dataclass(frozen=True, slots=True)
class Channel:
    """The messages of a channel as numbers, one row a message, in the order they were said.

    ``speaker`` numbers the people of this channel only; ``to`` is whom the first words address,
    ``named`` whom its words name anywhere. ``minutes`` counts from the first message, slower where
    people write slowly. ``commands`` are meant for a bot. ``length`` is the logarithm of the
    number of words, ``words`` are those that may tell what a message is about.
    """

    speaker: Whole
    to: Whole
    named: tuple[frozenset[int], ...]
    minutes: Real
    asks: Mask
    commands: Mask
    length: Real
    words: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        return len(self.speaker)


def is_news(item: Shown) -> bool:
    """Whether a line tells who came, left or was renamed: nobody says it to anybody."""
    return _NEWS.match(_clockless(item.text)) is not None


def channel_of(items: Sequence[Shown]) -> Channel:
    """The messages of one channel, none of them news, as numbers."""
    speakers: dict[str, int] = {}
    speaker = [speakers.setdefault(item.who.casefold(), len(speakers)) for item in items]
    people = _names(speakers)
    texts = [said_of(item) for item in items]
    to = [_addressed(text, people) for text in texts]
    used = [[word.casefold().strip(_ROUND) for word in _WORD.findall(text)] for text in texts]
    named = ({people[word] for word in words if word in people} for words in used)
    return Channel(
        speaker=np.array(speaker, np.int64),
        to=np.array(to, np.int64),
        named=tuple(
            frozenset({one, *some} - {NOBODY}) for one, some in zip(to, named, strict=True)
        ),
        minutes=_minutes(items),
        asks=np.array(["?" in text for text in texts], np.bool_),
        commands=np.array([text.startswith(("!", "/")) for text in texts], np.bool_),
        length=np.log1p(np.array([len(words) for words in used], np.float32)),
        words=tuple(
            frozenset(word for word in words if len(word) > _SHORT and word not in people)
            for words in used
        ),
    )


def _clockless(text: str) -> str:
    stamp = _STAMP.match(text)
    return text[stamp.end() :] if stamp else text


def said_of(item: Shown) -> str:
    """What was said, without a clock that could not be read and without who did it."""
    text = _clockless(item.text)
    action = _ACTION.match(text)
    if action and item.who and text.startswith(item.who, action.end()):
        text = text[action.end() + len(item.who) :]
    return text.strip()


def _names(speakers: dict[str, int]) -> dict[str, int]:
    """What each speaker may be called: the whole name, its first word, without what clients add."""
    names = {name: number for name, number in speakers.items() if name}
    for name, number in speakers.items():
        for short in {_TAIL.sub("", name), name.split(" ")[0], name.split("(")[0].strip()}:
            if len(short) > _SHORT:
                names.setdefault(short, number)
    return names


def _addressed(said: str, people: dict[str, int]) -> int:
    found = _OPENING.match(said)
    if found is None:
        return NOBODY
    who = found["who"].casefold()
    if who in people:
        return people[who]
    short = _TAIL.sub("", who)
    if found["mark"] in {",", ":", ">"} and len(short) > _SHORT:
        if short in people:
            return people[short]
        # People shorten each other's names: the first that begins so.
        return next((n for name, n in people.items() if name.startswith(short)), NOBODY)
    return NOBODY


def _minutes(items: Sequence[Shown]) -> Real:
    """Minutes since the first message: by time, else by the clock in the text, else by order."""
    steps = [0.0, *(_step(earlier, later) for earlier, later in pairwise(items))]
    return _at_pace(np.cumsum(steps)[: len(items)]).astype(np.float32)


def _step(earlier: Shown, later: Shown) -> float:
    if earlier.at_us is not None and later.at_us is not None:
        return max(0.0, (later.at_us - earlier.at_us) / 60e6)
    before, after = _CLOCK.match(earlier.text), _CLOCK.match(later.text)
    if before is None or after is None:
        return _UNKNOWN_STEP
    step = (_of_clock(after) - _of_clock(before)) % _HALF_DAY
    return 0.0 if step > _HALF_DAY - _BACK else float(step)


def _of_clock(found: re.Match[str]) -> int:
    return int(found[1]) * 60 + int(found[2])


def _at_pace(minutes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Where people write slowly, minutes count for less: five of silence are nothing there."""
    steps = np.diff(minutes)
    usual = steps[steps <= _PAUSE].mean() if (steps <= _PAUSE).any() else _BUSY_STEP
    return minutes * min(1.0, _BUSY_STEP / max(usual, _BUSY_STEP))
