"""Hands actions on: asks for which program and where to, and answers what must not leave."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.errors import GoldseamError
from app.domain.leaks import LeakError
from app.operations.exports import Rendered
from app.operations.practice import action_exports
from app.operations.practice.action_exports import ActionFormat, HandedOn
from app.ui.choosers import FileChooser
from app.ui.dialogs.leaks import LeakDialog
from app.ui.places import documents_folder
from app.ui.session import Session
from app.ui.widgets.key_menu import KeyMenu


class CorrectiveExport(QObject):
    """Writes the unfinished actions of the case in hand as a table or a calendar."""

    def __init__(self, session: Session, chooser: FileChooser, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._chooser = chooser
        self._over = over

    def ask(self, below: QWidget) -> None:
        """Ask for which program, in a menu below a button."""
        menu = KeyMenu("export-actions-menu", self._over)
        for each in action_exports.FORMATS.values():
            menu.addAction(f"For {each.label}…").triggered.connect(partial(self._make, each))
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _make(self, chosen: ActionFormat, _checked: bool = False) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Preparing the actions",
            lambda _progress: action_exports.render(casebook, case_id, chosen.id),
            partial(self._ask_where, chosen),
        )

    def _ask_where(self, chosen: ActionFormat, rendered: Rendered) -> None:
        kinds = f"{chosen.label} (*.{chosen.ending})"
        self._chooser.to_save(
            self._over,
            "Export actions",
            documents_folder() / rendered.file_name,
            kinds,
            partial(self._write, chosen),
        )

    def _write(self, chosen: ActionFormat, path: Path) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Writing the actions",
            lambda _progress: action_exports.export(casebook, case_id, chosen.id, path),
            self._tell,
            partial(self._refused, chosen, path),
        )

    def _tell(self, done: HandedOn) -> None:
        self._session.notify(f"Written to {done.path}. {done.words}")

    def _refused(self, chosen: ActionFormat, path: Path, error: GoldseamError) -> None:
        """Where something must not be shown: it is answered, then tried again."""
        if isinstance(error, LeakError):
            again = partial(self._write, chosen, path)
            LeakDialog(self._session, error.leaks, again, self._over, "Try again").open()
        else:
            self._session.fail(error)
