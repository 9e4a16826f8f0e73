"""Writes the break map for chosen readers: shows what leaves, asks where to, answers leaks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.audiences import READERS, Audience
from app.domain.errors import GoldseamError
from app.domain.leaks import LeakError
from app.domain.trust.pieces import READER_WORDS
from app.operations.exports import Rendered
from app.operations.trust import break_map
from app.ui.choosers import FileChooser
from app.ui.dialogs.export_map import ExportMapDialog
from app.ui.dialogs.leaks import LeakDialog
from app.ui.places import documents_folder
from app.ui.session import Session
from app.ui.widgets.key_menu import KeyMenu

_PICTURES = "Pictures (*.png);;Drawings (*.svg)"


class BreakExport(QObject):
    """Writes the map of the case in hand as PNG or SVG."""

    dialog_opened = Signal(object)

    def __init__(self, session: Session, chooser: FileChooser, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._chooser = chooser
        self._over = over

    def ask(self, below: QWidget) -> None:
        """Ask for which readers, in a menu below a button."""
        menu = KeyMenu("export-map-menu", self._over)
        for reader in READERS:
            words = f"For {READER_WORDS[reader]}…"
            menu.addAction(words).triggered.connect(partial(self._make, reader))
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _make(self, reader: Audience, _checked: bool = False) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Drawing the break map",
            lambda _progress: (
                break_map.picture_of(casebook, case_id, reader, "png"),
                break_map.told(casebook, case_id, reader),
            ),
            lambda made: self._show(reader, *made),
        )

    def _show(self, reader: Audience, rendered: Rendered, told: str) -> None:
        """Show what leaves before it leaves; what must not leave is answered first."""
        if rendered.leaks:
            again = partial(self._make, reader)
            LeakDialog(self._session, rendered.leaks, again, self._over, "Try again").open()
            return
        dialog = ExportMapDialog(READER_WORDS[reader], rendered.data, told, self._over.window())
        dialog.accepted.connect(lambda: self._ask_where(reader, rendered))
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _ask_where(self, reader: Audience, rendered: Rendered) -> None:
        self._chooser.to_save(
            self._over,
            "Export break map",
            documents_folder() / rendered.file_name,
            _PICTURES,
            partial(self._write, reader),
        )

    def _write(self, reader: Audience, path: Path) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        fmt = "svg" if path.suffix.lower() == ".svg" else "png"
        self._session.tasks.run(
            "Writing the break map",
            lambda _progress: break_map.export_picture(casebook, case_id, reader, fmt, path),
            lambda target: self._session.notify(f"Written to {target}."),
            partial(self._refused, reader, path),
        )

    def _refused(self, reader: Audience, path: Path, error: GoldseamError) -> None:
        """Where something must not be shown: it is answered, then tried again."""
        if isinstance(error, LeakError):
            again = partial(self._write, reader, path)
            LeakDialog(self._session, error.leaks, again, self._over, "Try again").open()
        else:
            self._session.fail(error)
