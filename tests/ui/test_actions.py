"""The Actions page: few actions by keyboard, what each closes, done only with what shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from app.domain.drafts import new_id
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.chain import Factor, FactorLink
from app.domain.practice.corrective import COMPLETION, ActionKind, ActionState, Helped
from app.domain.timeline import Span
from app.operations import drafting, history
from app.operations.practice import action_exports, corrective
from app.ui.panes.practice.corrective import CorrectivePane
from app.ui.session import Session
from app.ui.widgets.headed_list import HeadedList
from app.ui.widgets.key_menu import KeyMenu
from app.ui.widgets.target_list import TargetList
from tests.ui.evidence_case import Evidence, evidence_template, open_case, settling
from tests.ui.shell import Chooser

__all__ = ["evidence_template", "open_case", "settling"]

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Page:
    """The pane under test, and short ways to ask what is in it."""

    def __init__(self, session: Session, settle: Callable[[], None], pane: CorrectivePane) -> None:
        self.session, self.settle, self.pane = session, settle, pane
        self.list = pane.findChild(HeadedList, "action-list")
        self.left_open = pane.findChild(HeadedList, "left-open-list")
        self.targets = pane.findChild(TargetList, "action-targets")

    @property
    def case_id(self) -> str:
        return self.session.case.id

    @property
    def plan(self) -> ActionPlan:
        return corrective.plan(self.session.casebook, self.case_id)

    @property
    def rows(self) -> list[str]:
        return [row.text for row in self.list.rows]

    def words(self, name: str) -> str:
        label = self.pane.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        QTest.keyClick(self.pane.window().focusWidget(), key, modifier)
        self.settle()

    def type(self, name: str, text: str) -> None:
        field = self.pane.findChild(QWidget, name)
        field.setFocus()
        QTest.keyClicks(field, text)
        self.list.setFocus()
        self.settle()

    def add(self, text: str, *closes: str) -> str:
        casebook = self.session.casebook
        action = corrective.add(casebook, self.case_id, text, closes)
        self.settle()
        self.list.stand_on(action.id)
        self.list.setFocus()
        return action.id

    def factor(self, text: str) -> str:
        rank = len(self.plan.chain.factors)
        factor = Factor(new_id(), self.case_id, text, rank=rank)
        drafting.add(self.session.casebook, self.case_id, factor, "Add factor")
        self.settle()
        return factor.id


@pytest.fixture
def page(session: Session, settle: Callable[[], None], qtbot) -> Page:
    pane = CorrectivePane(session, Chooser())
    qtbot.addWidget(pane)
    pane.resize(1000, 620)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    pane.setFocus()
    settle()
    return Page(session, settle, pane)


def test_an_empty_case_says_what_to_do(page: Page) -> None:
    labels = [each.text() for each in page.pane.findChildren(QLabel) if each.isVisible()]
    assert "No action yet" in labels
    assert "once there are factors" in page.words("nothing-left-open")
    assert page.words("actions-questions") == ""


def test_an_action_is_written_and_aimed_by_keyboard_alone(page: Page, qtbot) -> None:
    staging, query = page.factor("Staging had 800 rows"), page.factor("A query without limit")
    link = FactorLink(new_id(), page.case_id, staging, query)
    drafting.add(page.session.casebook, page.case_id, link, "Add link")
    page.settle()
    assert "no action yet" in page.words("actions-questions")
    page.key(Qt.Key.Key_N)
    assert page.pane.window().focusWidget().objectName() == "action-form-text"
    page.type("action-form-text", "Refuse queries over 100,000 rows")
    page.key(Qt.Key.Key_C)
    assert page.pane.window().focusWidget() is page.targets
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Space)
    (action,) = page.plan.actions
    assert action.text == "Refuse queries over 100,000 rows"
    assert page.plan.closes(action.id) == (query,)
    assert [row.text for row in page.left_open.rows] == ["F1  Staging had 800 rows"]
    assert "closes F2" in page.list.rows[1].below
    history.undo(page.session.casebook, page.case_id)
    page.settle()
    assert page.targets.checked == ()
    assert len(page.left_open.rows) == 2


def test_what_is_typed_ahead_goes_into_the_new_action(page: Page) -> None:
    """Not into the one that was in hand, and no letter of it is a command."""
    page.add("Cap the size of a query")
    QTest.keyClick(page.list, Qt.Key.Key_N)
    for letter in "Add a note":
        QTest.keyClick(page.pane.window().focusWidget(), letter)
    page.settle()
    page.list.setFocus()
    page.settle()
    assert sorted(action.text for action in page.plan.actions) == [
        "Add a note",
        "Cap the size of a query",
    ]


def test_actions_stand_by_kind_and_questions_beside_them(page: Page) -> None:
    page.factor("A query without limit")
    page.add("Improve monitoring")
    asked = page.words("action-questions")
    assert "Who will see it through?" in asked
    assert "fit any incident" not in asked, "the marks and the page of the candour check ask that"
    kind = page.pane.findChild(QComboBox, "action-form-kind")
    kind.setCurrentText("Immediate")
    page.settle()
    assert page.plan.actions[0].kind is ActionKind.IMMEDIATE
    assert page.rows == ["Immediate", "A1  Improve monitoring"]
    assert "None of them is systemic" in page.words("actions-questions")
    page.type("action-form-owner", "platform lead")
    page.type("action-form-due", "2020-01-31")
    assert "Who will see it through?" not in page.words("action-questions")
    assert page.list.rows[1].aside == "overdue"
    assert "due 2020-01-31" in page.list.rows[1].below


def test_done_needs_what_shows_it(page: Page, session: Session) -> None:
    action_id = page.add("Cap the rows")
    failures: list[str] = []
    session.failed.connect(lambda error: failures.append(str(error)))
    page.key(Qt.Key.Key_D)
    assert "Done needs what shows it" in failures[0]
    assert page.plan.actions[0].state is ActionState.OPEN
    item_id = Evidence(session, page.pane, page.settle).ids("export query")[0]
    drafting.cite(session.casebook, page.case_id, action_id, [Span(item_id)], COMPLETION)
    page.settle()
    page.key(Qt.Key.Key_D)
    assert page.plan.actions[0].state is ActionState.DONE
    assert page.words("action-state").startswith("done on ")
    helped = page.pane.findChild(QComboBox, "action-helped-form-helped")
    assert helped.isVisible()
    helped.setCurrentText("Partly")
    page.settle()
    assert page.plan.actions[0].helped is Helped.PARTLY
    assert "What shows whether it helped?" in page.words("action-questions")
    page.list.setFocus()
    page.key(Qt.Key.Key_O)
    assert page.plan.actions[0].state is ActionState.OPEN
    assert not helped.isVisible()


def test_what_was_just_typed_counts_for_done(page: Page) -> None:
    page.add("Cap the rows")
    field = page.pane.findChild(QPlainTextEdit, "action-done-form-completion")
    field.setFocus()
    QTest.keyClicks(field, "limits.yaml, merged")
    page.pane.findChild(QPushButton, "action-complete-button").click()
    page.settle()
    assert page.plan.actions[0].state is ActionState.DONE
    assert page.plan.actions[0].completion == "limits.yaml, merged"


def test_dropping_asks_why_and_frees_the_factor(page: Page) -> None:
    factor = page.factor("A query without limit")
    page.add("Cap the rows", factor)
    assert not page.left_open.isVisible()
    page.key(Qt.Key.Key_X)
    ask = page.pane.window().focusWidget()
    assert ask.objectName() == "action-drop-because"
    QTest.keyClicks(ask, "the store goes away")
    page.key(Qt.Key.Key_Return)
    assert page.plan.actions[0].dropped_because == "the store goes away"
    assert page.rows == ["Dropped", "A1  Cap the rows"]
    assert page.left_open.isVisible()
    assert page.pane.window().focusWidget() is page.list


def test_a_factor_is_left_open_on_purpose_or_gets_an_action(page: Page) -> None:
    page.factor("Staging had 800 rows")
    page.left_open.setFocus()
    page.key(Qt.Key.Key_L)
    QTest.keyClicks(page.pane.window().focusWidget(), "it goes away in spring")
    page.key(Qt.Key.Key_Return)
    assert page.left_open.rows[0].below == "left open on purpose: it goes away in spring"
    page.key(Qt.Key.Key_L)
    page.pane.window().focusWidget().clear()
    page.key(Qt.Key.Key_Return)
    assert page.left_open.rows[0].below == "no action closes it"
    page.key(Qt.Key.Key_F)
    assert page.plan.left_open == ()
    assert page.pane.window().focusWidget().objectName() == "action-form-text"


def test_enter_on_an_open_factor_shows_it_in_the_chain(page: Page, session: Session) -> None:
    factor = page.factor("Staging had 800 rows")
    went: list[str] = []
    session.page_wanted.connect(went.append)
    session.thing_wanted.connect(went.append)
    page.left_open.setFocus()
    page.key(Qt.Key.Key_Return)
    assert went == ["chain", factor]


def test_actions_are_moved_and_removed_by_keyboard(page: Page) -> None:
    for text in ("one", "two", "three"):
        page.add(text)
    page.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each.text for each in page.plan.actions] == ["one", "three", "two"]
    assert page.rows[1:] == ["A1  one", "A2  three", "A3  two"]
    page.key(Qt.Key.Key_Delete)
    assert [each.text for each in page.plan.actions] == ["one", "two"]
    history.undo(page.session.casebook, page.case_id)
    page.settle()
    assert page.rows[1:] == ["A1  one", "A2  three", "A3  two"]


def test_somebody_elses_change_does_not_take_what_is_being_typed(page: Page) -> None:
    action_id = page.add("Cap the rows")
    field = page.pane.findChild(QPlainTextEdit, "action-form-text")
    field.setFocus()
    QTest.keyClicks(field, " of every query")
    changes = {"owner": "platform lead"}
    corrective.change(page.session.casebook, page.case_id, action_id, changes)
    page.settle()
    assert "of every query" in field.toPlainText()
    page.list.setFocus()
    page.settle()
    assert page.plan.actions[0].owner == "platform lead"
    assert "of every query" in page.plan.actions[0].text


@pytest.mark.parametrize("format_id", ["jira", "ics"])
def test_actions_are_exported_from_the_menu_of_programs(
    page: Page, tmp_path: Path, format_id: str
) -> None:
    action_id = page.add("Cap the rows")
    changes = {"due": "2026-12-01"}
    corrective.change(page.session.casebook, page.case_id, action_id, changes)
    page.settle()
    told: list[str] = []
    page.session.notified.connect(lambda text, _undo: told.append(text))
    target = tmp_path / f"mine.{action_exports.FORMATS[format_id].ending}"
    page.pane._export._chooser.answer = target
    page.pane.export()
    menu = page.pane.findChild(KeyMenu, "export-actions-menu")
    labels = [each.text() for each in menu.actions()]
    menu.actions()[list(action_exports.FORMATS).index(format_id)].trigger()
    menu.close()
    page.settle()
    QApplication.processEvents()
    assert len(labels) == 4
    assert target.exists()
    assert f"Written to {target}. 1 " in told[-1]


def test_the_place_is_kept(page: Page, session: Session, settle: Callable[[], None], qtbot) -> None:
    page.add("one")
    second = page.add("two")
    state = dict(page.pane.state())
    other = CorrectivePane(session, Chooser())
    qtbot.addWidget(other)
    other.restore(state)
    settle()
    assert other.state()["action"] == second
