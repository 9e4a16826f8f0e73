"""A number that a person types, or none: an empty field is no 0."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.domain.errors import InvalidInputError


class FigureField(QLineEdit):
    """A count or a level; empty where nothing is known."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText(hint)

    def value(self) -> float | None:
        """The number; None for none. Raises `InvalidInputError` where the text is none."""
        text = self.text().strip()
        if not text:
            return None
        try:
            return float(text.replace(",", "."))
        except ValueError:
            raise InvalidInputError(f"“{text}” is no number.") from None

    def show_value(self, value: float | None) -> None:
        """Show a number, as ``3`` rather than ``3.0``."""
        words = "" if value is None else f"{value:.15g}"
        if self.text().strip() != words:
            self.setText(words)
            self.setCursorPosition(0)
