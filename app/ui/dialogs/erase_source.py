"""Erasing a source for good: what goes, in which copies, and a confirmation that is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.operations.erasing import ErasePlan
from app.ui.dialogs.form import FormDialog
from app.ui.widgets.labels import label
from app.ui.widgets.plain_text import PlainText

WORD = "erase"
"""What a person types to confirm."""


class EraseSourceDialog(FormDialog):
    """Emits `confirmed`; nothing has happened before."""

    confirmed = Signal()

    def __init__(self, plan: ErasePlan, parent: QWidget | None = None) -> None:
        super().__init__("Erase the source for good", "Erase", parent)
        self.setObjectName("erase-source-dialog")
        self.add_widget(label("Nothing done before this can be undone afterwards.", "strong"))
        what = PlainText()
        what.setObjectName("erase-plan")
        what.show_text(plan_text(plan))
        self.add_field("What goes", what)
        self._word = QLineEdit()
        self._word.setObjectName("erase-word")
        self.add_field(f"Type “{WORD}” to confirm", self._word)
        self._word.setFocus()

    def submit(self) -> None:
        if self._word.text().strip().casefold() != WORD:
            self.refuse(f"Type “{WORD}” to confirm; nothing has been removed.")
            return
        self.confirmed.emit()
        self.accept()


def plan_text(plan: ErasePlan) -> str:
    """What a plan would remove, a line each."""
    lines = ["From this casebook:", *(f"• {line}" for line in plan.what)]
    if plan.copies:
        lines += [
            "",
            "These copies hold it as well and are removed; a fresh backup is made afterwards:",
            *(f"• {path.name}" for path in plan.copies),
        ]
    lines += ["", "Copies that you saved elsewhere are not touched."]
    return "\n".join(lines)
