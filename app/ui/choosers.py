"""Asking for a file, without blocking; tests put another chooser in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]


class FileChooser:
    """Opens the desktop's file dialog and calls back with the path, or not at all.

    It begins in the folder chosen last; that is kept nowhere but here.
    """

    def __init__(self) -> None:
        self._folder = str(Path.home())

    def to_open(self, parent: QWidget, title: str, kinds: str, chosen: Chosen) -> None:
        """Ask for an existing file; ``kinds`` as Qt writes name filters."""
        dialog = self._dialog(parent, title, kinds)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def to_open_many(
        self, parent: QWidget, title: str, chosen: Callable[[list[Path]], object]
    ) -> None:
        """Ask for existing files of any kind."""
        dialog = self._dialog(parent, title, "All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
        dialog.open()

    def to_open_folder(self, parent: QWidget, title: str, chosen: Chosen) -> None:
        """Ask for an existing folder."""
        dialog = self._dialog(parent, title, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.open()

    def to_save(
        self, parent: QWidget, title: str, suggested: Path, kinds: str, chosen: Chosen
    ) -> None:
        """Ask for a file to write; its suffix is that of ``suggested``."""
        dialog = self._dialog(parent, title, kinds)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.removeprefix("."))
        dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        dialog.open()

    def _dialog(self, parent: QWidget, title: str, kinds: str) -> QFileDialog:
        dialog = QFileDialog(parent, title, self._folder)
        dialog.accepted.connect(lambda: self._remember(dialog))
        if kinds:
            dialog.setNameFilter(kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _remember(self, dialog: QFileDialog) -> None:
        self._folder = dialog.directory().absolutePath()
