"""The Case menu: begin a case, rename it, hold it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.drafts import CaseKind
from app.domain.progress import Progress
from app.ui.actions import Action, Menu
from app.ui.pages import START
from app.ui.tasks import Lane

if TYPE_CHECKING:
    from app.domain.drafts import Case
    from app.ui.main_window import MainWindow


class CaseCommands:
    """New case, and title, zone and legal hold of the one in hand."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        menu = Menu.CASE
        self._new = Action("new-case", "New case…", "Ctrl+N", menu, self.new).build(window)
        self._edit = Action("edit-case", "Title and time zone…", "Ctrl+E", menu, self.edit).build(
            window
        )
        self._hold = Action(
            "legal-hold", "Put under legal hold", "Ctrl+Shift+H", menu, self.toggle_hold
        ).build(window)

    def refresh(self) -> None:
        """Offer what is possible now."""
        session = self._window.session
        self._new.setEnabled(session is not None)
        in_hand = session.case if session is not None and session.has_case else None
        self._edit.setEnabled(in_hand is not None)
        self._hold.setEnabled(in_hand is not None)
        held = in_hand is not None and in_hand.legal_hold
        self._hold.setText("Lift the legal hold" if held else "Put under legal hold")

    def new(self) -> None:
        """Ask for kind, title and zone; then take the new case in hand."""
        session = self._window.session
        if session is None:
            return
        from app.ui.dialogs.case import CaseDialog

        casebook = session.casebook
        dialog = CaseDialog(None, self._window)

        def add(kind: CaseKind, title: str, zone: str) -> None:
            if kind is CaseKind.TRUST:  # asks for more: what it begins with, where it is kept
                dialog.accept()
                self._window.trust.new(title)
                return

            def work(_progress: Progress) -> Case:
                from app.operations import cases

                return cases.add_case(casebook, kind, title, zone)

            def added(case: Case) -> None:
                dialog.accept()
                self._window.open_case(case.id)
                self._window.show_page(START.id)

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
                from app.operations import cases

                after = replace(cases.case(casebook, before.id), title=title, zone=zone)
                cases.update_case(casebook, after, progress=progress)
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

    def toggle_hold(self) -> None:
        """While a case is held, nothing in it can be erased or pruned."""
        session = self._window.session
        if session is None or not session.has_case:
            return
        casebook, case_id, hold = session.casebook, session.case.id, not session.case.legal_hold
        told = (
            "This case is under a legal hold: nothing in it can be erased or pruned."
            if hold
            else "The legal hold was lifted."
        )

        def work(_progress: Progress) -> None:
            from app.operations import cases

            cases.set_hold(casebook, case_id, held=hold)

        self._window.tasks.run(
            "Saving the case header",
            work,
            lambda _: session.notify(told, undo=True),
            lane=Lane.WRITE,
        )
