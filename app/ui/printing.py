"""A document on paper: laid out in pages, each with what it is and its number at the foot."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from app.ui import theme

_DOTS_PER_INCH = 96.0
"""What a pixel of the document is on paper."""
_FOOT = 34.0
_MARGINS = QMarginsF(18, 16, 18, 12)
_TEXT_PT, _FOOT_PT = 10.5, 8.0
_STYLE = "a { color: black; }"
_INK, _MUTED = QColor("black"), QColor("#555555")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to print: its HTML, the name a file of it would have, its line for the foot."""

    html: str
    name: str
    foot: str


class PrintPreview(QPrintPreviewDialog):
    """Shows the pages, and prints them or saves them as PDF."""

    def __init__(self, paper: Paper, parent: QWidget | None = None) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.name)
        printer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
        super().__init__(printer, parent)
        self._printer = printer  # the dialog does not keep it alive
        self._pages = _Pages(paper)
        self.setObjectName("print-preview")
        self.setWindowTitle("Print preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.paintRequested.connect(self._pages.print)
        self.resize(900, 760)


class _Pages:
    """Lays the document out for the paper of a printer, whatever its size and resolution."""

    def __init__(self, paper: Paper) -> None:
        self._foot = paper.foot
        self._document = QTextDocument()
        self._document.setUseDesignMetrics(True)
        self._document.setDocumentMargin(0)
        font = _face()
        font.setPointSizeF(_TEXT_PT)
        self._document.setDefaultFont(font)
        self._document.setDefaultStyleSheet(_STYLE)
        self._document.setHtml(paper.html)

    def print(self, printer: QPrinter) -> None:
        """Paint the pages that were asked for."""
        scale = printer.resolution() / _DOTS_PER_INCH
        room = printer.pageRect(QPrinter.Unit.DevicePixel).size() / scale
        body = QSizeF(room.width(), room.height() - _FOOT)
        self._document.setPageSize(body)
        total = self._document.pageCount()
        first, last = printer.fromPage() or 1, printer.toPage() or total
        painter = QPainter(printer)
        painter.scale(scale, scale)
        for number in range(first, min(last, total) + 1):
            if number > first:
                printer.newPage()
            self._paint(painter, number, body)
            self._paint_foot(painter, f"{number:,} / {total:,}", room)
        painter.end()

    def _paint(self, painter: QPainter, number: int, body: QSizeF) -> None:
        above = (number - 1) * body.height()
        page = QAbstractTextDocumentLayout.PaintContext()
        page.palette.setColor(QPalette.ColorRole.Text, _INK)  # on paper, also in the dark
        page.clip = QRectF(0, above, body.width(), body.height())
        painter.save()
        # A preview is played back by a painter with another pen, and only changes are recorded.
        painter.setPen(_MUTED)
        painter.translate(0, -above)
        painter.setClipRect(page.clip)
        self._document.documentLayout().draw(painter, page)
        painter.restore()

    def _paint_foot(self, painter: QPainter, place: str, room: QSizeF) -> None:
        font = _face()
        font.setPixelSize(round(_FOOT_PT / 72 * _DOTS_PER_INCH))
        painter.setFont(font)
        painter.setPen(_MUTED)
        line = QRectF(0, room.height() - _FOOT / 2, room.width(), _FOOT / 2)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(line, left | Qt.AlignmentFlag.AlignBottom, self._foot)
        painter.drawText(line, right | Qt.AlignmentFlag.AlignBottom, place)


def _face() -> QFont:
    """The face of the text, each sign as itself: else a copied 09:05 could become another time."""
    font = QFont(theme.SANS)
    font.setFeature(QFont.Tag("calt"), 0)
    return font
