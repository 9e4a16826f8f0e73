"""Giving the focus to a widget, in whichever window it is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.ui.reading_order import stops_of

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def go_to(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """Give a widget the focus, and its window the keys.

    Another window gets them only after a moment; what is typed until then reaches the widget too.
    """
    before = _Handover.under_way
    active = QApplication.activeWindow()
    if before is not None or not widget.isActiveWindow():
        widget.activateWindow()
    widget.setFocus(reason)
    if before is not None:
        before.end()
    if _Ahead.under_way is not None:
        _Ahead.under_way.hand_over()
    if active not in (None, widget.window()) and not isinstance(active, QDialog):
        _Handover.under_way = _Handover(widget)


def type_ahead(area: QWidget) -> None:
    """Keep what is typed from now on for the field of an area that `go_to` comes to next.

    A thing that was just added is written into once it is stored and read; until then its first
    letters would be commands of the page. It ends when the area goes, with a click, and with a
    key that is a command anywhere.
    """
    if _Ahead.under_way is not None:
        _Ahead.under_way.end()
    if area.isVisible():
        _Ahead.under_way = _Ahead(area)


class _Ahead(QObject):
    """Holds the keys that were typed ahead."""

    under_way: ClassVar[_Ahead | None] = None

    patience_ms = 6_000
    """After how long nothing is expected to come any more."""

    def __init__(self, area: QWidget) -> None:
        app = QApplication.instance()
        super().__init__(app)
        self._app = app
        self._area = area
        self._typed: list[QKeyEvent] = []
        self._clock = QTimer(self, singleShot=True, interval=self.patience_ms)
        self._clock.timeout.connect(self.end)
        self._clock.start()
        area.destroyed.connect(self.end)
        if app is not None:
            app.installEventFilter(self)

    def end(self) -> None:
        """Keys go where the focus is."""
        if _Ahead.under_way is self and self._app is not None:
            _Ahead.under_way = None
            self._clock.stop()
            self._app.removeEventFilter(self)
            self.deleteLater()

    def hand_over(self) -> None:
        """Type it where the focus is now."""
        self.end()
        for key in self._typed:
            focused: QWidget | None = QApplication.focusWidget()
            if focused is not None:
                QCoreApplication.sendEvent(focused, key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        gone = event.type() is QEvent.Type.Hide and watched is self._area
        if gone or event.type() is QEvent.Type.MouseButtonPress:
            self.end()
        if not isinstance(event, QKeyEvent) or event.type() is QEvent.Type.KeyRelease:
            return False
        if event.modifiers() & _COMMANDS or event.key() == Qt.Key.Key_Escape:
            self.end()
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # a letter of a sentence, not a command
        else:
            self._typed.append(event.clone())
        return True


class _Handover(QObject):
    """Passes keys on to a widget of another window, until that window has the keys itself."""

    under_way: ClassVar[_Handover | None] = None

    patience_ms = 1_000
    """After how long a desktop that does not give the keys to the other window is believed."""

    def __init__(self, wanted: QWidget) -> None:
        app = QApplication.instance()
        super().__init__(app)
        self._wanted = wanted
        self._app = app
        self._clock = QTimer(self, singleShot=True, interval=self.patience_ms)
        self._clock.timeout.connect(self.end)
        self._clock.start()
        wanted.destroyed.connect(self.end)
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.focusWindowChanged.connect(self.end)

    def end(self) -> None:
        """Keys go where the desktop sends them."""
        if _Handover.under_way is self and self._app is not None:
            _Handover.under_way = None
            self._clock.stop()
            self._app.removeEventFilter(self)
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or self._is_there(watched):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # a letter of a sentence, not a command
        else:
            key, held = event.key(), event.modifiers()
            passed = QKeyEvent(event.type(), key, held, event.text(), event.isAutoRepeat())
            QCoreApplication.sendEvent(self._wanted, passed)
        return True

    def _is_there(self, watched: QObject) -> bool:
        """Whether a key has come to the window of the widget anyway."""
        window = self._wanted.window()
        if isinstance(watched, QWidget):
            return watched.window() is window
        return watched is window.windowHandle()


def has_focus_inside(area: QWidget) -> bool:
    """Whether the keys go to something inside an area, or will as soon as its window has them."""
    focused: QWidget | None = area.window().focusWidget()  # the stubs forget that there may be none
    return focused is not None and area.isAncestorOf(focused)


def focus_first(area: QWidget) -> None:
    """Give the focus to what an area offers it to: its proxy, or what is read first in it."""
    places = [area]
    while (proxy := places[-1].focusProxy()) is not None:
        places.append(proxy)
    for place in reversed(places):
        if place.isVisibleTo(place.window()) and (stops := stops_of(place)):
            go_to(stops[0], Qt.FocusReason.TabFocusReason)
            return
