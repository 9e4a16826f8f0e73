"""What the parts of the Response page have in common: how they are shown and left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.moments import EventTime, TimeKind
from app.domain.practice.response_record import ResponseRecord
from app.domain.practice.response_words import when_words
from app.domain.review_words import whole_precision
from app.domain.timeline import CitedItem
from app.ui.widgets.draft_form import DraftForm
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panels import scrolling
from app.ui.widgets.thing_list import ThingList

_WIDTH = 950
"""What the list and the form beside it share at first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The record of the live phase, with what each thing in it cites, by its id."""

    record: ResponseRecord = field(default_factory=ResponseRecord)
    cited: Mapping[str, Sequence[CitedItem]] = field(default_factory=dict)


class ListedPart(QSplitter):
    """Things of one kind by their time on the left, the one in hand on the right.

    ``begin`` begins a thing and answers its id.
    """

    def __init__(
        self, name: str, things: ThingList, form: DraftForm, begin: Callable[[], str]
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self.list = things
        self.form = form
        self._begin = begin
        self._stack = QStackedWidget()
        self.list.add_wanted.connect(self.add)
        self.setFocusProxy(self.list)

    def add(self) -> None:
        """Begin a thing."""
        self.form.commit()
        self.list.stand_on(self._begin())

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self.list, self.form] if self.form.isVisible() else [self.list]

    def put(self, right: QWidget, empty: EmptyState, list_width: int) -> None:
        """Put ``right`` beside the list, and ``empty`` where there is nothing to list."""
        self._stack.addWidget(right)
        self._stack.addWidget(empty)
        self.addWidget(self.list)
        self.addWidget(self._stack)
        self.setStretchFactor(0, list_width)
        self.setStretchFactor(1, _WIDTH - list_width)
        self.setSizes([list_width, _WIDTH - list_width])

    def turn_to(self, *, empty: bool) -> None:
        """Show the thing in hand, or that there is none."""
        self._stack.setCurrentIndex(1 if empty else 0)


def time_words(at_us: int | None, zone: ZoneInfo) -> str:
    """When something was done or said, as fine as it was noted."""
    if at_us is None:
        return "time not known"
    return when_words(EventTime(TimeKind.EXACT, at_us, None, whole_precision(at_us)), zone)


class Scrolled(QFrame):
    """A panel whose content scrolls where it does not fit."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "panel")
        content = QWidget()
        content.setProperty("kind", "content")
        self.content = QVBoxLayout(content)
        self.content.setContentsMargins(4, 4, 12, 8)
        self.content.setSpacing(10)
        area = scrolling(content)
        area.setObjectName(f"{name}-scroll")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 4, 8)
        column.addWidget(area)
