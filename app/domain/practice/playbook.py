"""A playbook: what a practice asks for, in our words, and where each thing has its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What kind of place an item of a playbook has in the program.

    PAGE: ``at`` is the id of a page, ``part`` the name of something on it. DOCUMENT: ``at`` is the
    id of a document's template, ``part`` what the template says there. OPERATION, RULE, METRIC:
    ``at`` is a module, ``part`` the name in it of what does, checks or counts it. PRINCIPLE: the
    same, the name of what keeps to it.
    """

    PAGE = "page"
    DOCUMENT = "document"
    OPERATION = "operation"
    RULE = "rule"
    METRIC = "metric"
    PRINCIPLE = "principle"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item has its place."""

    kind: PlaceKind
    at: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an item that is answered by itself, such as one of several roles."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaybookItem:
    """One thing that a practice asks for.

    ``text`` says it, ``ask`` is the question to a person and ``hint`` what helps to answer;
    ``if_not`` is what can be done where the answer is no. All but ``text`` may be empty.
    """

    id: str
    text: str
    place: Place
    ask: str = ""
    hint: str = ""
    if_not: str = ""
    parts: tuple[Part, ...] = ()

    def part_items(self) -> Iterator[tuple[str, str]]:
        """The parts as items of an answer (``IR-R1/service-owner``), each with its words."""
        for part in self.parts:
            yield f"{self.id}/{part.id}", part.text


@dataclass(frozen=True, slots=True)
class Playbook:
    """All items of one practice, in its order."""

    id: str
    title: str
    items: tuple[PlaybookItem, ...]
