"""Choosing who gets a fair-account page, among the people of a case by their roles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.ui.dialogs.form import FormDialog
from app.ui.widgets.labels import label


class ChooseRespondersDialog(FormDialog):
    """Emits `asked` with the ids of those who were chosen; all are offered as chosen."""

    asked = Signal(list)

    def __init__(self, proposed: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__("Add responders", "Add", parent)
        self.setObjectName("choose-responders")
        self.list = QListWidget()
        self.list.setObjectName("proposed-responders")
        for person_id, role in proposed:
            item = QListWidgetItem(role)
            item.setData(Qt.ItemDataRole.UserRole, person_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.add_field("Who responded to the incident?", self.list)
        words = "Everybody with a role in this case is offered. Space takes somebody out."
        self.add_widget(label(words, "caption", wrap=True))

    def submit(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        chosen = [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
        if not chosen:
            self.refuse("Nobody is chosen; choose somebody, or cancel.")
            return
        self.asked.emit(chosen)
        self.accept()
