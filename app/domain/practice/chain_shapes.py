"""The shape that stands beside the word for each part of a failure chain.

The window and the picture of a document draw the same ones. Points lie in a square from 0 to 1,
with y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from app.domain.practice.chain import FactorPart, LinkKind

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """Some lines: closed and filled, closed, or open."""

    lines: tuple[tuple[Corner, ...], ...]
    closed: bool = True
    filled: bool = False


def _bar(left: float, top: float) -> tuple[Corner, ...]:
    return ((left, 1.0), (left, top), (left + 0.22, top), (left + 0.22, 1.0))


def _wave(top: float) -> tuple[Corner, ...]:
    return ((0.0, top + 0.22), (0.25, top), (0.5, top + 0.22), (0.75, top), (1.0, top + 0.22))


def _star() -> tuple[Corner, ...]:
    return tuple(
        (
            0.5 + (0.5 if turn % 2 == 0 else 0.21) * sin(turn * pi / 5),
            0.53 - (0.5 if turn % 2 == 0 else 0.21) * cos(turn * pi / 5),
        )
        for turn in range(10)
    )


PART_SHAPES = {
    FactorPart.UNSORTED: Shape((((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),)),
    FactorPart.TRIGGER: Shape(
        (((0.6, 0.0), (0.1, 0.58), (0.44, 0.58), (0.34, 1.0), (0.9, 0.4), (0.54, 0.4)),),
        filled=True,
    ),
    FactorPart.ENABLING: Shape((((0.5, 0.02), (0.98, 0.5), (0.5, 0.98), (0.02, 0.5)),)),
    FactorPart.AMPLIFIER: Shape(
        (_bar(0.04, 0.66), _bar(0.39, 0.36), _bar(0.74, 0.04)), filled=True
    ),
    FactorPart.FRICTION: Shape((_wave(0.16), _wave(0.6)), closed=False),
}

MARK_SHAPE = Shape((_star(),), filled=True)
"""Stands on the one condition that raised the impact or slowed recovery most."""

LINE_DASHES: dict[LinkKind, tuple[float, ...]] = {
    LinkKind.CAUSE: (),
    LinkKind.ENABLE: (7.0, 4.0),
    LinkKind.AMPLIFY: (),
    LinkKind.SLOW: (1.5, 3.5),
}
"""Lengths of strokes and gaps, in units of the graph; no gaps where empty."""

LINE_WIDTHS = {
    LinkKind.CAUSE: 1.6,
    LinkKind.ENABLE: 1.6,
    LinkKind.AMPLIFY: 5.0,
    LinkKind.SLOW: 2.2,
}
"""In units of the graph; what amplifies is a double line, whose inside is left out."""

DOUBLE_INSIDE = 2.2
"""How wide the inside of a double line is."""
