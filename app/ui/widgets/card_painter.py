"""Paints an entry as a card, from its layout and the colours of the theme in use."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.domain.drafts import EntryKind
from app.domain.review_words import counted
from app.ui.itemmodels.entries import EntryRow
from app.ui.palette import Palette
from app.ui.widgets.certainty_symbol import (
    certainty_colour,
    paint_certainty,
    paint_flag,
    paint_lock,
)
from app.ui.widgets.entry_card import CardFonts, CardLayout, Mark, Piece, width_of

_KIND_HUES = {
    EntryKind.DETECTION: "blue",
    EntryKind.SIGNAL: "blue",
    EntryKind.ESCALATION: "gold",
    EntryKind.HYPOTHESIS: "violet",
    EntryKind.DECISION: "violet",
    EntryKind.MITIGATION: "teal",
    EntryKind.ROLLBACK: "teal",
    EntryKind.RECOVERY: "teal",
    EntryKind.COMMUNICATION: "gold",
    EntryKind.IMPACT: "red",
}


@dataclass(frozen=True, slots=True)
class CardState:
    """How a card is met at the moment."""

    selected: bool = False
    focused: bool = False
    drop_target: bool = False
    hovered: Piece | None = None


class CardPainter:
    """Paints cards with the colours and faces of the theme in use."""

    def __init__(self, painter: QPainter, fonts: CardFonts, palette: Palette) -> None:
        self._painter = painter
        self._fonts = fonts
        self._palette = palette

    def paint(self, row: EntryRow, layout: CardLayout, at: QPoint, state: CardState) -> None:
        """Paint one row with its top left at ``at``."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(at)
        if row.heading:
            self._heading(row.heading, layout.heading)
        self._ground(layout.card, row, state)
        for piece in layout.pieces:
            self._piece(piece, row, state)
        self._text(layout)
        painter.restore()

    def _heading(self, words: str, box: QRectF) -> None:
        painter, fonts = self._painter, self._fonts
        painter.setFont(fonts.badge)
        painter.setPen(self._palette.muted)
        line = QRectF(box.left(), box.bottom() - fonts.px(22), box.width(), fonts.px(18))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(self._palette.line)
        start = width_of(fonts.badge, words) + fonts.px(10)
        middle = line.center().y()
        painter.drawLine(QPointF(start, middle), QPointF(box.right(), middle))

    def _ground(self, card: QRectF, row: EntryRow, state: CardState) -> None:
        painter, colours = self._painter, self._palette
        chosen = state.selected or state.drop_target
        ground = colours.accent_faint if chosen or row.citing else colours.raised
        edge = colours.accent if chosen else colours.accent_line if row.citing else colours.line
        strong = state.drop_target or (state.selected and state.focused)
        pen = QPen(edge, 2 if strong else 1)
        if state.drop_target:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(ground)
        radius = self._fonts.px(5)
        painter.drawRoundedRect(
            card.adjusted(0.5, 0.5, -0.5, -0.5) if strong else card, radius, radius
        )
        if row.citing:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            bar = QRectF(card.left() + 3, card.top() + 8, self._fonts.px(3), card.height() - 16)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _text(self, layout: CardLayout) -> None:
        painter = self._painter
        painter.setPen(self._palette.ink)
        shown = layout.text.lineCount() - layout.cut
        for number in range(shown):
            layout.text.lineAt(number).draw(painter, layout.text_at)
        if layout.cut:
            last = layout.text.lineAt(shown - 1)
            base = layout.text_at.y() + last.y() + last.height()
            self._words(
                QRectF(layout.text_at.x(), base, layout.card.width(), self._fonts.px(16)),
                f"… {counted(layout.cut, 'more line', 'more lines')}; Enter shows all",
                self._fonts.small,
                self._palette.muted,
            )

    def _piece(self, piece: Piece, row: EntryRow, state: CardState) -> None:
        colours, fonts, box = self._palette, self._fonts, piece.box
        entry = row.cited.entry
        match piece.mark:
            case Mark.TIME:
                known = entry.start_us is not None
                self._words(box, piece.words, fonts.time, colours.ink if known else colours.muted)
            case Mark.KIND:
                ink, soft = kind_colours(entry.kind, colours)
                self._badge(box, piece.words, ink, soft)
            case Mark.CERTAINTY:
                colour = certainty_colour(entry.certainty, colours)
                paint_certainty(
                    self._painter, self._symbol(box, fonts.px(8)), entry.certainty, colours
                )
                shift = self._symbol(box).width() + fonts.px(12)
                self._words(box.adjusted(shift, 0, 0, 0), piece.words, fonts.badge, colour)
            case Mark.LATER:
                self._badge(box, piece.words, colours.red, colours.red_soft)
            case Mark.PRIVATE:
                self._private(box, piece.words)
            case Mark.SHOWN:
                self._badge(box, piece.words, colours.teal, colours.teal_soft)
            case Mark.MOMENT:
                self._moment(box, piece.words)
            case Mark.WARNING:
                paint_flag(self._painter, self._symbol(box), colours.red)
                shifted = box.adjusted(self._symbol(box).width() + fonts.px(3), 0, 20, 0)
                self._words(shifted, piece.words, fonts.small, colours.red)
            case Mark.WARNED:
                self._words(box.adjusted(0, 0, 20, 0), piece.words, fonts.small, colours.red)
            case _:
                self._link(piece, state)

    def _link(self, piece: Piece, state: CardState) -> None:
        colours = self._palette
        font = QFont(self._fonts.badge if piece.mark is Mark.ADOPT else self._fonts.small)
        hovered = state.hovered is not None and state.hovered.box == piece.box
        font.setUnderline(piece.mark is Mark.ADOPT or hovered)
        colour = colours.red if piece.mark is Mark.ADOPT else colours.muted
        self._words(
            piece.box.adjusted(0, 0, 20, 0), piece.words, font, colours.ink if hovered else colour
        )

    def _private(self, box: QRectF, words: str) -> None:
        colours, fonts = self._palette, self._fonts
        self._badge(box, "", colours.muted, colours.neutral_soft)
        paint_lock(self._painter, self._symbol(box, fonts.px(9)), colours.ink)
        shift = self._symbol(box).width() + fonts.px(13)
        self._words(box.adjusted(shift, 0, 0, 0), words, fonts.badge, colours.ink)

    def _moment(self, box: QRectF, words: str) -> None:
        colours, fonts = self._palette, self._fonts
        self._badge(box, "", colours.muted, colours.neutral_soft)
        paint_flag(self._painter, self._symbol(box, fonts.px(9)), colours.accent)
        shift = self._symbol(box).width() + fonts.px(13)
        self._words(box.adjusted(shift, 0, 0, 0), words, fonts.badge, colours.ink)

    def _symbol(self, box: QRectF, left: float = 0.0) -> QRectF:
        """The square at the left of a piece in which its symbol stands."""
        side = round(self._fonts.px(10))
        return QRectF(box.left() + left, box.center().y() - side / 2, side, side)

    def _badge(self, box: QRectF, words: str, ink: QColor, soft: QColor) -> None:
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._words(box, words, self._fonts.badge, ink, Qt.AlignmentFlag.AlignCenter)

    def _words(
        self,
        box: QRectF,
        words: str,
        font: QFont,
        colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter = self._painter
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, words)


def kind_colours(kind: EntryKind, colours: Palette) -> tuple[QColor, QColor]:
    """The colour of a kind of entry, and the ground it is read on."""
    match _KIND_HUES.get(kind):
        case "blue":
            return colours.blue, colours.blue_soft
        case "teal":
            return colours.teal, colours.teal_soft
        case "violet":
            return colours.violet, colours.violet_soft
        case "gold":
            return colours.gold, colours.gold_soft
        case "red":
            return colours.red, colours.red_soft
        case _:
            return colours.ink, colours.neutral_soft
