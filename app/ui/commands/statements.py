"""What became of the statement in hand: its history, forgetting and erasing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.errors import NotFoundError
from app.ui.actions import Action, Menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from app.casebook import Casebook
    from app.domain.drafted import Statement
    from app.ui.main_window import MainWindow
    from app.ui.session import Session

    Making = Callable[[Session, Statement, QWidget], QDialog]


class StatementCommands:
    """The part of the Edit menu about one entry, factor, action …: whatever its page stands on."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        menu = Menu.EDIT
        for action in (
            Action("history", "History…", "Ctrl+Alt+H", menu, self.history, section=2),
            Action(
                "forget-versions",
                "Forget earlier versions…",
                "Ctrl+Alt+Shift+H",
                menu,
                self.forget,
                section=2,
            ),
            Action("erase", "Erase for good…", "Ctrl+Alt+Shift+X", menu, self.erase, section=2),
        ):
            action.build(window)

    def history(self) -> None:
        """Show every recorded change."""
        from app.ui.dialogs.history import HistoryDialog

        self._open(HistoryDialog)

    def forget(self) -> None:
        """Ask whether to keep nothing of what it was."""
        from app.ui.dialogs.erase import ForgetDialog

        self._open(ForgetDialog)

    def erase(self) -> None:
        """Ask whether to remove it with all that it ever was."""
        from app.ui.dialogs.erase import EraseDialog

        self._open(EraseDialog)

    def _open(self, make: Making) -> None:
        session = self._window.session
        if session is None:
            return
        statement = self._window.statement_in_hand()
        if statement is None or not _is_kept(session.casebook, statement):
            session.notify("First stand on a statement: an entry, a factor, an action.")
        else:
            make(session, statement, self._window).open()


def _is_kept(casebook: Casebook, statement: Statement) -> bool:
    """Whether it is in the casebook; a form may show what nobody has begun yet."""
    from app.operations import drafting

    try:
        drafting.one(casebook, type(statement), statement.id)
    except NotFoundError:
        return False
    return True
