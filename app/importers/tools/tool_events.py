"""What tools tell of (pages, alerts, deployments, comments) on its way to records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.evidence import Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.domain.people import AliasKind, Author, AuthorName
from app.importers.base import Note, Part
from app.importers.readers.json_text import Element, Json

_MOST_RAW = 256 * 1024


@dataclass(frozen=True, slots=True)
class Agent:
    """Who did something. ``author`` is the stable id of a person, None for a machine."""

    who: str
    author: str | None = None
    names: tuple[AuthorName, ...] = ()


def machine(name: str) -> Agent:
    """A program, a bot or an integration."""
    return Agent(name)


def person(key: str, *, name: str = "", handle: str = "", address: str = "") -> Agent | None:
    """A human being, by whatever a tool gives of them; None where it gives nothing."""
    given = (
        (AliasKind.NAME, name),
        (AliasKind.HANDLE, handle),
        (AliasKind.ADDRESS, address),
    )
    names = tuple(AuthorName(kind, text.strip()) for kind, text in given if text.strip())
    key = key or handle or address or name
    if not key:
        return None
    return Agent(names[0].text if names else key, key, names or (AuthorName(AliasKind.NAME, key),))


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as a tool tells it; ``thread`` is the key of what it belongs to."""

    key: str
    line: int | None
    stamp: Stamp | None
    text: str
    agent: Agent
    raw: str | None = None
    thread: str | None = None
    place: str = ""
    edited: Stamp | None = None
    weight: int = 1


class Events:
    """Makes records of events, and knows what the same file has told before."""

    def __init__(self) -> None:
        self._told: dict[str, bytes] = {}

    def parts(self, event: Event) -> Iterator[Part]:
        """The record of an event and its author, or why it is none.

        The same event told again is a duplicate; another one under the same key is numbered.
        """
        said = f"{event.stamp and event.stamp.clock_us}\n{event.text}".encode(errors="replace")
        digest = hashlib.blake2b(said, digest_size=16).digest()
        key, number = event.key, 1
        while key in self._told:
            if self._told[key] == digest:
                yield Skip(SkipCode.DUPLICATE, "", event.line, detail="told before in this file")
                return
            number += 1
            key = f"{event.key}#{number}"
        self._told[key] = digest
        if event.agent.author is not None:
            yield Author(event.agent.author, event.agent.names)
        yield Record(
            key=key,
            path="",
            line=event.line,
            stamp=event.stamp,
            text=event.text,
            raw=None if event.raw == event.text else event.raw,
            who=event.agent.who,
            author=event.agent.author,
            thread=event.thread,
            edited=event.edited,
            place=event.place,
            weight=event.weight,
        )


def told_by(
    tool: str,
    values: Iterable[Element | Skip | Note],
    parts_of: Callable[[Element], Sequence[Element]],
    events_of: Callable[[Element], Iterable[Event]],
) -> Iterator[Part]:
    """What the values of a file tell: each of them in parts, each part in events."""
    events = Events()
    for found in values:
        if not isinstance(found, Element):
            yield found
            continue
        parts = parts_of(found)
        if not parts:
            yield Skip(SkipCode.EMPTY, "", found.line, detail="a list with nothing in it")
        for one in parts:
            told = list(events_of(one))
            if not told:
                yield nothing_of(tool, one.line, one.index)
            for event in told:
                yield from events.parts(event)


def nothing_of(tool: str, line: int, index: int) -> Skip:
    """A value of a file that tells nothing."""
    detail = f"entry {index} is nothing that {tool} tells"
    return Skip(SkipCode.BROKEN_RECORD, "", line, detail=detail)


def raw_of(value: Json) -> str:
    """A value as JSON on several lines; of a very long one the beginning."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=4)
    except RecursionError:
        return "(nested too deeply to be shown here; the original keeps it)"
    return text if len(text) <= _MOST_RAW else f"{text[:_MOST_RAW]}\n…"


def joined(lines: Iterable[str]) -> str:
    """The lines that say something, each as it was written but for line ends of Windows."""
    said = (line.replace("\r\n", "\n").strip() for line in lines)
    return "\n".join(line for line in said if line)


def counted(number: int, what: str) -> str:
    """A number of things: ``1 commit``, ``3 commits``."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def digest_of(value: Json) -> str:
    """A key for what has none: a hash of what it says."""
    text = json.dumps(value, sort_keys=True)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]
