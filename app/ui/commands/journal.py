"""Undo and redo: the focused field's own typing first, then the journal of the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.progress import Progress
from app.ui.actions import Action, Menu
from app.ui.tasks import Lane
from app.ui.text_focus import redo_typing, undo_typing

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class JournalCommands:
    """The first part of the Edit menu; its labels say what would be undone."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        menu = Menu.EDIT
        self._undo = Action("undo", "Undo", "Ctrl+Z", menu, self.undo).build(window)
        self._redo = Action("redo", "Redo", "Ctrl+Shift+Z", menu, self.redo).build(window)

    def undo(self) -> None:
        """Take back typing, or else the last change of the case."""
        if not undo_typing():
            self.undo_change()

    def redo(self) -> None:
        """Bring back typing, or else the change undone last."""
        if redo_typing() or not self._has_case():
            return
        from app.operations import history

        self._step("Redoing", history.redo, "Redone: {}.", "There is nothing to redo.")

    def undo_change(self) -> None:
        """Take back the last change of the case, wherever the focus is."""
        if not self._has_case():
            return
        from app.operations import history

        self._step("Undoing", history.undo, "Undone: {}.", "There is nothing to undo.")

    def refresh(self) -> None:
        """Say in the menu what would be undone and redone."""
        session = self._window.session
        undone = redone = None
        if session is not None and session.has_case:
            from app.operations import history

            undone = history.undo_label(session.casebook, session.case.id)
            redone = history.redo_label(session.casebook, session.case.id)
        self._undo.setText(f"Undo {undone}" if undone else "Undo")
        self._redo.setText(f"Redo {redone}" if redone else "Redo")

    def _has_case(self) -> bool:
        session = self._window.session
        return session is not None and session.has_case

    def _step(
        self, title: str, step: Callable[..., str | None], done_words: str, nothing_words: str
    ) -> None:
        session = self._window.session
        if session is None:
            return
        casebook, case_id = session.casebook, session.case.id

        def work(progress: Progress) -> str | None:
            return step(casebook, case_id, progress)

        def tell(label: str | None) -> None:
            session.notify(done_words.format(label) if label else nothing_words)

        self._window.tasks.run(title, work, tell, lane=Lane.WRITE)
