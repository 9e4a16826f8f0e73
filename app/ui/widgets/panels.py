"""What the pages are made of: parts on a ground of their own, and columns that scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def panel(name: str) -> QFrame:
    """A part of a page on a ground of its own."""
    made = QFrame()
    made.setObjectName(name)
    made.setProperty("kind", "panel")
    return made


def scrolling(inside: QWidget) -> QScrollArea:
    """A column that scrolls where the page is too low for it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
