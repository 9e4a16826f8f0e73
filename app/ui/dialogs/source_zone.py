"""The zone of a source: its own, or that of the case."""

from __future__ import annotations

from app.domain.moments import zone_named
from app.ui.dialogs.case_fields import ZoneField


class SourceZoneField(ZoneField):
    """A zone, with the case's as the first choice."""

    def __init__(self, chosen: str | None, case_zone: str) -> None:
        super().__init__("")
        self.setObjectName("source-zone")
        self.setAccessibleName("Time zone of stamps that name none")
        self._case = f"As the case ({case_zone})"
        self.insertItem(0, self._case)
        self.setCurrentText(chosen or self._case)

    def zone(self) -> str | None:
        """The chosen zone, None for the case's. Raises `InvalidInputError` for no zone at all."""
        text = self.currentText().strip()
        return None if not text or text == self._case else zone_named(text).key
