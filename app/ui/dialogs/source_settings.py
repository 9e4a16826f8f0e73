"""What a source is called, and how its time stamps are read."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import InvalidInputError
from app.domain.evidence import Source
from app.domain.moments import DAY_US, SECOND_US
from app.ui.dialogs.form import FormDialog
from app.ui.dialogs.source_zone import SourceZoneField

_MOST_US = 366 * DAY_US * 10


def parse_offset(text: str) -> int:
    """Seconds as a person writes them, in microseconds; empty is 0.

    Raises `InvalidInputError` where it is no number of seconds.
    """
    plain = text.strip().replace(",", ".").replace("−", "-").removesuffix("s").strip()
    try:
        offset = int((Decimal(plain or "0") * SECOND_US).to_integral_value())
    except (InvalidOperation, OverflowError, ValueError) as error:
        raise InvalidInputError(
            f"“{text}” is not a number of seconds; write for example 90 or -2.5."
        ) from error
    if abs(offset) > _MOST_US:
        raise InvalidInputError("A clock offset of more than ten years cannot be right.")
    return offset


def offset_text(clock_offset_us: int) -> str:
    """The form that `parse_offset` reads back."""
    return format((Decimal(clock_offset_us) / SECOND_US).normalize(), "f")


class SourceSettingsDialog(FormDialog):
    """Emits `asked` with title, zone (None for the case's) and clock offset in microseconds."""

    asked = Signal(str, object, object)

    def __init__(self, source: Source, case_zone: str, parent: QWidget | None = None) -> None:
        super().__init__("Source settings", "Save", parent)
        self.setObjectName("source-settings")
        self._title = QLineEdit(source.title)
        self._title.setObjectName("source-title")
        self._zone = SourceZoneField(source.zone, case_zone)
        self._offset = QLineEdit(offset_text(source.clock_offset_us))
        self._offset.setObjectName("source-offset")
        self.add_field("Title", self._title)
        self.add_field(
            "Time zone", self._zone, "Used only for times in the source that name no zone."
        )
        self.add_field(
            "Clock runs ahead by, in seconds",
            self._offset,
            "A clock that runs behind has a negative number. All items of the source follow; "
            "entries that cite them stay as they are and are marked.",
        )

    def submit(self) -> None:
        try:
            title = self._title.text().strip()
            if not title:
                raise InvalidInputError("Give the source a title.")
            zone, offset = self._zone.zone(), parse_offset(self._offset.text())
        except InvalidInputError as error:
            self.refuse(str(error))
            return
        self.asked.emit(title, zone, offset)
        self.accept()
