"""Moments of an incident, marked at entries: by key, seen on the card, gone with the entry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.drafts import CaseKind, new_id
from app.domain.practice.entry_ties import EntryTies
from app.domain.practice.response import DrasticAction
from app.operations import cases, history
from app.operations.practice import response
from app.ui.panes.timeline import TimelinePane
from app.ui.widgets.entry_card import CardFonts, Mark, lay_out
from tests.ui.drafting import at, drafting, look, press, settled, shown, template

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def pane(qtbot, drafting) -> TimelinePane:
    drafting.add("02:46:58", "Alert", (drafting.item_ids[0],))
    pane = TimelinePane(drafting.session)
    shown(qtbot, pane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    settled(qtbot, drafting)
    pane.entries.setFocus()
    pane.entries.setCurrentIndex(pane.model.index(0))
    return pane


def ties(pane) -> EntryTies:
    return pane.model.row(pane.model.index(0)).ties


def words(pane, width: int = 560) -> list[str]:
    row = pane.model.row(pane.model.index(0))
    layout = lay_out(row, width, pane.session.zone, CardFonts.current())
    assert all(piece.box.right() <= width for piece in layout.pieces)
    return [piece.words for piece in layout.pieces]


def choose(qtbot, drafting, pane, digit: str) -> None:
    # Closing a pop-up leaves the window without activation where there is no desktop.
    pane.activateWindow()
    pane.entries.setFocus()
    qtbot.waitUntil(pane.entries.hasFocus)
    press("s")
    qtbot.waitUntil(lambda: pane.entries.findChild(QMenu, "moment-menu") is not None)
    QTest.keyClick(pane.entries.findChild(QMenu, "moment-menu"), digit)
    qtbot.waitUntil(lambda: pane.entries.findChild(QMenu, "moment-menu") is None)
    settled(qtbot, drafting)


def test_a_key_and_a_digit_mark_a_moment_and_take_it_back(qtbot, drafting, pane):
    choose(qtbot, drafting, pane, "2")
    qtbot.waitUntil(lambda: ties(pane).moments == ("detected",))
    choose(qtbot, drafting, pane, "1")
    qtbot.waitUntil(lambda: ties(pane).moments == ("started", "detected"))
    assert {"started", "detected"} <= set(words(pane, 200))
    spoken = pane.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "marked as detected" in spoken
    choose(qtbot, drafting, pane, "2")
    qtbot.waitUntil(lambda: ties(pane).moments == ("started",))
    [entry] = drafting.entries()
    pane.edits.delete(entry.entry.id)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    settled(qtbot, drafting)
    history.undo(drafting.session.casebook, drafting.session.case.id)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1 and ties(pane).moments == ("started",))
    settled(qtbot, drafting)


def test_only_an_incident_has_such_moments(qtbot, drafting, pane):
    cases.add_case(drafting.session.casebook, CaseKind.TRUST, "After it")
    trust = cases.cases(drafting.session.casebook)[-1]
    drafting.session.select_case(trust.id)
    settled(qtbot, drafting)
    drafting.add("02:46:58", "We spoke")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    settled(qtbot, drafting)
    pane.entries.setCurrentIndex(pane.model.index(0))
    with qtbot.waitSignal(drafting.session.notified):
        press("s")
    assert pane.entries.findChild(QMenu, "moment-menu") is None


def test_a_card_names_its_hypothesis_and_leads_to_it(qtbot, drafting, pane):
    session = drafting.session
    [entry] = drafting.entries()
    action = DrasticAction(new_id(), session.case.id, "Rolled back", at("02:50"))
    response.add_action(session.casebook, action)
    response.link_entry(session.casebook, session.case.id, action.id, entry.entry.id)
    qtbot.waitUntil(lambda: ties(pane).hypotheses == ("H-1",))
    settled(qtbot, drafting)
    assert "hypothesis H-1" in words(pane)
    assert "hypothesis H-1" in words(pane, 150)
    index = pane.model.index(0)
    rect = pane.entries.visualRect(index)
    layout = lay_out(pane.model.row(index), rect.width(), session.zone, CardFonts.current())
    link = next(piece for piece in layout.pieces if piece.mark is Mark.HYPOTHESIS)
    click: QPoint = rect.topLeft() + link.box.center().toPoint()
    with qtbot.waitSignal(session.page_wanted) as wanted:
        QTest.mouseClick(
            pane.entries.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            click,
        )
    assert wanted.args == ["response"]
