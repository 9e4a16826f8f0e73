"""The chart of a signal: gaps stay gaps, nothing hangs on colour, all of it is told in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree.ElementTree import Element, fromstring

import pytest

from app.domain.trust.signal_chart import ChartPoint, RepairDay, SignalChart
from app.domain.trust.signals import Better, Scale
from app.exporters.signal_picture import picture_png, picture_svg

_FIRST = date(2026, 3, 2)
_SVG = "{http://www.w3.org/2000/svg}"


def _points(*values: float | None, words: str = "") -> tuple[ChartPoint, ...]:
    """A point for each value, week after week; None is a week without one."""
    return tuple(
        ChartPoint(_FIRST + timedelta(weeks=number), value, words)
        for number, value in enumerate(values)
        if value is not None
    )


_CHART = SignalChart(
    name="Second approvals & <such>",
    group="Web shop team, a group of 7",
    better=Better.LOWER,
    baseline=7.0,
    points=_points(8, 7, None, 6, 3, None, 2),
    repairs=(
        RepairDay("R1", _FIRST + timedelta(days=9), done=True),
        RepairDay("R2", _FIRST + timedelta(days=10), done=False),
    ),
    words="Week of 2026-03-02: 8 & so on.",
)


def _drawn(chart: SignalChart, ident: str = "signal") -> Element:
    return fromstring(picture_svg(chart, ident))  # noqa: S314  drawn by us


def _texts(drawn: Element) -> list[str]:
    return [each.text or "" for each in drawn.iter(f"{_SVG}text")]


def _lines(drawn: Element) -> list[tuple[tuple[float, float], ...]]:
    """The lines that have dots on them, as points."""
    found = []
    for path in drawn.iter(f"{_SVG}path"):
        if path.get("marker-mid"):
            numbers = re.findall(r"[-\d.]+,[-\d.]+", path.get("d", ""))
            found.append(tuple(tuple(map(float, each.split(","))) for each in numbers))
    return found


def test_a_week_without_a_reading_cuts_the_line_and_a_lone_reading_is_seen() -> None:
    first, second, lone = _lines(_drawn(_CHART))
    assert (len(first), len(second)) == (2, 2)
    assert len(set(lone)) == 1
    higher, lower = first
    assert higher[1] < lower[1]  # 8 stands above 7
    steps = (first[1][0] - first[0][0], second[0][0] - first[1][0], lone[0][0] - second[1][0])
    assert steps[1] == pytest.approx(2 * steps[0], abs=0.5)
    assert steps[2] == pytest.approx(2 * steps[0], abs=0.5)


def test_it_is_read_without_colour_and_told_in_words() -> None:
    drawn = _drawn(_CHART, "signal-2")
    assert {"before: 7", "R1", "R2 due", "2026-03-02", "0", "8"} <= set(_texts(drawn))
    assert "Second approvals & <such> · Web shop team, a group of 7" in _texts(drawn)
    dashes = {path.get("stroke-dasharray") for path in drawn.iter(f"{_SVG}path")}
    assert len(dashes - {None}) == 3  # the baseline, a repair that was done, one that is due
    described = drawn.get("aria-labelledby", "").split()
    ids = {each.get("id"): each for each in drawn.iter() if each.get("id")}
    assert [ids[each].text for each in described] == [_CHART.name, _CHART.words]
    assert all(each.startswith("signal-2-") for each in ids)
    # What is referred to is there, by its new name.
    referred = re.findall(r"url\(#([^)]+)\)", picture_svg(_CHART, "signal-2"))
    assert referred
    assert set(referred) <= set(ids)
    numbers = [each for each in drawn.iter(f"{_SVG}text") if each.text in {"R1", "R2 due"}]
    assert len({each.get("y") for each in numbers}) == 2  # a day apart: one above the other


def test_words_are_squares_and_levels_are_all_named() -> None:
    in_words = replace(
        _CHART,
        scale=Scale.WORDS,
        baseline=None,
        points=tuple(replace(each, value=None, words="quiet") for each in _CHART.points),
    )
    drawn = _drawn(in_words)
    assert len(_lines(drawn)) == len(in_words.points)
    assert not {"0", "1"} & set(_texts(drawn))
    level = replace(_CHART, scale=Scale.LEVEL, baseline=None, points=_points(2, 3))
    assert {"1", "2", "3", "4", "5"} <= set(_texts(_drawn(level)))
    # A reading in words among numbers stands above them all, so that it never looks like 0.
    mixed = replace(_CHART, points=(*_points(8, 7), replace(_points(1)[0], value=None)))
    assert min(line[0][1] for line in _lines(_drawn(mixed))) < _lines(_drawn(_CHART))[0][0][1]


@pytest.mark.parametrize(
    "chart",
    [
        _CHART,
        SignalChart(name="Nothing read", words="No reading yet."),
        replace(_CHART, points=_points(0), repairs=()),
        replace(_CHART, points=_points(999_999_999, 0)),
        replace(_CHART, points=(ChartPoint(date(1990, 1, 1), 1.0, ""), *_CHART.points)),
    ],
)
def test_it_is_drawn_whatever_was_read(chart: SignalChart) -> None:
    assert picture_svg(chart) == picture_svg(chart)
    assert picture_png(chart, 200).startswith(b"\x89PNG")
