"""A dialog that shows something large: parts below each other, buttons at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import theme


class Sheet(QDialog):
    """Goes when it is closed, and is no larger than the window that it stands over."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def lay_out(
        self,
        parts: Sequence[QWidget],
        grows: QWidget,
        buttons: Sequence[QPushButton],
        size: tuple[int, int],
        beside: QWidget | None = None,
    ) -> None:
        """Put the parts below each other, of which one grows, then a row of buttons.

        ``beside`` is what stands at the left of the buttons. Enter presses none of them unless it
        is the default: it belongs to what is above. ``size`` is in pixels at a zoom of 1.
        """
        foot = QHBoxLayout()
        if beside is None:
            foot.addStretch(1)
        else:
            foot.addWidget(beside, 1)
        for button in buttons:
            button.setAutoDefault(button.isDefault())
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for part in parts:
            column.addWidget(part, 1 if part is grows else 0)
        column.addLayout(foot)
        wide, high = (theme.current().px(each) for each in size)
        parent = self.parentWidget()
        wanted = QSize(wide, high)
        self.resize(wanted if parent is None else wanted.boundedTo(parent.window().size()))
