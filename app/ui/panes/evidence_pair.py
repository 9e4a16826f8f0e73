"""Two sources side by side at one moment: where one list goes, the other follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.evidence import Item
from app.domain.jumps import distance_words
from app.operations import reading
from app.operations.reading import Nearest
from app.ui.itemmodels.items import ItemsModel
from app.ui.panes.evidence_beside import SourceHead
from app.ui.panes.evidence_table import EvidenceTable
from app.ui.tasks import Task

if TYPE_CHECKING:
    from app.ui.panes.evidence import EvidencePane


class EvidencePair(QObject):
    """Keeps which list is in hand: the one that last had the focus, and that keys act on."""

    in_hand_changed = Signal()
    toggled = Signal(bool)
    """The second list was opened, or closed."""

    def __init__(self, pane: EvidencePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._session = pane.session
        self._second = pane.parts.beside
        self._is_open = self._second_in_hand = False
        self._only_before: frozenset[int] | None = None
        self._only_here: frozenset[int] | None = None
        self._following: Task | None = None
        self._due = False
        second = self._second
        second.closed.connect(self.close)
        second.source_chosen.connect(self._take_first_in_hand)
        second.listed.connect(self.follow)
        second.model.page_loaded.connect(self._loaded)
        pane.model.page_loaded.connect(self._loaded)
        pane.parts.head.chosen.connect(self._choose_first)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    @property
    def is_open(self) -> bool:
        """Whether there are two lists."""
        return self._is_open

    @property
    def table(self) -> EvidenceTable:
        """The list that keys act on."""
        return self._second.table if self._second_in_hand else self._pane.parts.table

    @property
    def model(self) -> ItemsModel:
        """What that list shows."""
        return self._second.model if self._second_in_hand else self._pane.model

    @property
    def item(self) -> Item | None:
        """The item that the list in hand stands on, where it is known already."""
        row = self.table.currentIndex().row()
        return self.model.known_item(row) if row >= 0 else None

    # Opening and closing

    def toggle(self) -> None:
        """Open the second list, or close it."""
        if self.is_open:
            self.close()
        elif len(self._pane.holdings.sources) < 2:
            self._session.notify("Two sources are needed; import another first.")
        else:
            self._open()

    def switch(self) -> None:
        """Go to the other list; open it where there is none."""
        if self.is_open:
            self.take_in_hand(second=not self._second_in_hand)
            self.table.setFocus()
        else:
            self.toggle()

    def _open(self) -> None:
        """Left the source of the item in hand, right the next one."""
        sources, chips = self._pane.holdings.sources, self._pane.parts.chips
        item = self.item
        first = item.source_id if item is not None else sources[0].id
        self._only_before = chips.sources
        self._only_here = chips.sources or frozenset({first})
        if chips.sources is None:
            self._pane.choose_sources(self._only_here)
        others = [source.id for source in sources if source.id not in self._only_here]
        self.open_with(others[0] if others else sources[0].id)
        self._pane.parts.table.setFocus()

    def open_with(self, source_id: int) -> None:
        """Show a source in the second list."""
        self._is_open = True
        self._second.source_id = source_id
        self._second.offer(self._pane.holdings.sources)
        self._second.table.show_days(self._pane.parts.table.days)
        self._second.show_source(source_id)
        self._pane.parts.show_two(shown=True)
        self.refresh_heads()
        self._pane.marks.set_gaps(shown=True)
        self._show_in_hand()
        self.toggled.emit(True)

    def close(self) -> None:
        """Leave the first list alone again, with the sources it had, standing where one stands."""
        item = self.item
        focused = QApplication.focusWidget()
        inside = focused is not None and self._second.isAncestorOf(focused)
        self._is_open = self._second_in_hand = False
        self._pane.parts.show_two(shown=False)
        self._pane.marks.set_gaps(shown=False)
        self._pane.parts.table.show_moment(None)
        self._show_in_hand()
        self._pane.parts.table.show_one_source(alone=False)
        if self._pane.parts.chips.sources == self._only_here and self._only_here is not None:
            self._pane.choose_sources(self._only_before, None if item is None else item.id)
        self._only_here = self._only_before = None
        if inside:
            self._pane.parts.table.setFocus()
        self.toggled.emit(False)
        self.in_hand_changed.emit()

    def sources_changed(self) -> None:
        """There are other sources now; the one beside may be gone."""
        there = {source.id for source in self._pane.holdings.sources}
        if self.is_open and self._second.source_id not in there:
            self.close()
        elif self.is_open:
            self.refresh_heads()
            self._second.table.show_days(self._pane.parts.table.days)
            self.reload()

    def refresh_heads(self) -> None:
        """The first list shows other sources."""
        sources = self._pane.holdings.sources
        shown = self._pane.parts.chips.sources
        self._pane.parts.head.offer(sources, shown)
        alone = self.is_open and shown is not None and len(shown) == 1
        self._pane.parts.table.show_one_source(alone=alone)
        self._second.offer(sources)

    def reload(self) -> None:
        """List the second source anew."""
        if self.is_open and self._second.source_id is not None:
            self._second.show_source(self._second.source_id)

    def _choose_first(self, source_id: int | None) -> None:
        self._only_here = None  # from now on it is the person's own choice
        self._pane.choose_sources(None if source_id is None else frozenset({source_id}))

    # Which list is in hand

    def _focus_moved(self, _left: QWidget | None, entered: QWidget | None) -> None:
        if entered is not None and self.is_open:
            if entered is self._second.table:
                self.take_in_hand(second=True)
            elif entered is self._pane.parts.table:
                self.take_in_hand(second=False)

    def _take_first_in_hand(self) -> None:
        self.take_in_hand(second=False)

    def take_in_hand(self, *, second: bool) -> None:
        """Let keys act on one of the lists."""
        second = second and self.is_open
        if second != self._second_in_hand:
            self._second_in_hand = second
            self._show_in_hand()
            self.in_hand_changed.emit()
            self._look(moving=False)  # going over to a list moves neither

    def _show_in_hand(self) -> None:
        self._pane.parts.table.show_in_hand(in_hand=not self._second_in_hand)
        self._second.table.show_in_hand(in_hand=self._second_in_hand)
        self._pane.parts.show_in_hand(second=self._second_in_hand)

    # Following

    def row_changed(self, table: EvidenceTable) -> None:
        """A list stands on another row; where it is the one in hand, the other follows."""
        if table is self.table:
            self.follow()

    def _loaded(self) -> None:
        if self._due:
            self.follow()

    def follow(self) -> None:
        """Let the list that is not in hand stand at the nearest moment."""
        self._look(moving=True)

    def _look(self, *, moving: bool) -> None:
        if not self.is_open:
            return
        item = self.item
        self._due = item is None
        self.table.show_moment(None)
        self._head(of_second=self._second_in_hand).say("")
        if item is None or item.utc_us is None:
            self._other_table.show_moment(None)
            self._head(of_second=not self._second_in_hand).say("")
            return
        moment_us, casebook = item.utc_us, self._session.casebook
        ids = self._other_model.ids
        if self._following is not None:
            self._following.cancel()
        self._following = self._session.tasks.run(
            "Following",
            lambda _progress: reading.nearest(casebook, ids, moment_us),
            lambda near: self._show_nearest(moment_us, near, moving=moving),
            quiet=True,
        )

    @property
    def _other_table(self) -> EvidenceTable:
        return self._pane.parts.table if self._second_in_hand else self._second.table

    @property
    def _other_model(self) -> ItemsModel:
        return self._pane.model if self._second_in_hand else self._second.model

    def _show_nearest(self, moment_us: int, near: Nearest | None, *, moving: bool) -> None:
        head, other = self._head(of_second=not self._second_in_hand), self._other_table
        if near is None:
            other.show_moment(None)
            head.say("nothing has a time here")
            return
        model = self._other_model
        if moving:
            other.stand_on(model.row_of(near.row), self.table.lead)
        ahead = near.following < len(model.ids)
        other.show_moment(model.row_of(near.following) if ahead else model.rowCount())
        apart = near.utc_us - moment_us
        side = "later" if apart > 0 else "earlier"
        head.say(f"nearest: {distance_words(apart)} {side}" if apart else "at the same moment")

    def _head(self, *, of_second: bool) -> SourceHead:
        return self._second.head if of_second else self._pane.parts.head

    # Where one was

    def state(self) -> dict[str, object]:
        """What is beside, as JSON can carry it."""
        if not self.is_open:
            return {}
        return {
            "source": self._second.source_id,
            "before": sorted(self._only_before or ()),
            "here": sorted(self._only_here or ()),
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Open the second list again where it was open."""
        kept = state.get("beside")
        source_id = kept.get("source") if isinstance(kept, dict) else None
        if isinstance(kept, dict) and isinstance(source_id, int):
            self._only_before, self._only_here = _ids(kept.get("before")), _ids(kept.get("here"))
            self.open_with(source_id)
        elif self.is_open:
            self.close()


def _ids(kept: object) -> frozenset[int] | None:
    listed = kept if isinstance(kept, list) else []
    return frozenset(each for each in listed if isinstance(each, int)) or None
