"""Colours can be read, and everything follows the zoom."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.paths import RESOURCES
from app.ui import theme
from app.ui.palette import DARK, LIGHT, Palette
from app.ui.theme import Mode, style_sheet
from tests.ui.shell import dressed

__all__ = ["dressed"]

GROUNDS = ("ground", "raised", "sunken", "hover", "neutral_soft", "accent_soft", "accent_faint")
HUES = ("gold", "teal", "blue", "violet", "red")


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """Between 1 and 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs() -> list[tuple[str, str]]:
    """Which text stands on which ground."""
    on_grounds = [(text, ground) for text in ("ink", "muted") for ground in GROUNDS]
    hues_on_grounds = [
        (hue, ground) for hue in HUES for ground in ("ground", "raised", "sunken", "accent_soft")
    ]
    return [
        *on_grounds,
        *hues_on_grounds,
        *((hue, f"{hue}_soft") for hue in HUES),
        ("primary_ink", "primary"),
        ("primary_ink", "primary_hover"),
        ("rail_ink", "rail_active"),
        ("rail_muted", "rail"),
        ("rail_muted", "rail_active"),
    ]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), pairs())
def test_text_can_be_read(palette: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "raised", "sunken"])
def test_the_focus_ring_can_be_seen(palette: Palette, ground: str) -> None:
    assert contrast(palette.accent, getattr(palette, ground)) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_is_filled_in(palette: Palette) -> None:
    text = style_sheet(palette, 1.0)

    assert "$" not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert not re.search(r"\dsp\b", text)
    for name in re.findall(r'url\("([^"]+)"\)', text):
        assert name.startswith((RESOURCES / "style").as_posix())
        assert (RESOURCES / "style" / name.rsplit("/", 1)[1]).is_file()


def test_no_colour_is_named_outside_the_palette() -> None:
    sheet = (RESOURCES / "style" / "goldseam.qss").read_text(encoding="utf-8")

    assert not re.search(r":\s*#[0-9a-f]{3,6}", sheet)
    assert {each.name for each in fields(Palette)} - {"dark"} <= set(re.findall(r"\w+", sheet))


def test_zoom_scales_text_and_what_is_measured_by_it(dressed: theme.Theme, qtbot) -> None:
    button, caption = QPushButton("Open…"), QLabel("Recent")
    caption.setProperty("role", "caption")
    for widget in (button, caption):
        qtbot.addWidget(widget)
        widget.show()
    small = (button.sizeHint().height(), caption.fontMetrics().height())

    dressed.set_zoom(2.0)
    QApplication.processEvents()

    assert button.sizeHint().height() >= 1.8 * small[0]
    assert caption.fontMetrics().height() >= 1.8 * small[1]
    assert dressed.px(10) == 20


def test_our_fonts_are_used(dressed: theme.Theme) -> None:
    assert QFontInfo(dressed.font()).family() == "Inter"
    assert QFontInfo(dressed.mono()).fixedPitch()


def test_the_mode_decides_the_palette(dressed: theme.Theme, qtbot) -> None:
    with qtbot.waitSignal(dressed.theme_changed):
        dressed.set_mode(Mode.DARK)
    assert dressed.palette is DARK

    dressed.set_mode(Mode.LIGHT)
    assert dressed.palette is LIGHT


def test_zoom_keeps_to_its_ladder(dressed: theme.Theme) -> None:
    dressed.zoom_by(1)
    assert dressed.zoom == 1.1

    dressed.zoom_by(-99)
    assert dressed.zoom == dressed.ZOOMS[0]
