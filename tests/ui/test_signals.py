"""The Signals page: signals of groups, a week read in one go by keyboard, charts beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox

from app.domain.drafts import CaseKind
from app.domain.trust.signal_readings import Read
from app.domain.trust.signal_weeks import week_of
from app.domain.trust.signals import SignalReading
from app.operations import cases
from app.operations import drafting as drafts
from app.operations.now import today
from app.operations.trust import signals
from app.ui.panes.trust.signal_chart_view import SignalChartView
from app.ui.panes.trust.signals import SignalsPane
from app.ui.panes.trust.week_readings import WeekReadings
from app.ui.widgets.draft_form import DraftForm
from app.ui.widgets.headed_list import HeadedList
from tests.ui.drafting import Drafting, drafting, look, press, shown, template, write
from tests.ui.drafting import at_rest as settled

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def pane(qtbot, drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> SignalsPane:
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    monkeypatch.setattr(WeekReadings, "settle_ms", 0)
    case = cases.add_case(drafting.session.casebook, CaseKind.TRUST, "After the outage")
    drafting.session.select_case(case.id)
    made = SignalsPane(drafting.session, None)  # type: ignore[arg-type]
    shown(qtbot, made, 930, 600)
    settled(qtbot, drafting)
    return made


def listed(pane: SignalsPane, name: str = "signal-list") -> HeadedList:
    return pane.findChild(HeadedList, name)


def readings(drafting: Drafting) -> list[SignalReading]:
    found = drafts.of_case(drafting.session.casebook, SignalReading, drafting.session.case.id)
    return sorted(found, key=lambda one: (one.week, one.signal_id))


def weeks_ago(drafting: Drafting, weeks: int) -> str:
    day = today(drafting.session.casebook, drafting.session.case.id)
    return week_of(day - timedelta(weeks=weeks))


def test_a_proposed_signal_is_added_with_a_key_and_is_of_five_or_more(
    qtbot, drafting: Drafting, pane: SignalsPane
) -> None:
    listed(pane).setFocus()
    press("p")
    assert QApplication.focusWidget() is listed(pane, "signal-proposals")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "signal-form-group-name")
    (row,) = listed(pane).rows
    assert (row.text, row.aside) == (
        "Asked to have it in writing, or approved twice",
        "not compared",
    )
    assert listed(pane, "signal-proposals").rows[0].aside == "added"
    told: list[str] = []
    drafting.session.failed.connect(lambda error: told.append(str(error)))
    size = pane.findChild(QSpinBox, "signal-form-group-size")
    size.setValue(4)
    settled(qtbot, drafting)
    qtbot.waitUntil(lambda: size.value() == 0)  # as it is kept: nobody has said
    assert told == [
        "A signal is of a group of 5 people or more: in a smaller group, a reading would be a "
        "reading of one of them."
    ]


def test_a_week_is_read_of_all_signals_by_keyboard_and_corrected_later(
    qtbot, drafting: Drafting, pane: SignalsPane
) -> None:
    book, case_id = drafting.session.casebook, drafting.session.case.id
    first = signals.add(book, case_id, "LM-S1", "Release team", 8)
    second = signals.add(book, case_id, "LM-S7", "Release team", 8)
    settled(qtbot, drafting)
    listed(pane).setFocus()
    press("w")
    assert pane.findChild(QLabel, "week-heading").text() == "This week"
    write("3")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "reading-value-1"
    write("4")
    press(Qt.Key.Key_Tab)
    write("open, with doubts")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is listed(pane)
    settled(qtbot, drafting)
    this = weeks_ago(drafting, 0)
    kept = {one.signal_id: (one.week, one.value, one.words) for one in readings(drafting)}
    assert kept == {first.id: (this, 3.0, ""), second.id: (this, 4.0, "open, with doubts")}

    # An earlier week; what does not fit stays where it was typed, and a week between stays a gap.
    for _ in range(2):
        press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert pane.findChild(QLabel, "week-heading").text() == f"Week of {weeks_ago(drafting, 2)}"
    level = pane.findChild(QLineEdit, "reading-value-1")
    level.setFocus()
    write("6")
    settled(qtbot, drafting)
    press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert (level.text(), len(readings(drafting))) == ("6", 2)
    level.setFocus()
    level.selectAll()
    write("2")
    settled(qtbot, drafting)
    assert [one.week for one in readings(drafting)] == [weeks_ago(drafting, 2), this, this]

    # A field that is emptied takes the reading away.
    level.selectAll()
    press(Qt.Key.Key_Delete)
    settled(qtbot, drafting)
    assert [one.week for one in readings(drafting)] == [this, this]


def test_the_chart_and_what_it_shows_stand_above_the_signal(
    qtbot, drafting: Drafting, pane: SignalsPane
) -> None:
    book, case_id = drafting.session.casebook, drafting.session.case.id
    added = signals.add(book, case_id, "LM-S1", "Release team", 8)
    signals.change(book, case_id, added.id, {"baseline": 7.0})
    chart = pane.findChild(SignalChartView, "signal-chart")
    with qtbot.waitSignal(chart.drawn):
        signals.write_readings(
            book,
            case_id,
            [Read(added.id, weeks_ago(drafting, weeks), 7.0) for weeks in (5, 4, 2, 1)],
        )
    settled(qtbot, drafting)
    assert not chart.pixmap().isNull()
    assert f"Without a reading: {weeks_ago(drafting, 3)}." in chart.accessibleDescription()
    assert pane.findChild(QLabel, "signal-movement").text().startswith("It has not moved.")
    assert listed(pane).rows[0].aside == "not moved"

    paste = pane.findChild(QPlainTextEdit, "signal-paste")
    take_over = pane.findChild(QPushButton, "signal-paste-button")
    paste.setPlainText(f"{weeks_ago(drafting, 3)}; three")
    take_over.click()
    assert pane.findChild(QLabel, "signal-paste-problem").text() == "Line 1: “three” is no number."
    paste.setPlainText(f"{weeks_ago(drafting, 3)}; 3; fewer")
    take_over.click()
    settled(qtbot, drafting)
    weeks = listed(pane, "signal-weeks")
    assert [row.text for row in weeks.rows] == ["7", "7", "3; fewer", "7", "7"]
    weeks.stand_on(weeks_ago(drafting, 3))
    weeks.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "reading-value-0"
    assert QApplication.focusWidget().text() == "3"
