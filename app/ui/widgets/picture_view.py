"""A picture of the evidence, as large as there is room and never larger than it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme


class PictureView(QWidget):
    """Shows a picture, or a sentence in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    @property
    def sentence(self) -> str:
        """What is said in the place of a picture."""
        return self._sentence

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image, self._sentence = image, ""
        self.update()

    def say(self, sentence: str) -> None:
        """Show no picture, and say why."""
        self._image, self._sentence = None, sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.size()
            room = self.size() - QSize(2, 2)
            if size.width() > room.width() or size.height() > room.height():
                size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            corner = QRect(0, 0, size.width(), size.height())
            corner.moveCenter(self.rect().center())
            painter.drawImage(corner, self._image)
        else:
            painter.setFont(look.font(12))
            painter.setPen(look.palette.muted)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self._sentence)
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 60)
