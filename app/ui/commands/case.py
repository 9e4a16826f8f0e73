"""The Case menu: begin a case, rename it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.progress import Progress
from app.ui.actions import Action, Menu
from app.ui.tasks import Lane

if TYPE_CHECKING:
    from app.domain.drafts import Case, CaseKind
    from app.ui.main_window import MainWindow


class CaseCommands:
    """New case, and title and zone of the one in hand."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        menu = Menu.CASE
        self._new = Action("new-case", "New case…", "Ctrl+N", menu, self.new).build(window)
        self._edit = Action("edit-case", "Title and time zone…", "Ctrl+E", menu, self.edit).build(
            window
        )

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
        from app.ui.dialogs.case import CaseDialog

        casebook = session.casebook
        dialog = CaseDialog(None, self._window)

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

    def edit(self) -> None:
        """Change the title and the zone; the rest of the header is on the Review page."""
        session = self._window.session
        if session is None or not session.has_case:
            return
        from app.ui.dialogs.case import CaseDialog

        casebook, before = session.casebook, session.case
        dialog = CaseDialog(before, self._window)

        def save(_kind: None, title: str, zone: str) -> None:
            def work(progress: Progress) -> bool:
                from app.operations import cases, imports

                after = replace(cases.case(casebook, before.id), title=title, zone=zone)
                cases.update_case(casebook, after)
                imports.retime(casebook, before.id, progress)
                return after != before

            def saved(changed: bool) -> None:
                dialog.accept()
                if changed:
                    session.notify("The case header was saved.", undo=True)

            self._window.tasks.run(
                "Saving the case header",
                work,
                saved,
                lambda error: dialog.refuse(str(error)),
                lane=Lane.WRITE,
            )

        dialog.asked.connect(save)
        dialog.open()
