"""Asks for the name under which a shipped template is copied."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import GoldseamError
from app.operations import templates
from app.operations.templates import Listed
from app.ui.dialogs.form import FormDialog


class CopyTemplateDialog(FormDialog):
    """Emits `copied` with the name of the copy once it is there."""

    copied = Signal(str)

    def __init__(self, shipped: Listed, parent: QWidget | None = None) -> None:
        super().__init__(f"Copy “{shipped.title}”", "Copy", parent)
        self.setObjectName("copy-template-dialog")
        self._document_id = shipped.document_id
        self._name = QLineEdit()
        self._name.setObjectName("template-name")
        self.add_field(
            "Name of the copy",
            self._name,
            "It names the folder: letters, digits, blanks and -, for example the team it is for.",
        )

    def submit(self) -> None:
        try:
            own = templates.copy(self._document_id, self._name.text())
        except GoldseamError as error:
            self.refuse(str(error))
            return
        self.copied.emit(own.name)
        self.accept()
