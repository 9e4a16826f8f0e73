"""The Help menu, and preferences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.actions import Action, Menu

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class HelpCommands:
    """Preferences in the Edit menu; shortcuts and what this program is under Help."""

    def __init__(self, window: MainWindow, shortcuts: Callable[[], None]) -> None:
        self._window = window
        Action(
            "preferences", "Preferences…", "Ctrl+,", Menu.EDIT, self.preferences, section=9
        ).build(window)
        Action("shortcuts", "Commands and shortcuts…", "F1", Menu.HELP, shortcuts).build(window)
        Action("about", "About Goldseam", "Shift+F1", Menu.HELP, self.about).build(window)

    def preferences(self) -> None:
        """Look, text size and locking."""
        from app.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._window.settings, self._window)
        dialog.lock_changed.connect(self._window.set_lock_minutes)
        dialog.open()

    def about(self) -> None:
        """Name, version and licences."""
        from app.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()
