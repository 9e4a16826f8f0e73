"""The Help menu with its tour, and preferences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.ui.actions import Action, Menu

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.tour import Tour


class HelpCommands:
    """Preferences in the Edit menu; shortcuts, the tour and what this program is under Help."""

    def __init__(self, window: MainWindow, shortcuts: Callable[[], None]) -> None:
        self._window = window
        self._tour: Tour | None = None
        Action(
            "preferences", "Preferences…", "Ctrl+,", Menu.EDIT, self.preferences, section=9
        ).build(window)
        Action("shortcuts", "Commands and shortcuts…", "F1", Menu.HELP, shortcuts).build(window)
        Action("tour", "Tour", "Ctrl+F1", Menu.HELP, self.tour).build(window)
        Action(
            "glossary", "Words close to trust repair…", "Ctrl+Shift+F1", Menu.HELP, self.glossary
        ).build(window)
        Action(
            "not-privilege",
            "What encryption is not…",
            "Ctrl+Alt+Shift+E",
            Menu.HELP,
            self.what_encryption_is_not,
        ).build(window)
        Action("about", "About Goldseam", "Shift+F1", Menu.HELP, self.about).build(window)

    def preferences(self) -> None:
        """Look, text size and locking."""
        from app.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._window.settings, self._window)
        dialog.lock_changed.connect(self._window.set_lock_minutes)
        dialog.open()

    def what_encryption_is_not(self) -> None:
        """A file that nobody can read is still no privilege."""
        from app.ui.dialogs.not_privilege import NotPrivilegeDialog

        NotPrivilegeDialog(self._window).open()

    def about(self) -> None:
        """Name, version and licences."""
        from app.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()

    def glossary(self) -> None:
        """What is easily taken for trust repair, told apart."""
        from app.ui.dialogs.glossary import GlossaryDialog

        GlossaryDialog(self._window).open()

    def tour(self) -> None:
        """Show the parts of the window, step by step; without a casebook, in the sample."""
        window, session = self._window, self._window.session
        if session is None:
            window.settings.tour_left = False
            window.trigger("open-sample")
            return
        if not session.has_case:
            session.notify("Open a case first: the tour points at its parts.")
            return
        if self._tour is None:
            from app.ui.tour import Tour

            self._tour = Tour(window, window.show_page)
            self._tour.left.connect(self._tour_left)
        session.leaving.connect(self._tour.put_away, Qt.ConnectionType.UniqueConnection)
        self._tour.begin()

    def _tour_left(self) -> None:
        self._window.settings.tour_left = True
