"""Locking: when nobody has touched the window for a while, and how a lock is done.

Copies of a passphrase survive inside a process, so a lock ends the process: the program is
executed again and asks for the passphrase.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.Drop,
}
_CHECK_MS = 5_000


class Activity(QObject):
    """Notices that a person touches any window of the program.

    It listens to the few native windows, not to every widget.
    """

    touched = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)
        self._listen(QGuiApplication.focusWindow())

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched.emit()
        return False


class IdleWatch(QObject):
    """Emits `idle` once nobody has touched the window for some minutes; 0 means never."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = 0.0
        self._touched = _moments()
        self._clock = QTimer(self)
        self._clock.setInterval(_CHECK_MS)
        self._clock.timeout.connect(self.check)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: float) -> None:
        """Change how long is too long."""
        self._seconds = minutes * 60
        self.touch()

    def start(self) -> None:
        """Begin to watch."""
        self.touch()
        self._clock.start()

    def stop(self) -> None:
        """Stop watching."""
        self._clock.stop()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = _moments()

    def check(self) -> None:
        """Look whether it has been too long."""
        waited = max(now - then for now, then in zip(_moments(), self._touched, strict=True))
        if self._clock.isActive() and 0 < self._seconds <= waited:
            self.stop()
            self.idle.emit()


def _moments() -> tuple[float, float]:
    """Two clocks: one cannot be set back, the other goes on while the computer sleeps."""
    return time.monotonic(), time.time()


def relaunch(path: Path) -> None:
    """End this process, and everything it knows, and ask for the passphrase of ``path`` anew."""
    start = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
    command = [sys.executable, *start, str(path)]
    # A frozen program must not take over the unpacked files of the process it replaces.
    environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    if sys.platform == "win32":
        subprocess.Popen(command, env=environment)
        os._exit(0)
    os.execve(sys.executable, command, environment)  # noqa: S606  no shell is wanted
