"""Bars of item counts over time, with a window that a person draws over them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.evidence import Histogram
from app.domain.moments import DAY_US, MINUTE_US, SECOND_US
from app.ui import theme

Span = tuple[int, int]

_BAR = 7
"""Pixels from one bar to the next."""
_EDGE = 6
"""How near to an edge of the window, in pixels, a press takes hold of it."""
_STEPS = (
    SECOND_US,
    5 * SECOND_US,
    15 * SECOND_US,
    MINUTE_US,
    5 * MINUTE_US,
    15 * MINUTE_US,
    60 * MINUTE_US,
    6 * 60 * MINUTE_US,
    DAY_US,
)


class _Hold(Enum):
    """What a drag moves."""

    NEW = auto()
    START = auto()
    END = auto()
    ALL = auto()


class DensityStrip(QWidget):
    """Counts of items over time; dragging over them sets a window of time.

    ``window_changed`` carries ``(since_us, until_us)`` or None. ``counts_wanted`` says that the
    number of bars or the shown part of the time changed, so that new counts are needed.
    """

    window_changed = Signal(object)
    counts_wanted = Signal()

    def __init__(self, describe: Callable[[int, int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._whole: Span | None = None
        self._shown: Span | None = None
        self._histogram: Histogram | None = None
        self._window: Span | None = None
        self._hold: _Hold | None = None
        self._grip_us = 0
        self._before: Span | None = None
        self.setObjectName("evidence-density")
        self.setAccessibleName("Items over time")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    # What it shows

    @property
    def bars(self) -> int:
        """How many slices of time fit."""
        return max(10, self.width() // _BAR)

    @property
    def shown(self) -> Span | None:
        """The part of the time that is shown, None where nothing is dated."""
        return self._shown

    @property
    def window_us(self) -> Span | None:
        """The chosen window, end exclusive; None where there is none."""
        return self._window

    def set_whole(self, whole: Span | None) -> None:
        """Show all of a case's time; None where nothing in it is dated."""
        if whole is not None:
            whole = (whole[0], max(whole[1] + 1, whole[0] + SECOND_US))
        if whole != self._whole:
            self._whole = self._shown = whole
            self._histogram = None
            self.update()

    def set_histogram(self, histogram: Histogram | None) -> None:
        """Draw these counts."""
        self._histogram = histogram
        self.update()

    def set_window(self, window: Span | None) -> None:
        """Set the window without telling anybody."""
        self._window = window
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.fontMetrics().height() * 5 // 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def _tell(self) -> None:
        words = "the whole time" if self._window is None else self._describe(*self._window)
        self.setAccessibleDescription(
            f"Window: {words}. Arrow keys move it, Shift with an arrow key resizes it, "
            "Escape clears it, plus and minus zoom."
        )

    # Time and pixels

    def _x(self, instant_us: int) -> float:
        start, end = self._shown or (0, 1)
        return (instant_us - start) / (end - start) * self.width()

    def _instant(self, x: float) -> int:
        start, end = self._shown or (0, 1)
        return start + int(x / max(1, self.width()) * (end - start))

    def _step(self) -> int:
        """The roundest length of time that is no longer than about half a bar."""
        start, end = self._shown or (0, 1)
        half_bar = (end - start) // (2 * self.bars)
        return max((step for step in _STEPS if step <= half_bar), default=1)

    def _round(self, instant_us: int) -> int:
        step = self._step()
        return (instant_us + step // 2) // step * step

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current().palette
        base = self.height() - 2.5
        window = self._window_rect()
        if window is not None:
            painter.fillRect(window, colours.hover)
        painter.fillRect(QRectF(0, base, self.width(), 1), colours.line)
        self._paint_bars(painter, base)
        if window is not None or self.hasFocus():
            pen = QPen(colours.accent if self.hasFocus() else colours.ink, 1)
            painter.setPen(pen)
            painter.drawRect(window or QRectF(0.5, 0.5, self.width() - 1, self.height() - 1))
        painter.end()

    def _window_rect(self) -> QRectF | None:
        if self._window is None or self._shown is None:
            return None
        left = max(0.0, self._x(self._window[0]))
        right = min(float(self.width()), self._x(self._window[1]))
        return QRectF(left + 0.5, 0.5, max(1.0, right - left - 1), self.height() - 1)

    def _paint_bars(self, painter: QPainter, base: float) -> None:
        histogram = self._histogram
        if histogram is None or self._shown is None or not histogram.counts:
            return
        colours = theme.current().palette
        highest = max(histogram.counts) or 1
        slice_us = (histogram.end_us - histogram.start_us) / len(histogram.counts)
        for index, count in enumerate(histogram.counts):
            if not count:
                continue
            start = histogram.start_us + index * slice_us
            left, right = self._x(int(start)), self._x(int(start + slice_us))
            if right < 0 or left > self.width():
                continue
            # The square root keeps a lone message visible beside a burst of log lines.
            height = max(3.0, (base - 4) * (count / highest) ** 0.5)
            inside = (
                self._window is not None
                and self._window[0] <= start + slice_us / 2 < (self._window[1])
            )
            colour = colours.accent if inside else colours.line_strong
            width = max(1.0, right - left - 2)
            painter.fillRect(QRectF(left + 1, base - height, width, height), colour)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._shown is None:
            return
        x = event.position().x()
        self._before = self._window
        self._hold = self._hold_at(x)
        self._grip_us = self._instant(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._hold is None:
            self._show_hold(x)
            self._show_count(event)
            return
        at = self._instant(min(max(x, 0), self.width()))
        self._choose(self._dragged(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._choose(None)

    def _hold_at(self, x: float) -> _Hold:
        if self._window is None:
            return _Hold.NEW
        left, right = self._x(self._window[0]), self._x(self._window[1])
        if abs(x - left) <= _EDGE:
            return _Hold.START
        if abs(x - right) <= _EDGE:
            return _Hold.END
        return _Hold.ALL if left < x < right else _Hold.NEW

    def _dragged(self, at: int) -> Span | None:
        start, end = self._before or (self._grip_us, self._grip_us)
        if self._hold is _Hold.ALL:
            shift = at - self._grip_us
            return self._kept(
                (self._round(start + shift), self._round(start + shift) + end - start)
            )
        fixed = {_Hold.START: end, _Hold.END: start}.get(self._hold or _Hold.NEW, self._grip_us)
        low, high = self._round(min(fixed, at)), self._round(max(fixed, at))
        return (low, high) if high > low else self._window

    def _show_hold(self, x: float) -> None:
        shape = {
            _Hold.START: Qt.CursorShape.SizeHorCursor,
            _Hold.END: Qt.CursorShape.SizeHorCursor,
            _Hold.ALL: Qt.CursorShape.OpenHandCursor,
            _Hold.NEW: Qt.CursorShape.CrossCursor,
        }[self._hold_at(x)]
        self.setCursor(shape)

    def _show_count(self, event: QMouseEvent) -> None:
        histogram = self._histogram
        if histogram is None or not histogram.counts:
            return
        slice_us = (histogram.end_us - histogram.start_us) / len(histogram.counts)
        index = int((self._instant(event.position().x()) - histogram.start_us) / slice_us)
        if not 0 <= index < len(histogram.counts):
            return
        start = int(histogram.start_us + index * slice_us)
        words = self._describe(start, int(start + slice_us))
        QToolTip.showText(
            event.globalPosition().toPoint(),
            f"{words} · {histogram.counts[index]:,} items",
            self,
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if turn and self._shown is not None:
            self._zoom(0.8 if turn > 0 else 1.25, self._instant(event.position().x()))
            event.accept()

    # Keyboard

    def event(self, event: QEvent) -> bool:
        # The keys of the strip win over shortcuts of the window while it has the focus.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = {Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_Left}
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            clears = event.key() == Qt.Key.Key_Escape and self._window is not None
            if plain and (event.key() in own | {Qt.Key.Key_Right} or clears):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._shown is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._nudge(1 if key == Qt.Key.Key_Right else -1, resize=resize)
        elif key == Qt.Key.Key_Escape and self._window is not None:
            self._choose(None)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            middle = sum(self._window or self._shown) // 2
            self._zoom(1.25 if key == Qt.Key.Key_Minus else 0.8, middle)
        elif key == Qt.Key.Key_0:
            self._show(self._whole)
        else:
            super().keyPressEvent(event)

    def _nudge(self, direction: int, *, resize: bool) -> None:
        first, last = self._shown or (0, 1)
        bar = max(self._step(), (last - first) // self.bars)
        if self._window is None:
            middle = (first + last) // 2
            self._choose((self._round(middle - 5 * bar), self._round(middle + 5 * bar)))
            return
        start, end = self._window
        if resize:
            self._choose((start, max(start + self._step(), end + direction * bar)))
        else:
            self._choose(self._kept((start + direction * bar, end + direction * bar)))

    def _kept(self, window: Span) -> Span:
        """The window moved back where it would leave the shown time altogether."""
        first, last = self._shown or window
        start, end = window
        shift = max(0, first - end + self._step()) - max(0, start - last + self._step())
        return (start + shift, end + shift)

    def _choose(self, window: Span | None) -> None:
        if window == self._window:
            return
        self.set_window(window)
        self.window_changed.emit(window)

    def _zoom(self, factor: float, about_us: int) -> None:
        if self._shown is None or self._whole is None:
            return
        start, end = self._shown
        least = 20 * SECOND_US
        if factor < 1 and end - start <= least:
            return
        low = max(self._whole[0], about_us - int((about_us - start) * factor))
        high = min(self._whole[1], about_us + int((end - about_us) * factor))
        self._show((low, max(high, low + 1)))

    def _show(self, shown: Span | None) -> None:
        if shown != self._shown:
            self._shown = shown
            self.update()
            self.counts_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() // _BAR != event.size().width() // _BAR:
            self.counts_wanted.emit()
