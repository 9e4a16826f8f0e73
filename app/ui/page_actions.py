"""Actions of a page: what they do is done where the person sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.ui.actions import Action, Menu
from app.ui.session import Session


@dataclass(frozen=True)
class PageActions:
    """Where the actions of a pane belong: its page by id, and a section of a menu.

    One that is chosen from the menu above another page shows its own page first.
    """

    pane: QWidget
    session: Session
    page: str
    menu: Menu
    section: int

    def local(self, name: str, words: str, key: str, slot: Callable[[], object]) -> Action:
        """One whose key works while the focus is on the page."""
        shown = partial(self._shown, slot)
        return Action(name, words, key, self.menu, shown, True, self.section)

    def general(self, name: str, words: str, key: str, slot: Callable[[], object]) -> Action:
        """One whose key works on every page."""
        shown = partial(self._shown, slot)
        return Action(name, words, key, self.menu, shown, section=self.section)

    def _shown(self, slot: Callable[[], object]) -> None:
        if not self.pane.isVisible():
            self.session.page_wanted.emit(self.page)
        slot()
