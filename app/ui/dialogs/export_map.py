"""Shows the break map that readers would get, before it leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.sheet import Sheet
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.picture_view import PictureView
from app.ui.widgets.plain_text import PlainText


class ExportMapDialog(Sheet):
    """The picture, and the words it carries for those who do not see it."""

    def __init__(self, readers: str, png: bytes, told: str, parent: QWidget | None = None) -> None:
        super().__init__("export-map", f"What {readers} get", parent)
        said = label(
            f"The breaks that you chose for {readers}, and no others. A drawing (SVG) carries the "
            "words below for those who do not see it; a picture (PNG) needs them beside it.",
            wrap=True,
        )
        self.picture = PictureView()
        self.picture.setObjectName("export-map-picture")
        self.picture.setAccessibleName(told)
        self.picture.show_image(QImage.fromData(png))
        self.words = PlainText()
        self.words.setObjectName("export-map-words")
        self.words.setAccessibleName("The map in words")
        self.words.setPlainText(told)
        self.words.setMaximumHeight(self.words.fontMetrics().height() * 8)
        self.words.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        copy = button("export-map-copy", "Copy the words", self._copy)
        go_on = button("export-map-go", "Choose where…", self.accept, kind="primary")
        go_on.setDefault(True)
        cancel = button("export-map-cancel", "Cancel", self.reject)
        parts = [said, self.picture, self.words]
        self.lay_out(parts, self.picture, [copy, cancel, go_on], (860, 640))
        go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())
