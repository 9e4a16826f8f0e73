"""Who may see a piece of a trust case: private at first, chosen one by one, taken back the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPlainTextEdit

from app.domain.audiences import Audience
from app.domain.drafts import CaseKind, Entry
from app.domain.trust.repairs import Repair
from app.domain.trust.signals import Signal
from app.operations import cases
from app.operations import drafting as drafts
from app.operations.trust import showing
from app.ui.panes.timeline import TimelinePane
from app.ui.panes.trust.shown_to import ShownTo
from tests.ui.drafting import Drafting, drafting, look, press, settled, shown, template, write

__all__ = ["drafting", "look", "template"]

PIECE = "repair-1"


@pytest.fixture
def line(qtbot, drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> ShownTo:
    monkeypatch.setattr(ShownTo, "settle_ms", 60_000)
    book = drafting.session.casebook
    case = cases.add_case(book, CaseKind.TRUST, "After the outage")
    drafts.add(book, case.id, Repair(PIECE, case.id, "Status says what is known"), "Add")
    drafts.add(book, case.id, Signal("signal-1", case.id), "Add")
    drafting.session.select_case(case.id)
    made = ShownTo(drafting.session, "repair-shown")
    shown(qtbot, made, 480, 300)
    made.show_target(PIECE, Repair)
    made.show()
    qtbot.waitUntil(lambda: made.words == "Private")
    return made


def choices(drafting: Drafting) -> list[tuple[Audience, str]]:
    found = showing.shown_to(drafting.session.casebook, drafting.session.case.id)
    return [(each.audience, each.wording) for each in found.get(PIECE, ())]


def test_readers_are_chosen_and_told_otherwise_with_the_keyboard_alone(
    qtbot, drafting: Drafting, line: ShownTo
) -> None:
    line.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget().objectName() == "repair-shown-team"
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: line.words == "Shown to the team")
    settled(qtbot, drafting)
    press(Qt.Key.Key_Tab)  # what the team hears
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: line.words == "Shown to the team and leadership")
    settled(qtbot, drafting)
    press(Qt.Key.Key_Tab)
    write("Updates will say what is not known yet.")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: line.words.endswith("leadership; leadership in other words"))
    heard = "Updates will say what is not known yet."
    assert choices(drafting) == [(Audience.TEAM, ""), (Audience.LEADERSHIP, heard)]
    drafting.session.casebook.undo(drafting.session.case.id)
    qtbot.waitUntil(lambda: line.words == "Shown to the team and leadership")


def test_half_typed_words_stay_with_their_piece_and_pieces_without_words_ask_for_none(
    qtbot, drafting: Drafting, line: ShownTo
) -> None:
    book, case = drafting.session.casebook, drafting.session.case.id
    showing.show(book, case, PIECE, Audience.OUTSIDE)
    qtbot.waitUntil(lambda: line.words == "Shown to partners and users")
    line.open_choice()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    write("The page will be honest.")
    line.show_target("signal-1", Signal)  # a list moved on
    qtbot.waitUntil(lambda: line.words == "Private")
    assert choices(drafting) == [(Audience.OUTSIDE, "The page will be honest.")]
    showing.show(book, case, "signal-1", Audience.TEAM)
    qtbot.waitUntil(lambda: line.words == "Shown to the team")
    line.open_choice()
    fields = [each for each in line.findChildren(object) if each.objectName().endswith("wording")]
    assert fields
    assert not any(each.isVisible() for each in fields)
    line.show_target(None, None)
    assert not line.isVisible()


def test_an_entry_of_a_trust_case_is_private_until_it_has_readers(
    qtbot, drafting: Drafting
) -> None:
    session = drafting.session
    case = cases.add_case(session.casebook, CaseKind.TRUST, "After the outage")
    session.select_case(case.id)
    kept = drafting.add("02:47", "The date was promised", private=True)
    pane = TimelinePane(session)
    shown(qtbot, pane, 480, 700)
    qtbot.waitUntil(lambda: pane.entries.select_entry(kept.id))
    qtbot.waitUntil(lambda: pane.shown_to.words == "Private")
    (index,) = [pane.model.index(0)]
    assert ", private, " in index.data(Qt.ItemDataRole.AccessibleTextRole)
    pane.entries.setFocus()
    qtbot.waitUntil(pane.entries.hasFocus)
    press("p")
    qtbot.waitUntil(pane.shown_to.findChild(QCheckBox, "entry-shown-team").hasFocus)
    press(Qt.Key.Key_Space)
    told = ", shown to the team, "
    qtbot.waitUntil(lambda: told in index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert not drafts.one(session.casebook, Entry, kept.id).private
    pane.edit_entry(kept.id)
    qtbot.waitUntil(lambda: pane.in_place.editor is not None)
    assert pane.in_place.editor.private.isHidden()
    pane.in_place.close()


def test_what_readers_hear_opens_where_a_question_leads_to_it(
    qtbot, drafting: Drafting, line: ShownTo
) -> None:
    session = drafting.session
    showing.show(session.casebook, session.case.id, PIECE, Audience.TEAM, "Status is clearer")
    qtbot.waitUntil(lambda: line.words == "Shown to the team, in other words")
    (choice,) = showing.shown_to(session.casebook, session.case.id)[PIECE]
    heard = line.findChild(QPlainTextEdit, "repair-shown-team-wording")
    assert not heard.isVisible()
    assert any("no other sentence" in each.text() for each in line.findChildren(QLabel))
    session.words_wanted.emit(choice.id, "wording")
    qtbot.waitUntil(heard.isVisible)
    assert heard.toPlainText() == "Status is clearer"
