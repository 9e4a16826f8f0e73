"""Following through one case: agreed dates on the left, what is still open on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.casebook import Casebook
from app.domain.moments import day
from app.domain.practice.follow_through import FollowThrough, date_line
from app.domain.practice.lessons import FollowUp
from app.domain.practice.metrics import CHANGE_SEEN, CONFIDENCE
from app.domain.practice.overdue import day_in, overdue_words
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.operations import cases
from app.operations.now import now_us
from app.operations.practice import follow_up, playbooks
from app.ui.feed import Feed
from app.ui.focus import go_to, type_ahead
from app.ui.panes.practice.learning_edits import LearningEdits
from app.ui.session import Session
from app.ui.widgets.answer_row import AnswerRow, Question
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import label
from app.ui.widgets.panels import panel, scrolling
from app.ui.widgets.plain_section import PlainSection

_WATCHED = {
    *("follow_ups", "corrective_actions", "lessons", "playbook_answers", "cases", "publications"),
}
_FIELDS = (
    (Field("due", "On", Kind.DAY),),
    (Field("about", "What is looked at", Kind.TEXT, "Is the alert in place? Did it fire?"),),
    (Field("found", "What was found", Kind.TEXT, "Written once somebody has looked"),),
)
_CHOICES = {AnswerState.YES: "Yes", AnswerState.PARTLY: "Partly", AnswerState.NO: "No"}
_SAYS = dict.fromkeys(_CHOICES, "Who was asked, as a group, and what they said")
_QUESTIONS = (
    Question(CHANGE_SEEN, "Do they see what changed?", choices=_CHOICES, says=_SAYS),
    Question(CONFIDENCE, "Are they confident again?", choices=_CHOICES, says=_SAYS),
)
_NO_DATES = (
    "No date is agreed yet. Agree on one or two days on which somebody looks whether the actions "
    "were done and helped."
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the pane shows."""

    dates: Sequence[FollowUp]
    through: FollowThrough
    answers: Mapping[str, PlaybookAnswer]
    overdue: str
    today: str


class FollowUpDates(QSplitter):
    """The dates, the one in hand, and how far the case is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("follow-up-dates")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = LearningEdits(session, self)
        self._dates: Sequence[FollowUp] = ()
        self._feed = Feed(session, self, "Reading the follow-up", _WATCHED, _read, self._show)
        self._begun = ""
        self.list = HeadedList("follow-up-list", "Follow-up dates")
        self.form = DraftForm("follow-up-form", _FIELDS)
        self._none = label(_NO_DATES, "subtitle", wrap=True)
        self._looked = label("", "caption", wrap=True)
        self._looked.setObjectName("follow-up-looked")
        self._overdue = label("", "warning", wrap=True)
        self._overdue.setObjectName("follow-up-overdue")
        self._actions = PlainSection("follow-up-actions", "Actions")
        self._helped = PlainSection("follow-up-helped", "Did the actions reduce the risk?")
        self._lessons = PlainSection("follow-up-lessons", "Lessons to carry")
        self._asked = {
            each.item: AnswerRow(f"follow-up-{each.item.lower()}", each) for each in _QUESTIONS
        }
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right]

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()
        for row in self._asked.values():
            row.commit()

    def add(self) -> None:
        """Begin a date, and type its day."""
        self.commit()
        type_ahead(self)
        self._edits.add_date()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.commit()

    # Keeping up

    def _enter_case(self, _case_id: str) -> None:
        self._begun = ""
        self.form.show_thing(None)

    def _show(self, found: _Read) -> None:
        self._dates = found.dates
        self._none.setVisible(not found.dates)
        self.list.setVisible(bool(found.dates))
        self.form.setVisible(bool(found.dates))
        self._remove.setVisible(bool(found.dates))
        self.list.show_rows([self._row(each, found.today) for each in found.dates])
        self._show_date()
        self._go_to_begun()
        self._show_standing(found)

    def _row(self, date: FollowUp, today: str) -> HeadedRow:
        line = date_line(date, today)
        about = " ".join(date.about.split()) or "Not written yet"
        if date.done_us is not None:
            return HeadedRow(date.id, date.due or "No day agreed", about, "looked at")
        return HeadedRow(
            date.id, date.due or "No day agreed", about, "overdue" if line.late else ""
        )

    def _show_date(self) -> None:
        date = next((each for each in self._dates if each.id == self.list.current_id), None)
        self.form.show_thing(date, self._session.zone)
        looked_us = None if date is None else date.done_us
        looked = "" if looked_us is None else f"Looked at on {day(looked_us, self._session.zone)}."
        self._looked.setText(looked)
        self._remove.setEnabled(date is not None)

    def _show_standing(self, found: _Read) -> None:
        through = found.through
        self._overdue.setText(found.overdue)
        self._overdue.setVisible(bool(found.overdue))
        self._actions.show_words((through.actions_words,), through.actions)
        self._helped.show_words((through.helped_words,), through.unasked)
        carried = (through.guidance_words, through.structure_words)
        self._lessons.show_words(carried, through.lessons)
        for item, row in self._asked.items():
            if (answer := found.answers.get(item)) is None:
                row.show_answer(AnswerState.OPEN, "")
            else:
                row.show_answer(answer.state, answer.text, answer_id=answer.id)

    def stand_on(self, date_id: str) -> None:
        """Go into a date, as soon as it is read."""
        self._begin(date_id)

    def _begin(self, date_id: str) -> None:
        self._begun = date_id
        self._go_to_begun()

    def _go_to_begun(self) -> None:
        if self._begun and self.list.stand_on(self._begun):
            self._begun = ""
            go_to(self.form.field("due"))

    def _remove_date(self) -> None:
        self._edits.remove_date(self.list.current_id)

    def _change(self, changes: Mapping[str, object]) -> None:
        if self.form.thing is not None:
            self._edits.change_date(self.form.thing.id, changes)

    # How it is made

    def _lay_out(self) -> None:
        add = button("follow-up-add", "Add a date", self.add)
        self._remove = button(
            "follow-up-remove", "Remove the date", self._remove_date, kind="quiet"
        )
        head = QHBoxLayout()
        head.addWidget(label("Agreed dates", "heading"), 1)
        head.addWidget(add)
        form = QWidget()
        below = QVBoxLayout(form)
        below.setContentsMargins(0, 0, 9, 0)
        below.addWidget(self.form)
        below.addWidget(self._looked)
        below.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        below.addStretch(1)
        self._left = panel("follow-up-left")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(14, 12, 5, 12)
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self._none)
        left.addWidget(self.list, 2)
        left.addWidget(scrolling(form), 3)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self._overdue)
        for section in (self._actions, self._helped, self._lessons):
            column.addWidget(section)
        column.addWidget(label("Stakeholders", "heading"))
        for row in self._asked.values():
            column.addWidget(row)
        column.addStretch(1)
        self._right = panel("follow-up-right")
        right = QVBoxLayout(self._right)
        right.setContentsMargins(14, 12, 2, 12)
        right.addWidget(scrolling(inside))
        for side, share in ((self._left, 42), (self._right, 58)):
            self.addWidget(side)
            self.setStretchFactor(self.indexOf(side), share)
        self.setSizes([420, 580])

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_date())
        self.list.unwanted.connect(self._edits.remove_date)
        self.form.edited.connect(self._change)
        self._edits.added.connect(self._begin)
        for row in self._asked.values():
            row.answered.connect(self._edits.answer)
        self._session.case_selected.connect(self._enter_case)
        self._session.zone_changed.connect(self._show_date)


def _read(casebook: Casebook, case_id: str) -> _Read:
    case, at_us = cases.case(casebook, case_id), now_us()
    return _Read(
        follow_up.follow_ups(casebook, case_id),
        follow_up.standing(casebook, case_id),
        playbooks.answers(casebook, case_id),
        overdue_words(case, at_us),
        day_in(case, at_us),
    )
