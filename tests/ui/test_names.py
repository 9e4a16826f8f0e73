"""Names before an export: each in its context, one key an answer, answers that are kept."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from app.domain.people import Verdict
from app.domain.wording import NameSeen
from app.operations import answers, history, people
from app.ui import theme
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.names import NamesDialog
from app.ui.itemmodels.mentions import Fate
from app.ui.panes.review import ReviewPane
from tests.ui.drafting import Drafting, drafting, look, press, settled, shown, template, write
from tests.ui.shell import clipped

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def named(drafting: Drafting) -> Drafting:
    """The case, whose only author is also called Maria Lopez."""
    session = drafting.session
    found = people.people_of(session.casebook, session.case.id)
    person = next(iter(found.persons))
    people.add_alias(session.casebook, session.case.id, person, "Maria Lopez")
    people.set_role(session.casebook, session.case.id, person, "incident lead")
    return drafting


@pytest.fixture
def pane(qtbot, named) -> ReviewPane:
    named.add("02:50", "Then Maria Lopez was asked to roll back")
    named.add("02:55", "Nobody but Maria Lopez could be reached")
    named.add("03:00", "The Maria Lopez building lost its power")
    pane = ReviewPane(named.session)
    shown(qtbot, pane, 1100)
    settled(qtbot, named)
    return pane


def visible(pane, kind: type):
    return next((each for each in pane.window().findChildren(kind) if each.isVisible()), None)


def export_dialog(qtbot, drafting, pane, path) -> ExportDialog:
    pane.findChild(QAction, "export-review").trigger()
    dialog = visible(pane, ExportDialog)
    dialog.findChild(QLineEdit, "export-path").setText(str(path))
    settled(qtbot, drafting)
    return dialog


def names_dialog(qtbot, drafting, pane, path) -> NamesDialog:
    dialog = export_dialog(qtbot, drafting, pane, path)
    dialog.activateWindow()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.findChild(NamesDialog) is not None)
    names = dialog.findChild(NamesDialog)
    names.activateWindow()
    qtbot.waitUntil(names.list.hasFocus)
    return names


def choose(qtbot, names: NamesDialog, key: Qt.Key) -> None:
    """Press a key in the menu that is open; no window manager gives the focus back after it."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    qtbot.keyClick(QApplication.activePopupWidget(), key)
    if QApplication.activePopupWidget() is None:
        names.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def fates(names: NamesDialog) -> list[Fate]:
    return [row.fate for row in names.model.rows]


def test_every_name_is_shown_in_its_context_with_what_will_stand_there(
    qtbot, named, pane, tmp_path
):
    names = names_dialog(qtbot, named, pane, tmp_path / "review.md")
    rows = names.model.rows
    assert [row.words for row in rows] == ["Maria Lopez"] * 3
    assert rows[0].before.endswith("Then ")
    assert rows[0].after.startswith(" was asked to roll back")
    assert {row.instead for row in rows} == {"[incident lead]"}
    assert "3 places" in names.findChild(QLabel, "mentions-heading").text()
    assert not (tmp_path / "review.md").exists()
    names.reject()
    visible(pane, ExportDialog).reject()


def test_one_key_uses_roles_for_all_and_writes(qtbot, named, pane, tmp_path):
    path = tmp_path / "review.md"
    names_dialog(qtbot, named, pane, path)
    with qtbot.waitSignal(named.session.notified):
        press(Qt.Key.Key_A)
    settled(qtbot, named)
    text = re.sub(r"\\", "", path.read_text())
    assert "Then [incident lead] was asked" in text
    assert "Maria" not in text


def test_enter_goes_through_them_one_by_one(qtbot, named, pane, tmp_path):
    path = tmp_path / "review.md"
    names = names_dialog(qtbot, named, pane, path)
    press(Qt.Key.Key_Return)
    assert fates(names) == [Fate.REPLACED, Fate.OPEN, Fate.OPEN]
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_R)
    assert names.accept_button.hasFocus()
    with qtbot.waitSignal(named.session.notified):
        press(Qt.Key.Key_Space)
    settled(qtbot, named)
    assert "Maria" not in path.read_text()


def test_words_that_are_not_the_person_stay_with_a_reason_that_is_kept(
    qtbot, named, pane, tmp_path
):
    path = tmp_path / "review.md"
    names = names_dialog(qtbot, named, pane, path)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_N)
    choose(qtbot, names, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: names.model.rows[2].fate is Fate.KEPT)
    assert "place" in names.model.rows[2].note
    settled(qtbot, named)
    with qtbot.waitSignal(named.session.notified):
        press(Qt.Key.Key_A)
    settled(qtbot, named)
    text = path.read_text()
    assert "The Maria Lopez building" in text
    assert text.count("Maria") == 1

    named.add("03:20", "Later Maria Lopez went home")
    again = names_dialog(qtbot, named, pane, tmp_path / "second.md")
    assert fates(again) == [Fate.REPLACED, Fate.REPLACED, Fate.KEPT, Fate.OPEN]
    assert again.list.row == 3, "it begins with the first that nobody answered"
    again.reject()
    visible(pane, ExportDialog).reject()
    settled(qtbot, named)


def test_where_all_is_answered_enter_writes_at_once(qtbot, named, pane, tmp_path):
    names_dialog(qtbot, named, pane, tmp_path / "first.md")
    with qtbot.waitSignal(named.session.notified):
        press(Qt.Key.Key_A)
    settled(qtbot, named)
    export_dialog(qtbot, named, pane, tmp_path / "second.md").submit()
    qtbot.waitUntil(lambda: visible(pane, NamesDialog) is not None)
    again = visible(pane, NamesDialog)
    qtbot.waitUntil(lambda: again.focusWidget() is again.accept_button)
    assert fates(again) == [Fate.REPLACED] * 3
    with qtbot.waitSignal(named.session.notified):
        again.accept_button.click()
    settled(qtbot, named)
    assert "Maria" not in (tmp_path / "second.md").read_text()


def test_an_answer_is_withdrawn_and_an_answer_is_undone(qtbot, named, pane, tmp_path):
    session = named.session
    names = names_dialog(qtbot, named, pane, tmp_path / "review.md")
    press(Qt.Key.Key_N)
    choose(qtbot, names, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: names.model.rows[0].fate is Fate.KEPT)
    settled(qtbot, named)

    names.list.go_to(0)
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: names.model.rows[0].fate is Fate.REPLACED)
    settled(qtbot, named)
    assert answers.answers(session.casebook, session.case.id) == []

    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names.model.rows[0].fate is Fate.KEPT)
    settled(qtbot, named)
    assert len(answers.answers(session.casebook, session.case.id)) == 1
    names.reject()
    visible(pane, ExportDialog).reject()
    history.undo(session.casebook, session.case.id)
    assert answers.answers(session.casebook, session.case.id) == []
    settled(qtbot, named)


def test_own_words_and_own_reasons(qtbot, named, pane, tmp_path):
    session = named.session
    names = names_dialog(qtbot, named, pane, tmp_path / "review.md")
    press(Qt.Key.Key_W)
    write("database owner")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names.model.rows[0].instead == "[database owner]")
    assert names.list.hasFocus()
    press(Qt.Key.Key_N)
    choose(qtbot, names, Qt.Key.Key_4)
    write("the ship of that name")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names.model.rows[1].fate is Fate.KEPT)
    settled(qtbot, named)
    kept = {each.verdict: each for each in answers.answers(session.casebook, session.case.id)}
    assert kept[Verdict.KEEP].reason == "the ship of that name"
    assert kept[Verdict.REPLACE].instead == "database owner"
    names.reject()
    visible(pane, ExportDialog).reject()


def test_everywhere_answers_all_places_at_once(qtbot, named, pane, tmp_path):
    names = names_dialog(qtbot, named, pane, tmp_path / "review.md")
    press(Qt.Key.Key_N)
    choose(qtbot, names, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget().objectName().endswith("everywhere"))
    choose(qtbot, names, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: fates(names) == [Fate.KEPT] * 3)
    settled(qtbot, named)
    names.reject()
    visible(pane, ExportDialog).reject()


def test_escape_leaves_the_question_then_the_names_then_the_export(qtbot, named, pane, tmp_path):
    path = tmp_path / "review.md"
    names = names_dialog(qtbot, named, pane, path)
    press(Qt.Key.Key_W)
    press(Qt.Key.Key_Escape)
    assert names.list.hasFocus()
    press(Qt.Key.Key_Escape)
    export = visible(pane, ExportDialog)
    assert export.isVisible()
    settled(qtbot, named)
    export.reject()
    assert not path.exists()


def test_a_document_without_names_asks_nothing(qtbot, drafting, tmp_path):
    drafting.add("02:50", "Orders fail")
    pane = ReviewPane(drafting.session)
    shown(qtbot, pane, 1100)
    path = tmp_path / "review.md"
    dialog = export_dialog(qtbot, drafting, pane, path)
    assert "No known name" in dialog.findChild(QLabel, "export-names").text()
    dialog.activateWindow()
    with qtbot.waitSignal(drafting.session.notified):
        press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert "Orders fail" in path.read_text()


def test_who_changes_the_file_while_names_are_read_is_asked_again(qtbot, named, pane, tmp_path):
    taken = tmp_path / "taken.md"
    taken.write_text("older")
    pane.findChild(QAction, "export-review").trigger()
    dialog = visible(pane, ExportDialog)
    field = dialog.findChild(QLineEdit, "export-path")
    field.setText(str(tmp_path / "review.md"))
    dialog.submit()
    field.setText(str(taken))
    settled(qtbot, named)
    assert visible(pane, NamesDialog) is None
    assert dialog.findChild(QPushButton, "accept").isEnabled()
    dialog.submit()
    assert "already" in dialog.problem
    assert taken.read_text() == "older"
    dialog.reject()


def test_the_name_of_the_file_is_there_at_once(qtbot, named, pane):
    pane.findChild(QAction, "export-review").trigger()
    dialog = visible(pane, ExportDialog)
    name = dialog.findChild(QLineEdit, "export-path").text()
    assert "Orders API unavailable" in name
    assert "preliminary" in name
    settled(qtbot, named)
    dialog.reject()


def test_the_names_can_be_looked_through_without_writing(qtbot, named, pane):
    pane.findChild(QAction, "names").trigger()
    settled(qtbot, named)
    names = visible(pane, NamesDialog)
    assert len(names.model.rows) == 3
    names.reject()


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_long_words_neither_clip_the_dialog_nor_fill_it(qtbot, drafting, zoom):
    shown_at = theme.current().zoom
    theme.current().set_zoom(zoom)
    seen = [
        NameSeen(
            "note 3", "…" * 60, "Müller-Lüdenscheidt" * 40, "x" * 60, "[participant A]", ("", "")
        ),
        NameSeen("the title", "", "Bo", "", "[participant AA or participant AB]", ("a", "b")),
    ]
    over = QWidget()
    over.resize(1024, 700)
    qtbot.addWidget(over)
    names = NamesDialog(drafting.session, "incident-review", seen, parent=over)
    names.open()
    QApplication.processEvents()
    assert clipped(names) == []
    assert names.height() <= 700
    assert names.list.visualRect(names.model.index(0)).height() < names.list.height()
    names.reject()
    settled(qtbot, drafting)
    theme.current().set_zoom(shown_at)
