"""The real program, started as it always is, that tells a test what its window shows.

It answers questions over the socket named in ``WINDOW_PROBE``; the program knows nothing of it, and
nothing here does anything to the window: keys and clicks come from outside, as a person's do. Only
a mistake of the program itself, which no person can be asked to find, is made here on demand.
After a lock the program executes itself again, with this file, and so comes back to the test.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import Any

ROOT = Path(__file__).parents[2]
PAUSE_MS = 10


def widget_facts(widget: Any) -> dict[str, Any]:
    """What a person sees of a widget."""
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QAbstractItemView, QProgressBar

    facts: dict[str, Any] = {"kind": type(widget).__name__, "called": widget.accessibleName()}
    corner = widget.mapToGlobal(QPoint(0, 0))
    facts["place"] = [corner.x(), corner.y(), widget.width(), widget.height()]
    for getter in ("toPlainText", "currentText", "text"):
        if callable(read := getattr(widget, getter, None)):
            facts["text"] = read()
            break
    if callable(checked := getattr(widget, "isChecked", None)):
        facts["checked"] = checked()
    if isinstance(widget, QProgressBar):
        facts["done"] = widget.value()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        facts["rows"] = widget.model().rowCount()
        facts["row"] = widget.currentIndex().row()
        facts["top"] = widget.indexAt(QPoint(0, 0)).row()
        chosen = widget.selectionModel().selectedIndexes()
        facts["chosen"] = sorted({index.row() for index in chosen})
    return facts


def input_window(app: Any) -> Any:
    """The window that keys belong to now."""
    window = app.activeModalWidget() or app.activeWindow()
    if window is not None and window.isVisible():
        return window
    shown = [each for each in app.topLevelWidgets() if each.isVisible() and each.isWindow()]
    return shown[-1] if shown else None


def pending(window: Any) -> int:
    """What is still on its way: tasks, and short pauses that end by doing something."""
    from PySide6.QtCore import QTimer

    soon = [
        clock
        for clock in window.findChildren(QTimer)
        if clock.isActive() and clock.isSingleShot() and clock.interval() <= 1000
    ]
    return int(window.tasks.running) + len(soon)


def screen(_question: dict[str, Any]) -> dict[str, Any]:
    """All that can be seen, by object name; of equal names the one in the window of the keys."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return {"target": None}
    target, focus = input_window(app), app.focusWidget()
    named: dict[str, Any] = {}
    windows = [each for each in app.topLevelWidgets() if each.isVisible()]
    for window in sorted(windows, key=lambda each: each is target):
        for widget in [window, *window.findChildren(QWidget)]:
            if widget.objectName() and widget.isVisible():
                named[widget.objectName()] = widget_facts(widget)
    while focus is not None and not focus.objectName():
        focus = focus.parentWidget()
    main = next(
        (each for each in app.topLevelWidgets() if each.objectName() == "main-window"), None
    )
    return {
        "target": None if target is None else int(target.winId()),
        "active": target is not None and app.activeWindow() is target,
        "title": "" if target is None else target.windowTitle(),
        "popup": app.activePopupWidget() is not None,
        "focus": "" if focus is None else focus.objectName(),
        "pending": None if main is None else pending(main),
        "widgets": named,
    }


def cells(question: dict[str, Any]) -> list[list[str]]:
    """What the cells of a table or list show; ``rows`` says of which."""
    from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

    for window in QApplication.topLevelWidgets():
        view = window.findChild(QAbstractItemView, question["name"])
        if view is not None and view.isVisible():
            model = view.model()
            columns = model.columnCount() if isinstance(view, QTableView) else 1
            first, last = question["rows"]
            return [
                [str(model.index(row, column).data() or "") for column in range(columns)]
                for row in range(first, min(last, model.rowCount()))
            ]
    return []


def mistake(_question: dict[str, Any]) -> bool:
    """Let something go wrong in the window that has all it shows in its words and variables."""
    from PySide6.QtCore import QTimer

    def go_wrong() -> None:
        shown = json.dumps(screen({}))
        raise LookupError(shown)

    QTimer.singleShot(0, go_wrong)
    return True


ANSWERS = {"screen": screen, "cells": cells, "mistake": mistake}


def listen(path: str) -> object:
    """Answer questions on a thread, each looked up on the thread of the window."""
    from PySide6.QtCore import QObject, Qt, QTimer, Signal

    answers: SimpleQueue[object] = SimpleQueue()

    class Ear(QObject):
        asked = Signal(object)

        def hear(self, question: dict[str, Any]) -> None:
            # A test asks again at once; the window must have time for its own work in between.
            QTimer.singleShot(PAUSE_MS, lambda: answers.put(ANSWERS[question["ask"]](question)))

    ear = Ear()
    ear.asked.connect(ear.hear, Qt.ConnectionType.QueuedConnection)

    def serve() -> None:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(path)
            with line.makefile("rw", encoding="utf-8") as talk:
                for question in talk:
                    ear.asked.emit(json.loads(question))
                    talk.write(json.dumps(answers.get()) + "\n")
                    talk.flush()

    threading.Thread(target=serve, daemon=True).start()
    return ear


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    EAR = listen(os.environ["WINDOW_PROBE"])
    from app.__main__ import main

    sys.exit(main())
