"""What is in a case already comes in once more only if a person says so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.form import FormDialog
from app.ui.widgets.labels import label


class AgainDialog(FormDialog):
    """Emits `wanted` where it shall come in once more; leaving it imports nothing."""

    wanted = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__("Imported already", "Import again", parent)
        self.setObjectName("import-again-dialog")
        told = label(sentence, wrap=True)
        told.setObjectName("import-again-told")
        self.add_widget(told)
        hint = "A second import gives every item of it a second time, as a source of its own."
        self.add_widget(label(hint, "caption", wrap=True))

    def submit(self) -> None:
        self.wanted.emit()
        self.accept()
