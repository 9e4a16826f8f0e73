"""Updates on a line of time: when each came, when it was promised, and where it was quiet."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.moments import MINUTE_US, UTC_ZONE, Precision, clock
from app.domain.practice.updates import Followed, Promise, Quiet
from app.ui import theme

_DOT = 5
_EDGE = 12
_REACH = 9
"""How near to a dot, in pixels at zoom 1, a click takes it in hand."""


class UpdateStrip(QWidget):
    """A dot for each update, a ring for each promise, a band for each silence; nothing to edit.

    The list beside it says the same in words, and is what a keyboard reaches.
    """

    chosen = Signal(str)
    """The id of the update whose dot was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("update-strip")
        self.setAccessibleName("Updates over time")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._updates: Sequence[Followed] = ()
        self._quiet: Sequence[Quiet] = ()
        self._zone: ZoneInfo = UTC_ZONE
        self._current = ""
        self._span = (0, 0)

    def show_updates(
        self, updates: Sequence[Followed], quiet: Sequence[Quiet], zone: ZoneInfo
    ) -> None:
        """Show these updates; without two moments there is no line, and the strip hides."""
        self._updates, self._quiet, self._zone = updates, quiet, zone
        moments = self._moments()
        self._span = (min(moments), max(moments)) if moments else (0, 0)
        self.setVisible(self._span[0] < self._span[1])
        self.update()

    def stand_on(self, update_id: str) -> None:
        """Point out one of them."""
        self._current = update_id
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(200), look.px(50))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # Where things stand

    def _moments(self) -> list[int]:
        told = [one.update for one in self._updates if one.update.at_us is not None]
        found = [update.at_us for update in told if update.at_us is not None]
        found += [update.next_us for update in told if update.next_us is not None]
        for quiet in self._quiet:
            found += [quiet.from_us, quiet.to_us]
        return found

    def _x(self, instant_us: int) -> float:
        first, last = self._span
        edge = theme.current().px(_EDGE)
        room = self.width() - 2 * edge
        return edge + room * (instant_us - first) / max(last - first, MINUTE_US)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        dots = [
            (abs(self._x(one.update.at_us) - x), one.update.id)
            for one in self._updates
            if one.update.at_us is not None
        ]
        if dots and min(dots)[0] <= theme.current().px(_REACH):
            self.chosen.emit(min(dots)[1])

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        colours, middle = look.palette, look.px(16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.red_soft)
        for quiet in self._quiet:
            left, right = self._x(quiet.from_us), self._x(quiet.to_us)
            painter.drawRect(QRectF(left, middle - look.px(9), right - left, look.px(18)))
        painter.setPen(QPen(colours.line_strong, 1))
        painter.drawLine(QPointF(look.px(4), middle), QPointF(self.width() - look.px(4), middle))
        for one in self._updates:
            self._paint_promise(painter, one, middle)
        for one in self._updates:
            self._paint_update(painter, one, middle)
        self._paint_ends(painter)

    def _paint_update(self, painter: QPainter, one: Followed, middle: float) -> None:
        if one.update.at_us is None:
            return
        look = theme.current()
        at = QPointF(self._x(one.update.at_us), middle)
        painter.setBrush(look.palette.blue)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(at, look.px(_DOT), look.px(_DOT))
        if one.update.id == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.palette.accent, 2))
            painter.drawEllipse(at, look.px(_DOT + 3), look.px(_DOT + 3))

    def _paint_promise(self, painter: QPainter, one: Followed, middle: float) -> None:
        if one.update.next_us is None or one.update.at_us is None:
            return
        look = theme.current()
        broken = one.promise in (Promise.LATE, Promise.NEVER)
        painter.setPen(QPen(look.palette.red if broken else look.palette.teal, 1.5))
        painter.setBrush(look.palette.raised)
        at = QPointF(self._x(one.update.next_us), middle)
        painter.drawEllipse(at, look.px(_DOT - 1), look.px(_DOT - 1))

    def _paint_ends(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.mono(11))
        painter.setPen(look.palette.muted)
        row = QRectF(look.px(4), look.px(30), self.width() - look.px(8), look.px(18))
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        for instant, side in zip(self._span, sides, strict=True):
            painter.drawText(row, side, clock(instant, self._zone, Precision.MINUTE))
