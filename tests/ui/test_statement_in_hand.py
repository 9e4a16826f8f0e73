"""History, forgetting and erasing from the Edit menu, for whatever the page stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.domain.drafts import Case, Certainty, Entry, new_id
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import FollowUp, Lesson, LessonKind
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.response import DrasticAction, StatusUpdate
from app.operations import drafting, timeline
from app.operations import history as recorded
from app.operations.practice import chain, start
from app.ui.dialogs.erase import EraseDialog, ForgetDialog
from app.ui.dialogs.history import HistoryDialog
from tests.ui.shell import Shell, case, casebook_path, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


@dataclass
class Told:
    """The window, and one statement of each kind in its case."""

    shell: Shell
    rows: dict[type, Any]

    def on(self, page_id: str, kind: type | None = None) -> Any:
        """Go to a page, to a statement of a kind; what is in hand there."""
        window = self.shell.window
        window.show_page(page_id)
        self.shell.settle()
        if kind is not None:
            window.session.thing_wanted.emit(self.rows[kind].id)
            self.shell.settle()
        return window.statement_in_hand()

    def pane(self, page_id: str) -> Any:
        """The pane of a page."""
        return self.shell.window.case_pages.by_id[page_id].pane


@pytest.fixture
def told(opened: Shell) -> Told:
    session = opened.window.session
    casebook, case_id = session.casebook, session.case.id
    meeting = Meeting(new_id(), case_id, agenda="15 · The timeline")
    rows = [
        Entry(new_id(), case_id, "Orders fail"),
        DrasticAction(new_id(), case_id, "Roll back"),
        StatusUpdate(new_id(), case_id, "We do not know yet"),
        Factor(new_id(), case_id, "No limit on the export"),
        DecisionPoint(new_id(), case_id, "Roll back or wait"),
        CorrectiveAction(new_id(), case_id, "Add a limit"),
        meeting,
        MeetingNote(new_id(), case_id, meeting.id, "Who watches the queue?"),
        FairAccount(new_id(), case_id, "incident lead"),
        Lesson(new_id(), case_id, LessonKind.IMPROVE, "Nobody saw the queue"),
        FollowUp(new_id(), case_id, "2026-12-01"),
    ]
    with casebook.edit("Fill the case", case_id) as edit:
        for row in rows:
            edit.add(row)
    opened.settle()
    return Told(opened, {type(row): row for row in rows})


def test_each_page_says_what_is_in_hand(told: Told) -> None:
    rows = told.rows
    assert told.on("timeline", Entry) == rows[Entry]
    for kind in (DrasticAction, StatusUpdate):
        assert told.on("response", kind) == rows[kind]
    for page, kind in (
        ("chain", Factor),
        ("context", DecisionPoint),
        ("actions", CorrectiveAction),
    ):
        assert told.on(page, kind) == rows[kind]
    assert told.on("meeting") == rows[Meeting]
    assert isinstance(told.on("review"), Case)
    assert told.on("sources") is None


def test_what_stands_behind_chips_is_in_hand_too(told: Told) -> None:
    window, rows = told.shell.window, told.rows
    assert told.on("meeting") == rows[Meeting]
    table = told.pane("meeting").plan.notes.table
    table.setFocus()
    table.setCurrentCell(0, 2)
    assert window.statement_in_hand() == rows[MeetingNote]
    told.pane("meeting")._show_part(1)
    told.shell.settle()
    assert window.statement_in_hand() == rows[FairAccount]
    told.on("follow-up")
    told.pane("follow-up").dates.list.stand_on(rows[FollowUp].id)
    assert window.statement_in_hand() == rows[FollowUp]
    told.on("review")
    window.trigger("stakeholder-choices")
    told.shell.settle()
    assert window.statement_in_hand() == rows[Entry]
    told.pane("review")._show_left(2)
    told.shell.settle()
    told.pane("review").lessons.list.stand_on(rows[Lesson].id)
    assert window.statement_in_hand() == rows[Lesson]


def test_the_answer_that_is_typed_in_is_in_hand(told: Told) -> None:
    session = told.shell.window.session
    start.answer(session.casebook, session.case.id, "IR-G1", AnswerState.OVERRIDDEN, "It is on")
    assert told.on("start") is None
    row = told.shell.find(QWidget, "start-gate-IR-G1")
    row.findChild(QLineEdit).setFocus()
    assert told.shell.window.statement_in_hand().text == "It is on"


def test_a_step_of_the_whys_is_in_hand(told: Told) -> None:
    session = told.shell.window.session
    step = chain.begin_ladder(session.casebook, session.case.id, "Orders failed")
    told.rows[Why] = step
    assert told.on("chain", Why) == step


def test_the_history_of_a_factor_is_told_and_the_factor_erased(told: Told) -> None:
    shell, window = told.shell, told.shell.window
    casebook, case_id = window.session.casebook, window.session.case.id
    factor = told.rows[Factor]
    chain.change_factor(casebook, case_id, factor.id, {"certainty": Certainty.CONFIRMED})
    told.on("chain", Factor)
    window.trigger("history")
    shell.settle()
    history = window.findChild(HistoryDialog)
    assert history.windowTitle() == "History of the factor"
    words = [label.text() for label in history.findChildren(QLabel)]
    assert "Certainty: not yet judged → confirmed" in words
    history.accept()

    window.trigger("erase")
    shell.settle()
    erase = window.findChild(EraseDialog)
    assert erase.windowTitle() == "Erase the factor for good"
    erase.findChild(QLineEdit, "erase-word").setText("erase")
    shell.qtbot.mouseClick(erase.findChild(QPushButton, "accept"), Qt.MouseButton.LeftButton)
    shell.settle()
    assert drafting.of_case(casebook, Factor, case_id) == []
    assert recorded.of_statement(casebook, factor) == []
    assert window.statement_in_hand() is None


def test_earlier_words_of_an_action_are_forgotten(told: Told) -> None:
    shell, window = told.shell, told.shell.window
    told.on("actions", CorrectiveAction)
    window.trigger("forget-versions")
    shell.settle()
    dialog = window.findChild(ForgetDialog)
    assert "1 recorded version of the action" in dialog.findChild(QLabel, "erase-plan").text()
    dialog.findChild(QLineEdit, "erase-word").setText("forget")
    shell.qtbot.mouseClick(dialog.findChild(QPushButton, "accept"), Qt.MouseButton.LeftButton)
    shell.settle()
    action = told.rows[CorrectiveAction]
    assert window.statement_in_hand() == action
    assert recorded.of_statement(window.session.casebook, action) == []


def test_without_a_statement_nothing_is_asked(told: Told) -> None:
    window = told.shell.window
    session = window.session
    timeline.delete_entry(session.casebook, told.rows[Entry].id)
    told.on("timeline")
    with told.shell.qtbot.waitSignal(session.notified) as notified:
        window.trigger("erase")
    assert notified.args[0].startswith("First stand on a statement")
    assert window.findChild(EraseDialog) is None
