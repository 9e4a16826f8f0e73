"""Fields that a case is described with."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from app.domain.errors import InvalidInputError
from app.domain.moments import Precision, clock, day, parse_typed


def line(name: str, text: str = "", placeholder: str = "") -> QLineEdit:
    """One line of text."""
    field = QLineEdit(text)
    field.setObjectName(name)
    field.setPlaceholderText(placeholder)
    field.setCursorPosition(0)
    return field


class ZoneField(QComboBox):
    """Any zone by its name, found by typing a part of it."""

    def __init__(self, chosen: str) -> None:
        super().__init__()
        self.setObjectName("zone")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        names = sorted(available_timezones() - {"localtime", "Factory"})
        names.remove("UTC")
        self.addItems(["UTC", *names])
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setCurrentText(chosen)
        self.setMinimumContentsLength(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)


class MomentField(QLineEdit):
    """A moment that a person types, empty where not known; keeps the exact one if untouched."""

    def __init__(self, name: str, instant_us: int | None, zone: ZoneInfo) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText("2024-03-30 02:46")
        self.day_of_us: int | None = None
        """An instant on the day that a clock without a date means, where there is one."""
        self.show_instant(instant_us, zone)

    def show_instant(self, instant_us: int | None, zone: ZoneInfo) -> None:
        """Show a moment in a zone."""
        self._instant_us = instant_us
        self._shown = ""
        if instant_us is not None:
            self._shown = f"{day(instant_us, zone)} {clock(instant_us, zone, Precision.SECOND)}"
        self.setText(self._shown)
        self.setCursorPosition(0)

    def instant(self, zone: ZoneInfo) -> int | None:
        """The moment. Raises `InvalidInputError` where the text is none."""
        text = self.text().strip()
        if text == self._shown:
            return self._instant_us
        return parse_typed(text, zone, self.day_of_us)[0] if text else None


class DayField(QLineEdit):
    """A day that a person types, such as 2026-12-01; empty where none was agreed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText("2026-12-01")

    def value(self) -> str:
        """The day in ISO form. Raises `InvalidInputError` where the text is none."""
        text = self.text().strip()
        if not text:
            return ""
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise InvalidInputError(f"“{text}” is not a day; write 2026-12-01.") from None
