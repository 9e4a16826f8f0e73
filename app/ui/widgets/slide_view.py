"""Paints one entry, or the title page, in type that is read from the back of a room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QWidget

from app.domain.drafts import Certainty, EntryKind
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS
from app.domain.slides import Presentation, Slide
from app.ui import theme
from app.ui.palette import Palette
from app.ui.widgets.card_painter import kind_colours
from app.ui.widgets.certainty_symbol import certainty_colour, paint_certainty
from app.ui.widgets.entry_card import width_of
from app.ui.widgets.text_lines import text_layout

_LARGEST, _SMALLEST = 8.4, 4.4
"""The size of an entry's text, in hundredths of the height of the view."""
_STEP = 0.92
_ROOM = 0.3
"""The share of the height that an entry's text has at least."""
_SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
_MOST_ORIGINS = 3

_CERTAINTIES = {words: certainty for certainty, words in CERTAINTY_WORDS.items()}
_KINDS = {words: kind for kind, words in KIND_WORDS.items()}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of small words: how large they are, and in which colour."""

    words: str
    font: QFont
    colour: QColor


@dataclass(frozen=True, slots=True)
class _Piece:
    """A mark of an entry: on a ground of its own, or after the symbol of its certainty."""

    words: str
    ink: QColor
    ground: QColor | None = None
    certainty: Certainty | None = None


class SlideView(QWidget):
    """One page. A text that is too long even in its smallest type scrolls."""

    def __init__(self, shown: Presentation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slide")
        self._shown = shown
        self._slide: Slide | None = None
        self._scroll = 0.0
        self._hidden = 0.0
        theme.current().theme_changed.connect(self.update)
        self.show_slide(None)

    def show_slide(self, slide: Slide | None) -> None:
        """Show an entry; the title page for None."""
        self._slide = slide
        self._scroll = self._hidden = 0.0
        self.setAccessibleName(_spoken(self._shown, slide))
        self.update()

    def scroll_on(self, step: int) -> bool:
        """Scroll by most of a page, down or up; False where there is nothing more that way."""
        self.repaint()  # what fits is known once it has been painted
        before = self._scroll
        self._scroll = max(0.0, min(self._scroll + step * self.height() * 0.45, self._hidden))
        self.update()
        return self._scroll != before

    @property
    def is_cut(self) -> bool:
        """Whether some of the text can only be seen by scrolling."""
        return self._hidden > 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        page = _Page(painter, self.width(), self.height(), scale)
        if self._slide is None:
            page.paint_title(self._shown)
        else:
            self._hidden = page.paint_entry(self._slide, self._scroll)

    def _scale(self) -> float:
        """How much smaller everything must be, in a small window or with large text."""
        nowhere = QImage(1, 1, QImage.Format.Format_RGB32)
        for scale in _SCALES:
            painter = QPainter(nowhere)
            page = _Page(painter, self.width(), self.height(), scale)
            if self._slide is None:
                page.paint_title(self._shown)
            else:
                page.paint_entry(self._slide, 0)
            painter.end()
            if page.room >= self.height() * (_ROOM if self._slide is not None else 0):
                return scale
        return _SCALES[-1]


class _Page:
    """Paints from the top down; lengths are hundredths of the height, at the zoom in use."""

    def __init__(self, painter: QPainter, width: int, height: int, scale: float) -> None:
        look = theme.current()
        self.room = 0.0
        """What is left for the text of an entry, or on the title page, in pixels."""
        self._painter = painter
        self._colours: Palette = look.palette
        self._unit = min(height, width * 0.62) / 100 * scale
        self._zoom = look.zoom
        self._left = width * 0.07
        self._width = width * 0.86
        self._height = float(height)
        self._y = self._unit * 5

    # The two kinds of page

    def paint_title(self, shown: Presentation) -> None:
        colours = self._colours
        self._y = self._height * 0.12
        self._block(shown.title, self._font(8, strong=True), colours.ink)
        self._gap(2)
        self._block(shown.status, self._font(4, strong=True), colours.gold)
        self._gap(5)
        for fact in shown.facts:
            self._pair(fact.label, fact.text)
        self._pair("Timeline", shown.size)
        self._gap(3)
        for sentence in shown.guide:
            self._block(sentence, self._font(2.6), colours.muted)
        bottom = self._foot([_Line("→ goes on · Esc leaves", self._font(2.5), colours.muted)])
        self.room = bottom - self._y

    def paint_entry(self, slide: Slide, scroll: float) -> float:
        """Returns how much of the text lies below the page, in pixels."""
        colours = self._colours
        if slide.day:
            self._line(_Line(slide.day, self._font(3.2), colours.muted))
        self._time(slide)
        self._gap(1.6)
        self._marks(slide)
        self._gap(3)
        bottom = self._foot(self._origins(slide))
        self.room = bottom - self._y - self._unit * 5
        room = QRectF(self._left, self._y, self._width, max(1.0, self.room))
        layout = self._fitting(slide.text, room)
        hidden = max(0.0, _height_of(layout) - room.height())
        self._painter.save()
        self._painter.setClipRect(room)
        self._painter.setPen(colours.ink)
        layout.draw(self._painter, QPointF(room.left(), room.top() - min(scroll, hidden)))
        self._painter.restore()
        if hidden > scroll:
            words = "↓ goes on"
            font = self._font(2.5, strong=True)
            self._words(
                room.right() - width_of(font, words),
                room.bottom() + self._unit,
                words,
                font,
                colours.gold,
            )
        return hidden

    # Parts of a page

    def _time(self, slide: Slide) -> None:
        font = self._font(7, mono=True)
        metrics = QFontMetricsF(font)
        top = self._y
        while metrics.horizontalAdvance(slide.time) > self._width:
            font.setPixelSize(font.pixelSize() - 2)
            metrics = QFontMetricsF(font)
        self._line(_Line(slide.time, font, self._colours.ink))
        if slide.utc:
            small = self._font(3.4, mono=True)
            x = self._left + metrics.horizontalAdvance(slide.time) + self._unit * 3
            if x + width_of(small, slide.utc) < self._left + self._width:
                base = top + metrics.ascent() - QFontMetricsF(small).ascent()
                self._words(x, base, slide.utc, small, self._colours.muted)
            else:
                self._line(_Line(slide.utc, small, self._colours.muted))

    def _marks(self, slide: Slide) -> None:
        """Kind, certainty and what else is to be known, in lines that wrap."""
        font = self._font(3.6, strong=True)
        pieces = self._pieces(slide)
        widest = max(width_of(font, piece.words) for piece in pieces) + self._unit * 9
        if widest > self._width:
            font.setPixelSize(round(font.pixelSize() * max(0.6, self._width / widest)))
        tall = QFontMetricsF(font).height()
        x, right = self._left, self._left + self._width
        for piece in pieces:
            wide = self._width_of(piece, font)
            if x > self._left and x + wide > right:
                x, self._y = self._left, self._y + tall + self._unit * 1.6
            self._piece(piece, font, x)
            x += wide + self._unit * 3
        self._y += tall

    def _pieces(self, slide: Slide) -> list[_Piece]:
        colours = self._colours
        certainty = _CERTAINTIES.get(slide.certainty)
        ink = colours.muted if certainty is None else certainty_colour(certainty, colours)
        pieces = [
            _Piece(slide.kind, *kind_colours(_KINDS.get(slide.kind, EntryKind.OTHER), colours)),
            _Piece(slide.certainty, ink, certainty=certainty),
        ]
        if slide.later:
            pieces.append(_Piece(slide.later, colours.red, colours.red_soft))
        return pieces + [_Piece(mark, colours.muted) for mark in slide.marks]

    def _width_of(self, piece: _Piece, font: QFont) -> float:
        symbol = QFontMetricsF(font).height() if piece.certainty is not None else 0.0
        pad = self._unit * 3.6 if piece.ground is not None else 0.0
        return min(width_of(font, piece.words) + symbol + pad, self._width)

    def _piece(self, piece: _Piece, font: QFont, x: float) -> None:
        painter, metrics = self._painter, QFontMetricsF(font)
        tall, wide = metrics.height(), self._width_of(piece, font)
        pad = symbol = 0.0
        if piece.ground is not None:
            pad = self._unit * 1.8
            box = QRectF(x, self._y - self._unit * 0.4, wide, tall + self._unit * 0.8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(piece.ground)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if piece.certainty is not None:
            symbol, side = tall, tall * 0.72
            place = QRectF(x, self._y + (tall - side) / 2, side, side)
            paint_certainty(painter, place, piece.certainty, self._colours)
        shown = metrics.elidedText(
            piece.words, Qt.TextElideMode.ElideRight, wide - 2 * pad - symbol + 1
        )
        self._words(x + pad + symbol, self._y, shown, font, piece.ink)

    def _origins(self, slide: Slide) -> list[_Line]:
        font, muted = self._font(2.5), self._colours.muted
        lines = [_Line(origin, font, muted) for origin in slide.origins[:_MOST_ORIGINS]]
        if (more := len(slide.origins) - _MOST_ORIGINS) > 0:
            lines.append(_Line(f"and {more:,} more", font, muted))
        return lines

    def _fitting(self, text: str, room: QRectF) -> QTextLayout:
        """The text in the largest type in which all of it fits; else in the smallest."""
        size = _LARGEST
        while True:
            layout = text_layout(text, self._font(size), room.width())
            if _height_of(layout) <= room.height() or size == _SMALLEST:
                return layout
            size = max(_SMALLEST, size * _STEP)

    # Words

    def _font(self, hundredths: float, *, strong: bool = False, mono: bool = False) -> QFont:
        px = hundredths * self._unit
        look = theme.current()
        return look.mono(px) if mono else look.font(px, strong=strong)

    def _gap(self, hundredths: float) -> None:
        self._y += hundredths * self._unit

    def _block(self, text: str, font: QFont, colour: QColor) -> None:
        layout = text_layout(text, font, self._width)
        self._painter.setPen(colour)
        layout.draw(self._painter, QPointF(self._left, self._y))
        self._y += _height_of(layout)

    def _pair(self, name: str, text: str) -> None:
        font = self._font(3.2)
        self._words(self._left, self._y, name, font, self._colours.muted)
        indent = self._unit * 24 * self._zoom
        shown = QFontMetricsF(font).elidedText(
            text, Qt.TextElideMode.ElideRight, self._width - indent
        )
        self._words(self._left + indent, self._y, shown, font, self._colours.ink)
        self._y += QFontMetricsF(font).height() * 1.25

    def _line(self, line: _Line) -> None:
        metrics = QFontMetricsF(line.font)
        shown = metrics.elidedText(line.words, Qt.TextElideMode.ElideRight, self._width)
        self._words(self._left, self._y, shown, line.font, line.colour)
        self._y += metrics.height()

    def _foot(self, lines: list[_Line]) -> float:
        """Lines at the bottom; returns where they begin."""
        top = self._height - self._unit * 2
        for line in reversed(lines):
            metrics = QFontMetricsF(line.font)
            top -= metrics.height() * 1.15
            shown = metrics.elidedText(line.words, Qt.TextElideMode.ElideRight, self._width)
            self._words(self._left, top, shown, line.font, line.colour)
        return top

    def _words(self, x: float, top: float, words: str, font: QFont, colour: QColor) -> None:
        self._painter.setFont(font)
        self._painter.setPen(colour)
        self._painter.drawText(QPointF(x, top + QFontMetricsF(font).ascent()), words)


def _height_of(layout: QTextLayout) -> float:
    if not layout.lineCount():
        return 0.0
    last = layout.lineAt(layout.lineCount() - 1)
    return last.y() + last.height()


def _spoken(shown: Presentation, slide: Slide | None) -> str:
    """The page in a few sentences, for a screen reader."""
    if slide is None:
        return f"{shown.title}. {shown.status}. {shown.size}"
    parts = (slide.day, slide.time, slide.kind, slide.certainty, slide.later, *slide.marks)
    return f"{', '.join(part for part in parts if part)}: {slide.text}"
