"""What a case is called, and the zone it is told in: for a new one, or one there is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.drafts import Case, CaseKind
from app.domain.errors import GoldseamError
from app.domain.moments import zone_named
from app.ui.case_words import KIND_WORDS
from app.ui.dialogs.case_fields import ZoneField, line
from app.ui.dialogs.form import FormDialog


class CaseDialog(FormDialog):
    """Emits `asked`; the kind of a case that is there stays."""

    asked = Signal(object, str, str)
    """Kind (None for a case that is there), title, zone."""

    def __init__(self, case: Case | None = None, parent: QWidget | None = None) -> None:
        title, accept = ("New case", "Create case") if case is None else ("Case", "Save")
        super().__init__(title, accept, parent)
        self.setObjectName("case-dialog")
        self._title = line(
            "title",
            "" if case is None else case.title,
            "Orders API unavailable after release 4412",
        )
        self._kind = None if case is not None else _kinds()
        self._zone = ZoneField("UTC" if case is None else case.zone)
        self.add_field("Title", self._title, "What happened, in neutral words.")
        if self._kind is not None:
            self.add_field("Kind", self._kind)
        self.add_field(
            "Time zone", self._zone, "Used for evidence whose times name no zone of their own."
        )

    def submit(self) -> None:
        title = self._title.text().strip()
        zone = self._zone.currentText().strip()
        if not title:
            self.refuse("Give the case a title.")
            return
        try:
            zone_named(zone)
        except GoldseamError as error:
            self.refuse(str(error))
            return
        self.set_busy(busy=True)
        kind = None if self._kind is None else CaseKind(self._kind.currentData())
        self.asked.emit(kind, title, zone)


def _kinds() -> QComboBox:
    box = QComboBox()
    box.setObjectName("kind")
    for kind, words in KIND_WORDS.items():
        box.addItem(words, kind.value)
    return box
