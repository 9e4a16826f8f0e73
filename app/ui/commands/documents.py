"""What shows a case to others: presenting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.actions import Action, Menu, listed

if TYPE_CHECKING:
    from app.domain.slides import Presentation
    from app.ui.main_window import MainWindow
    from app.ui.panes.presenting import PresentingWindow
    from app.ui.session import Session


class DocumentCommands:
    """Each shows what a document would, and no more."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._presenting: PresentingWindow | None = None
        self._of_case: list[QAction] = [
            action.build(window)
            for action in (
                Action("present", "Present the timeline", "F5", Menu.VIEW, self.present, section=4),
            )
        ]

    def refresh(self) -> None:
        """Offer them while a case is in hand."""
        session = self._window.session
        for action in self._of_case:
            action.setEnabled(session is not None and session.has_case)

    # Presenting

    def present(self) -> None:
        """Walk through the timeline on the whole screen."""
        session = self._window.session
        if session is None or not session.has_case or self._presenting is not None:
            return
        casebook, case_id = session.casebook, session.case.id
        came_from = QApplication.activeWindow() or self._window

        def work(_progress: object) -> Presentation:
            from app.operations import presenting

            return presenting.presentation(casebook, case_id)

        def show(shown: Presentation) -> None:
            if session is self._window.session:
                self._show(session, shown, came_from)

        self._window.tasks.run("Preparing the presentation", work, show)

    def _show(self, session: Session, shown: Presentation, came_from: QWidget) -> None:
        from app.ui.panes.presenting import PresentingWindow

        window = PresentingWindow(shown, listed([self._window]))
        self._presenting = window
        session.leaving.connect(window.close)

        def left() -> None:
            self._presenting = None
            window.deleteLater()
            came_from.activateWindow()

        window.left.connect(left)
        window.setGeometry(came_from.screen().geometry())
        window.showFullScreen()
        window.activateWindow()
