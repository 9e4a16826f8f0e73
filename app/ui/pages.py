"""The pages of the window, as data: to add one is a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from app.ui.choosers import FileChooser
from app.ui.session import Session
from app.ui.widgets.rail import Page

CASES = Page("cases", "Cases", "cases", of_case=False)
TIMELINE = Page("timeline", "Timeline", "timeline", of_case=True)
SOURCES = Page("sources", "Sources", "sources", of_case=True)
REVIEW = Page("review", "Review", "review", of_case=True)

PAGES = (CASES, TIMELINE, SOURCES, REVIEW)


@runtime_checkable
class Remembering(Protocol):
    """A page that knows where a person was, as plain values that JSON can hold."""

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""


@runtime_checkable
class Divided(Protocol):
    """A page of several areas that F6 goes round."""

    def areas(self) -> list[QWidget]:
        """The areas, left to right."""


def _workbench(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.workbench import Workbench

    return Workbench(session, chooser)


BUILDERS: Mapping[str, Callable[[Session, FileChooser], QWidget]] = {
    TIMELINE.id: _workbench,
}
