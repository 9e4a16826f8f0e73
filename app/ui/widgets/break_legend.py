"""What the patterns, weights and signs of a trust break map mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.domain.trust.break_map import BreakMap
from app.domain.trust.break_words import FROM_TO, KIND_WORDS, SEVERITY_WORDS, TREND_WORDS
from app.domain.trust.breaks import BreakKind, Severity, Trend
from app.ui import theme
from app.ui.widgets.break_items import paint_sample, paint_trend
from app.ui.widgets.legend import LINE_SAMPLE, Legend, Piece

_LOW = 300
"""In less height than this, in pixels at a zoom of 1, the map needs the room itself."""


class BreakLegend(Legend):
    """Explains the patterns, weights and signs that are there, where there is room for it."""

    def __init__(self) -> None:
        self._map, self._in_part = BreakMap(), False
        super().__init__("break-legend")

    def show_map(self, shown: BreakMap) -> None:
        """Explain what this map has."""
        self._map = shown
        self._explain()

    def tell_part(self, *, in_part: bool) -> None:
        """Say how to see the rest where only a part of the map is in view."""
        if in_part != self._in_part:
            self._in_part = in_part
            self._explain()

    def _explain(self) -> None:
        shown = self._map
        rest = [Piece("A part of the map: drag it, or press 0 for all")] if self._in_part else []
        first = [*rest, Piece(FROM_TO)] if shown else []
        self.explain([*first, *_kinds(shown), *_severities(shown), *_trends(shown)])

    def _shown(self) -> Sequence[Piece]:
        pieces = super()._shown()
        return pieces[:1] if self._room.height() < theme.current().px(_LOW) else pieces


def _kinds(shown: BreakMap) -> Iterator[Piece]:
    for kind in BreakKind:
        if any(line.kind is kind for line in shown.lines):
            words = KIND_WORDS[kind] if kind else "kind not said yet"
            yield Piece(words, LINE_SAMPLE + 6, partial(_line, kind, Severity.STRAINED))


def _severities(shown: BreakMap) -> Iterator[Piece]:
    for severity in Severity:
        if severity and any(line.severity is severity for line in shown.lines):
            sample = partial(_line, BreakKind.SYSTEM, severity)
            yield Piece(SEVERITY_WORDS[severity], LINE_SAMPLE + 6, sample)


def _trends(shown: BreakMap) -> Iterator[Piece]:
    for trend in Trend:
        if trend and any(line.trend is trend for line in shown.lines):
            yield Piece(TREND_WORDS[trend], 18.0, partial(_trend, trend))


def _line(kind: BreakKind, severity: Severity, painter: QPainter, box: QRectF) -> None:
    paint_sample(painter, kind, severity, box, LINE_SAMPLE)


def _trend(trend: Trend, painter: QPainter, box: QRectF) -> None:
    square = QRectF(box.left() + 2, box.center().y() - 5, 10, 10)
    paint_trend(painter, trend, square, theme.current().palette)
