"""How the window looks: one palette, one style sheet, two families, one zoom.

Widgets that paint themselves take colours from ``theme.current().palette`` and lengths from their
own ``fontMetrics()``; nothing else in the room names a colour or a font.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from string import Template
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import RESOURCES
from app.ui.palette import DARK, LIGHT, Palette

SANS = "Inter"
MONO = "JetBrains Mono"
TEXT_PX = 13
"""Height of running text at zoom 1, in device-independent pixels."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)sp\b")


class Mode(StrEnum):
    """Which palette is used; ``SYSTEM`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of this run; there is one, reached by `current`."""

    theme_changed = Signal()
    """The palette or the zoom changed; repaint, and measure again."""

    ZOOMS: ClassVar[tuple[float, ...]] = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)

    def __init__(self) -> None:
        super().__init__()
        self._mode = Mode.SYSTEM
        self._zoom = 1.0
        self._app: QApplication | None = None

    @property
    def mode(self) -> Mode:
        """The chosen mode."""
        return self._mode

    @property
    def zoom(self) -> float:
        """How much larger than usual text and everything measured by it is."""
        return self._zoom

    @property
    def palette(self) -> Palette:
        """The colours now in use."""
        if self._mode is Mode.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._mode is Mode.DARK
        return DARK if dark else LIGHT

    def px(self, length: float) -> int:
        """A length given for zoom 1, at the zoom in use, in device-independent pixels."""
        return round(length * self._zoom)

    def font(self, px: float = TEXT_PX, *, strong: bool = False) -> QFont:
        """The family that sentences are set in."""
        return self._font(SANS, px, strong=strong)

    def mono(self, px: float = TEXT_PX - 1, *, strong: bool = False) -> QFont:
        """The family that times and raw records are set in."""
        return self._font(MONO, px, strong=strong)

    def _font(self, family: str, px: float, *, strong: bool) -> QFont:
        font = QFont(family)
        font.setPixelSize(self.px(px))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def attach(self, app: QApplication) -> None:
        """Dress the application, and follow the desktop from now on."""
        if self._app is not app:
            self._app = app
            load_fonts()
            app.setStyle("Fusion")
            app.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def set_mode(self, mode: Mode) -> None:
        """Use the light palette, the dark one, or the desktop's choice."""
        self._mode = mode
        self._apply()

    def set_zoom(self, zoom: float) -> None:
        """Scale text and everything measured by it."""
        self._zoom = min(max(zoom, self.ZOOMS[0]), self.ZOOMS[-1])
        self._apply()

    def zoom_by(self, steps: int) -> None:
        """Go some steps up or down the ladder of zooms."""
        nearest = min(range(len(self.ZOOMS)), key=lambda i: abs(self.ZOOMS[i] - self._zoom))
        self.set_zoom(self.ZOOMS[min(max(nearest + steps, 0), len(self.ZOOMS) - 1)])

    def _apply(self) -> None:
        if self._app is None:
            return
        self._app.setPalette(qt_palette(self.palette))
        self._app.setFont(self.font())
        self._app.setStyleSheet(style_sheet(self.palette, self._zoom))
        self.theme_changed.emit()


@cache
def current() -> Theme:
    """The theme of this run."""
    return Theme()


@cache
def load_fonts() -> None:
    """Make the bundled families known to Qt."""
    for path in sorted((RESOURCES / "fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def style_sheet(palette: Palette, zoom: float) -> str:
    """The style sheet with its tokens filled in: ``$ink`` a colour, ``13sp`` a zoomed length."""
    text = Template(_style_source()).substitute(
        {name: _css(getattr(palette, name)) for name in _COLOURS},
        style=(RESOURCES / "style").as_posix(),
        tone="dark" if palette.dark else "light",
        mono=MONO,
    )
    return _LENGTH.sub(lambda found: f"{round(float(found[1]) * zoom)}px", text)


_COLOURS = tuple(name for name in Palette.__slots__ if name != "dark")


@cache
def _style_source() -> str:
    return (RESOURCES / "style" / "goldseam.qss").read_text(encoding="utf-8")


def _css(colour: QColor) -> str:
    return colour.name()


def qt_palette(colours: Palette) -> QPalette:
    """The same colours for the parts that Qt's own style paints."""
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in {
        role.Window: colours.ground,
        role.WindowText: colours.ink,
        role.Base: colours.raised,
        role.AlternateBase: colours.sunken,
        role.Text: colours.ink,
        role.PlaceholderText: colours.muted,
        role.Button: colours.raised,
        role.ButtonText: colours.ink,
        role.BrightText: colours.red,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.ink,
        role.Highlight: colours.accent_soft,
        role.HighlightedText: colours.ink,
        role.Accent: colours.accent,
        role.Link: colours.blue,
        role.Light: colours.raised,
        role.Midlight: colours.line,
        role.Mid: colours.line_strong,
        role.Dark: colours.line_strong,
        role.Shadow: colours.line_strong,
    }.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, colours.muted)
    return palette
