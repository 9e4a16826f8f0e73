"""The pages of the case in hand, in the window: built when needed, each where the person was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.drafts import CaseKind
from app.ui import pages
from app.ui.actions import listed
from app.ui.choosers import FileChooser
from app.ui.pages import CasePage

if TYPE_CHECKING:
    from app.ui.session import Session


class Builder(QObject):
    """Builds the panes that nobody has asked for yet, one at a time, while the window rests."""

    built = Signal()
    """All are there."""

    rest_ms = 300
    """How long to wait first: whoever opens a case wants to see it. The keys of a page, such as
    that of an export, work once it is built."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: list[CasePage] = []
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._build_next)

    def begin(self, pages: Iterable[CasePage]) -> None:
        """Build these by and by."""
        self._left = list(pages)
        self._clock.start(self.rest_ms)

    def finish(self) -> None:
        """Build what is left now: everything is asked for."""
        while self._left:
            self._left.pop(0).build()
        if self._clock.isActive():
            self._clock.stop()
            self.built.emit()

    def stop(self) -> None:
        """Build no more."""
        self._left = []
        self._clock.stop()

    def _build_next(self) -> None:
        self._left = [page for page in self._left if not page.is_built]
        if not self._left:
            self.built.emit()
            return
        self._left.pop(0).build()
        self._clock.start(0)


class CasePages(QObject):
    """There are none until the first case of a casebook is opened, then those of all kinds.

    Only those of the kind in hand are built.
    """

    built = Signal()
    """Every pane is there."""

    def __init__(self, stack: QStackedWidget, chooser: FileChooser, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self._chooser = chooser
        self.by_id: dict[str, CasePage] = {}
        self._kind: CaseKind | None = None
        self._builder = Builder(self)
        self._builder.built.connect(self.built)

    def make(self, session: Session) -> None:
        """Put the pages into the window, unless they are there; build those of the case in hand."""
        if not self.by_id:
            self.by_id = pages.build(session, self._chooser)
            for page in self.by_id.values():
                self._stack.addWidget(page)
            self.by_id[pages.TIMELINE.id].build()  # evidence comes in from any page
        if session.case.kind is not self._kind:
            self._kind = session.case.kind
            self._builder.begin(self._in_hand())

    def build_all(self) -> None:
        """Build what nobody has asked for yet, of the pages for the case in hand."""
        self._builder.finish()

    def clear(self) -> None:
        """Take the pages out of the window."""
        self._builder.stop()
        for page in self.by_id.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self.by_id.clear()
        self._kind = None

    def of_kind(self, page_id: str, kind: CaseKind) -> CasePage | None:
        """The page, where there is one for cases of that kind."""
        page = self.by_id.get(page_id)
        return page if page is not None and kind in page.page.kinds else None

    def _in_hand(self) -> list[CasePage]:
        return [page for page in self.by_id.values() if self._kind in page.page.kinds]

    def id_of(self, page: QWidget) -> str:
        """The id of a page; that of the cases where it is no page of a case."""
        found = (page_id for page_id, each in self.by_id.items() if each is page)
        return next(found, pages.CASES.id)

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import these files and folders on the page of the evidence."""
        self.by_id[pages.TIMELINE.id].take_in(paths)

    def action_owners(self) -> list[QWidget]:
        """The widgets whose actions belong into the menus."""
        return [owner for page in self._in_hand() for owner in page.action_owners()]

    def offered(self) -> dict[str, list[QAction]]:
        """The actions of each page, by its label."""
        return {page.page.label: listed(page.action_owners()) for page in self._in_hand()}

    def states(self) -> dict[str, Mapping[str, Any]]:
        """Where the person is on each page, by its id."""
        return {page_id: page.state() for page_id, page in self.by_id.items()}

    def restore(self, states: Mapping[str, Mapping[str, Any]]) -> None:
        """Go back there."""
        for page_id, page in self.by_id.items():
            page.restore(states.get(page_id, {}))
