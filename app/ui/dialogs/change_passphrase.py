"""Another passphrase for the open casebook."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.form import FormDialog
from app.ui.dialogs.passphrase_field import NewPassphrase, passphrase_field
from app.ui.widgets.labels import label


class ChangePassphraseDialog(FormDialog):
    """Emits `asked` with the old and the new passphrase."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Change passphrase", "Change passphrase", parent)
        self.setObjectName("change-passphrase")
        self._old = passphrase_field("passphrase-now")
        self.add_field("Passphrase now", self._old)
        self._new = NewPassphrase(self)
        self.add_widget(
            label(
                "Backups and copies made before keep the passphrase they were made with.",
                "caption",
                wrap=True,
            )
        )

    def submit(self) -> None:
        problem = self._new.problem
        if problem:
            self.refuse(problem)
            self._new.stand_on_problem()
            return
        self.set_busy(busy=True)
        self.asked.emit(self._old.text(), self._new.value)
