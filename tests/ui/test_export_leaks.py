"""What the gate finds is answered where it is told; then the document is written."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit

from app.domain.leaks import Leak, LeakKind
from app.operations import answers, cases, history, people
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.leaks import LeakDialog
from app.ui.dialogs.names import NamesDialog
from app.ui.itemmodels.mentions import Fate
from app.ui.panes.review import ReviewPane
from tests.ui.drafting import Drafting, drafting, look, press, settled, shown, template

__all__ = ["drafting", "look", "template"]

SECRET = "The rota was swapped twice before the release"
HIDDEN = base64.b64encode(b"Maria Lopez").decode()


@pytest.fixture
def case(drafting: Drafting) -> Drafting:
    """A case with a private note, and an author called Maria Lopez."""
    session = drafting.session
    found = people.people_of(session.casebook, session.case.id)
    people.add_alias(session.casebook, session.case.id, next(iter(found.persons)), "Maria Lopez")
    cases.update_case(session.casebook, replace(session.case, private_notes=SECRET))
    return drafting


@pytest.fixture
def pane(qtbot, case) -> ReviewPane:
    pane = ReviewPane(case.session)
    shown(qtbot, pane, 1100)
    settled(qtbot, case)
    return pane


def visible(pane, kind: type):
    return next((each for each in pane.window().findChildren(kind) if each.isVisible()), None)


def refused(qtbot, case, pane, path) -> LeakDialog:
    """Try to export as Markdown; the dialog that says why not."""
    settled(qtbot, case)
    pane.findChild(QAction, "export-review").trigger()
    dialog = visible(pane, ExportDialog)
    dialog.findChild(QLineEdit, "export-path").setText(str(path))
    settled(qtbot, case)
    dialog.activateWindow()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: visible(pane, LeakDialog) or visible(pane, NamesDialog))
    if (names := visible(pane, NamesDialog)) is not None:
        names.use_all()
    qtbot.waitUntil(lambda: visible(pane, LeakDialog) is not None)
    leaks = visible(pane, LeakDialog)
    leaks.activateWindow()
    qtbot.waitUntil(leaks.list.hasFocus)
    assert not path.exists()
    return leaks


def test_private_text_is_told_plainly_and_left_out_with_one_key(qtbot, case, pane, tmp_path):
    case.add("02:50", f"Orders fail. {SECRET}. Then they recover.")
    path = tmp_path / "review.md"
    leaks = refused(qtbot, case, pane, path)
    row = leaks.model.rows[0]
    assert row.private
    assert "private notes" in row.note
    assert "Private text cannot pass" in " ".join(
        each.text() for each in leaks.findChildren(QLabel)
    )
    assert not leaks.findChild(type(leaks.accept_button), "mention-keep").isEnabled()
    press(Qt.Key.Key_N)
    assert QApplication.activePopupWidget() is None, "private text is never kept"

    with qtbot.waitSignal(case.session.notified):
        press(Qt.Key.Key_A)
    settled(qtbot, case)
    text = path.read_text()
    assert "rota" not in text
    assert "left out" in text
    assert "Then they recover" in text


def test_each_place_is_answered_then_the_main_button_writes(qtbot, case, pane, tmp_path):
    case.add("02:50", f"Orders fail. {SECRET}.")
    case.add("02:51", f"The header read {HIDDEN} there")
    path = tmp_path / "review.md"
    leaks = refused(qtbot, case, pane, path)
    number = len(leaks.model.rows)
    assert {row.private for row in leaks.model.rows} == {True, False}
    for _ in range(number):
        before = sum(row.fate is Fate.OPEN for row in leaks.model.rows)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda: sum(row.fate is Fate.OPEN for row in leaks.model.rows) < before  # noqa: B023
        )
    qtbot.waitUntil(leaks.accept_button.hasFocus)
    with qtbot.waitSignal(case.session.notified):
        press(Qt.Key.Key_Space)
    settled(qtbot, case)
    assert HIDDEN not in path.read_text()
    assert "rota" not in path.read_text()


def test_a_name_that_is_none_stays_for_a_reason_everywhere(qtbot, case, pane, tmp_path):
    case.add("02:51", f"The header read {HIDDEN} there")
    path = tmp_path / "review.md"
    leaks = refused(qtbot, case, pane, path)
    press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_3)
    qtbot.waitUntil(lambda: leaks.model.rows[0].fate is Fate.KEPT)
    settled(qtbot, case)
    with qtbot.waitSignal(case.session.notified):
        leaks.finish()
    settled(qtbot, case)
    assert HIDDEN in path.read_text()
    kept = answers.answers(case.session.casebook, case.session.case.id)
    assert [answer.reason for answer in kept] == ["a product, place or team"]


def test_leaving_writes_nothing_and_keeps_the_export_open(qtbot, case, pane, tmp_path):
    case.add("02:50", SECRET)
    path = tmp_path / "review.md"
    refused(qtbot, case, pane, path)
    press(Qt.Key.Key_Escape)
    export = visible(pane, ExportDialog)
    assert export is not None
    assert not path.exists()
    export.reject()


def test_one_key_goes_to_where_the_words_stand(qtbot, case, pane, tmp_path):
    entry = case.add("02:50", f"Orders fail. {SECRET}.")
    refused(qtbot, case, pane, tmp_path / "review.md")
    pages, said, things = [], [], []
    case.session.thing_wanted.connect(things.append)
    case.session.page_wanted.connect(pages.append)
    case.session.notified.connect(lambda words, _undo: said.append(words))
    press(Qt.Key.Key_G)
    qtbot.waitUntil(lambda: pages == ["timeline"])
    settled(qtbot, case)
    assert said == ["The words stand in the entry that is selected now."]
    assert things == [entry.id]
    assert visible(pane, ExportDialog) is None


def test_words_in_a_field_of_the_case_are_gone_to(qtbot, case, pane, tmp_path):
    session = case.session
    cases.update_case(session.casebook, replace(session.case, private_notes=SECRET, changes=SECRET))
    refused(qtbot, case, pane, tmp_path / "review.md")
    press(Qt.Key.Key_G)
    field = pane.findChild(QPlainTextEdit, "review-changes")
    qtbot.waitUntil(field.hasFocus)
    settled(qtbot, case)


def test_an_answer_is_taken_back(qtbot, case, pane, tmp_path):
    session = case.session
    case.add("02:51", f"The header read {HIDDEN} there")
    leaks = refused(qtbot, case, pane, tmp_path / "review.md")
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: leaks.model.rows[0].fate is Fate.REPLACED)
    settled(qtbot, case)
    leaks.list.setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: leaks.model.rows[0].fate is Fate.OPEN)
    settled(qtbot, case)
    assert answers.answers(session.casebook, session.case.id) == []
    leaks.reject()
    visible(pane, ExportDialog).reject()


def test_five_hundred_leaks_are_answered_with_one_key(qtbot, case):
    leaks = [
        Leak(
            LeakKind.NAME,
            "the text",
            f"{n} ",
            "Maria",
            " said",
            "[incident lead]",
            key=(f"{n}", "said"),
        )
        for n in range(500)
    ]
    again = []
    dialog = LeakDialog(case.session, leaks, lambda: again.append(True))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.use_all()
    qtbot.waitUntil(lambda: again == [True])
    settled(qtbot, case)
    assert len(answers.answers(case.session.casebook, case.session.case.id)) == 500
    history.undo(case.session.casebook, case.session.case.id)
    assert answers.answers(case.session.casebook, case.session.case.id) == []
