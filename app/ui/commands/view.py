"""How things are shown: pages, zoom, light and dark, and going round by keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.actions import Action, Menu, listed
from app.ui.focus import focus_first
from app.ui.hiding import KEY
from app.ui.theme import Mode
from app.ui.widgets.rail import Page

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.widgets.command_palette import CommandPalette


class ViewCommands:
    """The View menu."""

    def __init__(self, window: MainWindow, pages: tuple[Page, ...]) -> None:
        self._window = window
        menu = Menu.VIEW
        self._of_page: list[tuple[Page, QAction]] = []
        for page in pages:
            show = partial(window.show_page, page.id)
            action = Action(f"show-{page.id}", f"{page.label} page", page.key, menu, show)
            self._of_page.append((page, action.build(window)))
        larger = Action("zoom-in", "Larger text", "Ctrl++", menu, lambda: self.zoom(1), section=2)
        larger.build(window).setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        for action in (
            Action("command-palette", "All commands…", "Ctrl+K", menu, self.palette, section=1),
            Action("next-area", "Next area", "F6", menu, lambda: self.go_round(1), section=1),
            Action(
                "previous-area",
                "Previous area",
                "Shift+F6",
                menu,
                lambda: self.go_round(-1),
                section=1,
            ),
            Action("hide-content", "Hide content", KEY, menu, window.hiding.toggle, section=1),
            Action(
                "close-message", "Close message", "Ctrl+.", menu, window.close_message, section=1
            ),
            Action("zoom-out", "Smaller text", "Ctrl+-", menu, lambda: self.zoom(-1), section=2),
            Action("zoom-reset", "Usual text size", "Ctrl+0", menu, self.zoom_reset, section=2),
            Action("dark-mode", "Light or dark", "Ctrl+Shift+D", menu, self.switch_mode, section=2),
        ):
            action.build(window)
        self._look = theme.current()
        self._palette: CommandPalette | None = None

    def refresh(self) -> None:
        """Offer the pages of a case only while one of their kind is in hand."""
        session = self._window.session
        kind = session.case.kind if session is not None and session.has_case else None
        for page, action in self._of_page:
            offered = not page.of_case or kind in page.kinds
            action.setEnabled(offered)
            # Pages of the other kind of case have the same keys, and no place in the menu.
            action.setVisible(offered or kind is None)

    def palette(self) -> None:
        """Offer every command by its name."""
        from app.ui.widgets.command_palette import CommandPalette

        over = QApplication.activeWindow() or self._window
        self._window.build_all()
        self._palette = CommandPalette(listed(self._window.action_owners()), over)
        self._palette.open()

    def zoom(self, steps: int) -> None:
        """Make text larger or smaller."""
        self._look.zoom_by(steps)
        self._keep_zoom()

    def zoom_reset(self) -> None:
        """Text at its usual size."""
        self._look.set_zoom(1.0)
        self._keep_zoom()

    def switch_mode(self) -> None:
        """Change between light and dark."""
        self._look.set_mode(Mode.LIGHT if self._look.palette.dark else Mode.DARK)
        self._window.settings.mode = self._look.mode

    def go_round(self, step: int) -> None:
        """Move the focus to the next area of the window."""
        areas = [area for area in self._window.areas() if area.isVisible()]
        focused = QApplication.focusWidget()
        here = next(
            (
                index
                for index, area in enumerate(areas)
                if focused is not None and (area is focused or area.isAncestorOf(focused))
            ),
            -1 if step > 0 else 0,
        )
        if areas:
            focus_first(areas[(here + step) % len(areas)])

    def _keep_zoom(self) -> None:
        self._window.settings.zoom = self._look.zoom
