"""A signal as a chart: SVG and PNG. ziaplot draws it; the window and documents show the same one.

Nothing in it is told by colour alone: readings are dots on a solid line, the baseline is dashed,
repairs are dotted upright lines with their numbers. A line joins readings of adjacent weeks only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from app.domain.trust.signal_chart import PAPER, ChartColours, RepairDay, SignalChart
from app.domain.trust.signal_rules import LEVELS
from app.domain.trust.signal_weeks import runs
from app.domain.trust.signal_words import number_words
from app.domain.trust.signals import Scale
from app.exporters.picture import png_of
from app.exporters.sandbox import printable
from app.exporters.text_widths import broken, width_of

if TYPE_CHECKING:
    from ziaplot import Graph

WIDTH = 680.0  # units; 1,000 of them are 25 cm on paper
_HEIGHT, _LOW_HEIGHT = 200.0, 64.0
_TEXT_PX = 10.5
_TITLE, _TITLE_PX = 24.0, 11.5
_KEY, _KEY_PX = 18.0, 9.5
_PIXELS = 1.8  # of a PNG for each unit: about 180 to the inch on paper
_MOST_TICKS = 5
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 10_000, 100_000, 1_000_000, 10**9)
_WEEKS = (1, 2, 4, 8, 13, 26, 52, 104)
_TICK_WIDTH, _HALF_DAY = 78.0, 22.0
_LEAST_DAYS = 42
_MOST_ROWS = 3  # of numbers of repairs above one another
_ROW = 13.0


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """What a template shows for a chart: its picture, and the words that stand for it."""

    name: str
    group: str
    picture: object
    words: str


def picture_svg(
    chart: SignalChart,
    ident: str = "signal",
    width: float = WIDTH,
    colours: ChartColours = PAPER,
    *,
    titled: bool = True,
) -> str:
    """The chart as SVG, told in words too; ``ident`` keeps several apart in one document.

    A ``titled`` one says of what and whom it is.
    """
    drawn = _Drawing(chart, width, colours).svg() if chart else _words_only(width, colours)
    _describe(drawn, chart, ident, colours)
    if titled:
        _title(drawn, chart, colours)
        _key(drawn, chart, colours)
    return tostring(drawn, encoding="unicode")


def picture_png(
    chart: SignalChart,
    pixels: int | None = None,
    width: float = WIDTH,
    colours: ChartColours = PAPER,
    *,
    titled: bool = True,
) -> bytes:
    """The chart as PNG, ``pixels`` wide."""
    svg = picture_svg(chart, "signal", width, colours, titled=titled)
    return png_of(svg, pixels or round(width * _PIXELS))


class _Drawing:
    """One chart, while it is drawn. Days count from year 1, as dates do."""

    def __init__(self, chart: SignalChart, width: float, colours: ChartColours) -> None:
        self._chart = chart
        self._width = width
        self._colours = colours
        self._weeks = [point.week.toordinal() for point in chart.points]
        days = [*self._weeks, *(one.day.toordinal() for one in chart.repairs)]
        self._begins = min(days)
        self._last = max(max(days) + 4, self._begins + _LEAST_DAYS)
        self._ticks = _values(chart)
        self._baseline = f"before: {number_words(chart.baseline)}"
        # On both sides there is room for half a day below, on the right for the baseline's words.
        words = 0 if chart.baseline is None else 12 + width_of(self._baseline, _TEXT_PX)
        beside = max(words, _TICK_WIDTH / 2)
        room = max(width - 52 - beside, 60)
        before = max(4, ceil(_HALF_DAY * (self._last - self._begins) / (room - _HALF_DAY)))
        self._first = self._begins - before
        self._per_day = room / (self._last - self._first)
        self._end = self._last + beside / self._per_day
        self._rows = _in_rows(chart.repairs, self._per_day)
        above = max(self._rows.values(), default=-1) + 1
        self._height = (_HEIGHT if self._has_values else _LOW_HEIGHT) + _ROW * above
        low, high = self._ticks[0], self._ticks[-1]
        self._bottom = low - 0.06 * (high - low)
        self._per_row = 1.16 * (high - low) * _ROW / max(self._height - 40 - _ROW * above, 40)
        self._top = high + 0.1 * (high - low)

    @property
    def _apart(self) -> float:
        """Where readings stand that are words only: above all values, as none may look like 0."""
        return self._top if self._has_values else (self._ticks[0] + self._ticks[-1]) / 2

    @property
    def _has_values(self) -> bool:
        return any(point.value is not None for point in self._chart.points)

    def svg(self) -> Element:
        """The drawing."""
        from ziaplot import Graph

        graph = (
            Graph()
            .css(_style(self._colours, lined=self._has_values))
            .size(self._width, self._height)
        )
        highest = self._top + self._per_row * (max(self._rows.values(), default=-1) + 1)
        graph.xrange(self._first, self._end).yrange(self._bottom, highest)
        weeks = self._week_ticks()
        graph.xticks(weeks, [date.fromordinal(week).isoformat() for week in weeks])
        names = [number_words(tick) if self._has_values else "" for tick in self._ticks]
        graph.yticks(self._ticks, names)
        self._draw_repairs(graph)
        self._draw_baseline(graph)
        self._draw_readings(graph)
        return graph.svgxml()

    def _week_ticks(self) -> list[int]:
        """Mondays far enough apart for their days to be written below."""
        first = self._begins + -(self._begins - 1) % 7  # the first Monday: day 1 was one
        room = max((self._last - self._first) * self._per_day / _TICK_WIDTH, 1)
        weeks = (self._last - first) // 7 + 1
        step = next((each for each in _WEEKS if weeks <= room * each), _WEEKS[-1])
        return list(range(first, self._last + 1, 7 * step))

    def _draw_repairs(self, graph: Graph) -> None:
        from ziaplot import PolyLine, Text

        for one in self._chart.repairs:
            x, top = one.day.toordinal(), self._top + self._per_row * self._rows[one]
            upright = PolyLine([x, x], [self._bottom, top]).stroke("dotted" if one.done else "-.")
            graph.add(upright.color(self._colours.repair).strokewidth(1.4))
            above = top + self._per_row / 3
            words = Text(x, above, _repair_words(one), "center", "bottom")
            graph.add(words.color(self._colours.repair))

    def _draw_baseline(self, graph: Graph) -> None:
        from ziaplot import PolyLine, Text

        level = self._chart.baseline
        if level is not None and self._has_values:
            line = PolyLine([self._first, self._last], [level, level]).stroke("dashed")
            graph.add(line.color(self._colours.soft).strokewidth(1.4))
            beside = self._last + 5 / self._per_day
            words = Text(beside, level, self._baseline, "left", "center")
            graph.add(words.color(self._colours.soft))

    def _draw_readings(self, graph: Graph) -> None:
        from ziaplot import PolyLine

        points = self._chart.points
        values = {one.week.isoformat(): one.value for one in points if one.value is not None}
        for run in runs(values):
            seen = run if len(run) > 1 else run * 2  # a line of one point is not drawn
            line = PolyLine([_day(week) for week in seen], [values[week] for week in seen])
            graph.add(line.marker("round", 3.5).color(self._colours.reading).strokewidth(1.8))
        for point in self._chart.points:
            if point.value is None:  # words only: a square
                week, apart = point.week.toordinal(), self._apart
                dot = PolyLine([week, week], [apart, apart]).marker("square", 3.5)
                graph.add(dot.color(self._colours.reading).strokewidth(0))


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _values(chart: SignalChart) -> list[float]:
    """The values named beside the chart: every level, or round numbers from 0 up."""
    if chart.scale is Scale.LEVEL:
        return [float(level) for level in range(LEVELS[0], LEVELS[1] + 1)]
    values = [point.value for point in chart.points if point.value is not None]
    highest = max([*values, chart.baseline or 0.0, 1.0])
    step = next((each for each in _STEPS if highest <= each * (_MOST_TICKS - 1)), _STEPS[-1])
    return [float(step * number) for number in range(int(-(-highest // step)) + 1)]


def _repair_words(one: RepairDay) -> str:
    number = printable(one.number)
    return number if one.done else f"{number} due"


def _in_rows(repairs: Sequence[RepairDay], per_day: float) -> dict[RepairDay, int]:
    """In which row above the chart the number of each repair stands, so that they stay apart."""
    ends = [float("-inf")] * _MOST_ROWS
    rows: dict[RepairDay, int] = {}
    for one in repairs:
        middle, half = one.day.toordinal() * per_day, width_of(_repair_words(one), _TEXT_PX) / 2 + 3
        free = [row for row, end in enumerate(ends) if end <= middle - half]
        row = free[0] if free else ends.index(min(ends))
        rows[one], ends[row] = row, middle + half
    return rows


def _style(colours: ChartColours, *, lined: bool) -> str:
    ticks = f"font_size: {_TEXT_PX}; stroke_width: 1; pad: 0;"
    return f"""
    * {{ font: Inter, Arial, sans-serif; font_size: {_TEXT_PX}; edge_width: 0; }}
    Graph {{ color: none; edge_color: {colours.soft}; edge_width: 1; font_size: {_TEXT_PX}; }}
    Graph.GridX {{ color: none; }}
    Graph.GridY {{ color: {colours.line if lined else "none"}; stroke: -; stroke_width: 1; }}
    Graph.TickX {{ color: {colours.soft}; {ticks} height: 4; }}
    Graph.TickY {{ color: {colours.soft if lined else "none"}; {ticks} height: 3; }}
    Text {{ font_size: {_TEXT_PX}; }}
    PolyLine {{ edge_color: {colours.paper}; edge_width: 1; }}
    """


def _words_only(width: float, colours: ChartColours) -> Element:
    """What stands for a chart without a reading."""
    drawn = Element("svg", {"viewBox": f"0 0 {width:g} 24", "width": f"{width:g}", "height": "24"})
    attributes = {"x": "0", "y": "16", "fill": colours.soft, "font-size": str(_TEXT_PX)}
    SubElement(drawn, "text", attributes).text = "No reading yet."
    return drawn


def _describe(drawn: Element, chart: SignalChart, ident: str, colours: ChartColours) -> None:
    """Say in words what is drawn, and make names in it differ from those of other pictures."""
    named = {
        each.get("id", ""): f"{ident}-{each.get('id')}" for each in drawn.iter() if each.get("id")
    }
    for each in drawn.iter():
        for name, value in each.attrib.items():
            each.set(name, _renamed(value, named))
    drawn.set("xmlns", "http://www.w3.org/2000/svg")
    drawn.set("lang", "en-GB")
    drawn.set("role", "img")
    drawn.set("aria-labelledby", f"{ident}-title {ident}-words")
    title, words = (
        Element("title", {"id": f"{ident}-title"}),
        Element("desc", {"id": f"{ident}-words"}),
    )
    title.text, words.text = printable(chart.name), printable(chart.words)
    paper = Element("rect", {"width": "100%", "height": "100%", "fill": colours.paper})
    for place, each in enumerate((title, words, paper)):
        drawn.insert(place, each)


def _title(drawn: Element, chart: SignalChart, colours: ChartColours) -> None:
    """Put above the drawing what it is of, as far as there is room."""
    width, height = float(drawn.get("width", WIDTH)), float(drawn.get("height", 0))
    drawn.set("viewBox", f"0 {-_TITLE:g} {width:g} {height + _TITLE:g}")
    drawn.set("height", f"{height + _TITLE:g}")
    for paper in drawn.iterfind("rect"):
        paper.set("y", f"{-_TITLE:g}")
        break
    words = broken(printable(f"{chart.name} · {chart.group}"), width, _TITLE_PX, 1)
    attributes = {"x": "0", "y": f"{-_TITLE / 2 + 3:g}", "fill": colours.ink}
    attributes |= {"font-size": f"{_TITLE_PX:g}", "font-family": "Inter, Arial, sans-serif"}
    SubElement(drawn, "text", attributes).text = " ".join(words)


def _key(drawn: Element, chart: SignalChart, colours: ChartColours) -> None:
    """Say below the drawing what its lines are, those that are there."""
    parts = (
        ("dashed: before the repair", chart.baseline is not None),
        ("dotted: a repair that was done", any(one.done for one in chart.repairs)),
        ("dash and dot: one that is due", any(not one.done for one in chart.repairs)),
        ("squares: read in words", any(point.value is None for point in chart.points)),
    )
    told = "; ".join(words for words, there in parts if there)
    if not told:
        return
    left, top, width, height = (float(each) for each in drawn.get("viewBox", "").split())
    attributes = {"x": "0", "y": f"{top + height + _ROW:g}", "fill": colours.soft}
    attributes |= {"font-size": f"{_KEY_PX:g}", "font-family": "Inter, Arial, sans-serif"}
    SubElement(drawn, "text", attributes).text = f"{told[:1].upper()}{told[1:]}."
    drawn.set("viewBox", f"{left:g} {top:g} {width:g} {height + _KEY:g}")
    drawn.set("height", f"{height + _KEY:g}")


def _renamed(value: str, named: dict[str, str]) -> str:
    if value in named:
        return named[value]
    if value.startswith("url(#") and value[5:-1] in named:
        return f"url(#{named[value[5:-1]]})"
    return value
