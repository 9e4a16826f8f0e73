"""From starting the program to a window that can be used, against a bare PySide6 window."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.conftest import PrintTable

ROOT = Path(__file__).parents[2]
AIM = 2.5
_TIMES = 9

_PROBE = """
import time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            window = watched.window().windowHandle()
            if window is not None and window.isExposed():
                QApplication.instance().removeEventFilter(self)
                QTimer.singleShot(0, self.tell)
        return False

    def tell(self):
        print(time.monotonic(), flush=True)
        QApplication.instance().closeAllWindows()
        QApplication.instance().quit()

first_paint = FirstPaint()
run = QApplication.exec

def exec_(*_):
    QApplication.instance().installEventFilter(first_paint)
    return run()

QApplication.exec = exec_
"""
_BARE = """
from PySide6.QtWidgets import QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
app.exec()
"""
_PROGRAM = """
from app.__main__ import main
main([])
"""


def test_the_start_against_a_bare_window(display: str, print_table: PrintTable) -> None:
    programs = {"bare PySide6 window": _BARE, "goldseam": _PROGRAM}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(_TIMES + 1):
        for name, program in programs.items():
            seconds = until_first_paint(program)
            if number:  # the first one fills the disk's cache
                times[name].append(seconds)
    bare = statistics.median(times["bare PySide6 window"])
    print_table(
        f"From the start to the first picture (medians of {_TIMES}; aim: at most {AIM} x)",
        [
            ("", "median s", "fastest s", "slowest s", "ratio"),
            *(
                (
                    name,
                    f"{statistics.median(each):.2f}",
                    f"{min(each):.2f}",
                    f"{max(each):.2f}",
                    f"{statistics.median(each) / bare:.2f} x",
                )
                for name, each in times.items()
            ),
        ],
    )


def until_first_paint(program: str) -> float:
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _PROBE + program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip(), done.stderr
    return float(done.stdout.split()[0]) - start
