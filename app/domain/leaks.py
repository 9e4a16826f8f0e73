"""What a document must not show, and what was found of it in the finished bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import ExportError
from app.domain.people import KnownName, NameAnswer

FILE_NAME = "the file name"
"""The place of a leak that stands in what the file is called."""


@dataclass(frozen=True, slots=True)
class PrivateText:
    """A text that never leaves; ``place`` is what people call where it stands."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Secrets:
    """What no part of one document may hold, and what people answered about its words.

    ``withheld`` are texts of a trust case that its readers were not chosen for. They may hold words
    that are open all the same, in ``shown``.
    """

    names: tuple[KnownName, ...] = ()
    private: tuple[PrivateText, ...] = ()
    answers: tuple[NameAnswer, ...] = ()
    withheld: tuple[PrivateText, ...] = ()
    shown: tuple[str, ...] = ()


class LeakKind(StrEnum):
    """What was found. A name can be answered for; a private text never passes."""

    NAME = "name"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Leak:
    """Words found in a finished document: ``words`` as they stand, with readable context.

    ``place`` is the part of the document ("the text", "the file name", "properties"); for a
    private text ``source`` says where that stands in the case. ``instead`` is what would stand
    for the words: the role, or that something was left out. ``key`` recognises the place again
    (`NameFinder.context`).
    """

    kind: LeakKind
    place: str
    before: str
    words: str
    after: str
    instead: str
    source: str = ""
    key: tuple[str, str] = ("", "")


class LeakError(ExportError):
    """A document was not written, because it would have shown what it must not show."""

    def __init__(self, leaks: Sequence[Leak]) -> None:
        self.leaks = tuple(leaks)
        private = any(leak.kind is LeakKind.PRIVATE for leak in self.leaks)
        what = "private text" if private else "names"
        super().__init__(
            f"Nothing was written: the document shows {what} in {len(self.leaks):,} "
            f"{'place' if len(self.leaks) == 1 else 'places'}, first “{self.leaks[0].words}” in "
            f"{self.leaks[0].place}. Answer each of them, then export again."
        )
