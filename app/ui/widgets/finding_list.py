"""The list of the candour check: each question with the words it asks about, and where they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPolygonF,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QStyleOptionViewItem

from app.ui import theme
from app.ui.finding_rows import FindingRow, RowKind
from app.ui.itemmodels.findings import FindingsModel, Index
from app.ui.widgets.laid_out_list import LaidOutDelegate, LaidOutList
from app.ui.widgets.text_lines import Formats, text_layout

_WIDEST = 860
"""Longer lines are hard to read."""
_PAD = 12
_INDENT = 20
_BETWEEN = 3
_LEADING = 2
_SILENT = (RowKind.STEP, RowKind.NOTE)


class FindingList(LaidOutList):
    """One row is current; a row that folds opens with Right or Enter and closes with Left."""

    stood_on = Signal()
    """The person came to another row, or rows were shown anew."""
    wanted = Signal(object)
    """The `FindingRow` a person wants to go to: Enter, or a double click."""
    folded = Signal(str, bool)
    """The id of a row, and whether it is to be open."""

    def __init__(self, model: FindingsModel) -> None:
        super().__init__(model)
        self.setObjectName("finding-list")
        self.setAccessibleName("What the candour check asks")
        self._model = model
        self.setItemDelegate(_FindingDelegate(self, model))
        self.selectionModel().currentChanged.connect(lambda *_: self.stood_on.emit())

    @property
    def current(self) -> FindingRow | None:
        """The row that a person stands on."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def show_rows(self, rows: Sequence[FindingRow], wanted: str = "") -> None:
        """Show these; the person stays on the same row, or near what has gone.

        ``wanted`` is another row to stand on.
        """
        if tuple(rows) == self._model.rows:
            self.stand_on(wanted)
            return
        here, place = self.current, self.currentIndex().row()
        offset = self._offset_of(place)
        self._model.show(rows)
        row = self._row_of(wanted)
        if row < 0:
            row = self._row_of("" if here is None else here.id)
        if row < 0:
            row = self._near(place)
        self.setCurrentIndex(self._model.index(row))
        if here is not None and offset is not None and row >= 0:
            moved = self.visualRect(self._model.index(row)).top() - offset
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
        self.scrollTo(self.currentIndex())
        self.stood_on.emit()

    def stand_on(self, row_id: str) -> bool:
        """Stand on a row; says whether it is there."""
        if (row := self._row_of(row_id)) >= 0:
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self.currentIndex())
        return row >= 0

    def toggle(self, row: FindingRow) -> None:
        """Open what a row folds, or close it."""
        if row.is_open is not None:
            self.folded.emit(row.id, not row.is_open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(row)
            case Qt.Key.Key_Space if row.is_open is not None:
                self.toggle(row)
            case Qt.Key.Key_Right if row.is_open is False:
                self.toggle(row)
            case Qt.Key.Key_Left if row.is_open:
                self.toggle(row)
            case Qt.Key.Key_Left if row.depth:
                self._go_out()
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            row = self._model.rows[index.row()]
            if row.kind is RowKind.FOLD:
                self.toggle(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.rows[index.row()].kind is not RowKind.FOLD:
            self._take(self._model.rows[index.row()])
        else:
            super().mouseDoubleClickEvent(event)

    def _take(self, row: FindingRow) -> None:
        if row.kind is RowKind.FOLD:
            self.toggle(row)
        elif row.finding is not None:
            self.wanted.emit(row)

    def _go_out(self) -> None:
        """Go to the row that folds the one a person stands on."""
        rows = self._model.rows[: self.currentIndex().row()]
        around = [number for number, row in enumerate(rows) if not row.depth]
        if around:
            self.setCurrentIndex(self._model.index(around[-1]))

    def _row_of(self, row_id: str) -> int:
        rows = enumerate(self._model.rows)
        return next((number for number, row in rows if row.id == row_id), -1)

    def _near(self, place: int) -> int:
        """The row to stand on where the one before has gone: the next, else the one before.

        Where there was none, the first that asks, or the top where none does.
        """
        rows = self._model.rows
        if place < 0:
            place = next((number for number, row in enumerate(rows) if _asks(row)), 0)
        follow = (*range(max(place, 0), len(rows)), *range(min(place, len(rows)) - 1, -1, -1))
        stands = (number for number in follow if rows[number].kind is not RowKind.STEP)
        return next(stands, -1)

    def _offset_of(self, place: int) -> int | None:
        return self.visualRect(self._model.index(place)).top() if place >= 0 else None


Lines = Callable[[str, QFont, Formats, int], QTextLayout]


@dataclass(frozen=True, slots=True)
class _Set:
    """A row broken into lines, each part with the place it begins at.

    ``measure`` is how long a line may be.
    """

    row: FindingRow
    measure: int
    parts: Sequence[tuple[QTextLayout, QPointF]]
    height: int


class _FindingDelegate(LaidOutDelegate):
    """Lays a row out once for each width, and paints it."""

    def __init__(self, view: FindingList, model: FindingsModel) -> None:
        super().__init__(view)
        self._model = model
        self._kept: dict[str, _Set] = {}
        self._said: dict[tuple[str, str, int, int], QTextLayout] = {}
        self._measure = 0
        model.modelReset.connect(self._drop)

    def forget(self) -> None:
        """Lay everything out anew, after the look changed."""
        self._kept.clear()
        self._said.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        made = self._set(self._model.rows[index.row()])
        return QSize(self._view.row_width, made.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        made = self._set(self._model.rows[index.row()])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current().palette
        self.paint_ground(
            painter, option, colours.line_strong if made.row.kind is RowKind.STEP else None
        )
        corner = QPointF(option.rect.topLeft())
        if made.row.is_open is not None:
            self._arrow(painter, corner, made)
        painter.setPen(colours.ink)
        for part, place in made.parts:
            part.draw(painter, corner + place)
        painter.restore()

    def _set(self, row: FindingRow) -> _Set:
        look = theme.current()
        measure = min(self._view.row_width - 2 * look.px(_PAD), look.px(_WIDEST))
        kept = self._kept.get(row.id)
        if kept is not None and kept.measure == measure and kept.row == row:
            return kept
        if self._measure != measure:
            self._measure = measure
            self._said.clear()
        made = self._kept[row.id] = _laid_out(row, measure, self._lines)
        return made

    def _drop(self) -> None:
        """Keep nothing of rows that have gone."""
        rows = (row.id for row in self._model.rows)
        self._kept = {row_id: self._kept[row_id] for row_id in rows if row_id in self._kept}

    def _lines(self, text: str, font: QFont, formats: Formats, width: int) -> QTextLayout:
        """Many rows ask the same; what is marked in a sentence is laid out for itself."""
        if len(formats) > 1:
            return text_layout(text, font, width, formats, _LEADING)
        colour = formats[0][2].foreground().color()
        key = (text, font.key(), colour.rgb(), width)
        if (made := self._said.get(key)) is None:
            made = self._said[key] = text_layout(text, font, width, formats, _LEADING)
        return made

    @staticmethod
    def _arrow(painter: QPainter, corner: QPointF, made: _Set) -> None:
        """A small triangle, to the right while folded, down while open."""
        look = theme.current()
        first, place = made.parts[0]
        middle = corner + QPointF(place.x() - look.px(10), place.y() + first.lineAt(0).height() / 2)
        reach = look.px(4)
        points = [QPointF(-reach, -reach / 2), QPointF(reach, -reach / 2), QPointF(0, reach / 2)]
        if not made.row.is_open:
            points = [QPointF(point.y(), point.x()) for point in points]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.palette.muted)
        painter.drawPolygon(QPolygonF([middle + point for point in points]))


# -- laying out -----------------------------------------------------------------------------------


def _laid_out(row: FindingRow, measure: int, lines: Lines) -> _Set:
    look, colours = theme.current(), theme.current().palette
    inward = look.px(_INDENT) * row.depth + (look.px(8) if row.is_open is not None else 0)
    left, room = look.px(_PAD) + inward, measure - inward
    y = float(look.px(14 if row.kind is RowKind.STEP else 7))
    parts: list[tuple[QTextLayout, QPointF]] = []
    for text, font, formats in _texts(row):
        made = lines(text, font, formats, room)
        parts.append((made, QPointF(left, y)))
        y += made.boundingRect().height() + look.px(_BETWEEN)
    if row.aside:
        beside = lines(row.aside, look.font(12), _all(row.aside, colours.muted), room)
        first = parts[0][0].lineAt(0)
        after = first.naturalTextWidth() + look.px(12)
        parts.append((beside, QPointF(left + min(after, room), parts[0][1].y() + look.px(1))))
    return _Set(row, measure, parts, round(y) + look.px(5))


def _texts(row: FindingRow) -> list[tuple[str, QFont, Formats]]:
    look, colours = theme.current(), theme.current().palette
    soft = row.kind is RowKind.NOTE
    strong = row.kind in (RowKind.STEP, RowKind.FOLD) or (
        row.kind is RowKind.FINDING and bool(row.finding) and not _is_child(row)
    )
    title = look.font(14 if row.kind is RowKind.STEP else 13.5 if strong else 13, strong=strong)
    colour = colours.muted if soft else colours.ink
    texts: list[tuple[str, QFont, Formats]] = [(row.title, title, _all(row.title, colour))]
    sentence = f"{row.before}{row.words}{row.after}"
    if sentence:
        formats = [*_all(sentence, colours.ink if row.words else colours.muted)]
        if row.words:
            formats.append((len(row.before), len(row.words), _emphasis()))
        texts.append((sentence, look.font(13), formats))
    if row.reason:
        reason = f"Set aside because: {row.reason}"
        texts.append((reason, look.font(13), _all(reason, colours.teal)))
    if row.where:
        texts.append((row.where, look.font(12), _all(row.where, colours.muted)))
    return texts


def _asks(row: FindingRow) -> bool:
    """Whether it is a question of a step, open or folded; what was set aside is below its own."""
    return bool(row.step) and not row.depth and row.kind not in _SILENT


def _is_child(row: FindingRow) -> bool:
    """Whether the question stands in the row that folds this one, or was answered."""
    return bool(row.depth)


def _all(text: str, colour: QColor) -> Formats:
    return [(0, len(text), _ink(colour))]


def _ink(colour: QColor) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setForeground(colour)
    return style


def _emphasis() -> QTextCharFormat:
    """As the marks in the fields, on a ground of their own."""
    colours = theme.current().palette
    style = QTextCharFormat()
    style.setForeground(colours.ink)
    style.setBackground(colours.gold_soft)
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    style.setUnderlineColor(colours.gold)
    return style
