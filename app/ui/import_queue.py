"""Evidence on its way in: one file after the other, each with its choices and its receipt."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.drafts import Case
from app.domain.errors import AlreadyImportedError, CancelledError, GoldseamError
from app.domain.evidence import NO_CHOICES, ImportChoices, Inspection, Source
from app.domain.progress import Progress
from app.domain.questions import ColumnMapping, ColumnsQuestion, Question
from app.operations import columns, imports
from app.ui.dialogs.import_again import AgainDialog
from app.ui.dialogs.import_evidence import ImportDialog
from app.ui.evidence_words import counted
from app.ui.session import Session
from app.ui.tasks import Lane

if TYPE_CHECKING:
    from app.casebook import Casebook


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to import into a case: a file or folder, or a pasted text.

    ``format`` is what to read it as, None for what it is recognised as; with ``ask`` a person is
    asked even where nothing is open.
    """

    case: Case
    name: str
    path: Path | None = None
    text: str = ""
    format: str | None = None
    ask: bool = False

    def inspect(self, progress: Progress) -> Inspection:
        """What it is; runs beside the window."""
        if self.path is None:
            return imports.inspect_text(self.text, self.name, progress, self.format)
        return imports.inspect(self.path, progress, self.format)

    def look(self, casebook: Casebook, progress: Progress) -> Look:
        """What it is and what of it is known already; runs beside the window."""
        return Look(*columns.recalled(casebook, self.inspect(progress)))

    def take_in(
        self, casebook: Casebook, look: Look, choices: ImportChoices, progress: Progress
    ) -> Source:
        """Import it; runs beside the window."""
        choices = columns.answered(casebook, look.inspection, choices)
        if self.path is None:
            return imports.import_text(
                casebook, self.case.id, self.text, self.name, choices, progress
            )
        return imports.import_evidence(casebook, self.case.id, self.path, choices, progress)


@dataclass(frozen=True, slots=True)
class Look:
    """What something to import is, and how its columns were mapped before, if they were."""

    inspection: Inspection
    mapping: ColumnMapping | None

    @property
    def leaves_open(self) -> bool:
        """Whether there is anything that only a person can answer, and has not answered yet."""
        found = self.inspection
        asked = [one for one in found.questions if not self._is_known(one)]
        return bool(found.channels or asked or not found.has_zone)

    def _is_known(self, question: Question) -> bool:
        return self.mapping is not None and isinstance(question, ColumnsQuestion)


class ImportQueue(QObject):
    """Imports in the order of asking.

    A file that cannot be read does not stop the next; cancelling one stops them all.
    """

    imported = Signal(object)
    """A `Source`, with its receipt."""
    dialog_opened = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._waiting: deque[Waiting] = deque()
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether anything is still on its way."""
        return self._busy

    def add_paths(self, paths: Iterable[Path], *, ask: bool = False) -> None:
        """Import these files and folders into the case in hand; with ``ask``, never unasked."""
        case = self._session.case
        self._waiting.extend(Waiting(case, path.name or str(path), path, ask=ask) for path in paths)
        self._next()

    def add_text(self, text: str) -> None:
        """Import a pasted text into the case in hand."""
        if not text.strip():
            self._session.notify("The clipboard holds no text to paste.")
            return
        self._waiting.append(Waiting(self._session.case, "Pasted text", None, text))
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        self._look_at(self._waiting.popleft())

    def _look_at(self, waiting: Waiting) -> None:
        casebook = self._session.casebook
        self._session.tasks.run(
            f"Looking at {waiting.name}",
            lambda progress: waiting.look(casebook, progress),
            lambda look: self._choose(waiting, look),
            lambda error: self._failed(waiting, error),
            lane=Lane.IMPORT,
        )

    def _choose(self, waiting: Waiting, look: Look) -> None:
        """Ask only what has to be asked."""
        inspection = look.inspection
        if not (look.leaves_open or waiting.ask):
            self._import(waiting, look, replace(NO_CHOICES, title=inspection.title))
            return
        dialog = ImportDialog(
            waiting.name, inspection, waiting.case, self._session.zone, self._window
        )
        dialog.chosen.connect(lambda choices: self._import(waiting, look, choices))
        dialog.rejected.connect(self._over)
        dialog.format_wanted.connect(lambda format_id: self._read_as(dialog, waiting, format_id))
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _read_as(self, dialog: ImportDialog, waiting: Waiting, format_id: str) -> None:
        """Look again, as another format, and ask what that leaves open."""
        dialog.rejected.disconnect(self._over)
        dialog.close()
        self._look_at(replace(waiting, format=format_id, ask=True))

    def _import(self, waiting: Waiting, look: Look, choices: ImportChoices) -> None:
        casebook = self._session.casebook
        self._session.tasks.run(
            f"Importing {waiting.name}",
            lambda progress: waiting.take_in(casebook, look, choices, progress),
            self._done,
            lambda error: self._not_imported(waiting, look, choices, error),
            lane=Lane.IMPORT,
        )

    def _done(self, source: Source) -> None:
        self._session.notify(f"{source.title} was imported.", undo=True)
        self.imported.emit(source)
        self._over()

    def _index_words(self) -> None:
        """Large sources are shown before their words are indexed."""
        casebook = self._session.casebook
        self._session.tasks.run(
            "Indexing words",
            lambda progress: imports.index_words(casebook, progress),
            lambda _: None,
            self._words_are_late,
            lane=Lane.IMPORT,
        )

    def _words_are_late(self, error: GoldseamError) -> None:
        """Cancelled: they are searched without the index until the casebook is opened again."""
        if not isinstance(error, CancelledError):
            self._session.fail(error)

    def _not_imported(
        self, waiting: Waiting, look: Look, choices: ImportChoices, error: GoldseamError
    ) -> None:
        """Ask whether what is there already shall come in once more; else say what went wrong."""
        if not isinstance(error, AlreadyImportedError):
            self._failed(waiting, error)
            return
        dialog = AgainDialog(str(error), self._window)
        dialog.wanted.connect(lambda: self._import(waiting, look, replace(choices, again=True)))
        dialog.rejected.connect(self._over)
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _failed(self, waiting: Waiting, error: GoldseamError) -> None:
        if isinstance(error, CancelledError):
            self._cancelled(waiting)
        else:
            self._session.fail(error)
        self._over()

    def _cancelled(self, waiting: Waiting) -> None:
        """Cancel stops the whole row: also what closing the window would have to wait for."""
        left = len(self._waiting)
        self._waiting.clear()
        rest = f" {counted(left, 'more source was', 'more sources were')} left out." if left else ""
        self._session.notify(f"{waiting.name} was not imported; nothing of it was kept.{rest}")

    def _over(self) -> None:
        self._busy = False
        if not self._waiting:
            self._index_words()
        self._next()
