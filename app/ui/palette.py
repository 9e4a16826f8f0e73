"""The colours of the window, named by what they are for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours.

    Each hue comes as a text colour (``teal``) and the soft ground it is read on (``teal_soft``);
    the text colour is also readable on every neutral ground.
    """

    dark: bool
    ground: QColor
    """Behind the panels."""
    raised: QColor
    """Panels, cards, tables."""
    sunken: QColor
    """Fields to type in, every other row."""
    hover: QColor
    line: QColor
    line_strong: QColor
    """Bars, scroll handles and borders that must be seen."""
    ink: QColor
    muted: QColor
    neutral_soft: QColor
    """Ground of badges without a hue."""
    primary: QColor
    primary_hover: QColor
    primary_ink: QColor
    rail: QColor
    rail_active: QColor
    rail_ink: QColor
    rail_muted: QColor
    accent: QColor
    """The golden seam: bars, dots, focus; not for text."""
    accent_soft: QColor
    """The selected row."""
    accent_faint: QColor
    """A panel that asks for attention."""
    accent_line: QColor
    gold: QColor
    gold_soft: QColor
    teal: QColor
    teal_soft: QColor
    blue: QColor
    blue_soft: QColor
    violet: QColor
    violet_soft: QColor
    red: QColor
    red_soft: QColor


LIGHT = Palette(
    dark=False,
    ground=QColor("#f7f7f5"),
    raised=QColor("#ffffff"),
    sunken=QColor("#f9f9f7"),
    hover=QColor("#f2f2f0"),
    line=QColor("#e3e5e8"),
    line_strong=QColor("#c9cdd2"),
    ink=QColor("#1f2328"),
    muted=QColor("#5b626d"),
    neutral_soft=QColor("#ecedef"),
    primary=QColor("#1f2328"),
    primary_hover=QColor("#353b43"),
    primary_ink=QColor("#ffffff"),
    rail=QColor("#22262b"),
    rail_active=QColor("#2d3238"),
    rail_ink=QColor("#ffffff"),
    rail_muted=QColor("#c9cdd2"),
    accent=QColor("#b8862b"),
    accent_soft=QColor("#f3ead6"),
    accent_faint=QColor("#faf6ec"),
    accent_line=QColor("#d9bf8f"),
    gold=QColor("#80590f"),
    gold_soft=QColor("#f6edd8"),
    teal=QColor("#1a6169"),
    teal_soft=QColor("#dff0f1"),
    blue=QColor("#2f4f85"),
    blue_soft=QColor("#e5ebf5"),
    violet=QColor("#5b3f8f"),
    violet_soft=QColor("#ece6f6"),
    red=QColor("#a3382a"),
    red_soft=QColor("#f7e4df"),
)

DARK = Palette(
    dark=True,
    ground=QColor("#15171a"),
    raised=QColor("#1d2024"),
    sunken=QColor("#191c1f"),
    hover=QColor("#272b30"),
    line=QColor("#33383e"),
    line_strong=QColor("#535a63"),
    ink=QColor("#e8eaed"),
    muted=QColor("#a3abb5"),
    neutral_soft=QColor("#2b2f35"),
    primary=QColor("#e8eaed"),
    primary_hover=QColor("#ffffff"),
    primary_ink=QColor("#1b1e22"),
    rail=QColor("#0e1012"),
    rail_active=QColor("#23272c"),
    rail_ink=QColor("#ffffff"),
    rail_muted=QColor("#b3b9c1"),
    accent=QColor("#d9a441"),
    accent_soft=QColor("#3a3222"),
    accent_faint=QColor("#25221b"),
    accent_line=QColor("#6b5930"),
    gold=QColor("#e3b967"),
    gold_soft=QColor("#3a2f17"),
    teal=QColor("#7cc7ce"),
    teal_soft=QColor("#17353a"),
    blue=QColor("#9db8ea"),
    blue_soft=QColor("#223150"),
    violet=QColor("#c3adee"),
    violet_soft=QColor("#342a4e"),
    red=QColor("#f0a295"),
    red_soft=QColor("#47241f"),
)
