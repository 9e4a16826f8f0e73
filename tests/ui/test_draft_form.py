"""A form over a drafted thing: what is typed arrives once, and nothing half typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.practice.chain import Factor, FactorPart
from app.domain.practice.corrective import CorrectiveAction
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.growing_text import GrowingText

PART = tuple((part, part.value.capitalize()) for part in FactorPart)
FACTOR = Factor("1", "case", "Pool too small")


@pytest.fixture
def form(qtbot: QtBot) -> DraftForm:
    rows = (
        (Field("text", "Factor"),),
        (Field("part", "Part", Kind.CHOICE, choices=PART),),
        (Field("why_open", "Why open", Kind.TEXT),),
    )
    made = DraftForm("factor-form", rows)
    made.settle_ms = 0
    qtbot.addWidget(made)
    made.show()
    made.show_thing(FACTOR)
    return made


def test_only_what_changed_is_handed_over(qtbot: QtBot, form: DraftForm) -> None:
    with qtbot.waitSignal(form.edited) as told:
        QTest.keyClick(form.field("text"), Qt.Key.Key_End)
        QTest.keyClicks(form.field("text"), "!")
    assert told.args == [{"text": "Pool too small!"}]


def test_a_choice_arrives_at_once_as_the_value_it_stands_for(form: DraftForm, qtbot) -> None:
    with qtbot.waitSignal(form.edited) as told:
        QTest.keyClick(form.field("part"), Qt.Key.Key_Down)
    (changed,) = told.args
    assert changed["part"] is FactorPart.TRIGGER


def test_what_is_half_typed_survives_a_change_elsewhere(qtbot: QtBot, form: DraftForm) -> None:
    form.settle_ms = 60_000
    QTest.keyClicks(form.field("why_open"), "Nobody sized it")
    form.show_thing(replace(FACTOR, part=FactorPart.ENABLING))
    assert form.field("why_open").toPlainText() == "Nobody sized it"
    with qtbot.waitSignal(form.edited) as told:
        form.show_thing(replace(FACTOR, id="2", text="Another"))
    assert told.args == [{"why_open": "Nobody sized it"}]
    assert form.field("text").text() == "Another"


def test_a_day_that_is_none_stays_with_a_sentence(qtbot: QtBot) -> None:
    form = DraftForm("action-form", ((Field("due", "Due", Kind.DAY),),))
    form.settle_ms = 0
    qtbot.addWidget(form)
    form.show()
    form.show_thing(CorrectiveAction("1", "case", "Alert on queue age"))
    QTest.keyClicks(form.field("due"), "soon")
    problem = form.findChild(QLabel, "action-form-problem")
    qtbot.waitUntil(problem.isVisible)
    assert "“soon” is not a day" in problem.text()
    form.field("due").setText("")
    with qtbot.waitSignal(form.edited) as told:
        QTest.keyClicks(form.field("due"), "2026-12-01")
    assert told.args == [{"due": "2026-12-01"}]
    assert problem.isHidden()


def test_a_text_of_many_long_paragraphs_grows_so_far_and_then_scrolls(qtbot: QtBot) -> None:
    """Qt counts a paragraph that it has not laid out yet as one line."""
    text = GrowingText(least=1, most=12)
    around = QWidget()
    column = QVBoxLayout(around)
    column.addWidget(text)
    column.addStretch(1)
    qtbot.addWidget(around)
    around.resize(300, 600)
    around.show()
    text.setPlainText("\n\n".join(["Customers saw no delivery times at checkout. " * 6] * 4))
    policy = Qt.ScrollBarPolicy
    qtbot.waitUntil(lambda: text.height() > 11 * text.fontMetrics().lineSpacing())
    assert text.verticalScrollBarPolicy() is policy.ScrollBarAsNeeded
    text.setPlainText("None.")
    qtbot.waitUntil(lambda: text.height() < 4 * text.fontMetrics().lineSpacing())
    assert text.verticalScrollBarPolicy() is policy.ScrollBarAlwaysOff
