"""The menu bar, filled from actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from app.ui.actions import Menu, menu_of, section_of

Offered = Mapping[str, Sequence[QAction]]
"""What each page offers, by the name of the page; what the window offers itself under ""."""


def fill(bar: QMenuBar, offered: Offered) -> None:
    """Put every action into its menu, by section; menus without any are left out.

    Where several pages put keys of their own into one menu, those of each page stand in a menu
    beside it: the same letter means another thing on another page.
    """
    for old in bar.findChildren(QMenu):
        old.deleteLater()
    bar.clear()
    for name in Menu:
        inside = {
            page: [action for action in actions if menu_of(action) is name]
            for page, actions in offered.items()
        }
        apart = {page: [each for each in inside[page] if _is_of_page(each)] for page in inside}
        apart = {page: actions for page, actions in apart.items() if actions}
        if len(apart) < 2:
            apart = {}
        beside = {action for actions in apart.values() for action in actions}
        first = [each for actions in inside.values() for each in actions if each not in beside]
        if first or apart:
            menu = bar.addMenu(f"&{name.value}")
            _fill_one(menu, first)
            menu.addSeparator()
            for page, actions in apart.items():
                _fill_one(menu.addMenu(page), actions)


def _is_of_page(action: QAction) -> bool:
    return action.shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut


def _fill_one(menu: QMenu, actions: Sequence[QAction]) -> None:
    in_order = sorted(actions, key=section_of)
    for before, action in zip((None, *in_order), in_order, strict=False):
        if before is not None and section_of(before) != section_of(action):
            menu.addSeparator()
        menu.addAction(action)
