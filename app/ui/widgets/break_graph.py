"""The trust break map in the window: one stands on a break with the mouse or with keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from app.domain.trust.break_map import BreakMap, MapLayout
from app.ui import theme
from app.ui.widgets.break_legend import BreakLegend
from app.ui.widgets.break_scene import BreakScene
from app.ui.widgets.graph_view import ZOOM_KEYS, GraphView

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})
_ON = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space})
_OPEN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEYS = _BACK | _ON | _OPEN | ZOOM_KEYS | {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete}
_REACH = 7  # pixels within which a line is meant
_READABLE = 0.8
"""How large words must be shown, at least, for a person to read them; 1 is their own size."""


class BreakGraph(GraphView):
    """Shows the map and says what a person wants done to it; it changes nothing itself.

    ``chosen`` and ``opened`` carry the id of a break, '' where none is chosen any more;
    ``remove_wanted`` that of a break.
    """

    chosen = Signal(str)
    opened = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self) -> None:
        self._scene, self._legend = BreakScene(), BreakLegend()
        super().__init__("break-map", "Trust break map", self._scene, self._legend)
        self._pressed: QPoint | None = None
        self._wants_all = False

    def show_map(self, shown: BreakMap, layout: MapLayout) -> None:
        """Show a map. Zoom and place stay unless nobody has changed them yet."""
        middle = self.mapToScene(self.viewport().rect().center())
        self._scene.show_map(shown, layout)
        self._legend.show_map(shown)
        self._tell()
        if self._is_fitted:
            self.fit()
        else:
            self.centerOn(middle)

    def fit(self) -> None:
        """Show all of it; where that could not be read, what lies around the break in hand."""
        super().fit()
        in_part = bool(self._scene.lines) and self.scale_now < _READABLE and not self._wants_all
        if in_part:
            self._set_scale(_READABLE * theme.current().zoom)
            self._show_chosen()
        self._legend.tell_part(in_part=in_part)

    def zoom_key(self, key: Qt.Key) -> None:
        """Larger, smaller, or all of it."""
        self._wants_all = key == Qt.Key.Key_0
        super().zoom_key(key)

    def _show_chosen(self) -> None:
        """Bring the break in hand into the middle, or the first one."""
        lines = self._scene.lines
        line = lines.get(self._scene.chosen) or next(iter(lines.values()))
        self.centerOn(line.sceneBoundingRect().center())
        self.ensureVisible(line.label, 24, 24)

    @property
    def picked(self) -> str:
        """The id of the break that is chosen, or ''."""
        return self._scene.chosen

    def select(self, name: str) -> None:
        """Show a break as chosen, without saying so; '' for none."""
        if self._scene.choose(name):
            self._tell()
            if name in self._scene.lines:
                self.ensureVisible(self._scene.lines[name], 8, 8)
                self.ensureVisible(self._scene.lines[name].label, 24, 24)

    def label_centre(self, name: str) -> QPoint:
        """The middle of what stands on a break, in pixels of the viewport."""
        label = self._scene.lines[name].label
        return self.mapFromScene(label.sceneBoundingRect().center())

    def _choose(self, name: str) -> None:
        if self._scene.choose(name):
            self._tell()
            self.chosen.emit(self._scene.chosen)

    def _tell(self) -> None:
        """Put what is chosen into words, for those who do not see it."""
        self.setAccessibleDescription(self._scene.words())

    # Keys

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _KEYS
            and not event.modifiers() & _COMMANDS
        ):
            event.accept()  # these keys are the map's while it has the focus
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ZOOM_KEYS:
            self.zoom_key(key)
        elif key in _OPEN and self._scene.chosen:
            self.opened.emit(self._scene.chosen)
        elif key == Qt.Key.Key_Delete and self._scene.chosen:
            self.remove_wanted.emit(self._scene.chosen)
        elif key in _BACK | _ON | {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._step(key)
        else:
            event.ignore()

    def _step(self, key: Qt.Key) -> None:
        """To the first, last, next or former break, in the order of the table."""
        names = list(self._scene.lines)
        if not names:
            return
        here = names.index(self._scene.chosen) if self._scene.chosen in names else -1
        if key == Qt.Key.Key_Home or (here < 0 and key != Qt.Key.Key_End):
            there = 0
        elif key == Qt.Key.Key_End:
            there = len(names) - 1
        else:
            there = min(max(here + (-1 if key in _BACK else 1), 0), len(names) - 1)
        self._choose(names[there])
        self.ensureVisible(self._scene.lines[names[there]].label, 24, 24)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        point = event.position().toPoint()
        reach = _REACH / max(self.transform().m11(), 0.1)
        name = self._scene.break_at(self.mapToScene(point), reach)
        self._choose(name)
        self._pressed = None if name else point

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            point = event.position().toPoint()
            self.pan(point - self._pressed)
            self._pressed = point

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._scene.chosen:
            self.opened.emit(self._scene.chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._scene.set_has_keys(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._scene.set_has_keys(False)
