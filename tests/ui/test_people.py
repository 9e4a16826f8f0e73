"""The People page, and how people are spoken of in the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPushButton

from app.domain.drafts import Case, CaseKind
from app.domain.roles import USUAL_LABELS
from app.operations import casebooks, cases, history, people
from app.ui.itemmodels.people import Column
from app.ui.panes.people import PeoplePane
from app.ui.widgets.names_table import NamesTable
from app.ui.widgets.people_table import PeopleTable
from app.ui.widgets.twins_note import TwinsNote
from tests.ui.evidence_case import evidence_template, open_case, settling
from tests.ui.shell import (
    PASSPHRASE,
    Shell,
    case,
    casebook_path,
    clipped,
    dressed,
    make_shell,
    opened,
    shell,
)
from tests.unit.operations.chat import author, take_in_with

__all__ = [
    "case",
    "casebook_path",
    "dressed",
    "evidence_template",
    "make_shell",
    "open_case",
    "opened",
    "settling",
    "shell",
]


class Page:
    """The pane under test, and short ways to ask what is in it."""

    def __init__(self, session, settle, pane: PeoplePane) -> None:
        self.session, self.settle, self.pane = session, settle, pane
        self.table = pane.findChild(PeopleTable, "people-table")
        self.names = pane.findChild(NamesTable, "names-table")
        self.twins = pane.findChild(TwinsNote, "twins-note")

    @property
    def rows(self) -> list[list[str]]:
        model = self.table.model()
        return [
            [str(model.index(row, column).data()) for column in Column]
            for row in range(model.rowCount())
        ]

    @property
    def roles(self) -> list[str]:
        return [row[Column.ROLE] for row in self.rows]

    @property
    def known(self) -> list[tuple[str, ...]]:
        return [
            tuple(self.names.item(row, column).text() for column in range(3))
            for row in range(self.names.rowCount())
        ]

    def stand_on(self, role: str) -> str:
        person_id = self.table.model().rows[self.roles.index(role)].person_id
        self.table.stand_on(person_id)
        assert self.table.chosen() == [person_id]
        return person_id

    def press(self, which: Qt.Key) -> None:
        QTest.keyClick(self.table, which)
        self.settle()

    def type_into_cell(self, text: str) -> None:
        line = self.pane.findChild(QLineEdit, "person-edit")
        line.selectAll()
        QTest.keyClicks(line, text)
        popup = line.completer().popup() if line.completer() else None
        listed = popup is not None and popup.isVisible()
        QTest.keyClick(popup if listed else line, Qt.Key.Key_Return)
        self.settle()

    def click(self, name: str) -> None:
        self.pane.findChild(QPushButton, name).click()
        self.settle()

    def undo(self) -> None:
        history.undo(self.session.casebook, self.session.case.id)
        self.settle()

    @property
    def doubt(self) -> str:
        shown = self.pane.findChild(QLabel, "person-doubt")
        return shown.text() if shown.isVisible() else ""


@pytest.fixture
def make_page(session, settle, qtbot) -> Callable[[], Page]:
    def make() -> Page:
        pane = PeoplePane(session)
        qtbot.addWidget(pane)
        pane.resize(900, 640)
        with qtbot.waitExposed(pane):
            pane.show()
        settle()
        return Page(session, settle, pane)

    return make


@pytest.fixture
def page(make_page) -> Page:
    return make_page()


def add_people(session, settle, monkeypatch, names: list[str]) -> None:
    crowd = [author(f"X{number}", name) for number, name in enumerate(names)]
    said = [(one.key, one.names[0].text, "hello") for one in crowd]
    take_in_with(monkeypatch, session.casebook)(session.case, said, crowd, format_id="other")
    settle()


def test_people_are_listed_with_role_names_and_sources(page):
    assert page.rows == [
        ["participant A", "Ana", "ana", "by role"],
        ["participant B", "Ben", "ben", "by role"],
    ]
    page.stand_on("participant B")
    assert page.known == [("U2", "id", "Chat"), ("Ben", "name", "Chat"), ("ben", "handle", "Chat")]


def test_a_role_is_typed_in_place_and_undone(page):
    person_id = page.stand_on("participant B")
    page.press(Qt.Key.Key_R)
    page.type_into_cell("on-call engineer A")
    assert page.roles == ["on-call engineer A", "participant A"]
    assert page.table.chosen() == [person_id]
    assert page.doubt == ""
    page.undo()
    assert page.roles == ["participant A", "participant B"]


def test_usual_roles_are_offered_while_one_is_typed(page):
    page.stand_on("participant A")
    page.press(Qt.Key.Key_R)
    completer = page.pane.findChild(QLineEdit, "person-edit").completer()
    offered = {
        completer.model().index(row, 0).data() for row in range(completer.model().rowCount())
    }
    assert offered == set(USUAL_LABELS)
    line = page.pane.findChild(QLineEdit, "person-edit")
    QTest.keyClick(line, Qt.Key.Key_Down)
    popup = completer.popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)  # once is enough
    page.settle()
    assert page.roles == [USUAL_LABELS[0], "participant B"]


@pytest.mark.parametrize(
    ("label", "warning"), [("participant A", "Somebody else"), ("Ana's deputy", "a name (Ana)")]
)
def test_a_doubtful_role_is_saved_with_a_warning(page, label, warning):
    page.stand_on("participant B")
    page.press(Qt.Key.Key_R)
    page.type_into_cell(label)
    assert label in page.roles
    assert warning in page.doubt


def test_an_empty_role_is_refused_with_a_sentence(page, qtbot):
    page.stand_on("participant B")
    with qtbot.waitSignal(page.session.failed) as failed:
        page.press(Qt.Key.Key_R)
        page.type_into_cell(" ")
    assert "needs a label" in str(failed.args[0])
    assert page.roles == ["participant A", "participant B"]


def test_documents_show_a_name_only_for_a_stated_reason(page):
    person_id = page.stand_on("participant B")
    page.press(Qt.Key.Key_W)
    page.type_into_cell("signs the report")
    assert page.rows[1][Column.IN_DOCUMENTS] == "by name: signs the report"
    assert page.session.people.is_named(person_id)
    page.press(Qt.Key.Key_E)
    page.type_into_cell("Ben K.")
    assert page.rows[1][Column.NAME] == "Ben K."
    assert page.rows[1][Column.IN_DOCUMENTS] == "by name: signs the report"
    page.undo()
    page.undo()
    assert page.rows[1][1:] == ["Ben", "ben", "by role"]


def test_two_that_are_selected_become_one_and_are_split_again(page):
    opened = []
    page.pane.dialog_opened.connect(opened.append)
    page.table.selectAll()
    page.press(Qt.Key.Key_J)
    [dialog] = opened
    assert "participant A" in dialog.findChild(QLabel, "merge-outcome").text()
    dialog.findChild(QPushButton, "accept").click()
    page.settle()
    assert page.roles == ["participant A"]
    assert {name for name, _, _ in page.known} == {"U1", "Ana", "ana", "U2", "Ben", "ben"}
    page.click("split-person-button")
    assert page.roles == ["participant A", "participant B"]
    page.undo()
    assert page.roles == ["participant A"]


def test_whom_to_merge_with_can_be_chosen_and_nobody_with_themselves(page):
    opened = []
    page.pane.dialog_opened.connect(opened.append)
    page.stand_on("participant A")
    page.click("merge-person-button")
    [dialog] = opened
    accept, into = (
        dialog.findChild(QPushButton, "accept"),
        dialog.findChild(QComboBox, "merge-into"),
    )
    accept.click()
    assert dialog.problem == "Choose two different people."
    into.setCurrentIndex(0)
    accept.click()
    assert dialog.problem == "Choose two different people."
    into.setCurrentIndex(1)
    accept.click()
    page.settle()
    assert page.roles == ["participant B"]


def test_one_of_several_who_were_merged_is_split_off(page, session, settle, monkeypatch):
    add_people(session, settle, monkeypatch, ["Cleo"])
    first, *others = page.session.people.in_case
    for other in others:
        people.merge(session.casebook, session.case.id, other, first)
    settle()
    page.stand_on("participant A")
    page.click("split-person-button")
    menu = page.pane.findChild(QMenu, "split-menu")
    assert [action.text() for action in menu.actions()] == ["Split Ben off", "Split Cleo off"]
    menu.actions()[1].trigger()
    menu.close()
    settle()
    assert page.roles == ["participant A", "participant C"]


def test_equal_names_are_asked_about_and_may_stay_two_people(
    make_page, session, settle, monkeypatch
):
    add_people(session, settle, monkeypatch, ["Mira Olsen", "MIRA  OLSÉN", "Cleo", "Cleo"])
    page = make_page()
    asked = page.pane.findChild(QLabel, "twins-text")
    assert page.twins.isVisible()
    assert "participant C" in asked.text()
    assert "participant D" in asked.text()
    page.click("twins-apart")
    assert not page.twins.isVisible()  # a first name alone is no reason to ask
    again = make_page()
    again.pane.restore(page.pane.state())
    assert not again.twins.isVisible()
    again.pane.restore({})
    again.click("twins-merge")
    assert again.roles == [f"participant {letter}" for letter in "ABCEF"]
    assert not again.twins.isVisible()


def test_a_nickname_is_added_and_removed_by_keys(page, qtbot):
    opened = []
    page.pane.dialog_opened.connect(opened.append)
    page.stand_on("participant B")
    page.press(Qt.Key.Key_I)
    [dialog] = opened
    dialog.findChild(QPushButton, "accept").click()
    assert dialog.problem == "Write the name to add."
    QTest.keyClicks(dialog.findChild(QLineEdit, "added-name"), "Benny")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    page.settle()
    assert page.known[-1] == ("Benny", "name", "added here")
    remove = page.pane.findChild(QPushButton, "remove-person-name-button")
    page.names.setCurrentCell(0, 0)
    assert not remove.isEnabled()
    page.names.setCurrentCell(len(page.known) - 1, 0)
    assert remove.isEnabled()
    page.names.setFocus()
    page.names.activateWindow()
    qtbot.waitUntil(page.names.hasFocus)
    QTest.keyClick(page.names, Qt.Key.Key_X)
    page.settle()
    assert "Benny" not in {name for name, _, _ in page.known}
    page.undo()
    assert page.known[-1][0] == "Benny"


def test_the_person_in_hand_stays_so_while_ctrl_is_held(page):
    person_id = page.stand_on("participant B")
    people.add_alias(page.session.casebook, page.session.case.id, person_id, "Benny")
    window = page.pane.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    page.undo()
    held = QGuiApplication.keyboardModifiers()
    QTest.keyRelease(window, Qt.Key.Key_Control)
    assert held == Qt.KeyboardModifier.ControlModifier
    assert page.table.chosen() == [person_id]


def test_what_is_being_typed_survives_a_change_elsewhere(page):
    page.stand_on("participant B")
    page.press(Qt.Key.Key_R)
    line = page.pane.findChild(QLineEdit, "person-edit")
    line.setText("half a ro")
    people.add_alias(page.session.casebook, page.session.case.id, page.table.chosen()[0], "Benny")
    page.settle()
    assert page.pane.findChild(QLineEdit, "person-edit") is line
    assert line.text() == "half a ro"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    page.settle()
    assert page.rows[1][Column.KNOWN_AS] == "ben, Benny"
    assert page.roles == ["participant A", "participant B"]


def test_nothing_tells_how_much_anybody_wrote(page):
    titles = [page.table.model().headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert titles == ["Role", "Name", "Also known as", "In documents"]
    assert not page.table.horizontalHeader().sectionsClickable()  # nobody is ranked either


def test_who_is_known_by_an_address_shows_it_once(make_page, session, settle, monkeypatch):
    address = "cleo@shop.example"
    said, cleo = [(address, "Cleo", "hello")], [author(address, "Cleo", address)]
    take_in_with(monkeypatch, session.casebook)(session.case, said, cleo, format_id="mail")
    settle()
    page = make_page()
    page.stand_on("participant C")
    assert [known[:2] for known in page.known] == [("Cleo", "name"), (address, "address")]


def test_three_hundred_people_are_listed(make_page, session, settle, monkeypatch):
    add_people(session, settle, monkeypatch, [f"Person Number{number}" for number in range(298)])
    page = make_page()
    assert len(page.rows) == 300
    assert page.roles[-1] == "participant KN"
    page.stand_on("participant KN")
    page.press(Qt.Key.Key_R)
    page.type_into_cell("support lead")
    assert page.roles[-1] == "support lead"
    assert page.rows[-1][Column.NAME] == "Person Number297"


def test_undoing_the_import_empties_the_page(page):
    while page.roles:
        page.undo()
    page.click("people-go-to-sources")


# In the window


def test_a_case_without_people_says_where_they_come_from(opened: Shell) -> None:
    opened.window.show_page("people")
    opened.settle()
    assert not opened.window.findChild(QPushButton, "names-switch").isVisible()
    opened.find(QPushButton, "people-go-to-sources").click()
    opened.settle()
    assert opened.find(QPushButton, "sources-import-first").isEnabled()


def test_names_are_shown_with_one_key_and_stay_so(
    make_shell: Callable[[], Shell], casebook_path, case: Case, monkeypatch
) -> None:
    casebook = casebooks.open_casebook(casebook_path, PASSPHRASE)
    take_in_with(monkeypatch, casebook)(case)
    casebook.close()
    first = make_shell()
    enter(first, casebook_path, case)
    switch = first.find(QPushButton, "names-switch")
    assert switch.text() == "People by role"
    first.window.trigger("toggle-names")
    assert switch.text() == "People by name"
    switch.click()
    assert switch.text() == "People by role"
    switch.click()
    first.settle()
    first.close()
    again = make_shell()
    again.window.enter(casebooks.open_casebook(casebook_path, PASSPHRASE))
    again.settle()
    assert again.find(QPushButton, "names-switch").text() == "People by name"
    again.window.build_all()
    again.settle()
    again.window.trigger("person-role")  # from a menu, above another page
    again.settle()
    assert again.find(QLineEdit, "person-edit").text() == "participant A"
    assert [each for each in clipped(again.window) if not each.startswith("QHeaderView")] == []


def test_undo_says_why_it_cannot_where_another_case_went_on(
    shell: Shell, casebook_path, case: Case, monkeypatch
) -> None:
    casebook = casebooks.open_casebook(casebook_path, PASSPHRASE)
    take_in_with(monkeypatch, casebook)(case)
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    casebook.close()
    enter(shell, casebook_path, case)
    session = shell.window.session
    assert session is not None
    person_id = session.people.in_case[0]
    people.rename(session.casebook, case.id, person_id, "Here")
    people.rename(session.casebook, other.id, person_id, "There")
    shell.settle()
    shell.window.trigger("undo")
    shell.settle()
    assert "another case of this casebook has changed the person" in shell.window.messages.bar.text
    assert session.people.persons[person_id].name == "There"


def enter(shell: Shell, path, case: Case) -> None:
    shell.window.enter(casebooks.open_casebook(path, PASSPHRASE))
    shell.window.open_case(case.id)
    shell.settle()
