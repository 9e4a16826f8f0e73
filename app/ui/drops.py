"""Files dropped anywhere on the window are taken in as evidence while a case is in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files and folders among dropped or pasted things."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Drops(QObject):
    """Hands the paths to ``take_in`` while ``wanted`` says so; else the pointer says no."""

    def __init__(
        self,
        window: QWidget,
        wanted: Callable[[], bool],
        take_in: Callable[[Sequence[Path]], object],
    ) -> None:
        super().__init__(window)
        self._wanted = wanted
        self._take_in = take_in
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        # A QDragEnterEvent is a QDropEvent too.
        paths = dropped_paths(event.mimeData()) if isinstance(event, QDropEvent) else []
        if not paths or not self._wanted() or not isinstance(event, QDropEvent):
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self._take_in(paths)
        return True
