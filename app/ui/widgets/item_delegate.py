"""Paints one row of evidence: no widget per row, colours from the palette only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.evidence import Item
from app.ui import search_matches, theme
from app.ui.evidence_words import is_channel
from app.ui.itemmodels.items import Column, Index, ItemsModel
from app.ui.itemmodels.row_marks import Hue, RowMarks, Tag

_LEAD_IN = 24
"""How many characters stay at most before a match that would otherwise be out of sight."""
_LONGEST = 400
_GAP = re.compile(r"\s+")
_BREAKS = re.compile(r"\s*[\r\n\t\v\f\x00\u2028\u2029]+\s*")


def one_line(text: str, pattern: re.Pattern[str] | None, room: int) -> str:
    """The part of a text that a row can show, beginning with a whole word near the first match.

    ``room`` is about how many characters fit; where it is narrow, the match comes sooner.
    """
    start = 0
    match = None if pattern is None else pattern.search(text)
    if match is not None and match.end() > room * 4 // 5:
        spare = max(0, room - (match.end() - match.start()))
        start = max(0, match.start() - min(_LEAD_IN, spare // 3))
        if start and not text[start - 1].isspace():
            gap = _GAP.search(text, start, match.start())
            start = gap.end() if gap else match.start()
    line = _BREAKS.sub(" ", text[start : start + _LONGEST]).strip()
    return f"… {line}" if start else line


_END, _MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_SELECTED = QStyle.StateFlag.State_Selected
_COLUMNS = tuple(Column)


@dataclass(frozen=True, slots=True)
class _Type:
    """A font with its measures."""

    font: QFont
    metrics: QFontMetrics

    @classmethod
    def of(cls, font: QFont) -> _Type:
        return cls(font, QFontMetrics(font))

    def width(self, text: str) -> int:
        return self.metrics.horizontalAdvance(text)


class _Looks:
    """Colours and fonts of one round of painting: the theme would make them anew for each cell."""

    def __init__(self) -> None:
        look = theme.current()
        self.colours = look.palette
        self.text = _Type.of(look.font())
        self.day = _Type.of(look.font(12, strong=True))
        self.lines: dict[int, bool] = {}
        """Above which rows a line is drawn."""
        self._look = look
        self._clocks: dict[tuple[bool, bool], _Type] = {}

    def clock(self, *, strong: bool, italic: bool) -> _Type:
        key = (strong, italic)
        if key not in self._clocks:
            font = self._look.mono(strong=strong)
            font.setItalic(italic)
            self._clocks[key] = _Type.of(font)
        return self._clocks[key]


class ItemDelegate(QStyledItemDelegate):
    """Draws cells of an `ItemsModel`; `pattern` marks what a search found."""

    def __init__(self, model: ItemsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.pattern: re.Pattern[str] | None = None
        self.marks: RowMarks | None = None
        self.in_hand = True
        """Whether this is the list that keys act on, where there are two."""
        self.names_in_text = False
        """Whether who spoke stands before the text, there being no room for a column."""
        self.top_row = 0
        """The first row on screen; it always shows its day."""
        self._looks = _Looks()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, row_height())

    def begin(self, top_row: int) -> None:
        """A round of painting begins: the theme may be another; ``top_row`` is first on screen."""
        self.top_row = top_row
        self._looks = _Looks()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = _SELECTED in state
        row, column = index.row(), _COLUMNS[index.column()]
        painter.save()
        self._paint_ground(painter, rect, row, selected=selected)
        item = self._model.item(row)
        cell = rect.adjusted(theme.current().px(5), 0, -theme.current().px(3), 0)
        if item is None:
            self._paint_missing(painter, cell, row, column)
        elif column is Column.CITED:
            if self._is_lit(row):
                painter.fillRect(
                    rect.adjusted(0, 0, theme.current().px(3) - rect.width(), 0),
                    self._looks.colours.accent,
                )
            if self._model.is_cited(row):
                self._paint_dot(painter, rect, selected=selected)
            if self.marks is not None and item.id in self.marks.bookmarked:
                self._paint_ribbon(painter, rect)
        elif column is Column.TEXT:
            self._paint_text(painter, cell, item, row)
        else:
            self._paint_fact(painter, cell, item, row, column, selected=selected)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, row: int, *, selected: bool) -> None:
        colours = self._looks.colours
        if selected:
            painter.fillRect(rect, colours.accent_soft if self.in_hand else colours.accent_faint)
        elif self._is_lit(row):
            painter.fillRect(rect, colours.gold_soft)
        elif row % 2:
            painter.fillRect(rect, colours.sunken)
        if self._draws_line(row):
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), colours.line_strong)

    def _is_lit(self, row: int) -> bool:
        """Whether the suggestion in hand rests on the item of a row."""
        return self.marks is not None and self._model.id_of(row) in self.marks.lit

    def _draws_line(self, row: int) -> bool:
        """Whether a day begins with a row; asked for each of its cells."""
        lines = self._looks.lines
        if row not in lines:
            known = row > 0 and self._model.known_item(row - 1) is not None
            lines[row] = known and self._model.begins_day(row)
        return lines[row]

    def _paint_dot(self, painter: QPainter, rect: QRect, *, selected: bool) -> None:
        colours = theme.current().palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.ink if selected else colours.accent)
        radius = theme.current().px(9) / 2
        painter.drawEllipse(QPointF(QRectF(rect).center()), radius, radius)

    @staticmethod
    def _paint_ribbon(painter: QPainter, rect: QRect) -> None:
        """A bookmark: a small ribbon that hangs from the top edge of the row."""
        look = theme.current()
        left, top, width = rect.left() + look.px(2), rect.top(), look.px(6)
        height = look.px(11)
        corners = ((0, 0), (width, 0), (width, height), (width / 2, height - width / 2))
        shape = [QPointF(left + x, top + y) for x, y in (*corners, (0, height))]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.palette.blue)
        painter.drawPolygon(shape)

    @staticmethod
    def _paint_missing(painter: QPainter, cell: QRect, row: int, column: Column) -> None:
        if column in (Column.CITED, Column.DAY):
            return
        share = (45 + (row * 37 + column * 53) % 45) / 100
        height = cell.height() / 4
        bar = QRectF(cell.left(), cell.center().y() - height / 2, cell.width() * share, height)
        painter.fillRect(bar, theme.current().palette.neutral_soft)

    def _paint_fact(
        self,
        painter: QPainter,
        cell: QRect,
        item: Item,
        row: int,
        column: Column,
        *,
        selected: bool,
    ) -> None:
        looks = self._looks
        if column is Column.DAY:
            if row != self.top_row and not self._model.begins_day(row):
                return
            kind = looks.day
        elif column is Column.TIME:
            kind = looks.clock(strong=selected, italic=item.utc_us is None)
        else:
            kind = looks.text
        colour = looks.colours.ink if selected else looks.colours.muted
        text = one_line(self._model.words(item, row, column), None, _LONGEST)
        if column is Column.SOURCE and is_channel(item) and kind.width(text) > cell.width():
            text = item.place
        elif column is Column.TIME and kind.width(text) > cell.width():
            text = text.partition(".")[0]
        # Roles differ in their last letter: "on-call engineer A".
        shortened = _MIDDLE if column is Column.WHO else _END
        text = kind.metrics.elidedText(text, shortened, cell.width())
        self._write(painter, cell, text, kind, colour)

    @staticmethod
    def _write(painter: QPainter, cell: QRect, text: str, kind: _Type, colour: QColor) -> None:
        painter.setFont(kind.font)
        painter.setPen(colour)
        painter.drawText(cell, _ONE_LINE, text)

    def _paint_text(self, painter: QPainter, cell: QRect, item: Item, row: int) -> None:
        if repeats := fitting(self._model.repeat_words(row), cell.width()):
            cell = self._paint_tag(painter, cell, Tag(repeats, Hue.NEUTRAL))
        for tag in self._tags(item, row):
            if 2 * tag_width(tag.words) < cell.width():
                cell = self._paint_tag(painter, cell, tag)
        kind = self._looks.text
        room = cell.width() // max(1, kind.metrics.averageCharWidth())
        who = self._model.who_words(item) if self.names_in_text else ""
        said = self._model.text_words(item, row)
        whole = f"{who}: {said}" if who else said
        text = one_line(whole, self.pattern, room)
        shown = kind.metrics.elidedText(text, _END, cell.width())
        if self.pattern is not None:
            self._paint_matches(painter, cell, shown, kind.metrics)
        self._write(painter, cell, shown, kind, self._looks.colours.ink)

    def _paint_matches(
        self, painter: QPainter, cell: QRect, shown: str, metrics: QFontMetrics
    ) -> None:
        ground = QColor(theme.current().palette.accent)
        ground.setAlphaF(0.32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        for start, end in search_matches.spans(self.pattern, shown):
            left = cell.left() + metrics.horizontalAdvance(shown[:start])
            width = metrics.horizontalAdvance(shown[start:end])
            top = cell.center().y() - metrics.height() / 2
            painter.drawRoundedRect(QRectF(left - 1, top, width + 2, metrics.height() + 1), 2, 2)

    def _tags(self, item: Item, row: int) -> list[Tag]:
        before = self._model.known_item(row - 1) if row else None
        tags = [] if self.marks is None else self.marks.tags(item, before)
        if item.edited_text is not None or item.edited_us is not None:
            tags.append(Tag("edited", Hue.VIOLET))
        return tags

    @staticmethod
    def _paint_tag(painter: QPainter, cell: QRect, tag: Tag) -> QRect:
        look = theme.current()
        font = _tag_font()
        metrics = QFontMetrics(font)
        width = tag_width(tag.words)
        height = metrics.height() + look.px(1)
        ground, ink = _tag_colours(tag.hue)
        pill = QRectF(cell.left(), cell.center().y() - height / 2 + 0.5, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, tag.words)
        return cell.adjusted(width + look.px(6), 0, 0, 0)


def _tag_font() -> QFont:
    return theme.current().font(11, strong=True)


def fitting(words: str, room: int) -> str:
    """What a tag says of repeats: how many in any case, until when where there is room."""
    return words if not words or 2 * tag_width(words) < room else words.partition(" until")[0]


def tag_width(words: str) -> int:
    """How wide a tag with these words is."""
    return _width(_tag_font(), words) + theme.current().px(10)


def _tag_colours(hue: Hue) -> tuple[QColor, QColor]:
    colours = theme.current().palette
    match hue:
        case Hue.VIOLET:
            return colours.violet_soft, colours.violet
        case Hue.BLUE:
            return colours.blue_soft, colours.blue
        case Hue.GOLD:
            return colours.gold_soft, colours.gold
        case Hue.NEUTRAL:
            return colours.neutral_soft, colours.muted


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def row_height() -> int:
    """The height of every row at the zoom in use."""
    return theme.current().px(29)
