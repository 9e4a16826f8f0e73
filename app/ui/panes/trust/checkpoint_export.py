"""Writes the days of the checkpoints as a calendar: asks where to, and answers what may not leave.

What leaves is said beside the button: the days, and a word for each.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.errors import GoldseamError
from app.domain.leaks import LeakError
from app.operations.exports import Rendered
from app.operations.trust import checkpoint_calendar
from app.ui.choosers import FileChooser
from app.ui.dialogs.leaks import LeakDialog
from app.ui.places import documents_folder
from app.ui.session import Session


class CheckpointExport(QObject):
    """Writes the calendar of the case in hand."""

    def __init__(self, session: Session, chooser: FileChooser, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._chooser = chooser
        self._over = over

    def ask(self) -> None:
        """Make the calendar, then ask where to write it."""
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Preparing the calendar",
            lambda _progress: checkpoint_calendar.render(casebook, case_id),
            self._ask_where,
        )

    def _ask_where(self, rendered: Rendered) -> None:
        self._chooser.to_save(
            self._over,
            "Export calendar",
            documents_folder() / rendered.file_name,
            f"Calendar (ICS) (*.{checkpoint_calendar.ENDING})",
            self._write,
        )

    def _write(self, path: Path) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Writing the calendar",
            lambda _progress: checkpoint_calendar.export(casebook, case_id, path),
            lambda target: self._session.notify(f"Written to {target}. It holds the days alone."),
            partial(self._refused, path),
        )

    def _refused(self, path: Path, error: GoldseamError) -> None:
        """Where something must not be shown: it is answered, then tried again."""
        if isinstance(error, LeakError):
            again = partial(self._write, path)
            LeakDialog(self._session, error.leaks, again, self._over, "Try again").open()
        else:
            self._session.fail(error)
