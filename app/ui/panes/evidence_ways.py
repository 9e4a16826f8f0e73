"""Going on from an item to what belongs with it, and back to where one was."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from app.ui.focus import go_to
from app.ui.panes import evidence_pivots
from app.ui.panes.evidence_pivots import MINUTES, Pivot
from app.ui.panes.evidence_place import EvidencePlace
from app.ui.panes.evidence_trail import FIRST, Trail
from app.ui.widgets.key_menu import KeyMenu

if TYPE_CHECKING:
    from app.ui.panes.evidence import EvidencePane

USUAL_MINUTES = 5
_CLEARED = "All evidence"


class EvidenceWays(QObject):
    """Keeps the trail of the pane: each place with its filters and its row."""

    def __init__(self, pane: EvidencePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._trail = Trail()
        pane.parts.crumbs.chosen.connect(self.move_to)

    def go(self, words: str, place: EvidencePlace, aim_us: int | None = None) -> None:
        """Go on to a place; the way back leads to the present one, as it is now."""
        self._trail.go(self._pane.place, words)
        self._show()
        self._pane.go_to(place, aim_us)

    def leave_filters(self, leaving: EvidencePlace) -> None:
        """The filters of a place are being cleared: they stay behind on the way back."""
        if self._trail.words[self._trail.at] in (FIRST, _CLEARED):
            query = " ".join(leaving.query.split())
            self._trail.rename(f"“{query}”" if query else "Filtered")
        self._trail.go(leaving, _CLEARED)
        self._show()

    def back(self) -> None:
        """Go back to the place before this one."""
        if self._trail.at:
            self.move_to(self._trail.at - 1)
        else:
            self._pane.session.notify("There is no place to go back to.")

    def leave(self) -> bool:
        """Go back from a thread, a moment or what is alike; False where one is in none."""
        if not self._trail.at or self._trail.words[self._trail.at] == _CLEARED:
            return False
        self.back()
        return True

    def forward(self) -> None:
        """Go to the place that Back came from."""
        if self._trail.at < len(self._trail.words) - 1:
            self.move_to(self._trail.at + 1)
        else:
            self._pane.session.notify("There is no place to go forward to.")

    def move_to(self, number: int) -> None:
        """Go to a place of the trail."""
        place = self._trail.move(self._pane.place, number)
        self._show()
        if place is not None:
            self._pane.go_to(place)
            self._pane.table.setFocus()

    def _show(self) -> None:
        self._pane.parts.crumbs.show_way(self._trail.words, self._trail.at)

    # Ways on

    def show_thread(self) -> None:
        """Show the thread of the item in hand alone; in it, go back."""
        item = self._pane.item_in_hand
        if self._pane.filter.thread is not None and self._trail.at:
            self.back()
        elif item is None:
            self._pane.session.notify("Select an item first.")
        elif (place := evidence_pivots.thread_place(item)) is None:
            self._pane.session.notify("This item belongs to no thread.")
        else:
            self.go("Thread", place)

    def ask_alike(self) -> None:
        """Ask in what the items to see are to be like the one in hand."""
        item = self._pane.item_in_hand
        if item is None:
            self._pane.session.notify("Select an item first.")
            return
        selected = self._pane.parts.detail.selected_text
        menu = KeyMenu("alike-menu", self._pane)
        for pivot in evidence_pivots.pivots(item, self._pane.session, selected):
            offer = pivot.offer.replace("&", "&&")
            action = menu.addAction(f"&{pivot.key.upper()}  {offer}")
            action.setObjectName(f"alike-{pivot.key}")
            action.triggered.connect(partial(self._take, pivot))
        self._pop_up(menu)

    def _take(self, pivot: Pivot, _checked: bool = False) -> None:
        self.go(pivot.words, pivot.place)
        self._pane.table.setFocus()

    def ask_around(self) -> None:
        """Ask how far around the item in hand to look."""
        item = self._pane.item_in_hand
        if item is None:
            self._pane.session.notify("Select an item first.")
        elif item.utc_us is None:
            self._pane.session.notify("This item has no time to look around.")
        else:
            self.ask_around_time(item.utc_us, item.utc_us, item.id)

    def ask_around_time(
        self, start_us: int, end_us: int, item_id: int | None = None, over: QWidget | None = None
    ) -> None:
        """Ask, over a widget, how far around a stretch of time to look."""
        menu = KeyMenu("around-menu", over or self._pane)
        for number, minutes in enumerate(MINUTES, 1):
            action = menu.addAction(f"&{number}  ± {minutes} min")
            action.setObjectName(f"around-{minutes}")
            action.triggered.connect(partial(self.look_around, start_us, end_us, minutes, item_id))
            if minutes == USUAL_MINUTES:
                menu.setActiveAction(action)
        self._pop_up(menu, over)

    def look_around(
        self,
        start_us: int,
        end_us: int,
        minutes: int,
        item_id: int | None,
        _checked: bool = False,
    ) -> None:
        """Show everything within some minutes of a stretch of time, whatever was filtered by."""
        words, place = evidence_pivots.around(
            self._pane.session, start_us, end_us, minutes, item_id
        )
        self.go(words, place, None if item_id is not None else start_us)
        go_to(self._pane.table)

    def _pop_up(self, menu: KeyMenu, over: QWidget | None = None) -> None:
        if over is not None:
            menu.popup(over.mapToGlobal(QPoint(24, 24)))
            return
        table = self._pane.table
        corner = table.visualRect(table.currentIndex()).bottomLeft()
        menu.popup(table.viewport().mapToGlobal(QPoint(max(0, corner.x()), corner.y() + 2)))

    # Where one was

    def reset(self) -> None:
        """Forget the way."""
        self._trail = Trail()
        self._show()

    def state(self) -> dict[str, object]:
        """The way as JSON can carry it."""
        return self._trail.state()

    def restore(self, state: Mapping[str, object]) -> None:
        """Take up the way that was kept."""
        self._trail = Trail.of(state.get("trail"))
        self._show()
