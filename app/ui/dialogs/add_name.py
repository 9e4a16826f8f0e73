"""A further name of somebody, such as a nickname."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.dialogs.form import FormDialog


class AddNameDialog(FormDialog):
    """Emits `asked` with the name."""

    asked = Signal(str)

    def __init__(self, who: str, parent: QWidget | None = None) -> None:
        super().__init__("Add a name", "Add", parent)
        self.setObjectName("add-name")
        self._name = QLineEdit()
        self._name.setObjectName("added-name")
        self.add_field(
            f"Another name of {who}",
            self._name,
            "A nickname, initials, a handle or an address. Documents show the role in its place.",
        )

    def submit(self) -> None:
        if not self._name.text().strip():
            self.refuse("Write the name to add.")
            return
        self.asked.emit(self._name.text())
        self.accept()
