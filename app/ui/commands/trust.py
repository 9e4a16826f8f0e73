"""Trust cases in the Case menu: begin one, pull in the review of an incident."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.domain.drafts import CaseKind
from app.domain.progress import Progress
from app.ui.actions import Action, Menu
from app.ui.pages import FRAME
from app.ui.places import documents_folder
from app.ui.tasks import Lane

if TYPE_CHECKING:
    from app.casebook import Casebook
    from app.domain.drafts import Case
    from app.domain.errors import GoldseamError
    from app.domain.trust.pulled import SharedReview
    from app.ui.dialogs.begin_trust import Wanted
    from app.ui.dialogs.form import FormDialog
    from app.ui.main_window import MainWindow

T = TypeVar("T")

_FILE_NAME = "Casebook"
"""What the file of a private case is called at first: nothing that tells what it is about."""


class TrustCommands:
    """New trust case, the same from an incident, and what a later version of its review brings."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        menu = Menu.CASE
        Action(
            *("new-trust-case", "New trust case…", "Ctrl+Alt+Shift+N", menu),
            slot=self.new,
            section=1,
        ).build(window)
        self._after = Action(
            *("repair-after-incident", "Prepare trust repair from this incident…"),
            *("Ctrl+Alt+Shift+T", menu),
            slot=self.after_incident,
            section=1,
        ).build(window)
        self._pull = Action(
            *("pull-in", "Pull in from an incident review…", "Ctrl+Alt+Shift+P", menu),
            slot=self.pull_in,
            section=1,
        ).build(window)

    def refresh(self) -> None:
        """Offer what fits the case in hand."""
        session = self._window.session
        kind = session.case.kind if session is not None and session.has_case else None
        self._after.setEnabled(kind is CaseKind.INCIDENT)
        self._pull.setEnabled(kind is CaseKind.TRUST)

    def new(self, title: str = "") -> None:
        """Ask what it begins with and where it is kept."""
        self._ask("", title)

    def after_incident(self) -> None:
        """The same, with the incident in hand."""
        session = self._window.session
        if session is not None and session.has_case:
            self._ask(session.case.id, "")

    def pull_in(self) -> None:
        """Offer what the review of an incident shows and this case does not have."""
        session = self._window.session
        if session is None or not session.has_case:
            return
        from app.ui.dialogs.pull_in import PullInDialog

        PullInDialog(session, self._window.chooser, self._window).open()

    def tell_once(self) -> None:
        """Before the first private case is written in: what encryption is not."""
        from app.ui.dialogs.not_privilege import NotPrivilegeDialog

        if not self._window.settings.privilege_told:
            self._window.settings.privilege_told = True
            NotPrivilegeDialog(self._window).open()

    # -- beginning ----------------------------------------------------------------------------

    def _ask(self, after: str, title: str) -> None:
        from app.operations.trust import pulling
        from app.ui.dialogs.begin_trust import BeginTrustDialog

        session = self._window.session
        incidents = [] if session is None else pulling.incidents(session.casebook)
        dialog = BeginTrustDialog(
            incidents, after, title, may_stay=session is not None, parent=self._window
        )

        def begin(wanted: Wanted) -> None:
            if wanted.apart:
                self._ask_for_file(dialog, wanted)
            elif session is not None:
                self._begin_here(session.casebook, dialog, wanted)

        dialog.asked.connect(begin)
        dialog.open()

    def _begin_here(self, casebook: Casebook, dialog: FormDialog, wanted: Wanted) -> None:
        def work(progress: Progress) -> Case:
            from app.operations.trust import beginning

            review = _review(casebook, wanted, progress)
            return beginning.begin_after(
                casebook, wanted.title, wanted.beginning, _zone(wanted), review, progress
            )

        def begun(case: Case) -> None:
            dialog.accept()
            self._stand_in(case)

        self._run(work, begun, dialog)

    def _ask_for_file(self, dialog: FormDialog, wanted: Wanted) -> None:
        from app.ui.dialogs.new_casebook import NewCasebookDialog

        window = self._window
        before = None if window.session is None else window.session.casebook
        file_dialog = NewCasebookDialog(_suggested(), window.chooser, dialog)

        def begin(path: Path, passphrase: str) -> None:
            def work(progress: Progress) -> tuple[Casebook, Case]:
                from app.operations.trust import beginning

                review = None if before is None else _review(before, wanted, progress)
                return beginning.begin_apart(
                    *(path, passphrase, wanted.title, wanted.beginning),
                    *(_zone(wanted), review, progress),
                )

            def begun(made: tuple[Casebook, Case]) -> None:
                file_dialog.accept()
                dialog.accept()
                window.leave_then(lambda: self._enter(*made))

            self._run(work, begun, file_dialog)

        file_dialog.asked.connect(begin)
        file_dialog.rejected.connect(lambda: dialog.set_busy(busy=False))
        file_dialog.open()

    def _run(
        self, work: Callable[[Progress], T], begun: Callable[[T], None], dialog: FormDialog
    ) -> None:
        def refused(error: GoldseamError) -> None:
            dialog.refuse(str(error))

        title = "Beginning the case"
        self._window.tasks.run(title, work, begun, refused, lane=Lane.WRITE)

    def _enter(self, casebook: Casebook, case: Case) -> None:
        self._window.enter(casebook)
        self._stand_in(case)

    def _stand_in(self, case: Case) -> None:
        self._window.open_case(case.id)
        self._window.show_page(FRAME.id)
        self.tell_once()


def _review(casebook: Casebook, wanted: Wanted, progress: Progress) -> SharedReview | None:
    from app.operations.trust import pulling

    if wanted.incident is None:
        return None
    return pulling.review(casebook, wanted.incident.id, progress)


def _zone(wanted: Wanted) -> str:
    return "UTC" if wanted.incident is None else wanted.incident.zone


def _suggested() -> Path:
    """A name that is not taken, and tells nothing."""
    folder, number = documents_folder(), 1
    path = folder / f"{_FILE_NAME}.casebook"
    while path.exists():
        number += 1
        path = folder / f"{_FILE_NAME} {number}.casebook"
    return path
