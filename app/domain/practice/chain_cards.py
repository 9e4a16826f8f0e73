"""The failure chain as it is drawn: a card for each factor and a line for each link.

The window draws cards with the ids of the casebook. The picture of a document is drawn from the
same cards, which have the numbers of the factors for ids there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.domain.drafts import Certainty
from app.domain.practice.chain import FactorPart, FactorSide, LinkKind, Sign


@dataclass(frozen=True, slots=True)
class FactorCard:
    """A factor as a card of the graph or of the picture."""

    PLACE: ClassVar[str] = "{number}"

    id: str
    """What links name it by."""
    number: str
    """Its number in the list, such as F1."""
    text: str
    """The condition or decision that contributed."""
    part: FactorPart
    """What part it played: trigger, enabling condition, amplifier, recovery friction."""
    side: FactorSide
    """Whether it is technical or organisational."""
    certainty: Certainty
    """How sure people are."""
    closed_by: tuple[str, ...] = ()
    """The numbers of the actions that close it, such as A2; empty where none does."""
    marked: bool = False
    """Whether it is the one condition that raised the impact or slowed recovery most."""
    x: int | None = None
    """Where a person put its left edge, in units of the graph; none where the layout decides."""
    y: int | None = None
    """Where a person put its upper edge."""


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A link as a line from one card to another."""

    PLACE: ClassVar[str] = "{id}"

    id: str
    """What tells it from other links."""
    from_id: str
    """The card that it leads from."""
    to_id: str
    """The card that it leads to."""
    kind: LinkKind
    """Whether the one causes, enables, amplifies or slows the other."""
    sign: Sign
    """Whether more of the one makes more of the other, or less."""
    certainty: Certainty = Certainty.UNJUDGED
    """How sure people are."""
    note: str = ""
    """What people wrote about it; may be empty."""
    closed_by: tuple[str, ...] = ()
    """The numbers of the actions that close it."""
    in_loop: bool = False
    """Whether it is part of a loop."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands: its upper left corner and its size, in units of the graph."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ChainLayout:
    """Where the cards stand and which way the lines between them go, by id.

    A path runs from the border of the one card to the border of the other. ``label_at`` is where
    the sign of a link stands.
    """

    places: dict[str, Place]
    paths: dict[str, tuple[Point, ...]]
    label_at: dict[str, Point]
