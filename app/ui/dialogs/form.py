"""What our dialogs have in common: labelled fields, one sentence for a problem, two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.labels import label


class FormDialog(QDialog):
    """Stays open, and stays filled in, until what was asked for has worked.

    Subclasses add fields and override `submit`.
    """

    submitted = Signal()

    def __init__(self, title: str, accept_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.current().px(440))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 16)
        self._column.setSpacing(6)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(4)
        self._column.addLayout(self._fields, 1)
        self._problem = label("", "warning", wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        self._column.addWidget(self._problem)
        self._column.addLayout(self._buttons(accept_text))

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab, and the first key, find the fields before the buttons, which were made first."""
        last = self.previousInFocusChain()
        while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = last.previousInFocusChain()
        if last is not None:
            self.setTabOrder(last, self._cancel)
            self.setTabOrder(self._cancel, self._accept)
        super().showEvent(event)

    def add_field(self, text: str, field: QWidget, hint: str = "") -> QLabel:
        """Put a field under its name; returns the label of the hint below it."""
        name = label(text, "strong")
        name.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        hint_label = label(hint, "caption", wrap=True)
        hint_label.setVisible(bool(hint))
        is_first = not self._fields.count()
        if not is_first:
            self._fields.addSpacing(8)
        for part in (name, field, hint_label):
            self._fields.addWidget(part)
        if is_first:
            field.setFocus()
        return hint_label

    def add_widget(self, widget: QWidget) -> None:
        """Put something that is no named field below the others."""
        self._fields.addWidget(widget)

    @property
    def problem(self) -> str:
        """The sentence now shown; empty where all is well."""
        return self._problem.text()

    def refuse(self, sentence: str) -> None:
        """Say why it did not work, and let the person try again."""
        self.set_busy(busy=False)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        """While the answer is on its way nothing can be asked twice."""
        self._accept.setEnabled(not busy)

    def submit(self) -> None:
        """The person pressed the main button."""
        self.submitted.emit()

    def _pressed(self) -> None:
        self.refuse("")
        self.submit()

    def _buttons(self, accept_text: str) -> QHBoxLayout:
        self._cancel = QPushButton("Cancel")
        self._cancel.setObjectName("cancel")
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._accept = QPushButton(accept_text)
        self._accept.setObjectName("accept")
        self._accept.setProperty("kind", "primary")
        self._accept.setDefault(True)
        self._accept.clicked.connect(self._pressed)
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 0)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._accept)
        return row
