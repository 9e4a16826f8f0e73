"""What the keyboard does in the tray of suggestions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.actions import Action, Menu

if TYPE_CHECKING:
    from app.ui.panes.assist.tray import SuggestionTray

_MENU = Menu.TIMELINE
_SECTION = 9


def _offered(tray: SuggestionTray) -> list[Action]:
    """The actions of the tray; letters work on its list and its card."""
    general: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
        ("next-suggestion", "Next suggestion", "F9", lambda: tray.step(1)),
        ("previous-suggestion", "Previous suggestion", "Shift+F9", lambda: tray.step(-1)),
    )
    local: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
        ("accept-suggestion", "Accept the suggestion…", "A", tray.accept),
        ("suggestion-answered", "The question is answered", "Y", tray.answered),
        ("dismiss-suggestion", "Dismiss the suggestion", "D", tray.dismiss),
        ("suggestion-unsure", "Not sure about the suggestion", "?", tray.unsure),
        ("take-back-decision", "Let it wait again", "R", tray.take_back),
        ("dismiss-kind", "Dismiss all of this kind", "Shift+D", tray.dismiss_kind),
        ("suggestion-evidence", "Show its evidence, next item", "E", tray.show_evidence),
        ("suggestion-kind", "Only one kind…", "O", tray.choose_kind),
        ("suggestion-list", "All that wait, as a list", "W", tray.toggle_list),
        ("suggestions-decided", "With those decided", "Shift+W", tray.toggle_decided),
    )
    return [
        *(Action(*each[:3], _MENU, _seen(tray, each[3]), section=_SECTION) for each in general),
        *(Action(*each[:3], _MENU, _seen(tray, each[3]), True, _SECTION) for each in local),
    ]


def _seen(tray: SuggestionTray, slot: Callable[[], object]) -> Callable[[], object]:
    """The same where the person sees it, also from the menu above another page."""

    def act() -> None:
        tray.come()
        slot()

    return act


class TrayKeys(QObject):
    """Builds the actions, and takes keys that mean something else around list and card."""

    def __init__(self, tray: SuggestionTray, page: QWidget) -> None:
        super().__init__(tray)
        self._card = tray.card
        self._actions = [self._build(action, tray, page) for action in _offered(tray)]
        key, none, shift = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        self._slots: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (key.Key_Return, none): tray.accept,
            (key.Key_Enter, none): tray.accept,
            (key.Key_Backspace, none): tray.dismiss,
            (key.Key_N, none): lambda: tray.step(1),
            (key.Key_N, shift): lambda: tray.step(-1),
        }
        self._on_card: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (key.Key_Down, none): lambda: tray.step(1),
            (key.Key_Up, none): lambda: tray.step(-1),
        }
        for widget in (tray.list, tray.card):
            widget.installEventFilter(self)

    def enable(self, *, enabled: bool) -> None:
        """Whether there is anything to act on."""
        for action in self._actions:
            action.setEnabled(enabled)

    @staticmethod
    def _build(action: Action, tray: SuggestionTray, page: QWidget) -> QAction:
        """A bare letter must not reach it from the editor above the tray."""
        built = action.build(page)
        if action.local:
            built.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for widget in (tray.list, tray.card):
                widget.addAction(built)
        return built

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not isinstance(event, QKeyEvent) or event.type() not in kinds:
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = (Qt.Key(event.key()), held)
        slot = self._slots.get(pressed)
        if slot is None and watched is self._card:
            slot = self._on_card.get(pressed)
        if slot is None:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            slot()
        return event.type() is QEvent.Type.KeyPress
