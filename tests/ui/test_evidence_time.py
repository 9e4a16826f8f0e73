"""The density strip: counts over time, and a window that mouse and keys can set."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from app.domain.evidence import Histogram
from app.ui.widgets.density_strip import DensityStrip
from tests.ui.evidence_case import at, evidence_pane, evidence_template, open_case, settling

__all__ = ["evidence_pane", "evidence_template", "open_case", "settling"]

HOUR_US = 3_600_000_000


@pytest.fixture
def strip(qtbot) -> DensityStrip:
    """Ten hours, sixty pixels each."""
    made = DensityStrip(lambda start, end: f"{start // HOUR_US}–{end // HOUR_US}")
    qtbot.addWidget(made)
    made.resize(600, 40)
    made.set_whole((0, 10 * HOUR_US))
    made.set_histogram(Histogram(0, 10 * HOUR_US, tuple(range(10))))
    with qtbot.waitExposed(made):
        made.show()
    return made


def drag(strip: DensityStrip, start: int, end: int) -> None:
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(start, 20))
    QTest.mouseMove(strip, QPoint((start + end) // 2, 20))
    QTest.mouseMove(strip, QPoint(end, 20))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(end, 20))


def hours(strip: DensityStrip) -> tuple[float, float] | None:
    window = strip.window_us
    return window and (round(window[0] / HOUR_US, 1), round(window[1] / HOUR_US, 1))


def test_dragging_draws_a_window_in_either_direction(strip, qtbot):
    with qtbot.waitSignal(strip.window_changed) as told:
        drag(strip, 120, 240)
    assert told.args[0] is not None
    assert hours(strip) == (2, 4)
    strip.set_window(None)
    drag(strip, 480, 360)
    assert hours(strip) == (6, 8)


def test_edges_and_the_whole_window_can_be_dragged(strip):
    strip.set_window((2 * HOUR_US, 4 * HOUR_US))
    drag(strip, 240, 300)
    assert hours(strip) == (2, 5)
    drag(strip, 120, 60)
    assert hours(strip) == (1, 5)
    drag(strip, 180, 240)
    assert hours(strip) == (2, 6)


def test_a_double_click_and_escape_clear_it(strip, qtbot):
    strip.set_window((2 * HOUR_US, 4 * HOUR_US))
    with qtbot.waitSignal(strip.window_changed) as told:
        QTest.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
    assert told.args == [None]
    strip.set_window((2 * HOUR_US, 4 * HOUR_US))
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.window_us is None


def test_keys_make_move_and_resize_it(strip):
    QTest.keyClick(strip, Qt.Key.Key_Right)
    first = strip.window_us
    assert first is not None
    QTest.keyClick(strip, Qt.Key.Key_Right)
    moved = strip.window_us
    assert moved[0] > first[0]
    assert moved[1] - moved[0] == first[1] - first[0]
    QTest.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert strip.window_us[0] == moved[0]
    assert strip.window_us[1] > moved[1]


def test_it_cannot_be_pushed_out_of_sight(strip):
    strip.set_window((8 * HOUR_US, 9 * HOUR_US))
    for _ in range(60):
        QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.window_us[0] < 10 * HOUR_US


def test_zooming_asks_for_new_counts_and_goes_back(strip, qtbot):
    strip.set_window((2 * HOUR_US, 4 * HOUR_US))
    with qtbot.waitSignal(strip.counts_wanted):
        QTest.keyClick(strip, Qt.Key.Key_Plus)
    start, end = strip.shown
    assert 0 < start < 2 * HOUR_US
    assert 4 * HOUR_US < end < 10 * HOUR_US
    QTest.keyClick(strip, Qt.Key.Key_0)
    assert strip.shown[0] == 0


def test_it_says_its_window_to_a_screen_reader(strip):
    assert "the whole time" in strip.accessibleDescription()
    strip.set_window((2 * HOUR_US, 4 * HOUR_US))
    assert "2–4" in strip.accessibleDescription()


def test_a_window_narrows_the_list_and_not_the_counts(case):
    strip = case.pane.parts.strip
    strip.setFocus()
    counts = sum(strip._histogram.counts)
    strip.set_window((at("02:40"), at("02:50")))
    strip.window_changed.emit(strip.window_us)
    case.settle()
    times = [item.utc_us for item in case.shown]
    assert times
    assert all(at("02:40") <= time < at("02:50") for time in times)
    assert sum(strip._histogram.counts) == counts
    assert case.pane.findChild(QLabel, "evidence-window").text() == "02:40 – 02:50"
    case.session.toggle_zone()
    case.settle()
    assert case.pane.findChild(QLabel, "evidence-window").text() == "03:40 – 03:50"
    case.pane.findChild(QToolButton, "evidence-window-clear").click()
    case.settle()
    assert len(case.shown) > len(times)


def test_counts_follow_the_search(case):
    strip = case.pane.parts.strip
    case.pane.parts.search.set_query("pool exhausted")
    case.settle()
    assert sum(strip._histogram.counts) == len(case.shown)
