"""The chart of a signal in the window: as wide as there is room, in the window's colours."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.domain.trust.signal_chart import ChartColours, SignalChart
from app.operations.trust import signals
from app.ui import theme
from app.ui.session import Session
from app.ui.tasks import Task

_LEAST, _MOST = 240, 900
_REST_MS = 120


class SignalChartView(QLabel):
    """Draws beside the window; screen readers get the chart in words."""

    drawn = Signal()
    """The chart that was asked for is there to see."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("Chart")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._session = session
        self._chart = SignalChart()
        self._shown: tuple[SignalChart, int, bool] | None = None
        self._drawing: Task | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._draw)
        theme.current().theme_changed.connect(self._draw)

    def show_chart(self, chart: SignalChart) -> None:
        """Draw this one; nothing is there where it has no reading."""
        self._chart = chart
        self.setAccessibleDescription(chart.words)
        self.setVisible(bool(chart))
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest.start()

    def _draw(self) -> None:
        look, chart = theme.current(), self._chart
        # The same units as the text of the window; between steps a wider one changes nothing.
        scale = look.px(100) / 100
        width = min(max(int(self.width() / scale), _LEAST), _MOST) // 20 * 20
        wanted = (chart, width, look.palette.dark)
        if not chart or self._shown == wanted or not self._session.has_case:
            return
        self._shown = wanted
        colours, ratio = _colours(), self.devicePixelRatioF()
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing = self._session.tasks.run(
            "Drawing the chart",
            lambda _progress: signals.chart_png(
                chart, width, round(width * scale * ratio), colours
            ),
            self._take,
            quiet=True,
        )

    def _take(self, png: bytes) -> None:
        pixels = QPixmap.fromImage(QImage.fromData(png))
        pixels.setDevicePixelRatio(self.devicePixelRatioF())
        self.setPixmap(pixels)
        self.drawn.emit()


def _colours() -> ChartColours:
    palette = theme.current().palette
    return ChartColours(
        ink=palette.ink.name(),
        soft=palette.muted.name(),
        line=palette.line.name(),
        reading=palette.blue.name(),
        repair=palette.gold.name(),
        paper=palette.raised.name(),
    )
