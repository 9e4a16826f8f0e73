"""Entries and actions with what some readers get of each: a box to tick, words to change."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.offered import Offered
from app.ui import theme
from app.ui.itemmodels.audience import AudienceModel, Index
from app.ui.marking import marker
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.laid_out_list import LaidOutDelegate, LaidOutList
from app.ui.widgets.text_lines import text_layout

_MOST_LINES = 4
_BOX = 14


class AudienceList(LaidOutList):
    """Space ticks or unticks, Enter or F2 changes the words, P goes back to what is proposed."""

    toggled = Signal(str)
    proposal_wanted = Signal(str)

    def __init__(self, model: AudienceModel) -> None:
        super().__init__(model)
        self.setObjectName("audience-list")
        self.setAccessibleName("What stakeholders get of each entry and action")
        self._model = model
        self._rows = _AudienceDelegate(self, model)
        self.setItemDelegate(self._rows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )

    @property
    def current(self) -> Offered | None:
        """The row that a person stands on."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def edit_words(self) -> None:
        """Change the words of the current row in their place."""
        if self.current is not None:
            self.edit(self.currentIndex())

    def finish_editing(self) -> None:
        """Keep what was typed so far."""
        if self._rows.editor is not None:
            self.commitData(self._rows.editor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current, Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is None or not plain:
            super().keyPressEvent(event)
        elif key is Qt.Key.Key_Space:
            self.toggled.emit(row.id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_words()
        elif key is Qt.Key.Key_P:
            self.proposal_wanted.emit(row.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        in_box = point.x() - self.visualRect(index).left() < theme.current().px(_BOX + 22)
        if index.isValid() and in_box and event.button() is Qt.MouseButton.LeftButton:
            self.toggled.emit(self._model.rows[index.row()].id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if point.x() >= theme.current().px(_BOX + 22):
            super().mouseDoubleClickEvent(event)


@dataclass(slots=True)
class _Set:
    """A row broken into lines at one width."""

    row: Offered
    width: int
    text: QTextLayout
    text_height: int
    height: int


class _AudienceDelegate(LaidOutDelegate):
    """Lays a row out once for each width, paints it, and edits its words in place."""

    def __init__(self, view: AudienceList, model: AudienceModel) -> None:
        super().__init__(view)
        self._model = model
        self._kept: dict[str, _Set] = {}
        self._edited = -1
        self.editor: GrowingText | None = None

    def forget(self) -> None:
        """Lay everything out anew, after the look changed."""
        self._kept.clear()

    # Painting

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        made = self._set(index.row())
        if self.editor is not None and index.row() == self._edited:
            wanted = self.editor.sizeHint().height()
            return QSize(made.width, made.height - made.text_height + wanted)
        return QSize(made.width, made.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, made = theme.current(), self._set(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, look.palette.line)
        inside = self._inside(option.rect)
        line = QFontMetrics(_small()).height()
        self._box(painter, QRect(option.rect.left() + look.px(10), inside.top(), 0, line), made.row)
        self._head(painter, QRect(inside.left(), inside.top(), inside.width(), line), made.row)
        if index.row() != self._edited:
            painter.setPen(look.palette.ink if made.row.choice.shown else look.palette.muted)
            at = QPointF(inside.left(), inside.top() + line + look.px(3))
            for number in range(min(made.text.lineCount(), _MOST_LINES)):
                made.text.lineAt(number).draw(painter, at)
        self._foot(painter, inside, line, made.row)
        painter.restore()

    def _set(self, number: int) -> _Set:
        row, width = self._model.rows[number], self._view.row_width
        kept = self._kept.get(row.id)
        if kept is not None and kept.width == width and kept.row == row:
            return kept
        look = theme.current()
        room = self._inside(QRect(0, 0, width, 0)).width()
        text = text_layout(" ".join(row.words.split()), look.font(13), room)
        last = text.lineAt(min(text.lineCount(), _MOST_LINES) - 1)
        text_height = round(last.y() + last.height())
        line = QFontMetrics(_small()).height()
        lines = 2 + bool(row.choice.wording)
        height = text_height + lines * line + look.px(22)
        made = self._kept[row.id] = _Set(row, width, text, text_height, height)
        return made

    def _inside(self, rect: QRect) -> QRect:
        look = theme.current()
        return rect.adjusted(look.px(_BOX + 20), look.px(7), -look.px(10), -look.px(7))

    def _box(self, painter: QPainter, place: QRect, row: Offered) -> None:
        look = theme.current()
        colours, side = look.palette, look.px(_BOX)
        top = place.center().y() - side / 2 + 0.5
        box = QRectF(place.left() + 0.5, top, side, side)
        painter.setPen(QPen(colours.primary if row.choice.shown else colours.muted, 1))
        painter.setBrush(colours.primary if row.choice.shown else colours.raised)
        painter.drawRoundedRect(box, 4, 4)
        if row.choice.shown:
            painter.setPen(QPen(colours.primary_ink, side / 8))
            tick = [(0.22, 0.53), (0.43, 0.72), (0.79, 0.31)]
            painter.drawPolyline(
                [QPointF(box.left() + x * side, box.top() + y * side) for x, y in tick]
            )

    def _head(self, painter: QPainter, box: QRect, row: Offered) -> None:
        painter.setFont(_small())
        painter.setPen(theme.current().palette.muted)
        _draw(painter, box, self._model.head(row), Qt.TextElideMode.ElideRight)

    def _foot(self, painter: QPainter, inside: QRect, line: int, row: Offered) -> None:
        """The decision, and where these readers get other words the drafted ones above it."""
        painter.setFont(_small(strong=row.chosen or row.quotes))
        painter.setPen(_state_colour(row))
        state = QRect(inside.left(), inside.bottom() - line, inside.width(), line)
        _draw(painter, state, row.state[:1].upper() + row.state[1:], Qt.TextElideMode.ElideRight)
        if row.choice.wording:
            painter.setFont(_small())
            painter.setPen(theme.current().palette.muted)
            draft = " ".join(row.thing.text.split())
            above = state.translated(0, -line)
            _draw(painter, above, f"In the draft: {draft}", Qt.TextElideMode.ElideRight)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = GrowingText(parent, least=1, most=8)
        editor.setObjectName("audience-wording")
        editor.setAccessibleName("The words that stakeholders get")
        row = self._model.rows[index.row()]
        marker.current().follow(editor, lambda: row.choice, "wording", lambda: row.thing)
        self.editor, self._edited = editor, index.row()
        editor.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self._grow(editor, index)
        )
        return editor

    def _grow(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.sizeHintChanged.emit(self._model.index(index.row()))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, GrowingText) and not editor.document().isModified():
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()
            editor.document().setModified(False)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, GrowingText):
            self._model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look, inside = theme.current(), self._inside(option.rect)
        top = inside.top() + QFontMetrics(_small()).height() + look.px(3)
        editor.setGeometry(
            inside.left() - look.px(4), top, inside.width(), editor.sizeHint().height()
        )

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor, self._edited = None, -1
        super().destroyEditor(editor, index)
        self._view.scheduleDelayedItemsLayout()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the words; Qt would begin a new line in them."""
        if isinstance(watched, GrowingText) and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.type() is QEvent.Type.KeyPress and enter and plain:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(watched, event)


def _state_colour(row: Offered) -> QColor:
    colours = theme.current().palette
    if row.choice.shown and row.quotes:
        return colours.red
    if not row.chosen:
        return colours.muted
    return colours.teal if row.choice.shown else colours.gold


def _small(*, strong: bool = False) -> QFont:
    return theme.current().font(11.5, strong=strong)


def _draw(painter: QPainter, box: QRect, text: str, mode: Qt.TextElideMode) -> None:
    short = painter.fontMetrics().elidedText(text, mode, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, short)
