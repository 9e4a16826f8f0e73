"""Two chips, one of which is chosen: which of two views is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.ui.widgets.buttons import chip_button


class TwoChips(QWidget):
    """``chosen`` tells which one a person chose, 0 or 1."""

    chosen = Signal(int)

    def __init__(self, name: str, words: tuple[str, str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for place, text in enumerate(words):
            button = chip_button(f"{name}-{text.lower().replace(' ', '-')}", text)
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    @property
    def place(self) -> int:
        """Which one is chosen."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Choose one as a person would."""
        self._group.button(1 if place else 0).setChecked(True)
        self.chosen.emit(self.place)
