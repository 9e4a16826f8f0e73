"""The Case menu: begin a case, change its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.domain.drafts import Case, CaseKind
from app.domain.progress import Progress
from app.ui.actions import Action, Menu
from app.ui.tasks import Lane

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class CaseCommands:
    """New case, and the header of the one in hand."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        menu = Menu.CASE
        self._new: QAction = Action("new-case", "New case…", "Ctrl+N", menu, self.new).build(window)
        self._edit: QAction = Action(
            "edit-header", "Edit header…", "Ctrl+E", menu, self.edit_header
        ).build(window)

    def refresh(self) -> None:
        """Offer what is possible now."""
        session = self._window.session
        self._new.setEnabled(session is not None)
        self._edit.setEnabled(session is not None and session.has_case)

    def new(self) -> None:
        """Ask for kind, title and zone; then take the new case in hand."""
        session = self._window.session
        if session is None:
            return
        from app.ui.dialogs.new_case import NewCaseDialog

        casebook = session.casebook
        dialog = NewCaseDialog(self._window)

        def add(kind: CaseKind, title: str, zone: str) -> None:
            def work(_progress: Progress) -> Case:
                from app.operations import cases

                return cases.add_case(casebook, kind, title, zone)

            def added(case: Case) -> None:
                dialog.accept()
                self._window.open_case(case.id)

            self._window.tasks.run(
                "Adding the case",
                work,
                added,
                lambda error: dialog.refuse(str(error)),
                lane=Lane.WRITE,
            )

        dialog.asked.connect(add)
        dialog.open()

    def edit_header(self) -> None:
        """Change title, severity, times, summary and the rest."""
        session = self._window.session
        if session is None or not session.has_case:
            return
        from app.ui.dialogs.case_header import CaseHeaderDialog

        casebook, before = session.casebook, session.case
        dialog = CaseHeaderDialog(before, self._window)

        def save(case: Case) -> None:
            def work(progress: Progress) -> None:
                from app.operations import cases, imports

                cases.update_case(casebook, case)
                if case.zone != before.zone:
                    imports.retime(casebook, case.id, progress)

            def saved(_: None) -> None:
                dialog.accept()
                session.notify("The case header was saved.", case != before)

            self._window.tasks.run(
                "Saving the case header",
                work,
                saved,
                lambda error: dialog.refuse(str(error)),
                lane=Lane.WRITE,
            )

        dialog.asked.connect(save)
        dialog.open()
