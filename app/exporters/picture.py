"""The timeline as a picture: SVG, PNG, and the words that stand for it where it is not seen.

It is drawn from a finished view only, so that it shows nothing that the document does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.drafts import Certainty
from app.domain.errors import ExportError
from app.domain.moments import Precision, clock, day, zone_named
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS, counted
from app.domain.views import TimelinePoint, WithTimeline
from app.exporters.axis import Axis
from app.exporters.picture_parts import svg_of
from app.paths import RESOURCES

TEMPLATE = RESOURCES / "picture" / "timeline.svg.j2"

WIDE_FROM = 25
"""From so many entries on, the picture is drawn for a page across."""

_WIDTH, _WIDE_WIDTH = 680, 1030  # units; 1,000 of them are 25 cm on paper
_LEFT, _RIGHT = 104, 34  # what the names of lanes and the last number need
_TOP, _AXIS_HEIGHT = 10, 34
_ROW, _LANE_PADDING = 17, 5
_MOST_ROWS = 3
_RADIUS, _WHISKER = 6, 9
_DIGIT = 6.4
_LEGEND_ROW, _LETTER, _LEGEND_GAP = 18, 5.6, 34
_PIXELS = 1.8  # of a PNG for each unit: about 180 to the inch on paper
_TOLD = 20  # entries that the words for the picture tell one by one

_OTHER_SCRIPT = re.compile(
    "[\u0530-\u1dff\u2e80-\ufaff\ufb50-\ufdff\ufe70-\uffef\U00010000-\U0010ffff]"
)
"""Letters beyond Latin, Greek and Cyrillic, which the fonts that are brought along have."""

_FONTS = [str(RESOURCES / "fonts" / name) for name in ("Inter-Regular.otf", "Inter-SemiBold.otf")]


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry as it is drawn; ``x2`` is the end of a span, ``label`` its number or nothing."""

    x: float
    x2: float | None
    y: float
    shape: str
    about: bool
    later: bool
    label: str

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - (_WHISKER if self.about else _RADIUS)

    @property
    def right(self) -> float:
        """Where it ends: the shape, the whisker or the span."""
        return max(2 * self.x - self.left, self.x2 or 0.0)

    @property
    def label_x(self) -> float:
        """Where its number stands."""
        return self.right + 3

    @property
    def label_right(self) -> float:
        """Where its number ends."""
        return self.label_x + _DIGIT * len(self.label)


@dataclass(frozen=True, slots=True)
class Lane:
    """The entries of one kind."""

    name: str
    top: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return self.top + _LANE_PADDING + _ROW / 2


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A shape and what it means."""

    x: float
    y: float
    shape: str
    words: str


def is_wide(view: WithTimeline) -> bool:
    """Whether the picture needs a page across."""
    return len(view.points) >= WIDE_FROM


def picture_bytes(view: WithTimeline, fmt: str) -> bytes:
    """The picture as a file, ``svg`` or ``png``. Raises `ExportError` for another format."""
    if fmt == "svg":
        return picture_svg(view).encode()
    if fmt == "png":
        return picture_png(view)
    raise ExportError(f"The timeline picture cannot be written as {fmt}; choose svg or png.")


def picture_svg(view: WithTimeline) -> str:
    """The picture as SVG, described in words for those who do not see it."""
    zone = zone_named(view.zone)
    width = _WIDE_WIDTH if is_wide(view) else _WIDTH
    right = width - _RIGHT
    axis = Axis([_span(point) for point in view.points], _LEFT, right) if view.points else None
    lanes = _lanes(view.points, axis) if axis else []
    bottom = lanes[-1].top + lanes[-1].height if lanes else _TOP + 14
    legend = _legend(view, width, bottom + _AXIS_HEIGHT) if lanes else []
    return svg_of(
        TEMPLATE,
        words=picture_words(view),
        width=width,
        height=legend[-1].y + _LEGEND_ROW / 2 if legend else bottom + 14,
        left=_LEFT,
        right=right,
        top=_TOP,
        bottom=bottom,
        lanes=lanes,
        ticks=axis.ticks(zone) if axis else [],
        cuts=axis.cuts if axis else [],
        legend=legend,
    )


def picture_png(view: WithTimeline, width: int | None = None) -> bytes:
    """The picture as PNG, ``width`` pixels wide, in the fonts that Goldseam brings."""
    svg = picture_svg(view)
    drawn = _WIDE_WIDTH if is_wide(view) else _WIDTH
    return png_of(svg, width or round(drawn * _PIXELS))


def png_of(svg: str, width: int) -> bytes:
    """An SVG as PNG, ``width`` pixels wide.

    A font of this machine is used only where the texts need letters that Goldseam's have not.
    """
    from resvg_py import svg_to_bytes

    return svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=not _OTHER_SCRIPT.search(svg),
        font_files=_FONTS,
        font_family="Inter",
        sans_serif_family="Inter",
    )


def picture_words(view: WithTimeline) -> str:
    """What the picture shows, in sentences; of many entries, the first ones."""
    points = view.points
    if not points:
        return "No entry of this timeline has a known time."
    zone = zone_named(view.zone)
    first = min(point.start_us for point in points)
    last = max(_span(point)[1] for point in points)
    today = day(first, zone)

    def at(instant_us: int) -> str:
        time = clock(instant_us, zone, Precision.MINUTE)
        return time if day(instant_us, zone) == today else f"{day(instant_us, zone)} {time}"

    sentences = [
        f"Timeline from {today} {at(first)} to {at(last)}, {zone.key}: "
        f"{counted(len(points), 'entry', 'entries')}."
    ]
    for point in points[:_TOLD]:
        about = "about " if point.about else ""
        until = "" if point.end_us is None else f" to {at(point.end_us)}"
        later = ", known only later" if point.later else ""
        sure = CERTAINTY_WORDS[point.certainty]
        when = f"{about}{at(point.start_us)}{until}"
        sentences.append(f"{point.number}: {point.lane}, {when}, {sure}{later}.")
    if len(points) > _TOLD:
        sentences.append(f"The table has the other {len(points) - _TOLD:,} too.")
    return " ".join(sentences)


def _span(point: TimelinePoint) -> tuple[int, int]:
    return point.start_us, point.start_us if point.end_us is None else point.end_us


def _lanes(points: Sequence[TimelinePoint], axis: Axis) -> list[Lane]:
    found = []
    top = float(_TOP)
    for name in dict.fromkeys([*KIND_WORDS.values(), *(point.lane for point in points)]):
        marks, rows = _marks([point for point in points if point.lane == name], axis, top)
        if marks:
            height = rows * _ROW + 2 * _LANE_PADDING
            found.append(Lane(name, top, height, marks))
            top += height
    return found


def _marks(points: Sequence[TimelinePoint], axis: Axis, top: float) -> tuple[tuple[Mark, ...], int]:
    """The entries of a lane in few rows; too many of them are numbered where there is room."""
    marks = [_mark(point, axis) for point in points]
    marks.sort(key=lambda mark: mark.x)
    rows = _rows(marks, numbered=True)
    if len(rows) > _MOST_ROWS:
        rows = [_with_room(row) for row in _rows(marks, numbered=False)]
    placed = (
        replace(mark, y=top + _LANE_PADDING + _ROW * (number + 0.5))
        for number, row in enumerate(rows)
        for mark in row
    )
    return tuple(placed), len(rows)


def _rows(marks: Sequence[Mark], *, numbered: bool) -> list[list[Mark]]:
    """Marks in rows so that they stay apart; without their numbers, in three rows at most."""
    rows: list[list[Mark]] = []
    ends: list[float] = []
    for mark in marks:
        free = [row for row, end in enumerate(ends) if end <= mark.left]
        if not free and (numbered or len(rows) < _MOST_ROWS):
            free = [len(rows)]
            rows.append([])
            ends.append(0.0)
        row = free[0] if free else ends.index(min(ends))
        rows[row].append(mark)
        ends[row] = max(ends[row], mark.label_right if numbered else mark.right)
    return rows


def _with_room(row: Sequence[Mark]) -> list[Mark]:
    """Marks of a row with the numbers for which the next mark leaves room."""
    nexts = [*(mark.left for mark in row[1:]), float("inf")]
    return [
        mark if mark.label_right <= left else replace(mark, label="")
        for mark, left in zip(row, nexts, strict=True)
    ]


def _mark(point: TimelinePoint, axis: Axis) -> Mark:
    return Mark(
        x=axis.x(point.start_us),
        x2=None if point.end_us is None else axis.x(point.end_us),
        y=0,
        shape=point.certainty.value,
        about=point.about,
        later=point.later,
        label=str(point.number),
    )


def _legend(view: WithTimeline, width: float, top: float) -> list[LegendItem]:
    """What the shapes that are there mean, and the zone of the axis, in rows."""
    points = view.points
    used = {point.certainty for point in points}
    shapes = [(sure.value, CERTAINTY_WORDS[sure]) for sure in Certainty if sure in used]
    extras = (
        ("about", "about this time", any(point.about for point in points)),
        ("span", "from – to", any(point.end_us is not None for point in points)),
        ("later", "known only later", any(point.later for point in points)),
        ("", f"Times in {view.zone}", True),
    )
    shapes += [(shape, words) for shape, words, there in extras if there]
    items = []
    x, y = float(_LEFT), top + _LEGEND_ROW / 2
    for shape, words in shapes:
        room = _LETTER * len(words) + (_LEGEND_GAP if shape else 0)
        if x + room > width and x > _LEFT:
            x, y = float(_LEFT), y + _LEGEND_ROW
        items.append(LegendItem(x, y, shape, words))
        x += room
    return items
