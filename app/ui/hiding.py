"""Hiding what is on the screen with one key: every window of the program becomes a plain surface.

Nothing is closed and nothing typed is lost. What stood in a window is not shown to assistive
technology either, and no title tells of it. A file dialog that the desktop itself draws is beyond
our reach.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from app.ui.focus import go_to
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label

KEY = "F12"
_TITLE = "Goldseam"
_POPUPS = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_NOTHING_COMES = (QEvent.Type.ToolTip, QEvent.Type.DragEnter, QEvent.Type.Drop)
"""No words over a covered window, and nothing is dropped into it."""
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Cover(QWidget):
    """A calm surface over all of a window."""

    wanted = Signal()
    """What is below should be shown again."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("content-cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Hidden")
        self.show_button = button("show-content", f"Show ({KEY})", self.wanted.emit)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(label("Hidden", "subtitle"), 0, centre)
        column.addSpacing(8)
        column.addWidget(self.show_button, 0, centre)
        column.addStretch(1)
        self.setGeometry(window.rect())


@dataclass
class _Covered:
    """What a window was like before it was covered."""

    cover: Cover
    focused: QWidget | None
    title: str
    name: str
    parts: list[QWidget] = field(default_factory=list)


class Hiding(QObject):
    """Covers all windows, also those that open meanwhile, until they are to be shown again.

    While nothing is hidden it listens to the few native windows only, so that the key works over
    a dialog and an open menu, too.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._covered: dict[QWidget, _Covered] = {}
        self._hidden = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._listen)
        self._listen(QGuiApplication.focusWindow())

    @property
    def is_hidden(self) -> bool:
        """Whether everything is covered now."""
        return self._hidden

    def toggle(self) -> None:
        """Hide everything, or show it again."""
        if self._hidden:
            self.show()
        else:
            self.hide()

    def hide(self) -> None:
        """Cover every window, and keep the focus in mind."""
        if self._hidden:
            return
        self._hidden = True
        _close_popups()
        QToolTip.hideText()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.changed.emit(True)

    def show(self) -> None:
        """Uncover every window; the focus is where it was."""
        if not self._hidden:
            return
        self._hidden = False
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        active = QApplication.activeWindow()
        covered, self._covered = self._covered, {}
        for window, before in covered.items():
            if shiboken6.isValid(window):
                _uncover(window, before, active=window is active)
        self.changed.emit(False)

    # -- covering -----------------------------------------------------------------------------

    def _cover(self, window: QWidget) -> None:
        if window in self._covered or window.windowType() in _POPUPS:
            return
        focused: QWidget | None = window.focusWidget()  # the stubs forget that there may be none
        parts = [part for part in _parts_of(window) if not part.isHidden()]
        cover = Cover(window)
        cover.wanted.connect(self.show)
        before = _Covered(cover, focused, window.windowTitle(), window.accessibleName(), parts)
        self._covered[window] = before
        window.setWindowTitle(_TITLE)
        window.setAccessibleName("")
        for part in parts:
            part.hide()
        cover.show()
        cover.raise_()
        cover.show_button.setFocus()

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWindow):
            return self._pressed_in(event)
        return self._hidden and isinstance(watched, QWidget) and self._while_hidden(watched, event)

    def _pressed_in(self, event: QEvent) -> bool:
        """The key, also in a window that knows no shortcut for it, and above an open menu."""
        if not isinstance(event, QKeyEvent) or not _is_key(event):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            _close_popups()  # the key itself would reach the menu
        elif event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.toggle()
        return True

    def _while_hidden(self, watched: QWidget, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # no command works on what nobody sees
            return True
        if kind in _NOTHING_COMES:
            return True
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return self._swallows(watched, event)
        if watched.isWindow():
            self._follow(watched, kind)
        elif kind is QEvent.Type.Show:
            self._keep_below(watched)
        return False

    def _swallows(self, watched: QWidget, event: QKeyEvent) -> bool:
        """A key reaches nothing but the button that shows everything again."""
        if _is_key(event):
            if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
                self.show()
            return True
        is_button = any(each.cover.show_button is watched for each in self._covered.values())
        return not (is_button and event.key() in _PRESSES)

    def _follow(self, window: QWidget, kind: QEvent.Type) -> None:
        before = self._covered.get(window)
        if before is None:
            if kind is QEvent.Type.Show:
                self._cover(window)
        elif kind is QEvent.Type.Resize:
            before.cover.setGeometry(window.rect())
        elif kind is QEvent.Type.WindowTitleChange and window.windowTitle() != _TITLE:
            before.title = window.windowTitle()
            window.setWindowTitle(_TITLE)

    def _keep_below(self, part: QWidget) -> None:
        """A part of a covered window that shows itself meanwhile does not come above the cover."""
        before = self._covered.get(part.window())
        if before is not None and part is not before.cover:
            before.cover.raise_()


def _parts_of(window: QWidget) -> list[QWidget]:
    """What stands directly in a window: of a main window its menu bar and all below."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return [part for part in window.findChildren(QWidget, options=direct) if not part.isWindow()]


def _uncover(window: QWidget, before: _Covered, *, active: bool) -> None:
    window.setWindowTitle(before.title)
    window.setAccessibleName(before.name)
    for part in before.parts:
        if shiboken6.isValid(part):
            part.show()
    before.cover.hide()
    before.cover.deleteLater()
    focused = before.focused
    if focused is None or not shiboken6.isValid(focused):
        return
    if active:
        go_to(focused)
    else:
        focused.setFocus()


def _is_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F12 and not event.modifiers()


def _close_popups() -> None:
    while (popup := _popup()) is not None:
        popup.hide()


def _popup() -> QWidget | None:
    popup: QWidget | None = QApplication.activePopupWidget()  # the stubs forget the None
    return popup
