"""Asking the assist: the action, the run beside the window, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import CancelledError, GoldseamError, ModelError
from app.domain.progress import Progress
from app.operations.assist import running
from app.operations.assist.running import Ran
from app.ui import suggestion_words
from app.ui.actions import Action, Menu
from app.ui.dialogs.ask_assist import AskAssistDialog, Engine, Wanted
from app.ui.session import Session
from app.ui.tasks import Lane, Task

if TYPE_CHECKING:
    from app.ui.panes.workbench import Workbench

_TITLE = "Asking the assist"


class Asking(QObject):
    """Off until a person asks; one run at a time, which can be cancelled."""

    dialog_opened = Signal(object)

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__(bench)
        self._session = session
        self._bench = bench
        self._run: Task | None = None
        Action(
            "ask-assist", "Ask the assist…", "Ctrl+Alt+A", Menu.TIMELINE, self.ask, section=8
        ).build(bench)
        bench.timeline.tray.ask_wanted.connect(self.ask)

    def ask(self) -> None:
        """Ask what it may read, and with what."""
        if self._run is not None:
            self._session.notify("The assist is at work; wait for it, or cancel it below.")
            return
        if not self._bench.evidence.holdings.total:
            self._session.notify("There is no evidence yet; import some first.")
            return
        dialog = AskAssistDialog(
            self._session, self._bench.evidence.filter, self._models(), self._bench.window()
        )
        dialog.started.connect(self._start)
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _models(self) -> list[Engine]:
        """The models that a person chose, and that can be asked."""
        from app.operations.assist import models  # only once somebody asks

        try:
            chosen = models.chosen()
        except ModelError as error:
            self._session.fail(error)
            return []
        return [
            Engine(f"{each.name}: a model on this machine", each.path)
            for each in chosen
            if each.judges and (each.known is None or each.known.offered)
        ]

    def _start(self, wanted: Wanted) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id

        def work(progress: Progress) -> Ran:
            return running.run(casebook, case_id, wanted.scope, wanted.model, progress)

        def arrived(ran: Ran) -> None:
            self._run = None
            self._session.notify(suggestion_words.ran_words(ran))
            self._bench.timeline.tray.renew()

        def failed(error: GoldseamError) -> None:
            self._run = None
            if isinstance(error, CancelledError):
                self._session.notify("The assist was stopped; nothing of this run was kept.")
            else:
                self._session.fail(error)

        self._run = self._session.tasks.run(_TITLE, work, arrived, failed, lane=Lane.ASSIST)
