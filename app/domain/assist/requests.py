"""What an engine of the assist is shown: the evidence of a chosen scope, and nothing else.

A request holds items and questions of the playbook. Drafts, private notes, hidden names and what
people decided are not part of it, so no engine can repeat them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.drafts import EntryKind
from app.domain.moments import Precision


class Manner(StrEnum):
    """How a source speaks; it decides what its items can be evidence of."""

    LOG = "log"
    """Records of a program."""
    CHAT = "chat"
    """People, and bots, talking: chat, calls, mail."""
    ALERT = "alert"
    """A machine tells what happens to an alert."""
    CHANGE = "change"
    """Deploys, commits, changes of configuration."""
    STATUS = "status"
    """Updates for users."""
    TICKET = "ticket"
    """Records of work: issues, incidents of a tracker."""
    DOCUMENT = "document"
    """A text that tells of events; a dated statement in it stands at the time it tells of."""
    METRIC = "metric"
    """Values that were measured."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as an engine is shown it.

    ``source`` is the id of its source, ``path`` the file inside it. ``who`` is the name that the
    evidence has for the writer, ``thread`` the key of what it answers, ``key`` its own such key.
    ``at_us`` is UTC in microseconds, None where undated; ``about`` says that the time is only
    approximate. ``weight`` is how many occurrences it stands for. ``order`` is its place in the
    source (reading order).
    """

    id: int
    source: int
    manner: Manner
    text: str
    at_us: int | None = None
    end_us: int | None = None
    precision: Precision = Precision.NONE
    about: bool = False
    who: str = ""
    place: str = ""
    thread: str = ""
    key: str = ""
    path: str = ""
    order: int = 0
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the playbook, and the kinds of event that would answer it.

    ``item`` is its identifier there. The question is suggested where nothing shown is of these
    kinds; one without kinds is never suggested.
    """

    item: str
    words: str
    kinds: tuple[EntryKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What an engine works on: items in time order, undated ones last, each id once.

    ``titles`` names the sources. ``zone`` is the IANA name of the case's zone, for clock times
    that stand in words.
    """

    items: tuple[Shown, ...]
    titles: tuple[tuple[int, str], ...] = ()
    asked: tuple[Asked, ...] = ()
    zone: str = "UTC"
