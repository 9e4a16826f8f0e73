"""A field for a passphrase, and a pair of them for a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.domain.passphrases import strength
from app.ui.dialogs.form import FormDialog


def passphrase_field(name: str) -> QLineEdit:
    """A field that hides what is typed and keeps it out of input predictions."""
    field = QLineEdit()
    field.setObjectName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
        | Qt.InputMethodHint.ImhNoAutoUppercase
    )
    return field


def reveal_box(*fields: QLineEdit) -> QCheckBox:
    """A box that shows what is typed in these fields."""
    box = QCheckBox("Show what I type")
    box.setObjectName("reveal")

    def reveal(shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in fields:
            field.setEchoMode(mode)

    box.toggled.connect(reveal)
    return box


class NewPassphrase:
    """Two fields that must agree, with a hint how strong the passphrase is."""

    def __init__(self, form: FormDialog) -> None:
        self._first = passphrase_field("passphrase")
        self._again = passphrase_field("passphrase-again")
        hint = form.add_field("Passphrase", self._first, strength("").sentence)
        form.add_field("Passphrase again", self._again)
        form.add_widget(reveal_box(self._first, self._again))
        self._first.textChanged.connect(lambda text: hint.setText(strength(text).sentence))

    @property
    def value(self) -> str:
        """What was typed."""
        return self._first.text()

    @property
    def problem(self) -> str:
        """What is wrong with it; empty where nothing is."""
        if not self._first.text():
            return "Type a passphrase."
        if self._first.text() != self._again.text():
            return "The two passphrases differ; type the same one twice."
        return ""

    def stand_on_problem(self) -> None:
        """Let the person type where it is wrong."""
        field = self._again if self._first.text() else self._first
        field.setFocus()
        field.selectAll()
