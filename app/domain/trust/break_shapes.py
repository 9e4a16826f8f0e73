"""How a trust break is drawn: its kind by the pattern of the line, its severity by the weight.

The window and the picture of a document draw the same; no meaning hangs on a colour.
"""

from __future__ import annotations

from app.domain.practice.chain_shapes import Shape
from app.domain.trust.breaks import BreakKind, Severity, Trend

_DASHES: dict[BreakKind, tuple[float, ...]] = {
    BreakKind.UNSAID: (2.0, 7.0),
    BreakKind.SYSTEM: (),
    BreakKind.CONDUCT: (10.0, 5.0),
    BreakKind.LEADERSHIP: (10.0, 4.0, 2.0, 4.0),
    BreakKind.USERS: (2.5, 3.5),
}

LINE_WIDTHS = {
    Severity.UNSAID: 1.2,
    Severity.STRAINED: 1.4,
    Severity.DAMAGED: 2.8,
    Severity.BROKEN: 4.6,
}
"""In units of the map."""

TREND_SHAPES: dict[Trend, Shape] = {
    Trend.WORSE: Shape((((0.5, 0.95), (0.05, 0.15), (0.95, 0.15)),), filled=True),
    Trend.SAME: Shape((((0.05, 0.3), (0.95, 0.3)), ((0.05, 0.7), (0.95, 0.7))), closed=False),
    Trend.BETTER: Shape((((0.5, 0.05), (0.05, 0.85), (0.95, 0.85)),)),
}
"""The sign beside the number: points down and filled, level, points up and open."""


def dashes(kind: BreakKind, severity: Severity) -> tuple[float, ...]:
    """Lengths of strokes and gaps, in units of the map; none where the line is solid.

    They grow with the weight of the line, so that the pattern stays the same to the eye.
    """
    by = max(1.0, LINE_WIDTHS[severity] / 2)
    return tuple(length * by for length in _DASHES[kind])
