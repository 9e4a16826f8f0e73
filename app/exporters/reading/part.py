"""What is read out of one part of a file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that belongs together, as somebody reads it; ``place`` says where, in plain words."""

    place: str
    text: str


@dataclass(slots=True)
class Part:
    """A file, or a file inside one: its ``path`` there, and its passages.

    ``joined`` is the same text joined over what parts the passages, ``sources`` is how the part is
    written. Both are searched for what the passages do not show.
    """

    path: str
    place: str
    passages: list[Passage] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def add(self, text: str, place: str = "") -> None:
        """Note a passage, unless there is nothing in it."""
        if any(map(str.isalnum, text)):
            self.passages.append(Passage(place or self.place, text))
