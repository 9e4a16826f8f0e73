"""A button that says less where there is little room, rather than losing letters."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class ShorteningButton(QPushButton):
    """Shows ``text``, or ``short`` where that does not fit; is always called by the first."""

    def __init__(self, text: str, short: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._long = text
        self._short = short
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str, short: str) -> None:
        """Say something else from now on."""
        self._long, self._short = text, short
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        return self._size_for(self._long)

    def minimumSizeHint(self) -> QSize:
        return self._size_for(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fits = self.width() >= self.sizeHint().width()
        self.setText(self._long if fits else self._short)

    def _size_for(self, text: str) -> QSize:
        now, metrics = super().sizeHint(), self.fontMetrics()
        wider = metrics.horizontalAdvance(text) - metrics.horizontalAdvance(self.text())
        return QSize(now.width() + wider, now.height())
