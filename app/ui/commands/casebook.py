"""The File menu: casebooks as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.domain.errors import GoldseamError
from app.domain.progress import Progress
from app.ui.actions import Action, Menu
from app.ui.places import documents_folder
from app.ui.tasks import Lane

if TYPE_CHECKING:
    from app.casebook import Casebook
    from app.domain.verification import VerifyReport
    from app.ui.main_window import MainWindow


KINDS = "Casebooks (*.casebook)"


class CasebookCommands:
    """New, open, copy, check, passphrase, lock, close."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        menu = Menu.FILE
        for action in (
            Action("new-casebook", "New casebook…", "Ctrl+Shift+N", menu, self.new),
            Action("open-casebook", "Open casebook…", "Ctrl+O", menu, self.open),
            Action("open-sample", "Open the sample", "Ctrl+Alt+O", menu, self.open_sample),
        ):
            action.build(window)
        self._of_open: list[QAction] = [
            action.build(window)
            for action in (
                Action(
                    "save-copy", "Save a copy…", "Ctrl+Shift+S", menu, self.save_copy, section=1
                ),
                Action("verify", "Check casebook", "Ctrl+Shift+K", menu, self.verify, section=1),
                Action(
                    "change-passphrase",
                    "Change passphrase…",
                    "Ctrl+Shift+P",
                    menu,
                    self.change_passphrase,
                    section=1,
                ),
                Action("lock", "Lock now", "Ctrl+L", menu, window.lock, section=3),
                Action("close-casebook", "Close casebook", "Ctrl+W", menu, window.leave, section=3),
            )
        ]
        Action("quit", "Quit", "Ctrl+Q", menu, window.close, section=4).build(window)

    def refresh(self) -> None:
        """Offer what an open casebook is needed for, or not."""
        for action in self._of_open:
            action.setEnabled(self._window.session is not None)

    def new(self) -> None:
        """Ask where, and with which passphrase; then make it."""
        from app.ui.dialogs.new_casebook import NewCasebookDialog

        window = self._window
        dialog = NewCasebookDialog(_suggested(), window.chooser, window)

        def create(path: Path, passphrase: str) -> None:
            def work(_progress: Progress) -> Casebook:
                from app.operations import casebooks

                return casebooks.new_casebook(path, passphrase)

            def made(casebook: Casebook) -> None:
                dialog.accept()
                window.leave_then(lambda: window.enter(casebook))

            window.tasks.run(
                "Making the casebook",
                work,
                made,
                lambda error: dialog.refuse(str(error)),
                lane=Lane.WRITE,
            )

        dialog.asked.connect(create)
        dialog.open()

    def open(self) -> None:
        """Ask for a casebook file; the unlock screen asks for its passphrase."""
        self._window.chooser.to_open(
            self._window, "Open casebook", f"{KINDS};;All files (*)", self._window.ask_to_unlock
        )

    def open_sample(self) -> None:
        """Open the sample casebook, made on the first occasion; it opens without asking."""
        from app.operations import sample

        window = self._window
        path = documents_folder() / sample.FILE_NAME
        if window.session is not None and window.session.casebook.path == path:
            return

        def show(casebook: Casebook) -> None:
            window.leave_then(lambda: self._greet(casebook))

        window.tasks.run(
            "Opening the sample",
            lambda progress: sample.open_at(path, progress),
            show,
            window.messages.bar.complain,  # there may be no session to tell
            lane=Lane.WRITE,
        )

    def _greet(self, casebook: Casebook) -> None:
        from app.operations import cases, sample

        window = self._window
        window.enter(casebook)
        if window.session is None:
            return
        if not window.session.has_case:
            window.open_case(cases.cases(casebook)[0].id)
        window.session.notify(
            f"This is a sample; nothing in it is real. Its passphrase is “{sample.PASSPHRASE}”."
        )
        if not window.settings.tour_left:
            window.trigger("tour")

    def unlock(self, path: Path, passphrase: str) -> None:
        """Open a casebook on a worker; the unlock screen tells what goes wrong."""
        window = self._window

        def work(_progress: Progress) -> Casebook:
            from app.operations import casebooks

            return casebooks.open_casebook(path, passphrase)

        window.tasks.run(
            "Opening the casebook", work, window.enter, window.refuse_unlock, lane=Lane.WRITE
        )

    def tidy(self, casebook: Casebook) -> None:
        """After opening: the day's backup, and what an interrupted task left to do."""

        def work(progress: Progress) -> None:
            from app.operations import casebooks

            casebooks.tidy(casebook, progress)

        self._window.tasks.run("Making the day's backup", work, lambda _: None, lane=Lane.IMPORT)

    def save_copy(self) -> None:
        """Write a whole copy under another name."""
        session = self._window.session
        if session is None:
            return
        casebook = session.casebook
        suggested = casebook.path.with_name(f"{casebook.path.stem} copy.casebook")

        def copy(path: Path) -> None:
            def work(progress: Progress) -> Path:
                from app.operations import casebooks

                return casebooks.save_copy(casebook, path, progress)

            self._window.tasks.run(
                "Saving a copy", work, lambda made: session.notify(f"Copied to {made}.")
            )

        self._window.chooser.to_save(self._window, "Save a copy", suggested, KINDS, copy)

    def change_passphrase(self) -> None:
        """Ask for the old and the new passphrase, then encrypt anew."""
        session = self._window.session
        if session is None:
            return
        from app.ui.dialogs.change_passphrase import ChangePassphraseDialog

        casebook = session.casebook
        dialog = ChangePassphraseDialog(self._window)

        def change(old: str, new: str) -> None:
            def work(_progress: Progress) -> None:
                from app.operations import casebooks

                casebooks.change_passphrase(casebook, old, new)

            def changed(_: None) -> None:
                dialog.accept()
                session.notify("The passphrase was changed. Earlier backups keep the old one.")

            def refused(error: GoldseamError) -> None:
                dialog.refuse(str(error))

            self._window.tasks.run(
                "Changing the passphrase", work, changed, refused, lane=Lane.WRITE
            )

        dialog.asked.connect(change)
        dialog.open()

    def verify(self) -> None:
        """Check the file, the journal, every quotation and every original."""
        session = self._window.session
        if session is None:
            return
        casebook = session.casebook

        def work(progress: Progress) -> VerifyReport:
            from app.operations import casebooks

            return casebooks.verify(casebook, progress)

        def tell(report: VerifyReport) -> None:
            if report.problems:
                session.fail(GoldseamError(" ".join(report.problems)))
                return
            counted = ", ".join(f"{number:,} {what}" for what, number in report.checked.items())
            session.notify(f"The casebook is whole. Checked: {counted}.")

        self._window.tasks.run("Checking the casebook", work, tell)


def _suggested() -> Path:
    return documents_folder() / "Incidents.casebook"
