"""What shows a case to others: presenting it, printing a document, pictures of what is in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.domain.drafts import CaseKind
from app.domain.errors import GoldseamError
from app.domain.leaks import LeakError
from app.ui.actions import Action, Menu, listed
from app.ui.places import documents_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.slides import Presentation
    from app.operations.exports import Rendered
    from app.ui.main_window import MainWindow
    from app.ui.panes.presenting import PresentingWindow
    from app.ui.session import Session

_PRINT = "print"
_PICTURES = "Pictures (*.png);;Drawings (*.svg)"


class DocumentCommands:
    """Present, print, export pictures; each shows what a document would, and no more."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._presenting: PresentingWindow | None = None
        self._of_case: list[QAction] = [
            action.build(window)
            for action in (
                Action(_PRINT, "Print…", "Ctrl+P", Menu.FILE, self.print, section=2),
                Action(
                    "export-picture",
                    "Export picture of the timeline…",
                    "Ctrl+Shift+G",
                    Menu.FILE,
                    partial(self.export_picture, "timeline"),
                    section=2,
                ),
                Action(
                    "export-chain-picture",
                    "Export picture of the failure chain…",
                    "Ctrl+Shift+J",
                    Menu.FILE,
                    partial(self.export_picture, "chain"),
                    section=2,
                ),
                Action("present", "Present the timeline", "F5", Menu.VIEW, self.present, section=4),
            )
        ]

    def refresh(self) -> None:
        """Offer them while a case is in hand; a trust case leaves in its own documents only."""
        session = self._window.session
        kind = session.case.kind if session is not None and session.has_case else None
        for action in self._of_case:
            is_any = action.objectName() == _PRINT
            action.setEnabled(kind is CaseKind.INCIDENT or (is_any and kind is not None))

    # Presenting

    def present(self) -> None:
        """Walk through the timeline on the whole screen."""
        session = self._window.session
        if session is None or not session.has_case or self._presenting is not None:
            return
        casebook, case_id = session.casebook, session.case.id
        active = QApplication.activeWindow()
        came_from = self._window if active is None or isinstance(active, QDialog) else active

        def work(_progress: object) -> Presentation:
            from app.operations import presenting

            return presenting.presentation(casebook, case_id)

        def show(shown: Presentation) -> None:
            if session is self._window.session:
                self._show(session, shown, came_from)

        self._window.tasks.run(
            "Preparing the presentation", work, show, self._refused(self.present)
        )

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

    # Printing

    def print(self) -> None:
        """Ask which document, and show how it will look on paper."""
        session = self._window.session
        if session is None or not session.has_case:
            return
        from app.ui.dialogs.print_document import PrintDialog

        PrintDialog(session, self._window).open()

    # Pictures

    def export_picture(self, drawing: str) -> None:
        """Draw the timeline or the chain, ask where to, and write PNG or SVG, as the name ends."""
        session = self._window.session
        if session is None or not session.has_case:
            return
        casebook, case_id = session.casebook, session.case.id

        def work(_progress: object) -> Rendered:
            from app.operations import pictures

            return pictures.picture_of(casebook, case_id, pictures.Drawing(drawing), "png")

        self._window.tasks.run(
            "Drawing the picture",
            work,
            lambda drawn: self._ask_where(session, drawing, documents_folder() / drawn.file_name),
            self._refused(partial(self.export_picture, drawing)),
        )

    def _ask_where(self, session: Session, drawing: str, suggested: Path) -> None:
        self._window.chooser.to_save(
            self._window,
            "Export picture",
            suggested,
            _PICTURES,
            lambda path: self._write(session, drawing, path),
        )

    def _write(self, session: Session, drawing: str, path: Path) -> None:
        casebook, case_id = session.casebook, session.case.id
        fmt = "svg" if path.suffix.lower() == ".svg" else "png"

        def work(_progress: object) -> Path:
            from app.operations import pictures

            what = pictures.Drawing(drawing)
            return pictures.export_picture(casebook, case_id, what, fmt, path)

        self._window.tasks.run(
            "Writing the picture",
            work,
            lambda target: session.notify(f"Written to {target}."),
            self._refused(lambda: self._write(session, drawing, path)),
        )

    def _refused(self, again: Callable[[], object]) -> Callable[[GoldseamError], None]:
        """What happens when something must not be shown: it is answered, then tried again."""

        def refused(error: GoldseamError) -> None:
            session = self._window.session
            if session is None:
                return
            if isinstance(error, LeakError):
                from app.ui.dialogs.leaks import LeakDialog

                LeakDialog(session, error.leaks, again, self._window, "Try again").open()
            else:
                session.fail(error)

        return refused
