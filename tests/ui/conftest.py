"""One application off screen; a test that leaves something running or open behind it fails."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QProcess, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from tests.prepared import (
    few_keys,
    made_anew,
    ready_casebooks,
    ready_children,
    spawned_children,
)

__all__ = ["few_keys", "made_anew", "ready_casebooks", "ready_children", "spawned_children"]

os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(_name, None)

# How long work that has been told to stop may take to do so before it counts as left behind.
GRACE_SECONDS = 5


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves timers, threads, processes or top-level widgets behind."""
    before = _alive()
    yield
    left = _left(before)
    if left:
        _let_finish(left)
        left = _left(before)
    if left:
        pytest.fail("left behind: " + ", ".join(sorted(map(repr, left))), pytrace=False)


def _left(before: list[object]) -> list[object]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    known = {id(each) for each in before}
    return [each for each in _alive() if id(each) not in known]


def _let_finish(left: list[object]) -> None:
    for each in left:
        if isinstance(each, QThread):
            each.wait(GRACE_SECONDS * 1000)
        elif isinstance(each, QThreadPool):
            each.waitForDone(GRACE_SECONDS * 1000)
        elif isinstance(each, threading.Thread | multiprocessing.Process):
            each.join(GRACE_SECONDS)
    left.clear()
    gc.collect()


def _alive() -> list[object]:
    wrapped = [each for each in shiboken6.getAllValidWrappers() if _is_busy(each)]
    windows = [each for each in QApplication.topLevelWidgets() if not _is_tool_tip(each)]
    # A dummy stands for a thread that Qt started; Python never forgets it, Qt is asked above.
    threads = [
        each for each in threading.enumerate() if not isinstance(each, threading._DummyThread)
    ]
    return [*wrapped, *windows, *threads, *multiprocessing.active_children()]


def _is_busy(wrapped: object) -> bool:
    match wrapped:
        case QTimer():
            return wrapped.isActive()
        case QThread():
            return wrapped.isRunning() and wrapped is not QThread.currentThread()
        case QThreadPool():
            return wrapped.activeThreadCount() > 0
        case QProcess():
            return wrapped.state() != QProcess.ProcessState.NotRunning
    return False


def _is_tool_tip(widget: object) -> bool:
    # Qt keeps one for itself.
    return type(widget).__name__ == "QWidget" and widget.objectName() == "qtooltip_label"
