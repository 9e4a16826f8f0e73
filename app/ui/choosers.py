"""Asking for a file, without blocking; tests put another chooser in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]


class FileChooser:
    """Opens the desktop's file dialog and calls back with the path, or not at all."""

    def to_open(self, parent: QWidget, title: str, kinds: str, chosen: Chosen) -> None:
        """Ask for an existing file; ``kinds`` as Qt writes name filters."""
        dialog = self._dialog(parent, title, kinds, chosen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def to_save(
        self, parent: QWidget, title: str, suggested: Path, kinds: str, chosen: Chosen
    ) -> None:
        """Ask for a file to write; its suffix is that of ``suggested``."""
        dialog = self._dialog(parent, title, kinds, chosen)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.removeprefix("."))
        dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        dialog.open()

    def _dialog(self, parent: QWidget, title: str, kinds: str, chosen: Chosen) -> QFileDialog:
        dialog = QFileDialog(parent, title)
        dialog.setNameFilter(kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        return dialog
