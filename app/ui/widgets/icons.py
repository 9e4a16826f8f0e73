"""Our monochrome icons, drawn in the colour that they are asked for in."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import RESOURCES


def icon(name: str, colour: QColor, active: QColor | None = None) -> QIcon:
    """The icon of that name; ``active`` is its colour where it stands on a checked button."""
    made = QIcon()
    for size in (16, 20, 24, 32, 48):
        made.addPixmap(_drawn(name, colour.name(), size))
        if active is not None:
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active):
                made.addPixmap(_drawn(name, active.name(), size), mode, QIcon.State.On)
    return made


def application_icon() -> QIcon:
    """The program's own mark."""
    return QIcon(str(RESOURCES / "icons" / "goldseam.svg"))


def mark(size: int) -> QPixmap:
    """The program's own mark, ``size`` device-independent pixels wide."""
    return application_icon().pixmap(QSize(size, size))


@cache
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, colour: str, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    text = _source(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    return picture
