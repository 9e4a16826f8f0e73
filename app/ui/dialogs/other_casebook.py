"""The passphrase of another casebook, out of which something is to be taken."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.form import FormDialog
from app.ui.dialogs.passphrase_field import passphrase_field, reveal_box


class OtherCasebookDialog(FormDialog):
    """Emits `asked` with the passphrase; answered by `refuse` or `accept`."""

    asked = Signal(str)

    def __init__(self, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(f"Open {file_name}", "Open", parent)
        self.setObjectName("other-casebook")
        self._field = passphrase_field("other-passphrase")
        self.add_field(
            f"Passphrase of {file_name}",
            self._field,
            "It is read from, and closed again.",
        )
        self.add_widget(reveal_box(self._field))

    def submit(self) -> None:
        if not self._field.text():
            self.refuse("Type a passphrase.")
            return
        self.set_busy(busy=True)
        self.asked.emit(self._field.text())
