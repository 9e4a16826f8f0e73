"""Buttons, each with a name by which tests and places of the playbook find it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from app.ui.widgets.shortening_button import ShorteningButton


def button(
    name: str,
    text: str,
    pressed: Callable[[], object],
    *,
    short: str = "",
    kind: str = "",
) -> QPushButton:
    """A button that does something when pressed.

    ``short`` is its text where there is little room; ``kind`` is its look: ``primary``, ``quiet``.
    """
    made = ShorteningButton(text, short) if short else QPushButton(text)
    made.setObjectName(name)
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(lambda _on=False: pressed())
    return made


def chip_button(name: str, text: str, short: str = "") -> QPushButton:
    """A chip that can be on or off; ``short`` as for `button`."""
    chip = ShorteningButton(text, short) if short else QPushButton(text)
    chip.setObjectName(name)
    chip.setProperty("kind", "chip")
    chip.setCheckable(True)
    return chip
