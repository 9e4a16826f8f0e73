"""Where the main window stood the last time, and how it takes the keys back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.settings import Settings

USUAL_SIZE = QSize(1440, 900)
SMALLEST_SIZE = QSize(940, 600)


def show_where_it_was(window: QWidget, settings: Settings) -> None:
    """Show the window at its last place and size."""
    window.resize(USUAL_SIZE.boundedTo(window.screen().availableSize()))
    geometry = settings.geometry
    if not geometry.isEmpty():
        window.restoreGeometry(geometry)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.activateWindow()


def keep(window: QWidget, settings: Settings) -> None:
    """Remember where the window is now."""
    settings.geometry = window.saveGeometry()
    settings.sync()


def take_keys_back(window: QWidget, event: QEvent) -> None:
    """Where no window manager hands the focus back after a dialog, keys would reach nobody."""
    active = QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
    if event.type() is QEvent.Type.WindowUnblocked and active:
        window.activateWindow()
