"""How one timeline entry is laid out as a card.

A long draft stays fluent because cards are laid out only when their height or their picture is
asked for, and kept until the entry, the width or the zoom changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextLayout,
)

from app.domain.drafts import Known
from app.domain.practice.context_rules import flag_words
from app.domain.practice.entry_ties import hypothesis_words
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS, counted
from app.domain.timeline import CitedItem
from app.ui import theme
from app.ui.entry_words import (
    citation_places,
    edited_words,
    later_words,
    moved_words,
    time_words,
)
from app.ui.itemmodels.entries import EntryRow
from app.ui.widgets.text_lines import text_layout

MAX_LINES = 12
"""A longer text is cut on its card; the editor shows all of it."""


@dataclass(frozen=True, slots=True)
class CardFonts:
    """The faces of a card at the zoom in use."""

    zoom: float
    text: QFont
    time: QFont
    small: QFont
    badge: QFont

    @classmethod
    def current(cls) -> CardFonts:
        """The faces of the theme in use."""
        look = theme.current()
        return cls(
            look.zoom, look.font(13), look.mono(13), look.font(11), look.font(11, strong=True)
        )

    def px(self, length: float) -> float:
        """A length given for zoom 1, at this zoom."""
        return length * self.zoom


class Mark(Enum):
    """What a piece of a card is."""

    TIME = "time"
    KIND = "kind"
    CERTAINTY = "certainty"
    LATER = "later"
    PRIVATE = "private"
    SHOWN = "shown"
    MOMENT = "moment"
    HYPOTHESIS = "hypothesis"
    COUNT = "count"
    PLACE = "place"
    WARNING = "warning"
    WARNED = "warned"
    """A further line of a warning."""
    ADOPT = "adopt"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or badge on a card: what it is, where it stands, what it says."""

    mark: Mark
    box: QRectF
    words: str
    items: tuple[CitedItem, ...] = ()

    @property
    def is_link(self) -> bool:
        """Whether a click on it does something."""
        return self.mark in (Mark.PLACE, Mark.ADOPT, Mark.HYPOTHESIS)


@dataclass(slots=True)
class CardLayout:
    """Where everything on a card stands, from the top left of its row."""

    heading: QRectF
    card: QRectF
    height: int
    text: QTextLayout
    text_at: QPointF
    cut: int = 0
    pieces: list[Piece] = field(default_factory=list)

    def link_at(self, point: QPointF) -> Piece | None:
        """The link under a point of the row, if any."""
        for piece in self.pieces:
            if piece.is_link and piece.box.adjusted(-2, -3, 2, 3).contains(point):
                return piece
        return None


@lru_cache(maxsize=4096)
def _advance(face: str, px: int, weight: int, words: str) -> float:
    font = QFont(face)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    return QFontMetricsF(font).horizontalAdvance(words)


def width_of(font: QFont, words: str) -> float:
    """How wide words are in a face, in pixels."""
    return _advance(font.family(), font.pixelSize(), font.weight(), words)


def lay_out(row: EntryRow, width: float, zone: ZoneInfo, fonts: CardFonts) -> CardLayout:
    """Place everything of an entry on a card ``width`` pixels wide."""
    return _Setter(row, width, zone, fonts).layout()


class _Setter:
    """Sets one card, from the top down."""

    def __init__(self, row: EntryRow, width: float, zone: ZoneInfo, fonts: CardFonts) -> None:
        self._row = row
        self._zone = zone
        self._fonts = fonts
        self._width = width
        self._pad = fonts.px(12)
        self._small = QFontMetricsF(fonts.small).height()
        self._pieces: list[Piece] = []

    def layout(self) -> CardLayout:
        heading_height = self._small + self._fonts.px(14) if self._row.heading else 0.0
        heading = QRectF(0, 0, self._width, heading_height)
        y = self._badges(heading_height + self._fonts.px(8)) + self._fonts.px(5)
        text = text_layout(
            self._row.cited.entry.text, self._fonts.text, self._width - 2 * self._pad
        )
        text_at = QPointF(self._pad, y)
        cut = max(0, text.lineCount() - MAX_LINES)
        if shown := min(text.lineCount(), MAX_LINES):
            last = text.lineAt(shown - 1)
            y += last.y() + last.height()
        if cut:
            y += self._small
        y = self._hypotheses(self._citations(y + self._fonts.px(5)))
        y = self._warnings(y) + self._fonts.px(9)
        card = QRectF(0.5, heading_height + 0.5, self._width - 1, y - heading_height - 1)
        height = round(y + self._fonts.px(8))
        return CardLayout(heading, card, height, text, text_at, cut, self._pieces)

    def _badges(self, top: float) -> float:
        """The line of time, kind, certainty and marks; wraps where the card is narrow."""
        fonts, entry = self._fonts, self._row.cited.entry
        tall = self._small + fonts.px(5)
        side = self._small
        words = [
            (Mark.TIME, time_words(entry.time, self._row.time_zone), fonts.time, 0.0),
            (Mark.KIND, KIND_WORDS[entry.kind], fonts.badge, fonts.px(20)),
            (Mark.CERTAINTY, CERTAINTY_WORDS[entry.certainty], fonts.badge, side + fonts.px(12)),
        ]
        if entry.known is Known.LATER:
            later = later_words(entry, self._zone)
            words.append((Mark.LATER, later, fonts.badge, fonts.px(20)))
        moments = self._row.ties.moments
        words += [(Mark.MOMENT, moment, fonts.badge, side + fonts.px(22)) for moment in moments]
        if shown := "private" if entry.private else self._row.ties.readers:
            is_private = shown == "private"
            mark, room = (Mark.PRIVATE, side) if is_private else (Mark.SHOWN, 0.0)
            words.append((mark, shown, fonts.badge, room + fonts.px(22)))
        x, y, right = self._pad, top, self._width - self._pad
        for mark, full, font, extra in words:
            text = full
            room = width_of(font, text) + extra
            if room > right - self._pad:
                room = right - self._pad
                text = QFontMetricsF(font).elidedText(
                    text, Qt.TextElideMode.ElideRight, room - extra
                )
            if x > self._pad and x + room > right:
                x, y = self._pad, y + tall + fonts.px(4)
            self._pieces.append(Piece(mark, QRectF(x, y, room, tall), text))
            x += room + fonts.px(8)
        return y + tall

    def _citations(self, y: float) -> float:
        cited = self._row.cited
        if not cited.citations:
            return y
        font, right = self._fonts.small, self._width - self._pad
        count = counted(len(cited.citations), "citation", "citations") + " ·"
        x = self._pad + self._add(Mark.COUNT, self._pad, y, count)
        places = list(citation_places(cited).items())
        for number, (place, items) in enumerate(places):
            rest = len(places) - number
            words = place if len(items) == 1 else f"{place} ×{len(items)}"
            comma = "," if rest > 1 else ""
            x += width_of(font, " ")
            room = right - x - (width_of(font, f", +{rest - 1} more") if rest > 1 else 0)
            if width_of(font, words) > room and number:
                self._add(Mark.COUNT, x, y, f"+{rest} more")
                break
            words = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            x += self._add(Mark.PLACE, x, y, words, tuple(items))
            x += self._add(Mark.COUNT, x, y, comma) if comma else 0
        return y + self._small

    def _hypotheses(self, y: float) -> float:
        """The hypotheses that belong here: behind the citations, or below where that is full."""
        words = hypothesis_words(self._row.ties)
        if not words:
            return y
        last = self._pieces[-1].box
        x = last.right() + width_of(self._fonts.small, " · ")
        if (
            not self._row.cited.citations
            or x + width_of(self._fonts.small, words) > self._width - self._pad
        ):
            self._add(Mark.HYPOTHESIS, self._pad, y, words)
            return y + self._small
        self._add(Mark.COUNT, last.right(), last.y(), " ·")
        self._add(Mark.HYPOTHESIS, x, last.y(), words)
        return y

    def _warnings(self, y: float) -> float:
        cited = self._row.cited
        if cited.moved:
            y += self._fonts.px(4)
            x = self._pad + self._add(Mark.WARNING, self._pad, y, f"{moved_words(cited)} —")
            self._add(Mark.ADOPT, x + width_of(self._fonts.small, " "), y, "Adopt")
            y += self._small
        if edited := edited_words(cited, self._zone):
            y += self._fonts.px(4)
            self._add(Mark.WARNING, self._pad, y, edited)
            y += self._small
        if not cited.citations:
            self._add(Mark.WARNING, self._pad, y, "No evidence cited")
            y += self._small
        if self._row.ties.flag is not None:
            y = self._flag(y + self._fonts.px(4), flag_words(self._row.ties.flag, self._zone))
        return y

    def _flag(self, y: float, words: str) -> float:
        """A sentence after a flag, over as many lines as it needs."""
        room = self._width - 2 * self._pad - self._small
        broken = text_layout(words, self._fonts.small, room)
        for number in range(broken.lineCount()):
            line = broken.lineAt(number)
            part = words[line.textStart() : line.textStart() + line.textLength()].strip()
            mark = Mark.WARNED if number else Mark.WARNING
            self._add(mark, self._pad + (self._small if number else 0), y, part)
            y += self._small
        return y

    def _add(
        self, mark: Mark, x: float, y: float, words: str, items: tuple[CitedItem, ...] = ()
    ) -> float:
        width = width_of(self._fonts.small, words)
        if mark is Mark.WARNING:
            width += self._small
        self._pieces.append(Piece(mark, QRectF(x, y, width, self._small), words, items))
        return width
