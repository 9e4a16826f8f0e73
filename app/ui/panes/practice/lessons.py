"""Lessons of a case on the Review page: went well, to improve, into guidance; with evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.drafts import Certainty
from app.domain.names import NameFinder
from app.domain.practice.lessons import GOES_INTO_WORDS, LESSON_WORDS, GoesInto, Lesson, LessonKind
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.timeline import CitedItem
from app.operations import drafting
from app.operations.practice import lessons
from app.ui.actions import Action, Menu
from app.ui.feed import Feed
from app.ui.focus import go_to, type_ahead
from app.ui.panes.cited import CitedField
from app.ui.panes.practice.learning_edits import LearningEdits
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling

_WATCHED = {"lessons", "citations", "source_settings", "items"}
_SECTION = 6
_FIELDS = (
    (Field("text", "What was learned", Kind.TEXT, "About the system, in a sentence or two"),),
    (
        Field("kind", "Kind", Kind.CHOICE, choices=tuple(LESSON_WORDS.items())),
        Field(
            "certainty",
            "How sure",
            Kind.CHOICE,
            choices=tuple((each, CERTAINTY_WORDS[each].capitalize()) for each in Certainty),
        ),
    ),
    (
        Field(
            "goes_into",
            "Goes into",
            Kind.CHOICE,
            choices=tuple((each, GOES_INTO_WORDS[each].capitalize()) for each in GoesInto),
        ),
        Field("carried", "Carried to", Kind.LINE, "Where it was put, once it was"),
    ),
)
_BEGIN = {
    LessonKind.WENT_WELL: ("Went well", "Well"),
    LessonKind.IMPROVE: ("To improve", "Improve"),
    LessonKind.GUIDANCE: ("Into guidance", "Guide"),
}
_NAMES_A_PERSON = "This names a person. What in the system helped or hindered them?"
_WHICH_GUIDANCE = "Which guidance, tooling or ownership should this change?"
_CARRY = "Say where it was put once it is carried over; until then Follow-up lists it."


@dataclass(frozen=True, slots=True)
class _Read:
    """What the pane shows."""

    lessons: list[Lesson] = field(default_factory=list)
    cited: Mapping[str, list[CitedItem]] = field(default_factory=dict)


class LessonsPane(QWidget):
    """The lessons by kind, and the one in hand with its evidence."""

    wanted = Signal()
    """A person did something here from elsewhere and should see it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessons-pane")
        self._session = session
        self._edits = LearningEdits(session, self)
        self._read = _Read()
        self._feed = Feed(session, self, "Reading lessons", _WATCHED, _read, self._show)
        self._begun = ""
        self.list = HeadedList("lessons-list", "Lessons")
        self.form = DraftForm("lesson-form", _FIELDS)
        self.cited = CitedField(session, "lesson-cited", "the lesson")
        self._question = label("", "question", wrap=True)
        self._question.setObjectName("lesson-question")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def offered(self) -> list[Action]:
        """What can be done, for the page that holds this."""
        keys = (
            ("lesson-went-well", "Add what went well", "W", LessonKind.WENT_WELL),
            ("lesson-improve", "Add what to improve", "I", LessonKind.IMPROVE),
            ("lesson-guidance", "Add what goes into guidance", "G", LessonKind.GUIDANCE),
        )
        moves = (
            ("lesson-up", "Move the lesson up", "Alt+Up", -1),
            ("lesson-down", "Move the lesson down", "Alt+Down", 1),
        )
        offered = [(name, text, key, partial(self.add, kind)) for name, text, key, kind in keys]
        offered += [(name, text, key, partial(self.shift, by)) for name, text, key, by in moves]
        return [
            Action(name, text, key, Menu.REVIEW, slot, local=True, section=_SECTION)
            for name, text, key, slot in offered
        ]

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.commit()

    # What a person does

    def add(self, kind: LessonKind) -> None:
        """Begin a lesson of a kind, and type into it."""
        self._come()
        self.commit()
        type_ahead(self)
        self._edits.add_lesson(kind)

    def shift(self, by: int) -> None:
        """Move the lesson in hand up (−1) or down (1) among its kind."""
        self._come()
        if lesson_id := self.list.current_id:
            self._edits.move_lesson(lesson_id, by)

    def remove(self, lesson_id: str) -> None:
        """Remove a lesson."""
        self._edits.remove_lesson(lesson_id)

    def _come(self) -> None:
        """Show a person where it happens, also from the menu above something else."""
        if not self.isVisible():
            self._session.page_wanted.emit("review")
            self.wanted.emit()

    def _change(self, changes: Mapping[str, object]) -> None:
        if self.form.thing is not None:
            self._edits.change_lesson(self.form.thing.id, changes)

    def _remove_current(self) -> None:
        if lesson_id := self.list.current_id:
            self.remove(lesson_id)

    # Keeping up

    def _enter_case(self, _case_id: str) -> None:
        self._begun = ""
        self._show(_Read())
        self._empty.tell(known=False)

    def _show(self, found: _Read) -> None:
        self._read = found
        self._empty.tell(known=True)
        self._pages.setCurrentWidget(self._split if found.lessons else self._empty)
        self.list.show_rows(_rows(found))
        self._show_lesson()
        self._go_to_begun()

    def _show_lesson(self) -> None:
        lesson = next((one for one in self._read.lessons if one.id == self.list.current_id), None)
        self.form.show_thing(lesson, self._session.zone)
        cited = () if lesson is None else self._read.cited.get(lesson.id, ())
        self.cited.show_target(None if lesson is None else lesson.id, cited)
        question = "" if lesson is None else self._asked(lesson)
        self._question.setText(question)
        self._question.setVisible(bool(question))
        for tool in (self._up, self._down, self._remove):
            tool.setEnabled(lesson is not None)

    def _asked(self, lesson: Lesson) -> str:
        if NameFinder(self._session.people.all_names).find(lesson.text):
            return _NAMES_A_PERSON
        if lesson.kind is LessonKind.GUIDANCE and lesson.goes_into is GoesInto.UNSORTED:
            return _WHICH_GUIDANCE
        return _CARRY if lesson.to_carry else ""

    def stand_on(self, lesson_id: str) -> None:
        """Go into a lesson, as soon as it is read."""
        self._begin(lesson_id)

    def _begin(self, lesson_id: str) -> None:
        self._begun = lesson_id
        self._go_to_begun()

    def _go_to_begun(self) -> None:
        if self._begun and self.list.stand_on(self._begun):
            self._begun = ""
            go_to(self.form.field("text"))

    # How it is made

    def _lay_out(self) -> None:
        self._up = button("lesson-up-button", "Up", partial(self.shift, -1), kind="quiet")
        self._down = button("lesson-down-button", "Down", partial(self.shift, 1), kind="quiet")
        self._remove = button("lesson-remove-button", "Remove", self._remove_current, kind="quiet")
        self.form.add_below("text", self.cited)
        self.form.add_below("carried", self._question)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self._lower())
        self._split.setSizes([240, 330])
        self._empty = EmptyState(
            "No lessons yet",
            "Write down what went well, what to improve, and what should change guidance, each "
            "with the evidence it stands on.",
            width=300,
        )
        self._empty.tell(known=False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._split)
        add = QHBoxLayout()
        add.setSpacing(6)
        add.addWidget(label("Add:", "caption"))
        for kind, (text, short) in _BEGIN.items():
            name = f"lesson-add-{kind.value.replace('_', '-')}"
            adding = button(name, text, partial(self.add, kind), short=short)
            adding.setAccessibleName(f"Add: {text}")
            add.addWidget(adding)
        add.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 9, 0)
        column.setSpacing(8)
        column.addLayout(add)
        column.addWidget(self._pages, 1)

    def _lower(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 10, 0)
        column.addWidget(self.form)
        tools = QHBoxLayout()
        for tool in (self._up, self._down, self._remove):
            tools.addWidget(tool)
        tools.addStretch(1)
        column.addLayout(tools)
        column.addStretch(1)
        return scrolling(inside)

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_lesson())
        self.list.unwanted.connect(self.remove)
        self.form.edited.connect(self._change)
        self._edits.added.connect(self._begin)
        self._session.case_selected.connect(self._enter_case)
        self._session.zone_changed.connect(self._show_lesson)
        self._session.who_changed.connect(self._show_lesson)


def _read(casebook: Casebook, case_id: str) -> _Read:
    return _Read(lessons.lessons(casebook, case_id), drafting.cited(casebook, case_id))


def _rows(found: _Read) -> list[HeadedRow]:
    rows: list[HeadedRow] = []
    for kind, heading in LESSON_WORDS.items():
        alike = [one for one in found.lessons if one.kind is kind]
        if alike:
            rows.append(HeadedRow("", heading))
        rows += (_row(one, bool(found.cited.get(one.id))) for one in alike)
    return rows


def _row(lesson: Lesson, cited: bool) -> HeadedRow:
    said = [CERTAINTY_WORDS[lesson.certainty]]
    if not cited:
        said.append("no evidence cited")
    if lesson.carried.strip():
        said.append(f"carried to {lesson.carried.strip()}")
    elif lesson.goes_into is not GoesInto.UNSORTED:
        said.append(f"goes into {GOES_INTO_WORDS[lesson.goes_into]}, not carried yet")
    text = " ".join(lesson.text.split()) or "Not written yet"
    return HeadedRow(lesson.id, text, " · ".join(said))
