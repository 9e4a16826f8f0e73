"""What the candour check asks about is marked while one writes, and never becomes part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolTip,
    QWidget,
)

from app.casebook import Casebook
from app.domain.candour.case_findings import key_of
from app.domain.candour.findings import Finding, Group, Scope
from app.domain.changes import Changed
from app.domain.drafts import new_id
from app.domain.practice.chain import Factor
from app.lint.language.sentences import sentences
from app.operations import drafting, history
from app.operations.candour import dismissing, texts
from app.ui.dialogs.set_aside import SetAsideDialog
from app.ui.marking import checks, field_marks, marker
from app.ui.marking.checks import Check
from app.ui.marking.field_marks import FieldMarks
from app.ui.marking.pieces import pieces
from app.ui.widgets.growing_text import GrowingText
from tests.ui.shell import Shell, case, casebook_path, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]

Key = Qt.Key
ASKED = {
    "human error": (Group.BLAME, "Names <a person>.", "What made it easy?"),
    "obviously": (Group.HINDSIGHT, "Knows better.", "Seen then?"),
    "definitely": (Group.CERTAINTY, "Sounds sure.", "From where?"),
}


class Rules:
    """Stands in for the shipped rules; counts what is read and what is checked."""

    def __init__(self) -> None:
        self.read = 0
        self.checked: list[str] = []

    def __call__(self, casebook: Casebook, case_id: str) -> Check:
        self.read += 1
        set_aside = map(key_of, dismissing.dismissals(casebook, case_id))
        return Check(self, texts.scope_of, texts.scope_of_wording, frozenset(set_aside))

    def check(self, text, scope):
        self.checked.append(text)
        return list(_found(text, scope))


def _found(text: str, scope: Scope) -> Iterator[Finding]:
    for start, end in sentences(text):
        for match in re.finditer("|".join(ASKED), text[start:end], re.IGNORECASE):
            group, message, question = ASKED[match[0].lower()]
            if group is not Group.CERTAINTY or scope is Scope.CLAIM:
                begins = start + match.start()
                ends = start + match.end()
                sentence = text[start:end]
                yield Finding(group, group, message, question, begins, ends, match[0], sentence)


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rules]:
    standing_in = Rules()
    monkeypatch.setattr(checks, "read_check", standing_in)
    yield standing_in
    marker.current().switch(on=True)


def on(shell: Shell, page: str) -> None:
    shell.window.show_page(page)
    shell.window.activateWindow()
    shell.settle()


def marks_of(shell: Shell, name: str) -> FieldMarks:
    return shell.find(QWidget, name).findChild(FieldMarks)


def marked(shell: Shell, name: str) -> list[str]:
    return [mark.finding.text for mark in marks_of(shell, name).shown]


def over(marks: FieldMarks, number: int) -> QPoint:
    """A point over a mark, in the widget that the mouse points at."""
    point = marks.surface.place(marks.shown[number].extent).center()
    return marks.surface.pointed.mapFromGlobal(marks.field.mapToGlobal(point))


def type_into(shell: Shell, name: str, text: str) -> QLineEdit | QPlainTextEdit:
    field = shell.find(QWidget, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    shell.settle()
    return field


@pytest.mark.parametrize("name", ["review-title", "review-summary"])
def test_a_word_is_marked_once_it_is_ended(opened: Shell, name: str) -> None:
    on(opened, "review")
    field = type_into(opened, name, "")
    (field.insert if isinstance(field, QLineEdit) else field.insertPlainText)("An \U0001f642 ")
    QTest.keyClicks(field, "human error")
    opened.settle()
    assert marked(opened, name) == [], "the last word may go on"
    QTest.keyClicks(field, " ")
    assert marked(opened, name) == ["human error"]
    (mark,) = marks_of(opened, name).shown
    assert mark.start == len("An \U0001f642 ") + 1, "Qt counts two for what is outside the plane"
    QTest.keyClick(field, Key.Key_Left)
    QTest.keyClicks(field, "s")
    assert marked(opened, name) == [], "human errors are not in the rules, and it may go on"
    QTest.keyClick(field, Key.Key_Backspace)
    assert marked(opened, name) == []
    QTest.keyClick(field, Key.Key_Home)
    assert marked(opened, name) == ["human error"], "the caret is elsewhere"
    assert field.accessibleDescription() == "1 marked place; F8 goes to the next"


def test_a_mark_is_neither_saved_nor_copied_nor_undone(opened: Shell) -> None:
    on(opened, "review")
    for name in ("review-summary", "review-title"):
        field = type_into(opened, name, "obviously down.")
        assert marked(opened, name) == ["obviously"]
        field.selectAll()
        field.copy()
        data = QGuiApplication.clipboard().mimeData()
        assert data.text() == "obviously down."
        assert "underline" not in data.html()
        field.undo()
        assert "obviously" not in marks_of(opened, name).surface.text()
        field.redo()
        assert marked(opened, name) == ["obviously"]
    summary = opened.find(QPlainTextEdit, "review-summary")
    (shown,) = summary.extraSelections()
    assert shown.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    opened.window.show_page("timeline")
    opened.settle()
    saved = opened.window.session.case
    assert (saved.summary, saved.title) == ("obviously down.", "obviously down.")


def test_the_waves_of_a_line_stand_under_their_words_however_it_is_scrolled(opened: Shell) -> None:
    on(opened, "review")
    field = type_into(opened, "review-title", "Obviously " + "a long title of many words " * 9)
    QApplication.processEvents()
    marks = marks_of(opened, "review-title")
    assert not marks.surface.place(marks.shown[0].extent).isValid(), "scrolled out of view"
    field.setCursorPosition(0)
    field.grab()
    place = marks.surface.place(marks.shown[0].extent)
    for position, point in ((2, place.center()), (0, place.topLeft() + QPoint(2, 4))):
        assert abs(field.cursorPositionAt(point) - marks.surface.position_at(point)) <= 1
        assert marks.surface.position_at(point) >= position - 2
    assert place.width() == pytest.approx(field.fontMetrics().horizontalAdvance("Obviously"), abs=2)


def test_how_sure_a_statement_is_decides_what_is_asked(opened: Shell) -> None:
    session = opened.window.session
    factor = Factor(new_id(), session.case.id, "It was definitely the pool.")
    drafting.add(session.casebook, session.case.id, factor, "Add factor")
    on(opened, "chain")
    session.thing_wanted.emit(factor.id)
    opened.settle()
    assert marked(opened, "factor-form-text") == ["definitely"]
    opened.find(QComboBox, "factor-form-certainty").setCurrentText("Confirmed")
    assert marked(opened, "factor-form-text") == []
    opened.settle()
    history.undo(session.casebook, session.case.id)
    opened.settle()
    assert marked(opened, "factor-form-text") == ["definitely"]


def test_hovering_tells_the_question_as_plain_words(opened: Shell) -> None:
    on(opened, "review")
    for name in ("review-summary", "review-title"):
        type_into(opened, name, "Obviously a human error.")
        marks = marks_of(opened, name)
        pointed = marks.surface.pointed
        point = over(marks, 1)
        QApplication.sendEvent(
            pointed, QHelpEvent(QEvent.Type.ToolTip, point, pointed.mapToGlobal(point))
        )
        told = "<p>“human error”<br>Names &lt;a person&gt;.<br>What made it easy?</p>"
        assert QToolTip.text() == told
        QToolTip.hideText()
    beside = QPoint(opened.find(QLineEdit, "review-title").width() - 20, 8)
    assert marks.surface.position_at(beside) is None, "no words stand there"


def test_keys_go_through_the_page_and_ask(opened: Shell) -> None:
    window = opened.window
    on(opened, "review")
    window.trigger("next-finding")
    opened.settle()
    assert "Nothing is marked" in window.messages.bar.findChild(QLabel).text()
    type_into(opened, "review-summary", "A human error. Obviously.")
    title = type_into(opened, "review-title", "Obviously down")
    title.setCursorPosition(0)
    asked = []
    for key in (Key.Key_F8, Key.Key_F8, Key.Key_F8, Key.Key_F8):
        QTest.keyClick(QApplication.focusWidget(), key)
        asked.append((QApplication.focusWidget().objectName(), words_of(opened)))
    assert asked == [
        ("review-title", "“Obviously”"),
        ("review-summary", "“human error”"),
        ("review-summary", "“Obviously”"),
        ("review-title", "“Obviously”"),
    ]
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    summary = QApplication.focusWidget()
    assert (summary.objectName(), words_of(opened)) == ("review-summary", "“Obviously”")
    QTest.keyClick(summary, Key.Key_Escape)
    assert (words_of(opened), summary.hasFocus()) == ("", True), "Escape closes only the card"
    QTest.keyClick(summary, Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert words_of(opened) == "“Obviously”"
    QTest.keyClicks(summary, "x")
    assert words_of(opened) == "", "it goes once one writes on"
    opened.settle()


def test_all_of_the_words_can_be_seen_where_a_key_leads(opened: Shell) -> None:
    on(opened, "review")
    title = type_into(opened, "review-title", "More words than a line can show. " * 9)
    title.setText(title.text() + "A human error")
    title.setCursorPosition(0)
    opened.settle()
    QTest.keyClick(title, Key.Key_F8)
    (mark,) = marks_of(opened, "review-title").shown
    place = marks_of(opened, "review-title").surface.place(mark.extent)
    assert place.width() >= title.fontMetrics().horizontalAdvance("human error") - 2
    assert title.rect().contains(place)


def words_of(shell: Shell) -> str:
    cards = shell.window.findChildren(QLabel, "question-words")
    return next((each.text() for each in cards if each.isVisible()), "")


def test_a_finding_is_set_aside_with_a_reason_and_comes_back(opened: Shell, qtbot) -> None:
    session = opened.window.session
    on(opened, "review")
    type_into(opened, "review-summary", "A human error. Obviously.")
    marks = marks_of(opened, "review-summary")
    pointed, at = marks.surface.pointed, over(marks, 0)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(pointed, QContextMenuEvent(reason, at, pointed.mapToGlobal(at)))
    open_now = QApplication.topLevelWidgets()
    (menu,) = [each for each in open_now if each.objectName() == "finding-menu"]
    assert isinstance(menu, QMenu)
    texts_offered = [each.text() for each in menu.actions()[:3]]
    assert texts_offered == ["Show the question", "Set aside…", ""]
    menu.actions()[1].trigger()
    menu.close()
    dialog = opened.window.findChild(SetAsideDialog)
    accept = dialog.findChild(QPushButton, "accept")
    accept.click()
    opened.settle()
    assert "Say why" in dialog.problem
    QTest.keyClicks(dialog.findChild(QLineEdit, "set-aside-reason"), "Quoted from the report")
    accept.click()
    opened.settle()
    qtbot.waitUntil(lambda: marked(opened, "review-summary") == ["Obviously"])
    (kept,) = dismissing.dismissals(session.casebook, session.case.id)
    assert (kept.reason, kept.target_id, kept.part) == (
        "Quoted from the report",
        session.case.id,
        "summary",
    )
    history.undo(session.casebook, session.case.id)
    opened.settle()
    qtbot.waitUntil(lambda: marked(opened, "review-summary") == ["human error", "Obviously"])


def test_words_of_a_new_entry_are_to_be_saved_before_a_reason_is_asked(opened: Shell) -> None:
    on(opened, "timeline")
    opened.window.trigger("new-entry")
    opened.settle()
    type_into(opened, "capture-text", "A human error. ")
    opened.window.trigger("next-finding")
    opened.window.trigger("set-aside-finding")
    opened.settle()
    assert opened.window.findChild(SetAsideDialog) is None, "no reason is typed in vain"
    assert "Save these words first" in opened.window.messages.bar.findChild(QLabel).text()


def test_of_a_long_text_only_the_paragraph_that_changed_is_checked(
    opened: Shell, rules: Rules, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(opened, "review")
    field = opened.find(QPlainTextEdit, "review-summary")
    field.setPlainText("Obviously down.\n\nWe said “no\n\nhuman error” then.\n\nA human error.")
    opened.settle()
    whole = ["Obviously", "human error", "human error"]
    assert marked(opened, "review-summary") == whole
    assert [piece for _, piece in pieces(field.toPlainText())][1].endswith("error” then.")
    rules.checked.clear()
    field.moveCursor(field.textCursor().MoveOperation.End)
    field.setFocus()
    QTest.keyClicks(field, "!")
    assert rules.checked == ["A human error.!"]
    monkeypatch.setattr(field_marks, "AT_ONCE", 20)
    field.moveCursor(field.textCursor().MoveOperation.Start)
    QTest.keyClicks(field, "A very long paragraph, ")
    assert marked(opened, "review-summary") == whole[1:], "the others keep their marks meanwhile"
    qtbot.waitUntil(lambda: marked(opened, "review-summary") == whole)
    opened.settle()


def test_rules_follow_the_people_of_the_case_and_can_be_switched_off(
    opened: Shell, rules: Rules
) -> None:
    window, session = opened.window, opened.window.session
    assert rules.read == 0, "nothing is read while nothing written is seen"
    on(opened, "review")
    type_into(opened, "review-summary", "Obviously down.")
    before = rules.read
    assert before >= 1
    session.changed.emit(Changed(frozenset({"roles"}), frozenset(), None))
    opened.settle()
    assert rules.read == before + 1
    window.trigger("candour-marks")
    assert marked(opened, "review-summary") == []
    assert not window.settings.marks
    window.trigger("candour-marks")
    assert marked(opened, "review-summary") == ["Obviously"]


LINES = (
    "review-title",
    "review-next-step",
    "context-title",
    "lesson-form-carried",
    "meeting-note-line",
    "part-detection-reason",
    "start-why-text",
    "action-drop-because",
    "left-open-because",
    "audience-asked",
)
"""Lines that hold statements; most lines are for names, owners and places."""


def test_every_field_to_write_in_is_followed(opened: Shell) -> None:
    """A form of tomorrow must not be forgotten."""
    opened.window.build_all()
    opened.settle()
    fields = opened.window.findChildren(GrowingText)
    assert len(fields) > 40
    fields += [opened.window.findChild(QLineEdit, name) for name in LINES]
    unmarked = {each.objectName() for each in fields if each.findChild(FieldMarks) is None}
    assert unmarked == set()
    private = opened.window.findChild(QWidget, "review-private").findChild(FieldMarks)
    assert texts.scope_of(opened.window.session.case, private._part) is None
