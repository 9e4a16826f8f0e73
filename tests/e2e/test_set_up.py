"""A machine that was set up can open a real window."""

from __future__ import annotations

import subprocess
import sys

WINDOW = """
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("Goldseam")
label.show()
print(app.platformName(), QTest.qWaitForWindowExposed(label))
"""


def test_a_real_window_opens(display: str) -> None:
    window = subprocess.run(
        [sys.executable, "-c", WINDOW], capture_output=True, text=True, check=False
    )

    assert window.stdout == "xcb True\n", window.stderr
