"""The items lately looked at, read a page of rows at a time beside the window."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from app.domain.evidence import Item
from app.operations import evidence
from app.ui.session import Session

PAGE = 200
"""Rows fetched at once."""
_ITEMS_KEPT = 40 * PAGE
_PAGES_WAITING = 4


class ItemPages(QObject):
    """Holds items by id, so that they stay known where their rows move."""

    arrived = Signal(int)
    """A page of rows is here."""

    def __init__(
        self,
        session: Session,
        ids_of: Callable[[range], Sequence[int]],
        parent: QObject | None = None,
    ) -> None:
        """``ids_of`` tells the ids that rows show; rows past the last one are left out."""
        super().__init__(parent)
        self._session = session
        self._ids_of = ids_of
        self._items: OrderedDict[int, Item | None] = OrderedDict()
        self._waiting: list[int] = []
        self._loading: int | None = None
        self._edition = 0

    def begin(self, items: Iterable[Item]) -> None:
        """Another list: forget all items but these."""
        self._items.clear()
        self.rows_moved()
        self._keep((item.id, item) for item in items)

    def rows_moved(self) -> None:
        """Rows show other ids now: what is on its way for them is not waited for."""
        self._edition += 1
        self._waiting.clear()
        self._loading = None

    def known(self, item_id: int) -> Item | None:
        """An item where it is here already."""
        return self._items.get(item_id)

    def item(self, item_id: int, row: int) -> Item | None:
        """The item of a row; None, and asked for, where it is not here yet."""
        if item_id not in self._items:
            self._want(row // PAGE)
            return None
        self._items.move_to_end(item_id)
        return self._items[item_id]

    def _want(self, page: int) -> None:
        if page == self._loading:
            return
        if page in self._waiting:
            self._waiting.remove(page)
        # Only the pages asked for last are still on screen after a long scroll.
        self._waiting = [*self._waiting, page][-_PAGES_WAITING:]
        if self._loading is None:
            self._load_next()

    def _load_next(self) -> None:
        if not self._waiting:
            return
        page = self._loading = self._waiting.pop()
        ids = self._ids_of(range(page * PAGE, (page + 1) * PAGE))
        edition, casebook = self._edition, self._session.casebook
        self._session.tasks.run(
            "Reading items",
            lambda _progress: evidence.items(casebook, ids),
            lambda items: self._arrived(edition, page, ids, items),
            quiet=True,
        )

    def _arrived(self, edition: int, page: int, ids: Sequence[int], items: Sequence[Item]) -> None:
        if edition != self._edition:
            return
        self._loading = None
        found = {item.id: item for item in items}
        self._keep((item_id, found.get(item_id)) for item_id in ids)
        self.arrived.emit(page)
        self._load_next()

    def _keep(self, items: Iterable[tuple[int, Item | None]]) -> None:
        for item_id, item in items:
            self._items[item_id] = item
        while len(self._items) > _ITEMS_KEPT:
            self._items.popitem(last=False)
