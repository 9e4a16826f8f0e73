"""The trust break map in the window: one stands on a break with the mouse or with keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter

from app.domain.practice.chain_geometry import distance_to
from app.domain.trust.break_map import BreakMap, MapLayout
from app.domain.trust.break_words import (
    FROM_TO,
    KIND_WORDS,
    SEVERITY_WORDS,
    TREND_WORDS,
    line_told,
    map_told,
)
from app.domain.trust.breaks import BreakKind, Severity, Trend
from app.ui import theme
from app.ui.widgets.break_items import (
    BreakItem,
    PartyItem,
    RegionItem,
    paint_sample,
    paint_trend,
)
from app.ui.widgets.graph_view import ZOOM_KEYS, GraphScene, GraphView
from app.ui.widgets.legend import LINE_SAMPLE, Legend, Piece

_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})
_ON = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space})
_OPEN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEYS = _BACK | _ON | _OPEN | ZOOM_KEYS | {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete}
_REACH = 7  # pixels within which a line is meant
_AROUND = 200.0


class BreakScene(GraphScene):
    """Shows a map; the view over it says what a person does with it."""

    def __init__(self) -> None:
        super().__init__()
        self.parties: dict[str, PartyItem] = {}
        self.lines: dict[str, BreakItem] = {}
        self.chosen = ""
        self.shown = BreakMap()
        self._regions: list[RegionItem] = []
        self._has_keys = False

    def show_map(self, shown: BreakMap, layout: MapLayout) -> None:
        """Show another map, or the same one changed. What is chosen stays so if it is there."""
        self.clear()
        self.shown = shown
        self._regions = [RegionItem(side, place) for side, place in layout.regions.items()]
        self.parties = {
            party.id: PartyItem(party, layout.places[party.id]) for party in shown.parties
        }
        self.lines = {
            line.id: BreakItem(line, layout.paths[line.id], layout.label_at[line.id])
            for line in shown.lines
        }
        for item in (*self._regions, *self.lines.values(), *self.parties.values()):
            self.addItem(item)
        for line in self.lines.values():
            self.addItem(line.label)
        if self.chosen not in self.lines:
            self.chosen = ""
        self._mark()
        self.setSceneRect(self.bounds.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))

    @property
    def bounds(self) -> QRectF:
        """The room that bands and lines take."""
        bounds = QRectF()
        for item in (*self._regions, *self.lines.values()):
            bounds = bounds.united(item.sceneBoundingRect())
        return bounds

    def choose(self, name: str) -> bool:
        """Choose a break, or with '' none. Whether that is a change."""
        name = name if name in self.lines else ""
        changed, self.chosen = name != self.chosen, name
        self._mark()
        return changed

    def set_has_keys(self, has_keys: bool) -> None:
        """Whether keys go to the map: the chosen break shows it."""
        self._has_keys = has_keys
        self._mark()

    def words(self) -> str:
        """The chosen break in words; without one, the whole map."""
        if self.chosen not in self.lines:
            return map_told(self.shown)
        names = {party.id: party.name for party in self.shown.parties}
        return line_told(self.lines[self.chosen].line, names)

    def break_at(self, point: QPointF, reach: float) -> str:
        """The break whose label or line is at a point, or the next one of the party there."""
        for name, line in self.lines.items():
            if line.label.sceneBoundingRect().contains(point):
                return name
        for party in self.parties.values():
            if party.sceneBoundingRect().contains(point):
                return self._next_of(party.party.id)
        at = (point.x(), point.y())
        near = ((distance_to(line.points, at), name) for name, line in self.lines.items())
        length, name = min(near, default=(reach, ""))
        return name if length < reach else ""

    def _next_of(self, party_id: str) -> str:
        names = [
            name
            for name, item in self.lines.items()
            if party_id in (item.line.from_id, item.line.to_id)
        ]
        at = names.index(self.chosen) + 1 if self.chosen in names else 0
        return names[at % len(names)] if names else ""

    def _mark(self) -> None:
        chosen = self.lines.get(self.chosen)
        ends = (chosen.line.from_id, chosen.line.to_id) if chosen else ()
        for name, line in self.lines.items():
            is_chosen = name == self.chosen
            line.show_as(chosen=is_chosen, has_keys=is_chosen and self._has_keys)
        for name, party in self.parties.items():
            if party.beside != (name in ends):
                party.beside = name in ends
                party.update()


class BreakLegend(Legend):
    """Explains the patterns, weights and signs that are there."""

    def __init__(self) -> None:
        super().__init__("break-legend")

    def show_map(self, shown: BreakMap) -> None:
        """Explain what this map has."""
        first = [Piece(FROM_TO)] if shown else []
        self.explain([*first, *_kinds(shown), *_severities(shown), *_trends(shown)])


def _kinds(shown: BreakMap) -> Iterator[Piece]:
    for kind in BreakKind:
        if any(line.kind is kind for line in shown.lines):
            words = KIND_WORDS[kind] if kind else "kind not said yet"
            yield Piece(words, LINE_SAMPLE + 6, partial(_line, kind, Severity.STRAINED))


def _severities(shown: BreakMap) -> Iterator[Piece]:
    for severity in Severity:
        if severity and any(line.severity is severity for line in shown.lines):
            sample = partial(_line, BreakKind.SYSTEM, severity)
            yield Piece(SEVERITY_WORDS[severity], LINE_SAMPLE + 6, sample)


def _trends(shown: BreakMap) -> Iterator[Piece]:
    for trend in Trend:
        if trend and any(line.trend is trend for line in shown.lines):
            yield Piece(TREND_WORDS[trend], 18.0, partial(_trend, trend))


def _line(kind: BreakKind, severity: Severity, painter: QPainter, box: QRectF) -> None:
    paint_sample(painter, kind, severity, box, LINE_SAMPLE)


def _trend(trend: Trend, painter: QPainter, box: QRectF) -> None:
    square = QRectF(box.left() + 2, box.center().y() - 5, 10, 10)
    paint_trend(painter, trend, square, theme.current().palette)


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

    @property
    def picked(self) -> str:
        """The id of the break that is chosen, or ''."""
        return self._scene.chosen

    def select(self, name: str) -> None:
        """Show a break as chosen, without saying so; '' for none."""
        if self._scene.choose(name):
            self._tell()
            if name in self._scene.lines:
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


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
