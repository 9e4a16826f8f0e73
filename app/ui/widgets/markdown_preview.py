"""Shows a document's Markdown as its readers will see it. It loads nothing and follows nothing."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.ui import theme


class MarkdownPreview(QTextBrowser):
    """Markdown without HTML; a link is only text, and a picture is never fetched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self._markdown = ""
        self._shown: QTextDocument | None = None
        theme.current().theme_changed.connect(self._render)

    @property
    def markdown(self) -> str:
        """What is shown, as Markdown."""
        return self._markdown

    def show_markdown(self, text: str) -> None:
        """Show a document, keeping the place where the reader was."""
        if text != self._markdown:
            self._markdown = text
            self._render()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return ""  # no file and no address that a text names is ever opened

    def _render(self) -> None:
        look = theme.current()
        place = self.verticalScrollBar().value()
        # Set whole: in a document that is shown, each change would lay out all of it again.
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        # A fingerprint of a file is longer than a narrow page is wide.
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultFont(look.font(13))
        document.setDocumentMargin(look.px(22))
        document.setIndentWidth(look.px(20))
        features = QTextDocument.MarkdownFeature
        document.setMarkdown(
            self._markdown, features.MarkdownDialectCommonMark | features.MarkdownNoHTML
        )
        self._set_type(document)
        before, self._shown = self._shown, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        if place:
            # Asking for the size lays out all of it; the scroll bar must hear of that now.
            document.documentLayout().documentSizeChanged.emit(document.size())
        self.verticalScrollBar().setValue(place)

    def _set_type(self, document: QTextDocument) -> None:
        """Headings in our sizes and lines with room; Qt's own are far too large."""
        look = theme.current()
        sizes = {1: 21, 2: 16, 3: 14}
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            cursor.setPosition(block.position())
            style = QTextBlockFormat()
            style.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            style.setNonBreakableLines(False)  # quoted evidence wraps too
            in_list = block.blockFormat().objectIndex() >= 0
            if not in_list:
                style.setBottomMargin(look.px(8))
            if level:
                style.setTopMargin(look.px(18 if level > 1 else 0))
                style.setBottomMargin(look.px(6))
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                letters = cursor.charFormat()
                letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                letters.setFont(look.font(sizes.get(level, 13), strong=True))
                letters.setFontWeight(QFont.Weight.DemiBold)
                cursor.setCharFormat(letters)
            cursor.mergeBlockFormat(style)
            block = block.next()
