"""The action that opens the models for the assist."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.session import Session


class ModelChoosing(QObject):
    """Opens the list of models; nothing of it belongs to a casebook."""

    dialog_opened = Signal(object)

    def __init__(self, session: Session, bench: QWidget, chooser: FileChooser) -> None:
        super().__init__(bench)
        self._session = session
        self._bench = bench
        self._chooser = chooser
        Action(
            "assist-models",
            "Models for the assist…",
            "Ctrl+Alt+J",
            Menu.TIMELINE,
            self.show_models,
            section=9,
        ).build(bench)

    def show_models(self) -> None:
        """Open the list of models."""
        from app.ui.dialogs.models import ModelsDialog  # reads YAML, which few need at once

        dialog = ModelsDialog(self._session.tasks, self._chooser, self._bench.window())
        self.dialog_opened.emit(dialog)
        dialog.open()
