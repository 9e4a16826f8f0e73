"""A drawing of cards and lines to zoom and move about in; it is fitted until somebody does so."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QSizePolicy

from app.ui import theme
from app.ui.widgets.legend import Legend

_LEAST, _MOST = 0.05, 3.0
_STEP = 1.2  # of zooming

ZOOM_KEYS = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0})
"""Larger, smaller, and all of it."""


class GraphScene(QGraphicsScene):
    """Cards and lines; a drawing has room around them."""

    @property
    def bounds(self) -> QRectF:
        """The room that cards and lines take."""
        raise NotImplementedError

    def look_changed(self) -> None:
        """Set all words anew."""
        self.update()


class GraphView(QGraphicsView):
    """Shows a scene with a legend at its foot; what a person does in it the kinds of it know."""

    def __init__(self, name: str, words: str, scene: GraphScene, legend: Legend) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self._drawing = scene
        scene.setParent(self)
        self.setScene(scene)
        self._is_fitted = True
        self._foot = legend
        legend.setParent(self)
        legend.height_changed.connect(self._make_room)
        self._set_up()
        theme.current().theme_changed.connect(self._look_changed)
        self._look_changed()

    def _set_up(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        # The wheel, the mouse and the keys get everywhere; bars would show the margins only.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(240, 160)

    # Zoom

    @property
    def scale_now(self) -> float:
        """How large the graph is shown; 1 is its own size at the zoom of the window."""
        return self.transform().m11() / theme.current().zoom

    def fit(self) -> None:
        """Show the whole chain, no larger than its own size."""
        self._is_fitted = True
        bounds = self._drawing.bounds
        if bounds.isEmpty():
            return
        room = self.viewport().size()
        wide = (room.width() - 32) / bounds.width()
        high = (room.height() - 24) / bounds.height()
        self._set_scale(min(wide, high, theme.current().zoom))
        self.centerOn(bounds.center())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom in or out; the point ``at`` of the viewport stays where it is."""
        at = at if at is not None else QPointF(self.viewport().rect().center())
        before = self.mapToScene(at.toPoint())
        self._set_scale(self.transform().m11() * factor)
        moved = self.mapToScene(at.toPoint()) - before
        self.centerOn(self.mapToScene(self.viewport().rect().center()) - moved)
        self._is_fitted = False

    def _set_scale(self, scale: float) -> None:
        scale = min(max(scale, _LEAST), _MOST)
        self.setTransform(QTransform.fromScale(scale, scale))

    def zoom_key(self, key: Qt.Key) -> None:
        """Larger, smaller, or all of it."""
        if key == Qt.Key.Key_0:
            self.fit()
        else:
            self.zoom_by(1 / _STEP if key == Qt.Key.Key_Minus else _STEP)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
            return
        self._is_fitted = False
        super().wheelEvent(event)

    def pan(self, by: QPoint) -> None:
        """Move the paper with the hand."""
        self._is_fitted = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._foot.set_room(self.rect())
        if self._is_fitted:
            self.fit()

    def _make_room(self) -> None:
        """Keep the legend off the paper: what lies over it would be painted anew at each move."""
        needs = self._foot.needs
        self.setViewportMargins(0, 0, 0, needs + 10 if needs else 0)

    def _look_changed(self) -> None:
        self.setBackgroundBrush(theme.current().palette.ground)
        self._drawing.look_changed()
        if self._is_fitted:
            self.fit()
