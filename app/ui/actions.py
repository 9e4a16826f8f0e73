"""What a person can do, as data: every action has a menu place and a shortcut.

A pane calls `Action.build` in its constructor; the window then finds it through
``pane.actions()``, puts it into its menu and into the command palette.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

_MENU = "menu"
_SECTION = "section"


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "File"
    EDIT = "Edit"
    VIEW = "View"
    CASE = "Case"
    EVIDENCE = "Evidence"
    TIMELINE = "Timeline"
    REVIEW = "Review"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    ``id`` is stable and kebab-case (``add-to-timeline``). ``shortcut`` is written as Qt's portable
    text. An action of one pane whose key is a bare letter is ``local``: the key works while the
    focus is inside that pane, and types a letter elsewhere. Actions of one ``section`` stand
    together between separators.
    """

    id: str
    text: str
    shortcut: str
    menu: Menu
    slot: Callable[[], object]
    local: bool = False
    section: int = 0

    def build(self, parent: QWidget) -> QAction:
        """Make it and add it to ``parent``, whose ``actions()`` then lists it."""
        action = QAction(self.text, parent)
        action.setObjectName(self.id)
        action.setShortcut(QKeySequence.fromString(self.shortcut))
        action.setShortcutContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
            if self.local
            else Qt.ShortcutContext.WindowShortcut
        )
        action.setProperty(_MENU, self.menu.value)
        action.setProperty(_SECTION, self.section)
        action.triggered.connect(lambda _checked=False: self.slot())
        parent.addAction(action)
        return action


def menu_of(action: QAction) -> Menu | None:
    """The menu that an action belongs to; None for one that Qt added by itself."""
    name = action.property(_MENU)
    return Menu(name) if name else None


def section_of(action: QAction) -> int:
    """The section of its menu that an action stands in."""
    return int(action.property(_SECTION) or 0)


def shortcut_text(action: QAction) -> str:
    """The shortcut as this desktop writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def listed(widgets: Iterable[QWidget]) -> list[QAction]:
    """The actions of these widgets that belong to a menu, in the order they were built."""
    return [
        action for widget in widgets for action in widget.actions() if menu_of(action) is not None
    ]
