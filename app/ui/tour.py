"""The tour: a few steps past the parts of the window. It blocks nothing and can be left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import theme
from app.ui.focus import focus_first, go_to
from app.ui.widgets.tour_card import TourCard, TourRing


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``parts`` are the object names of what it points at, on the page ``page``."""

    page: str
    parts: tuple[str, ...]
    title: str
    text: str


STEPS = (
    Step(
        "timeline",
        ("evidence-table",),
        "The evidence",
        "All that was imported, in the order of time: chats, logs, alerts. The originals are kept "
        "byte for byte, and nothing leaves this computer.",
    ),
    Step(
        "timeline",
        ("evidence-search", "evidence-density"),
        "Find what matters",
        "Type words, or narrow the list with from:, source:, after: and before:. The strip below "
        "shows when things happened; drag across it to choose a window of time.",
    ),
    Step(
        "timeline",
        ("evidence-add",),
        "From evidence to timeline",
        "Select a row and press T. An entry begins in the draft, with the time of the row and a "
        "link to it. Write what happened and press Enter; the next row is one key away.",
    ),
    Step(
        "timeline",
        ("then-later",),
        "Then, and later",
        "Press L on an entry that was known only later. “Then / Later” shows the draft as it "
        "could be known at a moment, without hindsight.",
    ),
    Step(
        "timeline",
        ("preview-button", "export-button"),
        "Review and export",
        "“Preview” shows the review as readers will get it. An export is checked before it is "
        "written: nothing private is in it, and until it is published it says “preliminary”.",
    ),
    Step(
        "timeline",
        ("stepper",),
        "From timeline to review",
        "A review has five steps; each number tells what is still thin in it, and leads there. "
        "The pages at the left hold the causes, the context of decisions, actions and the meeting.",
    ),
    Step(
        "timeline",
        ("page-people",),
        "People by role",
        "Documents show roles, such as “on-call engineer A”, in place of names. Here you give each "
        "person their role. Help > Tour shows these steps again.",
    ),
)

_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}


class Tour(QObject):
    """Walks a person through `STEPS`, in the window ``window``."""

    left = Signal()
    """The tour was left, or finished."""

    def __init__(self, window: QWidget, show_page: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window = window
        self._show_page = show_page
        self._number = 0
        self._watched: list[QWidget] = []
        self._ring = TourRing(window)
        self._card = TourCard(window)
        self._card.next_wanted.connect(self._next)
        self._card.back_wanted.connect(lambda: self._go_to(self._number - 1))
        self._card.leave_wanted.connect(self.leave)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._place)
        theme.current().theme_changed.connect(self._soon.start)

    @property
    def is_on(self) -> bool:
        """Whether a step is shown."""
        return not self._card.isHidden()

    def begin(self) -> None:
        """Show the first step; a tour under way gets the focus instead."""
        if not self.is_on:
            self._go_to(0)
        go_to(self._card.next)

    def leave(self) -> None:
        """End it: the person has seen enough."""
        self.put_away()
        self.left.emit()

    def put_away(self) -> None:
        """Take it off the screen."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self._card.isAncestorOf(focused)
        self._card.hide()
        self._ring.hide()
        self._watch([])
        self._soon.stop()
        if inside and (table := self._window.findChild(QWidget, STEPS[0].parts[0])) is not None:
            focus_first(table)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._soon.start()
        return False

    def _next(self) -> None:
        if self._number + 1 == len(STEPS):
            self.leave()
        else:
            self._go_to(self._number + 1)

    def _go_to(self, number: int) -> None:
        self._number = number
        step = STEPS[number]
        inside = self._card.isAncestorOf(QApplication.focusWidget() or self._window)
        self._show_page(step.page)
        self._card.show_step(step.title, step.text, number + 1, len(STEPS))
        self._card.show()
        if inside:
            go_to(self._card.next)
        self._watch(self._parts())
        self._place()

    def _parts(self) -> list[QWidget]:
        """What the step points at, on the page that is shown."""
        found = (self._window.findChildren(QWidget, name) for name in STEPS[self._number].parts)
        return [part for named in found for part in named if part.isVisible()]

    def _place(self) -> None:
        if not self.is_on:
            return
        around = QRect()
        for part in self._parts():
            if part.isVisible() and part.window() is self._window:
                around |= QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())
        self._ring.place(around, self._window.rect())
        self._card.place(around, self._window.rect())

    def _watch(self, parts: Sequence[QWidget]) -> None:
        """Follow the parts and all that they stand in: any of them can move them."""
        for widget in self._watched:
            widget.removeEventFilter(self)
        followed = {self._window} if parts else set()
        for part in parts:
            outer: QWidget | None = part
            while outer is not None and outer is not self._window:
                followed.add(outer)
                outer = outer.parentWidget()
        self._watched = list(followed)
        for widget in self._watched:
            widget.installEventFilter(self)
