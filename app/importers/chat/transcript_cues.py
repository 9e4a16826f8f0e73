"""Cues of a recording, as WebVTT and SRT have them: a span of time, and what was said in it.

Read more leniently than https://www.w3.org/TR/webvtt1/ asks for: programs leave out hours, headers
and blank lines, number cues or do not, and write one digit where two belong.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.domain.moments import SECOND_US
from app.importers.chat.chat_layouts import is_full_name, is_name

_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?"
_SPAN = re.compile(rf"\s*(?P<from>{_TIME})[ \t]*-->[ \t]*(?:{_TIME})(?:[ \t].*)?")
_AT = re.compile(_TIME)
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t:-]|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,99})?[ \t]{1,9}(?P<who>[^<>]{1,200})>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]{2,15}>|\{\\[^{}]{0,40}\}")
_PREFIX = re.compile(
    r"(?:>> ?|- )?(?P<who>[^\s:<>\[\]{}\"“>][^:<>\[\]{}\"“]{0,59}?) ?:[ \t]+(?P<text>\S.*)"
)
_ZOOM_ID = re.compile(r"\d+ \"(?P<who>[^\"]{1,100})\"(?: \(\d+\))?")
_UNPADDED = re.compile(r"\d:\d{1,2}:\d(?!\d)")
_MOST_NAMES = 10_000
_MOST_LINES = 2_000


@dataclass(slots=True)
class Cue:
    """A piece of a recording: where it begins, in microseconds and as written, and its lines.

    ``mark`` is what stands above its time; ``first`` the 1-based line it begins on.
    """

    first: int
    at_us: int
    at: str
    mark: str = ""
    lines: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Aside:
    """Lines that nobody said: headers, notes and styles."""

    first: int
    lines: tuple[str, ...]


def time_us(text: str) -> int | None:
    """Microseconds of a time in a recording: ``0:12``, ``1:02:03``, ``00:00:12.480``."""
    found = _AT.fullmatch(text)
    if found is None or int(found[3]) > 59:
        return None
    seconds = (int(found[1] or 0) * 60 + int(found[2])) * 60 + int(found[3])
    return seconds * SECOND_US + int((found[4] or "").ljust(6, "0"))


def is_span(line: str) -> bool:
    """Whether a line is the span of time of a cue."""
    return "-->" in line and _SPAN.match(line) is not None


def cues(lines: Iterable[tuple[int, str]]) -> Iterator[Cue | Aside]:
    """The cues of numbered lines in their order, and what stands beside them."""
    current: Cue | None = None
    loose: list[tuple[int, str]] = []
    ended = aside = False
    for number, line in lines:
        span = _SPAN.match(line) if "-->" in line else None
        begins_at = None if span is None else time_us(span["from"])
        if span is not None and begins_at is not None:
            mark = _mark(current, loose, ended=ended)
            yield from _closed(current, loose)
            first = number - 1 if mark else number
            raw = [mark, line] if mark else [line]
            current = Cue(first, begins_at, span["from"], mark, [], raw)
            loose, ended, aside = [], False, False
        elif not line.strip():
            ended, aside = True, False
        elif aside or ((ended or current is None) and _BLOCK.match(line.lstrip("\ufeff"))):
            aside = True
            yield Aside(number, (line,))
        elif current is not None and not ended and len(current.lines) < _MOST_LINES:
            current.lines.append(line)
            current.raw.append(line)
        else:
            loose.append((number, line))
            if len(loose) > _MOST_LINES:
                yield Aside(loose[0][0], tuple(line for _number, line in loose[:-1]))
                del loose[:-1]
    yield from _closed(current, loose)


def _mark(current: Cue | None, loose: list[tuple[int, str]], *, ended: bool) -> str:
    """What stands right above a time, taken away from the text before it."""
    if loose:
        return loose.pop()[1]
    if current is not None and not ended and current.lines and current.lines[-1].strip().isdigit():
        current.raw.pop()
        return current.lines.pop()  # numbered cues without blank lines
    return ""


def _closed(current: Cue | None, loose: list[tuple[int, str]]) -> Iterator[Cue | Aside]:
    """The cue so far with what follows a blank line in it; before the first cue, an aside."""
    if current is not None:
        current.lines += [line for _number, line in loose]
        current.raw += [line for _number, line in loose]
        yield current
    elif loose:
        yield Aside(loose[0][0], tuple(line for _number, line in loose))


class Speakers:
    """How a recording tells who speaks, found by looking at all of its cues once."""

    def __init__(self) -> None:
        self._cues = self._voiced = self._prefixed = self._headed = 0
        self._prefixes: Counter[str] = Counter()
        self._firsts: Counter[str] = Counter()
        self._unpadded = False

    def add(self, cue: Cue) -> None:
        """Look at the next cue."""
        self._cues += 1
        lines = [words(line) for line in cue.lines if line.strip()]
        self._voiced += any(_VOICE.search(line) for line in cue.lines)
        self._unpadded = self._unpadded or _UNPADDED.match(cue.at) is not None
        if lines and (found := _PREFIX.fullmatch(lines[0])) and is_name(found["who"]):
            self._prefixed += 1
            if len(self._prefixes) < _MOST_NAMES:
                self._prefixes[found["who"]] += 1
        elif len(lines) > 1 and is_name(lines[0]):
            self._headed += 1
            if len(self._firsts) < _MOST_NAMES:
                self._firsts[lines[0]] += 1

    def said(self, cue: Cue) -> list[tuple[str, str]]:
        """Who says what in a cue; several may speak, and who it is may not be told."""
        text = "\n".join(cue.lines)
        if _VOICE.search(text):
            return list(_voices(text))
        lines = [line for line in map(words, cue.lines) if line.strip()]
        if not lines:
            return []
        if (found := _PREFIX.fullmatch(lines[0])) and self._speaks(found["who"]):
            return [(found["who"], "\n".join([found["text"], *lines[1:]]))]
        if len(lines) > 1 and self._heads(lines[0]):
            return [(lines[0].strip(), "\n".join(lines[1:]))]
        named = _ZOOM_ID.fullmatch(cue.mark.strip())
        return [(named["who"] if named else "", "\n".join(lines))]

    def _speaks(self, who: str) -> bool:
        """Whether words before a colon are who speaks, and not what is said."""
        if not is_name(who) or self._voiced:
            return False
        often = 2 * self._prefixed >= self._cues
        return often or (self._prefixes[who] > 1 and is_full_name(who))

    def _heads(self, who: str) -> bool:
        """Whether the first line of a cue is who speaks."""
        if self._voiced or self._prefixes or not is_name(who):
            return False
        often = 2 * self._headed >= self._cues
        return often and (self._unpadded or (self._firsts[who] > 1 and is_full_name(who)))


def words(text: str) -> str:
    """Text without tags of its looks, and with its letters as they are meant."""
    return html.unescape(_TAG.sub("", text)).strip()


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a cue that says in tags who speaks."""
    starts = list(_VOICE.finditer(text))
    if before := words(text[: starts[0].start()]):
        yield "", before
    for at, found in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        if said := words(text[found.end() : end]):
            yield " ".join(html.unescape(found["who"]).split()), said
