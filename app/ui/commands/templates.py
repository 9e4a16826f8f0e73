"""Templates of one's own, in the File menu: they belong to no case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.ui.actions import Action, Menu

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class TemplateCommands:
    """Opens the dialog about templates, with a casebook or without."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        Action("templates", "Templates…", "Ctrl+Shift+M", Menu.FILE, self.show, section=1).build(
            window
        )

    def show(self) -> None:
        """Show the shipped templates and one's own."""
        from app.ui.dialogs.templates import TemplatesDialog

        window = self._window
        TemplatesDialog(window.tasks, window.session, _show_folder, window).open()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
