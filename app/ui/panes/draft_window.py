"""The draft in a window of its own, for another screen; the evidence then has all the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from app.domain.changes import Changed
from app.ui.actions import listed
from app.ui.focus import focus_first, go_to
from app.ui.session import Session
from app.ui.window_place import take_keys_back

_NOT_HERE = {"close-casebook"}
"""Ctrl+W closes the window it is pressed in: here that is the draft's, not the casebook."""


class DraftWindow(QWidget):
    """A window around the draft; what the main window can do works in it too."""

    closed = Signal()

    def __init__(self, actions: list[QAction]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("draft-window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.addActions([action for action in actions if action.objectName() not in _NOT_HERE])
        QShortcut(QKeySequence("Ctrl+W"), self, self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        self._column = column

    def hold(self, draft: QWidget) -> None:
        """Take the draft in."""
        self._column.addWidget(draft)
        draft.show()

    def event(self, event: QEvent) -> bool:
        take_keys_back(self, event)
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()


class DraftPlace(QObject):
    """Where the draft stands: beside the evidence, or in a window of its own."""

    def __init__(self, session: Session, beside: QSplitter, draft: QWidget) -> None:
        super().__init__(beside)
        self._session = session
        self._beside = beside
        self._draft = draft
        self._window: DraftWindow | None = None
        self._split: list[int] = []
        self._was_at = ""
        session.leaving.connect(self.bring_back)
        session.case_selected.connect(lambda _case_id: self._name())
        session.changed.connect(self._refresh)

    @property
    def is_out(self) -> bool:
        """Whether the draft has a window of its own now."""
        return self._window is not None

    @property
    def split(self) -> list[int]:
        """The widths of evidence and draft while they stand side by side."""
        return self._split if self.is_out else self._beside.sizes()

    def toggle(self) -> None:
        """Move the draft out, or back."""
        if self.is_out:
            self.bring_back()
        else:
            self.move_out()

    def move_out(self, *, activate: bool = True) -> None:
        """Give the draft a window, where it was the last time or else on another screen."""
        if self._window is not None:
            return
        focused = self._focused()
        self._split = self._beside.sizes()
        main = self._beside.window()
        window = DraftWindow([*_shared(main), *self._beside.actions()])
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not activate)
        window.closed.connect(self.bring_back)
        self._window = window
        self._name()
        if not window.restoreGeometry(QByteArray.fromBase64(self._was_at.encode())):
            window.setGeometry(_usual_place(main))
        window.hold(self._draft)
        window.show()
        if focused is not None:
            go_to(focused)
        elif activate:
            focus_first(self._draft)

    def bring_back(self) -> None:
        """Put the draft beside the evidence again."""
        window, self._window = self._window, None
        if window is None:
            return
        focused = self._focused()
        self._was_at = _place(window)
        self._beside.addWidget(self._draft)
        self._draft.show()
        self._beside.setSizes(self._split)
        window.hide()
        window.deleteLater()
        if focused is not None:
            go_to(focused)

    def state(self) -> dict[str, Any]:
        """Whether the draft is out, and where its window is or was."""
        return {
            "out": self.is_out,
            "at": self._was_at if self._window is None else _place(self._window),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Bring the draft to where it was."""
        self.bring_back()
        self._was_at = str(state.get("at", ""))
        if state.get("out"):
            self.move_out(activate=False)

    def _focused(self) -> QWidget | None:
        """What has the focus inside the draft, which moving would take away."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self._draft.isAncestorOf(focused)
        return focused if inside else None

    def _refresh(self, change: Changed) -> None:
        if "cases" in change.tables:
            self._name()

    def _name(self) -> None:
        if self._window is not None:
            self._window.setWindowTitle(f"Timeline draft – {self._session.name_for_titles}")


def _shared(main: QWidget) -> list[QAction]:
    """What can be done from anywhere in the main window; keys of one pane stay with it."""
    return [
        action
        for action in listed([main, *main.findChildren(QWidget)])
        if action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
    ]


def _place(window: QWidget) -> str:
    return bytes(window.saveGeometry().toBase64().data()).decode()


def _usual_place(main: QWidget) -> QRect:
    """Most of another screen; where there is none, the right part of this one."""
    others = [screen for screen in QGuiApplication.screens() if screen is not main.screen()]
    if others:
        room = others[0].availableGeometry()
        return room.adjusted(*(room.width() * n // 100 for n in (10, 6, -10, -6)))
    room = main.screen().availableGeometry()
    width = min(room.width() // 2, 640)
    return QRect(room.right() - width, room.top() + 40, width, room.height() - 80)
