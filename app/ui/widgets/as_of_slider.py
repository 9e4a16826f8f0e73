"""Chooses the moment of an "as of" view: a slider over time with a tick for each entry."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from app.domain.moments import MINUTE_US, SECOND_US, UTC_ZONE, Precision, clock, day
from app.ui import theme

_MOST_STEPS = 2_000_000_000


class AsOfSlider(QSlider):
    """A moment between two others. An arrow key moves a minute, Page a twentieth of the span."""

    moment_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("as-of-slider")
        self.setAccessibleName("As of")
        self.setToolTip("Left and Right: a minute; Page Up and Page Down: further; Home and End")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._start_us = 0
        self._unit_us = SECOND_US
        self._ticks: tuple[int, ...] = ()
        self._zone = UTC_ZONE
        self.valueChanged.connect(lambda _value: self._tell())
        theme.current().theme_changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(theme.current().px(24))  # the handle, and the ticks below it

    @property
    def moment_us(self) -> int:
        """The chosen moment in UTC microseconds."""
        return self._start_us + self.value() * self._unit_us

    def set_span(self, start_us: int, end_us: int, ticks: Sequence[int]) -> None:
        """Choose between these two moments; ``ticks`` are those of the entries.

        The chosen moment stays where it lies between them.
        """
        moment = self.moment_us
        self._unit_us = max(SECOND_US, (end_us - start_us) // _MOST_STEPS)
        self._start_us = start_us - start_us % self._unit_us
        self._ticks = tuple(ticks)
        steps = -((self._start_us - end_us) // self._unit_us)
        was_blocked = self.blockSignals(True)
        self.setRange(0, steps)
        self.setSingleStep(max(1, MINUTE_US // self._unit_us) if steps > 600 else 1)
        self.setPageStep(max(1, steps // 20))
        self.setValue((moment - self._start_us) // self._unit_us)
        self.blockSignals(was_blocked)
        if self.moment_us != moment:
            self._tell()
        self.update()

    def set_moment(self, moment_us: int) -> None:
        """Choose a moment."""
        self.setValue((moment_us - self._start_us) // self._unit_us)

    def set_zone(self, zone: ZoneInfo) -> None:
        """Speak the moment in another zone."""
        self._zone = zone
        self._tell()

    @property
    def words(self) -> str:
        """The moment as people read it: ``02:55``, with the day where there are several."""
        precision = Precision.SECOND if self.moment_us % MINUTE_US else Precision.MINUTE
        time = clock(self.moment_us, self._zone, precision)
        end_us = self._start_us + self.maximum() * self._unit_us
        one_day = day(self._start_us, self._zone) == day(end_us, self._zone)
        return time if one_day else f"{day(self.moment_us, self._zone)} {time}"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.maximum() <= 0:
            return
        painter = QPainter(self)
        painter.setPen(theme.current().palette.line_strong)
        half = theme.current().px(8)
        room = self.width() - 2 * half
        span = self.maximum() * self._unit_us
        places = {round((tick - self._start_us) / span * room) for tick in self._ticks}
        for place in places:
            x = half + place
            painter.drawLine(QPointF(x, self.height() - 4), QPointF(x, self.height()))

    def _tell(self) -> None:
        self.setAccessibleDescription(f"{day(self.moment_us, self._zone)} {self.words}")
        self.moment_changed.emit()
