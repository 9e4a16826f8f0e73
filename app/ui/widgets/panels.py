"""What the pages are made of: parts on a ground of their own, and columns that scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


def panel(name: str) -> QFrame:
    """A part of a page on a ground of its own."""
    made = QFrame()
    made.setObjectName(name)
    made.setProperty("kind", "panel")
    return made


def panel_of(name: str, *parts: QWidget | QHBoxLayout) -> QFrame:
    """Such a part with rows and widgets below each other; the last gets the height that is left."""
    made = panel(name)
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 12, 14, 12)
    column.setSpacing(8)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1 if part is parts[-1] else 0)
        else:
            column.addLayout(part)
    return made


def scrolling(inside: QWidget) -> QScrollArea:
    """A column that scrolls where the page is too low for it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
