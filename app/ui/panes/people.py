"""The People page: who wrote the evidence of the case, under which role documents show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.changes import Changed
from app.domain.evidence import Source
from app.operations import imports, people
from app.ui.actions import Action, Menu
from app.ui.dialogs.add_name import AddNameDialog
from app.ui.dialogs.merge_people import MergePeopleDialog
from app.ui.evidence_words import counted
from app.ui.itemmodels.people import Column, PeopleModel
from app.ui.page_actions import PageActions
from app.ui.panes.people_edits import PeopleEdits
from app.ui.people_words import choice_words, name_rows, person_rows
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.key_menu import KeyMenu
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.names_table import NamesTable
from app.ui.widgets.people_table import PeopleTable
from app.ui.widgets.twins_note import TwinsNote

_SECTION = 4


class PeoplePane(QFrame):
    """Lists the people of the case in hand. Nobody is counted or ranked by what they wrote."""

    dialog_opened = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._edits = PeopleEdits(session, self)
        self._titles: Mapping[int, str] = {}
        self._wanted = ""
        self._reading: Task | None = None
        self.setObjectName("people-pane")
        self.setProperty("kind", "panel")
        self._model = PeopleModel(self)
        self._table = PeopleTable(self._model)
        self._names = NamesTable()
        self._twins = TwinsNote()
        self._count = ElidedLabel(role="caption")
        self._heading = ElidedLabel(role="heading")
        self._heading.setObjectName("person-heading")
        self._doubt = label("", "warning", wrap=True)
        self._doubt.setObjectName("person-doubt")
        self._buttons = {
            name: self._button(text, name, slot)
            for name, text, slot in (
                ("merge-person", "Merge…", self.merge),
                ("split-person", "Split again", self.split),
                ("add-person-name", "Add name…", self.add_name),
                ("remove-person-name", "Remove name", self.remove_name),
            )
        }
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        for action in self._offered():
            action.build(self)
        self.setFocusProxy(self._table)
        if session.has_case:
            self.reload()

    # How it is made

    @staticmethod
    def _button(text: str, name: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"{name}-button")
        button.clicked.connect(slot)
        return button

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self._table)
        split.addWidget(self._lower())
        split.setSizes([340, 220])
        self._pages.addWidget(split)
        go = QPushButton("Go to Sources")
        go.setObjectName("people-go-to-sources")
        go.setProperty("kind", "primary")
        go.clicked.connect(lambda: self._session.page_wanted.emit("sources"))
        self._pages.addWidget(
            EmptyState(
                "No people yet",
                "People come from evidence that says who wrote it, such as a chat export or mail. "
                "Each author gets a role here, and documents show the role instead of the name.",
                [go],
            )
        )
        head = QHBoxLayout()
        head.addWidget(label("People", "heading"))
        head.addWidget(self._count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._twins)
        column.addWidget(self._pages, 1)

    def _lower(self) -> QWidget:
        lower = QWidget()
        tools = QHBoxLayout()
        tools.addWidget(self._heading, 1)
        for button in self._buttons.values():
            tools.addWidget(button)
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._doubt)
        column.addLayout(tools)
        column.addWidget(self._names, 1)
        return lower

    def _connect(self) -> None:
        self._model.edited.connect(self._save)
        self._table.person_changed.connect(self._show_person)
        self._table.typed.connect(self._fill)
        self._table.activated.connect(lambda _index: self.change_role())
        self._names.itemSelectionChanged.connect(self._enable)
        self._twins.merge_wanted.connect(self._edits.merge)
        self._twins.kept_apart.connect(self._propose)
        self._session.changed.connect(self._refresh)
        self._session.who_changed.connect(self._fill)
        self._session.case_selected.connect(lambda _id: self._enter_case())

    def _offered(self) -> list[Action]:
        keys = (
            ("person-role", "Change role", "R", self.change_role),
            ("person-name", "Change name", "E", self.rename),
            ("name-in-documents", "Name in documents, because…", "W", self.name_in_documents),
            ("merge-people", "Merge people…", "J", self.merge),
            ("split-people", "Split people again", "S", self.split),
            ("add-name", "Add a name…", "I", self.add_name),
            ("remove-name", "Remove the name", "X", self.remove_name),
        )
        page = PageActions(self, self._session, "people", Menu.CASE, _SECTION)
        return [page.local(*each) for each in keys]

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._table, self._names] if self._model.rowCount() else [self]

    # What is shown

    def _enter_case(self) -> None:
        self._wanted = ""
        self._titles = {}
        self._twins.keep(())
        self.reload()

    def reload(self) -> None:
        """Read the titles of the sources anew, and show the people."""
        casebook, case_id = self._session.casebook, self._session.case.id
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading people",
            lambda _progress: imports.sources(casebook, case_id),
            self._show,
            quiet=True,
        )

    def _refresh(self, change: Changed) -> None:
        if self._session.has_case and change.tables & {"source_settings", "items"}:
            self.reload()

    def _show(self, sources: list[Source]) -> None:
        self._titles = {source.id: source.title for source in sources}
        self._fill()

    def _fill(self) -> None:
        found = self._session.people
        rows = person_rows(found)
        self._pages.setCurrentIndex(0 if rows else 1)
        self._count.setText(f"{counted(len(rows), 'person', 'people')}" if rows else "")
        if list(rows) != list(self._model.rows) and not self._table.is_typing:
            wanted = self._wanted
            self._model.show_rows(rows)
            if rows:
                self._table.stand_on(wanted)
        self._propose()
        self._show_person()

    def _propose(self) -> None:
        found = self._session.people
        self._twins.propose(found, people.same_names(found))

    def _show_person(self) -> None:
        found, chosen = self._session.people, self._table.chosen()
        person_id = chosen[0] if len(chosen) == 1 else ""
        if person_id in found.persons:
            self._wanted = person_id
            self._heading.setText(choice_words(found, person_id))
            self._names.show_names(name_rows(found, person_id, self._titles))
        else:
            self._heading.setText(f"{counted(len(chosen), 'person', 'people')} selected")
            self._names.show_names(())
        row = self._model.row_of(person_id)
        doubt = self._model.rows[row].doubt if row >= 0 else ""
        self._doubt.setText(doubt)
        self._doubt.setVisible(bool(doubt))
        self._enable()

    def _enable(self) -> None:
        chosen = self._table.chosen()
        alone = len(chosen) == 1 and chosen[0] in self._session.people.persons
        name = self._names.name
        enabled = {
            "merge-person": self._model.rowCount() > 1 and 1 <= len(chosen) <= 2,
            "split-person": alone and len(self._session.people.members(chosen[0])) > 1,
            "add-person-name": alone,
            "remove-person-name": alone and name is not None and name.alias_id is not None,
        }
        for key, button in self._buttons.items():
            button.setEnabled(enabled[key])

    # What a person does

    @property
    def _person(self) -> str | None:
        """The one who is selected; a message says so where nobody is."""
        chosen = self._table.chosen()
        if len(chosen) == 1:
            return chosen[0]
        self._session.notify("Select one person first.")
        return None

    def _save(self, person_id: str, column: int, text: str) -> None:
        match Column(column):
            case Column.ROLE:
                self._edits.set_role(person_id, text)
            case Column.NAME:
                self._edits.rename(person_id, text)
            case Column.IN_DOCUMENTS:
                self._edits.name_in_documents(person_id, text)

    def change_role(self) -> None:
        """Type another role."""
        self._table.edit_column(Column.ROLE)

    def rename(self) -> None:
        """Type another name."""
        self._table.edit_column(Column.NAME)

    def name_in_documents(self) -> None:
        """Type why documents show the name."""
        self._table.edit_column(Column.IN_DOCUMENTS)

    def merge(self) -> None:
        """Say that two people are one."""
        chosen, found = self._table.chosen(), self._session.people
        if not 1 <= len(chosen) <= 2 or len(found.in_case) < 2:
            self._session.notify("Select one or two of several people to merge.")
            return
        # Whoever stands first stays, unless the person says otherwise.
        into = chosen[0] if len(chosen) == 2 else None
        dialog = MergePeopleDialog(found, chosen[-1], into, self)
        dialog.asked.connect(self._edits.merge)
        self._open(dialog)

    def split(self) -> None:
        """Make one who was merged a person of their own again."""
        person_id = self._person
        if person_id is None:
            return
        found = self._session.people
        merged = [one for one in found.members(person_id) if found.persons[one].merged_into]
        if len(merged) == 1:
            self._edits.split(merged[0])
        elif merged:
            self._choose_split(merged)
        else:
            self._session.notify("This person was not merged with another.")

    def _choose_split(self, merged: list[str]) -> None:
        menu = KeyMenu("split-menu", self)
        for one in merged:
            words = self._session.people.persons[one].name.replace("&", "&&")
            menu.addAction(f"Split {words} off").triggered.connect(
                lambda _on=False, one=one: self._edits.split(one)
            )
        button = self._buttons["split-person"]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def add_name(self) -> None:
        """Add a name that somebody is known by as well."""
        person_id = self._person
        if person_id is None:
            return
        dialog = AddNameDialog(choice_words(self._session.people, person_id), self)
        dialog.asked.connect(lambda text: self._edits.add_name(person_id, text))
        self._open(dialog)

    def remove_name(self) -> None:
        """Remove the selected name, where a person had added it."""
        name = self._names.name
        if name is None or name.alias_id is None:
            self._session.notify("Select a name that was added here; the others are evidence.")
            return
        self._edits.remove_name(name.alias_id)

    def _open(self, dialog: AddNameDialog | MergePeopleDialog) -> None:
        self.dialog_opened.emit(dialog)
        dialog.open()

    # Where one was

    def state(self) -> dict[str, Any]:
        """Where the person is, and which two of one name they keep apart."""
        return {"person": self._wanted, "apart": self._twins.apart}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._wanted = str(state.get("person", ""))
        self._twins.keep(pair for pair in state.get("apart", ()) if len(pair) == 2)
        self._table.stand_on(self._wanted)
        self._propose()
