"""The way one came, as a line of places with a way back and forward; hidden while there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

_GAP = 4
_LONGEST = 32


class Crumbs(QWidget):
    """``chosen`` carries the number of the place to go to. The nearest places are shown first."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-crumbs")
        self.setAccessibleName("The way you came")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._at = 0
        self._places: list[QPushButton] = []
        self._back = self._step("\N{LEFTWARDS ARROW}", "evidence-back", "Back (Alt+Left)", -1)
        self._forward = self._step(
            "\N{RIGHTWARDS ARROW}", "evidence-forward", "Forward (Alt+Right)", 1
        )
        self.hide()

    def _step(self, sign: str, name: str, words: str, step: int) -> QPushButton:
        button = QPushButton(sign, self)
        button.setObjectName(name)
        button.setProperty("kind", "chip")
        button.setAccessibleName(words.partition(" (")[0])
        button.setToolTip(words)
        button.clicked.connect(lambda: self.chosen.emit(self._at + step))
        return button

    def show_way(self, words: Sequence[str], at: int) -> None:
        """Show the places of a trail, and at which of them one is."""
        for button in self._places:
            button.setParent(None)
            button.deleteLater()
        self._at = at
        self._places = [self._place(number, text) for number, text in enumerate(words)]
        self._back.setEnabled(at > 0)
        self._forward.setEnabled(at < len(words) - 1)
        self.setVisible(len(words) > 1)
        self._lay_out()

    def _place(self, number: int, text: str) -> QPushButton:
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        button = QPushButton(short.replace("&", "&&"), self)
        button.setObjectName(f"evidence-crumb-{number}")
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        button.setChecked(number == self._at)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"Go to {text}" if number != self._at else f"Here: {text}")
        button.clicked.connect(lambda: self._choose(number))
        return button

    def _choose(self, number: int) -> None:
        self._places[number].setChecked(number == self._at)
        self.chosen.emit(number)

    def _lay_out(self) -> None:
        x = 0
        for step in (self._back, self._forward):
            size = step.sizeHint()
            step.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x += size.width() + _GAP
        widths = [button.sizeHint().width() + _GAP for button in self._places]
        first, last = self._shown(widths, self.width() - x)
        for number, button in enumerate(self._places):
            fits = first <= number < last
            button.setVisible(fits)
            if fits:
                size = button.sizeHint()
                top = (self.height() - size.height()) // 2
                button.setGeometry(x, top, min(size.width(), self.width() - x), size.height())
                x += widths[number]

    def _shown(self, widths: list[int], room: int) -> tuple[int, int]:
        """As many places around the present one as fit, those before it first."""
        if not widths:
            return 0, 0
        first, last = self._at, self._at + 1
        room -= widths[self._at]
        while first > 0 and widths[first - 1] <= room:
            first -= 1
            room -= widths[first]
        while last < len(widths) and widths[last] <= room:
            room -= widths[last]
            last += 1
        return first, last

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(300, self._back.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())
