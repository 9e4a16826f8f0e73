"""The menu bar, filled from actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from app.ui.actions import Menu, menu_of, section_of


def fill(bar: QMenuBar, actions: Sequence[QAction]) -> None:
    """Put every action into its menu, by section; menus without any are left out."""
    for old in bar.findChildren(QMenu):
        old.deleteLater()
    bar.clear()
    for menu in Menu:
        inside = sorted(
            (action for action in actions if menu_of(action) is menu),
            key=lambda action: (section_of(action), actions.index(action)),
        )
        if inside:
            _fill_one(bar.addMenu(f"&{menu.value}"), inside)


def _fill_one(menu: QMenu, actions: Sequence[QAction]) -> None:
    section = section_of(actions[0])
    for action in actions:
        if section_of(action) != section:
            menu.addSeparator()
            section = section_of(action)
        menu.addAction(action)
