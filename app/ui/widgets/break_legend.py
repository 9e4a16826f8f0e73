"""What the patterns, weights and signs of a trust break map mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.domain.trust.break_map import BreakMap
from app.domain.trust.break_words import FROM_TO, KIND_WORDS, SEVERITY_WORDS, TREND_WORDS
from app.domain.trust.breaks import BreakKind, Severity, Trend
from app.ui import theme
from app.ui.widgets.break_items import paint_sample, paint_trend
from app.ui.widgets.legend import LINE_SAMPLE, Legend, Piece


class BreakLegend(Legend):
    """Explains the patterns, weights and signs that are there."""

    def __init__(self) -> None:
        super().__init__("break-legend")

    def show_map(self, shown: BreakMap) -> None:
        """Explain what this map has."""
        first = [Piece(FROM_TO)] if shown else []
        self.explain([*first, *_kinds(shown), *_severities(shown), *_trends(shown)])


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
