"""Asks which entry should cite the chosen evidence."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from app.domain.timeline import CitedEntry
from app.ui import theme
from app.ui.entry_words import time_words, zone_of
from app.ui.widgets.key_menu import KeyMenu

_OFFERED = 9


class AttachMenu(KeyMenu):
    """Offers the selected entry and its neighbours, each with a digit to press."""

    entry_chosen = Signal(str)
    new_chosen = Signal()
    else_chosen = Signal()
    """Something that is no entry is to cite it."""

    def __init__(
        self,
        entries: Sequence[CitedEntry],
        current: CitedEntry | None,
        zone: ZoneInfo,
        day_zone: ZoneInfo,
        parent: QWidget,
    ) -> None:
        super().__init__("attach-menu", parent)
        for number, cited in enumerate(_nearest(entries, current), 1):
            time = cited.entry.time
            when = time_words(time, zone_of(time, zone, day_zone))
            words = f"{when}  {' '.join(cited.entry.text.split())}"
            room = theme.current().px(380)
            short = QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, room)
            action = self.addAction(f"&{number}  {short.replace('&', '&&')}")
            action.triggered.connect(
                lambda _on=False, entry_id=cited.entry.id: self.entry_chosen.emit(entry_id)
            )
            if current is not None and cited.entry.id == current.entry.id:
                self.setActiveAction(action)
        self.addSeparator()
        self.addAction("&New entry").triggered.connect(lambda _on=False: self.new_chosen.emit())
        self.addAction("&Something else…").triggered.connect(
            lambda _on=False: self.else_chosen.emit()
        )


def _nearest(entries: Sequence[CitedEntry], current: CitedEntry | None) -> Sequence[CitedEntry]:
    """The entries around the selected one, else the last ones."""
    ids = [cited.entry.id for cited in entries]
    here = ids.index(current.entry.id) if current and current.entry.id in ids else len(ids) - 1
    first = max(0, min(here - _OFFERED // 2, len(entries) - _OFFERED))
    return entries[first : first + _OFFERED]
