"""Decoding pictures of the evidence: in a confined child, as whoever made one may mean harm."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app import confined
from app.confined import ConfinedError, Limits
from app.domain.errors import EvidenceError
from app.domain.progress import NoProgress, Progress

LARGEST = 1600
"""The most pixels a side that are shown."""
_MOST_MEGABYTES = 512
_LIMITS = Limits(memory_bytes=3 * 1024**3, seconds=10, writes=False)
_QUIET = NoProgress()


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded picture: rows of red, green, blue and opacity, a byte each."""

    width: int
    height: int
    data: bytes

    def image(self) -> QImage:
        """The picture, ready to be painted."""
        form = QImage.Format.Format_RGBA8888
        return QImage(self.data, self.width, self.height, 4 * self.width, form).copy()


def decoded(data: bytes, progress: Progress = _QUIET) -> Pixels:
    """A picture at the size it is shown in.

    Raises `EvidenceError` where it cannot be shown, `CancelledError`.
    """
    try:
        pixels = confined.answer(_decode, data, _LIMITS, progress)
    except ConfinedError as error:
        raise _not_shown() from error
    if pixels is None:
        raise _not_shown()
    return pixels


def _not_shown() -> EvidenceError:
    return EvidenceError(
        "This picture cannot be shown, being damaged or too large; its original is kept as it is."
    )


def _decode(data: bytes) -> Pixels | None:
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST:
        fitting = size.scaled(QSize(LARGEST, LARGEST), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Pixels(image.width(), image.height(), bytes(image.constBits()))
