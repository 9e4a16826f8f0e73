"""Keeps what a page shows as the casebook has it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.casebook import Casebook
from app.domain.changes import Changed
from app.ui.edits import Edits
from app.ui.session import Session
from app.ui.tasks import Task

T = TypeVar("T")


class Feed(QObject):
    """Reads for a page, beside the window: in each case, and whenever some tables changed.

    While nobody looks at the page it waits. A page ``of_any_case`` follows other cases, too.
    """

    def __init__(
        self,
        session: Session,
        page: QWidget,
        title: str,
        tables: Collection[str],
        read: Callable[[Casebook, str], T],
        show: Callable[[T], object],
        *,
        of_any_case: bool = False,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._tables = frozenset(tables)
        self._edits: Edits | None = None
        self._of_any_case = of_any_case
        self._is_stale = True
        self._reading: Task | None = None

        def arrived(answer: T) -> None:
            if not self._is_typing:
                show(answer)

        def begin(casebook: Casebook, case_id: str) -> Task:
            return session.tasks.run(
                title, lambda _progress: read(casebook, case_id), arrived, quiet=True
            )

        self._begin = begin
        session.changed.connect(self._follow)
        session.case_selected.connect(lambda _case_id: self.renew())

    def wait_for(self, edits: Edits) -> None:
        """Show nothing from now on that is older than what was typed."""
        self._edits = edits
        edits.settled.connect(self.renew)

    def renew(self) -> None:
        """Read anew: at once where somebody looks, else when somebody does."""
        self._is_stale = True
        if self._page.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Somebody looks at the page: read what changed meanwhile."""
        if not self._is_stale or not self._session.has_case:
            return
        self._is_stale = False
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._begin(self._session.casebook, self._session.case.id)

    @property
    def _is_typing(self) -> bool:
        return self._edits is not None and self._edits.are_pending

    def _follow(self, change: Changed) -> None:
        if not self._session.has_case or not change.tables & self._tables or self._is_typing:
            return
        if self._of_any_case or change.case_id in (None, self._session.case.id):
            self.renew()
