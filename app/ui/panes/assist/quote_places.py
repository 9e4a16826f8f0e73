"""Where the quotes of a suggestion stand and by whom, read beside the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.domain.assist.suggestions import Suggestion
from app.domain.evidence import Item
from app.operations import evidence
from app.ui.entry_words import place_words
from app.ui.session import Session
from app.ui.suggestion_words import MOST_QUOTES
from app.ui.tasks import Task


class QuotePlaces(QObject):
    """Answers at once with what is known; `arrived` comes once more is."""

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._items: dict[int, Item] = {}
        self._reading: Task | None = None

    def forget(self) -> None:
        """Another case."""
        self._items.clear()

    def read(self, suggestion: Suggestion) -> None:
        """Read where its first quotes stand, unless that is known."""
        quoted = [one.item for one in suggestion.quotes[:MOST_QUOTES]]
        missing = [item for item in quoted if item not in self._items]
        if not missing:
            return
        casebook = self._session.casebook
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading what is quoted",
            lambda _progress: evidence.items(casebook, missing),
            self._take,
            quiet=True,
        )

    def of(self, suggestion: Suggestion) -> list[str]:
        """The places of its first quotes; people as the person wants them called."""
        return [self._place(one.item) for one in suggestion.quotes[:MOST_QUOTES]]

    def _place(self, item_id: int) -> str:
        item = self._items.get(item_id)
        if item is None:
            return ""
        parts = (place_words(item.place, item.source_title), self._session.who(item))
        return " · ".join(part for part in parts if part)

    def _take(self, items: Iterable[Item]) -> None:
        self._items |= {item.id: item for item in items}
        self.arrived.emit()
