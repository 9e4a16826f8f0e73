"""The pages of the window, as data, and how those of a case are built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.choosers import FileChooser
from app.ui.widgets.rail import Page

if TYPE_CHECKING:
    from app.ui.session import Session

CASES = Page("cases", "Cases", "cases", of_case=False)
TIMELINE = Page("timeline", "Timeline", "timeline", of_case=True)
SOURCES = Page("sources", "Sources", "sources", of_case=True)
REVIEW = Page("review", "Review", "review", of_case=True)
PEOPLE = Page("people", "People", "people", of_case=True)

PAGES = (CASES, TIMELINE, SOURCES, REVIEW, PEOPLE)


@runtime_checkable
class Remembering(Protocol):
    """A pane that knows where a person was, as plain values that JSON can hold."""

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""


@runtime_checkable
class Divided(Protocol):
    """A pane of several areas that F6 goes round."""

    def areas(self) -> list[QWidget]:
        """The areas, left to right."""


@runtime_checkable
class Receiving(Protocol):
    """A pane that takes evidence in."""

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import these files and folders."""


class CasePage(QWidget):
    """One pane of a case on the ground of the window."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__()
        self.pane = pane
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 6)
        column.addWidget(pane)
        self.setFocusProxy(pane)

    def areas(self) -> list[QWidget]:
        """What F6 goes round on this page."""
        return self.pane.areas() if isinstance(self.pane, Divided) else [self.pane]

    def action_owners(self) -> list[QWidget]:
        """The widgets whose actions belong into the menus."""
        return [self.pane, *(area for area in self.areas() if area is not self.pane)]

    def take_in(self, paths: Sequence[Path]) -> bool:
        """Import these files and folders; False where this page takes none."""
        if not isinstance(self.pane, Receiving):
            return False
        self.pane.take_in(paths)
        return True

    def state(self) -> Mapping[str, Any]:
        """Where the person is, as far as the pane remembers it."""
        return self.pane.state() if isinstance(self.pane, Remembering) else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        if isinstance(self.pane, Remembering):
            self.pane.restore(state)


def build(session: Session, chooser: FileChooser) -> dict[str, CasePage]:
    """Every page of a case, by its id, joined with the others."""
    from app.ui.panes.people import PeoplePane
    from app.ui.panes.review import ReviewPane
    from app.ui.panes.sources import SourcesPane
    from app.ui.panes.workbench import Workbench

    return {
        TIMELINE.id: CasePage(Workbench(session, chooser)),
        SOURCES.id: CasePage(SourcesPane(session, chooser)),
        REVIEW.id: CasePage(ReviewPane(session, chooser)),
        PEOPLE.id: CasePage(PeoplePane(session)),
    }
