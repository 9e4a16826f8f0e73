"""The Follow-up page: this case carried through, earlier cases like it, and all reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.focus import focus_first
from app.ui.panes.practice.all_reviews import AllReviews
from app.ui.panes.practice.follow_up_dates import FollowUpDates
from app.ui.panes.practice.similar_cases import SimilarCases
from app.ui.session import Session
from app.ui.widgets.buttons import chip_button

_SECTION = 7
_THIS, _SIMILAR, _ALL = range(3)


class FollowUpPane(QWidget):
    """Three sides behind chips; each is read when it is first seen."""

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("follow-up-pane")
        self._session = session
        self.dates = FollowUpDates(session)
        self.similar = SimilarCases(session)
        self.reviews = AllReviews(session, chooser or FileChooser())
        self._stack = QStackedWidget()
        self._sides = (self.dates, self.similar, self.reviews)
        for side in self._sides:
            self._stack.addWidget(side)
        self._lay_out()
        for action in self._offered():
            action.build(self)
        session.thing_wanted.connect(self._stand_on)
        session.words_wanted.connect(self._write)
        self.setFocusProxy(self._stack)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return self._sides[self._stack.currentIndex()].areas()

    def state(self) -> Mapping[str, object]:
        """Where the person was."""
        return {"side": self._stack.currentIndex(), "split": self.dates.sizes()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back there."""
        if isinstance(sizes := state.get("split"), list) and any(sizes):
            self.dates.setSizes(sizes)
        if isinstance(side := state.get("side"), int) and 0 <= side < self._stack.count():
            self.show_side(side)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.dates.commit()

    def show_side(self, side: int) -> None:
        """This case (0), similar cases (1) or all reviews (2)."""
        self.dates.commit()
        self._stack.setCurrentIndex(side)
        self._chips[side].setChecked(True)

    def _stand_on(self, thing_id: str) -> None:
        if self.isVisible():
            self.show_side(_THIS)
            self.dates.stand_on(thing_id)

    def _write(self, thing_id: str, part: str) -> None:
        """Why a case is similar is written beside that case."""
        if self.isVisible() and part == "why":
            self.show_side(_SIMILAR)
            self.similar.stand_on(thing_id)

    def _offered(self) -> list[Action]:
        keys: tuple[tuple[str, str, str, int, Callable[[], object] | None], ...] = (
            ("follow-up-this", "Follow-up of this case", "T", _THIS, None),
            ("follow-up-date", "Add a follow-up date", "A", _THIS, self.dates.add),
            ("similar-cases-side", "Similar earlier cases", "S", _SIMILAR, None),
            ("link-similar", "Link the similar case", "L", _SIMILAR, self.similar.link),
            ("all-reviews-side", "What all reviews show", "V", _ALL, None),
            ("copy-open-actions", "Copy open actions", "C", _ALL, self.reviews.copy_open_actions),
            ("export-digest", "Digest of the quarter…", "D", _ALL, self.reviews.export_digest),
        )
        return [
            Action(name, text, key, Menu.REVIEW, partial(self._do, side, slot), True, _SECTION)
            for name, text, key, side, slot in keys
        ]

    def _do(self, side: int, slot: Callable[[], object] | None) -> None:
        """Do something where the person sees it, also from the menu above another page."""
        if not self.isVisible():
            self._session.page_wanted.emit("follow-up")
        self.show_side(side)
        if slot is None:
            focus_first(self._sides[side])
        else:
            slot()

    def _lay_out(self) -> None:
        self._chips = (
            chip_button("follow-up-chip-this", "This case", "This case"),
            chip_button("follow-up-chip-similar", "Similar cases", "Similar cases"),
            chip_button("follow-up-chip-all", "All reviews", "All reviews"),
        )
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(6)
        for number, chip in enumerate(self._chips):
            group.addButton(chip, number)
            head.addWidget(chip)
        head.addStretch(1)
        self._chips[_THIS].setChecked(True)
        group.idClicked.connect(lambda side: self._do(side, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
