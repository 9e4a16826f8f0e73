"""The Response page: times, drastic actions, updates and the process card; by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton

from app.domain.drafts import CaseKind, EntryKind, new_id
from app.domain.practice.response import DrasticAction, MilestoneKind, StatusUpdate
from app.domain.practice.response_record import CARD_ID, ResponseRecord
from app.operations import cases, history
from app.operations import drafting as drafts
from app.operations.practice import response
from app.ui.dialogs.export import ExportDialog
from app.ui.focus import has_focus_inside
from app.ui.panes.practice.response import ResponsePane
from app.ui.panes.workbench import Workbench
from app.ui.widgets.draft_form import DraftForm
from tests.ui.drafting import at, drafting, look, press, settled, shown, template, write
from tests.ui.shell import Chooser

__all__ = ["drafting", "look", "template"]


class Page:
    """The page under test, and short ways to ask what is on it."""

    def __init__(self, qtbot, drafting) -> None:
        self.qtbot, self.drafting, self.session = qtbot, drafting, drafting.session
        self.pane = ResponsePane(drafting.session, Chooser())
        shown(qtbot, self.pane, 930, 600)
        self.settle()

    def settle(self) -> None:
        settled(self.qtbot, self.drafting)
        # What was saved comes back by way of the session, which then has it read.
        self.qtbot.waitUntil(lambda: not self.pane._again.isActive())
        settled(self.qtbot, self.drafting)

    def find(self, kind: type, name: str):
        [found] = self.pane.findChildren(kind, name)
        return found

    def text(self, name: str) -> str:
        found = self.find(QLabel, name)
        return found.text() if found.isVisible() else ""

    def button(self, name: str) -> QPushButton:
        return self.find(QPushButton, name)

    def fill(self, kind: type, name: str, text: str) -> None:
        field = self.find(kind, name)
        field.setFocus()
        self.qtbot.waitUntil(field.hasFocus)
        write(text)
        self.qtbot.waitUntil(lambda: self.drafting.session.tasks.running == 0)
        self.settle()

    @property
    def record(self) -> ResponseRecord:
        return response.record_of(self.session.casebook, self.session.case.id)


@pytest.fixture
def page(qtbot, drafting, monkeypatch) -> Page:
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    return Page(qtbot, drafting)


def test_times_are_measured_and_what_is_not_told_can_be_said_absent(qtbot, page):
    started = page.drafting.add("02:41", "Errors began")
    detected = page.drafting.add("02:47", "Alert", kind=EntryKind.DETECTION)
    for kind, entry in ((MilestoneKind.STARTED, started), (MilestoneKind.DETECTED, detected)):
        response.mark(page.session.casebook, page.session.case.id, kind, entry.id)
    qtbot.waitUntil(lambda: page.text("length-detected") == "6 minutes")
    page.settle()
    assert page.text("moment-started").endswith("Errors began")
    assert page.text("moment-resolved") == "not marked yet"
    assert page.text("length-mitigated") == "not known yet"
    assert page.text("part-detection") == "1 entry"
    assert page.text("part-rollback") == "not told yet"
    wanted: list[str] = []
    page.session.page_wanted.connect(wanted.append)
    page.session.thing_wanted.connect(wanted.append)
    page.button("moment-detected-show").click()
    assert wanted == ["timeline", detected.id]

    page.fill(QLineEdit, "part-rollback-reason", "Nothing was released.")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.text("part-rollback") == "there was none")
    page.button("moment-started-remove").click()
    qtbot.waitUntil(lambda: page.text("length-detected") == "not known yet")
    page.settle()
    [answer] = page.record.answers
    assert answer.text == "Nothing was released."
    page.pane.show_part(3)
    page.session.thing_wanted.emit(answer.id)
    qtbot.waitUntil(lambda: page.find(QLineEdit, "part-rollback-reason").hasFocus())
    page.settle()
    page.session.thing_wanted.emit(CARD_ID)
    qtbot.waitUntil(page.pane.card.isVisible)
    page.settle()


def test_a_drastic_action_is_written_questioned_linked_and_removed(qtbot, page):
    entry = page.drafting.add("03:01:12", "Rollback began", kind=EntryKind.ROLLBACK)
    page.settle()
    page.pane.setFocus()
    page.pane.show_part(1)
    page.button("drastic-add-first").click()
    qtbot.waitUntil(page.pane.actions_part.form.isVisible)
    page.settle()
    assert page.text("drastic-name") == "Hypothesis H-1"
    assert "Who owned this call?" in page.text("drastic-questions")

    page.fill(QPlainTextEdit, "drastic-form-action", "Rolled back")
    page.fill(QPlainTextEdit, "drastic-form-hypothesis", "The release did it")
    page.fill(QPlainTextEdit, "drastic-form-expected", "Errors fall")
    page.fill(QPlainTextEdit, "drastic-form-way-back", "Release again")
    page.fill(QLineEdit, "drastic-form-owner", "on-call engineer A")
    qtbot.waitUntil(lambda: "names a person" in page.text("drastic-questions"))
    page.find(QLineEdit, "drastic-form-owner").clear()
    page.fill(QLineEdit, "drastic-form-owner", "incident lead")
    page.fill(QPlainTextEdit, "drastic-form-seen", "They stayed")
    qtbot.waitUntil(lambda: page.text("drastic-questions") == "")
    [action] = page.record.actions
    assert (action.action, action.owner, action.seen) == (
        "Rolled back",
        "incident lead",
        "They stayed",
    )

    page.button("drastic-link").click()
    menu = page.button("drastic-link").findChild(QMenu, "drastic-entry-menu")
    QTest.keyClick(menu, "1")
    qtbot.waitUntil(lambda: page.text("drastic-entry").endswith("Rollback began"))
    page.settle()
    assert page.record.actions[0].entry_id == entry.id

    page.button("drastic-list-remove").click()
    qtbot.waitUntil(lambda: page.button("drastic-add-first").isVisible())
    page.settle()
    history.undo(page.session.casebook, page.session.case.id)
    qtbot.waitUntil(page.pane.actions_part.form.isVisible)
    page.settle()
    assert page.record.actions == [page.record.actions[0]]
    assert page.find(QPlainTextEdit, "drastic-form-seen").toPlainText() == "They stayed"


def test_updates_show_which_promises_were_not_kept(qtbot, page):
    case_id, casebook = page.session.case.id, page.session.casebook
    first = StatusUpdate("a", case_id, "We don't know yet", at("03:15"), next_us=at("03:30"))
    second = StatusUpdate("b", case_id, "Rolled back", at("03:52"), next_us=at("04:10"))
    for update in (second, first):
        response.add_update(casebook, update)
    page.pane.show_part(2)
    qtbot.waitUntil(lambda: page.pane.updates.list.rows.count() == 2)
    page.settle()
    page.pane.updates.list.stand_on("a")
    late = "Next promised for 03:30; the next came at 03:52, 22 minutes late."
    assert page.text("update-broken") == late
    assert "No update for 37 minutes" in page.text("update-quiet")
    strip = page.pane.updates.strip
    assert strip.isVisible()
    x = round(strip._x(second.at_us or 0))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 16))
    assert page.pane.updates.list.current_id == "b"
    assert "no later update is recorded" in page.text("update-broken")
    third = StatusUpdate("c", case_id, "All is well", at("04:08"))
    response.add_update(casebook, third)
    qtbot.waitUntil(lambda: "came at 04:08" in page.text("update-promise"))
    page.settle()
    assert page.text("update-broken") == ""


def test_keys_lead_through_the_page(qtbot, page):
    page.pane.findChild(QPushButton, "response-times-chip").setFocus()
    for key, part in (("2", "actions"), ("3", "updates"), ("1", "times"), ("4", "card")):
        press(key)
        assert page.pane.state()["part"] == part
        assert has_focus_inside(page.pane.areas()[0])
    page.find(QPushButton, "response-card-chip").setFocus()
    press("s")
    qtbot.waitUntil(lambda: len(page.record.updates) == 1)
    page.settle()
    [update] = page.record.updates
    assert page.pane.state() == {"part": "updates", "action": "", "update": update.id}
    page.pane.updates.list.rows.setFocus()
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.record.updates == [])
    page.settle()
    page.pane.restore({"part": "card", "action": "gone", "update": "gone"})
    assert page.pane.card.isVisible()


def test_the_card_is_written_once_and_printed(qtbot, page):
    page.pane.show_part(3)
    page.fill(QPlainTextEdit, "card-form-commander", "Whoever is on duty")
    qtbot.waitUntil(lambda: page.record.card is not None)
    page.settle()
    assert page.record.card.commander == "Whoever is on duty"
    page.button("card-export").click()
    dialog = page.pane.findChild(ExportDialog)
    assert dialog.findChild(QComboBox, "export-document").currentText() == "Process card"
    dialog.reject()
    page.settle()


def test_another_page_asks_for_an_action_or_an_update(qtbot, page):
    page.pane.hide()  # what nobody sees is read when somebody comes back
    entry = page.drafting.add("03:01:12", "Rollback began")
    case_id, casebook = page.session.case.id, page.session.casebook
    for clock in ("02:50", "03:01"):
        action = DrasticAction(new_id(), case_id, f"At {clock}", at(clock))
        response.add_action(casebook, action)
    response.link_entry(casebook, case_id, action.id, entry.id)
    page.settle()
    assert page.pane.actions_part.list.rows.count() == 0
    page.pane.show()
    page.session.thing_wanted.emit(entry.id)
    qtbot.waitUntil(lambda: page.pane.state()["part"] == "actions")
    assert page.pane.actions_part.list.current_id == action.id
    page.settle()


def test_what_is_half_typed_stays_with_its_case(qtbot, page, monkeypatch):
    monkeypatch.setattr(DraftForm, "settle_ms", 60_000)
    case_id, casebook = page.session.case.id, page.session.casebook
    response.add_action(casebook, DrasticAction("a", case_id, ""))
    page.pane.show_part(1)
    qtbot.waitUntil(page.pane.actions_part.form.isVisible)
    page.settle()
    page.fill(QPlainTextEdit, "drastic-form-action", "Rolled back")
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    page.session.select_case(other.id)
    page.settle()
    assert [one.action for one in response.record_of(casebook, case_id).actions] == ["Rolled back"]
    assert response.record_of(casebook, other.id).actions == []
    assert history.undo_label(casebook, case_id) == "Edit drastic action"
    assert page.button("drastic-add-first").isVisible()


def test_selected_evidence_begins_an_update_or_an_action(qtbot, drafting):
    bench = Workbench(drafting.session, Chooser())
    shown(qtbot, bench, 1000, 650)
    settled(qtbot, drafting)
    table = bench.evidence.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 7)
    table.setFocus()
    table.selectRow(4)
    settled(qtbot, drafting)
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, kind in (("S", StatusUpdate), ("A", DrasticAction)):
        with qtbot.waitSignal(drafting.session.thing_wanted) as wanted:
            press(key, shift)
        settled(qtbot, drafting)
        [made] = drafts.of_case(drafting.session.casebook, kind, drafting.session.case.id)
        assert wanted.args == [made.id]
        assert made.at_us == at("03:01:12")
        cited = drafts.cited(drafting.session.casebook, drafting.session.case.id)[made.id]
        assert [item.quote for item in cited] == ["rollback orders 4412 -> 4411 started"]
