"""One page of a meeting, in type that grows with the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.practice.meeting_pages import MeetingPage
from app.ui import theme
from app.ui.widgets.labels import WrappedLabel

_HEADING, _SMALL, _LINES = 6.2, 3.3, 3.9
"""Sizes of type in hundredths of the height of the view."""
_LONG = 160
"""A heading with more letters than this is shown smaller."""


class MeetingPageView(QScrollArea):
    """Shows a page; what is too long for it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting-page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page: MeetingPage | None = None
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._above, self._heading, self._marks = _text(), _text(), _text()
        self._lines = QVBoxLayout()
        self._column.addStretch(1)
        for part in (self._above, self._heading, self._marks):
            self._column.addWidget(part)
        self._column.addLayout(self._lines)
        self._column.addStretch(2)
        self.setWidget(inside)
        theme.current().theme_changed.connect(self._dress)

    def show_page(self, page: MeetingPage) -> None:
        """Show a page from its top."""
        same = self._page is not None and self._page.heading == page.heading
        self._page = page
        for label, words in (
            (self._above, page.above),
            (self._heading, page.heading),
            (self._marks, " · ".join(page.marks)),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for words in page.lines:
            line = _text()
            line.setText(words)
            self._lines.addWidget(line)
        self._dress()
        if not same:
            self.verticalScrollBar().setValue(0)
        self.setAccessibleName(". ".join((page.above, page.heading, *page.marks, *page.lines)))

    def scroll_on(self, step: int) -> bool:
        """Scroll by most of a page, down or up; False where there is nothing more that way."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * round(self.viewport().height() * 0.8))
        return bar.value() != before

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        colours = theme.current().palette
        long = self._page is not None and len(self._page.heading) > _LONG
        self._paint(self._above, _SMALL, colours.muted)
        self._paint(self._heading, _HEADING * (0.7 if long else 1), colours.ink, strong=True)
        self._paint(self._marks, _SMALL, colours.gold)
        for at in range(self._lines.count()):
            item = self._lines.itemAt(at)
            line = None if item is None else item.widget()
            if isinstance(line, WrappedLabel):
                self._paint(line, _LINES, colours.ink)
        unit = self._unit
        self._column.setSpacing(round(1.6 * unit))
        self._lines.setSpacing(round(1.4 * unit))

    @property
    def _unit(self) -> float:
        return min(self.height(), self.width() * 0.62) / 100

    def _paint(
        self, label: WrappedLabel, size: float, colour: QColor, *, strong: bool = False
    ) -> None:
        look = theme.current()
        px = max(12.0, size * self._unit)
        font: QFont = look.font(px / look.zoom, strong=strong)  # it grows with the window already
        label.setFont(font)
        label.setStyleSheet(f"color: {colour.name()};")


def _text() -> WrappedLabel:
    label = WrappedLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
