"""A part of the Frame page that lists things, with a form over the one in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.trust.frame_topics import Topic
from app.ui import theme
from app.ui.focus import go_to
from app.ui.panes.trust.frame_part import FramePartPage
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import label

_MOST_ROWS = 5


class ThingsPart(FramePartPage):
    """Above the list what is asked of all, below it the form with what is asked of one."""

    add_wanted = Signal()

    def __init__(
        self, topic: Topic, name: str, add_words: str, form: DraftForm, first: str
    ) -> None:
        """``name`` begins the names of the widgets; ``first`` is the field to begin with."""
        super().__init__(topic)
        self.form = form
        self._first = form.field(first)
        self._wanted = ""
        self.list = HeadedList(f"{name}-list", topic.title)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._asked_of_all = label("", "question", wrap=True)
        self._asked_of_all.setObjectName(f"{name}s-questions")
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName(f"{name}-questions")
        self._add = button(f"{name}-add", add_words, self.add_wanted.emit)
        self._remove = button(f"{name}-remove", "Remove", self._unwanted, kind="quiet")
        self.below = QWidget()
        self.below_column = QVBoxLayout(self.below)
        self.below_column.setContentsMargins(0, 4, 0, 0)
        self.below_column.setSpacing(8)
        self.below_column.addWidget(self._asked)
        self.below_column.addWidget(form)
        tools = QHBoxLayout()
        tools.addWidget(self._add)
        tools.addWidget(self._remove)
        tools.addStretch(1)
        self.column.addWidget(self._asked_of_all)
        self.column.addLayout(tools)
        self.column.addWidget(self.list)
        self.column.addWidget(self.below)
        self.column.addStretch(1)
        theme.current().theme_changed.connect(self._fit)

    def add(self) -> bool:
        self.add_wanted.emit()
        return True

    def commit(self) -> None:
        self.form.commit()

    def begin(self, thing_id: str) -> None:
        """Go into a thing that was just made, now or as soon as it is here."""
        self._wanted = thing_id
        self._stand()

    def stand_on(self, thing_id: str) -> bool:
        return self.list.stand_on(thing_id)

    def show_rows(self, rows: Sequence[HeadedRow], questions: Sequence[str]) -> None:
        """Show what is listed, and what is asked about all of it."""
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._fit()
        self.below.setVisible(bool(rows))
        self._remove.setVisible(bool(rows))
        self._asked_of_all.setText("\n".join(questions))
        self._asked_of_all.setVisible(bool(questions))
        self._stand()

    def ask(self, questions: Sequence[str]) -> None:
        """Show what is asked about the thing in hand."""
        self._asked.setText("\n".join(questions))
        self._asked.setVisible(bool(questions))

    def _stand(self) -> None:
        if self._wanted and self.list.stand_on(self._wanted):
            self._wanted = ""
            if self.isVisible():
                go_to(self._first)

    def _fit(self) -> None:
        """Make the list as high as its rows, up to some: the form below scrolls with it."""
        rows = min(self.list.count(), _MOST_ROWS)
        frame = 2 * self.list.frameWidth() + 4
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * rows + frame)

    def _unwanted(self) -> None:
        if self.list.current_id:
            self.list.unwanted.emit(self.list.current_id)
