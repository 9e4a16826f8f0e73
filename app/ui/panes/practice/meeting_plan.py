"""Planning the review meeting: who leads it, when, the agenda; its notes, the group's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.changes import Changed
from app.domain.drafts import new_id
from app.domain.errors import GoldseamError
from app.domain.practice.meeting_words import GROUP_QUESTION, OPENNESS_WORDS
from app.domain.practice.meetings import Meeting, MeetingNote
from app.operations import cases
from app.operations.practice import meetings
from app.operations.practice.meetings import Planned
from app.ui.edits import Edits
from app.ui.focus import go_to
from app.ui.panes.practice.meeting_notes import MeetingNotesTable
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import WrappedLabel, label
from app.ui.widgets.panels import scrolling

_WATCHED = {
    "cases",
    "meetings",
    "meeting_notes",
    "roles",
    "people",
    "aliases",
    "decision_points",
    "drastic_actions",
    "fair_accounts",
    "playbook_answers",
}
"""What the plan, and what there is to ask about it, follow from."""

_LEADS = ((Field("facilitator", "Facilitator", hint="By role, somebody who did not respond"),),)
_PLAN = (
    (
        Field("starts_us", "Begins", Kind.MOMENT),
        Field("minutes", "Minutes", Kind.NUMBER, most=480),
    ),
    (Field("scribe", "Scribe", hint="Who writes, by role"),),
    (
        Field("outsiders", "From outside the team", Kind.TEXT, "A line each, by role"),
        Field("invited", "Also invited", Kind.TEXT, "A line each, by role"),
    ),
    (Field("agenda", "Agenda", Kind.TEXT, "A line each, minutes first: 15 · The timeline"),),
    (Field("held", "The meeting was held", Kind.FLAG),),
)
_AFTER = (
    (
        Field(
            "openness",
            "What the group said",
            Kind.CHOICE,
            "Ask everybody together; never one person alone",
            tuple(OPENNESS_WORDS.items()),
        ),
    ),
    (Field("openness_words", "In its own words", Kind.TEXT, "As a group, without saying who"),),
)


class MeetingPlan(QSplitter):
    """The plan at the left, what came of it at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._edits = Edits(session, "Saving the meeting", self)
        self._reading: Task | None = None
        self._blank_id = new_id()
        self._case_id = self._wanted = ""
        self.setObjectName("meeting-plan")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self.leads = DraftForm("meeting-case", _LEADS)
        self.form = DraftForm("meeting-form", _PLAN)
        self.after = DraftForm("meeting-after", _AFTER)
        self.notes = MeetingNotesTable()
        self._notes: Sequence[MeetingNote] = ()
        self._asked = {
            name: _question(name)
            for name in ("facilitator", "start", "length", "outsiders", "group")
        }
        self._about_agenda = _question("agenda")
        self._outline = button("offer-agenda-button", "Offer an outline", self.offer_outline)
        self._outline.setToolTip("Facts first, an hour in all; change what does not fit (O)")
        self._lay_out()
        self._connect()
        if session.has_case:
            self._enter_case(session.case.id)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right]

    def commit(self) -> None:
        """Hand over what is half typed."""
        for form in (self.leads, self.form, self.after):
            form.commit()

    # What is shown

    def reload(self) -> None:
        """Read the plan anew."""
        casebook, case_id = self._session.casebook, self._session.case.id
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading the meeting",
            lambda _progress: meetings.planned(casebook, case_id),
            self._show,
            quiet=True,
        )

    def _show(self, planned: Planned) -> None:
        zone = self._session.case_zone
        blank = Meeting(self._blank_id, self._session.case.id, scribe=planned.scribe)
        meeting = planned.meeting or blank
        self.leads.show_thing(self._session.case, zone)
        self.form.show_thing(meeting, zone)
        self.after.show_thing(meeting, zone)
        self._notes = planned.notes
        self.notes.show_notes(planned.notes, zone)
        self._go_to_wanted()
        asked = planned.asked
        for name, question in self._asked.items():
            _say(question, getattr(asked, name))
        _say(self._about_agenda, "\n".join(asked.agenda))
        self._outline.setVisible(not meeting.agenda.strip())

    def _refresh(self, change: Changed) -> None:
        if not self._session.has_case or change.case_id not in (None, self._session.case.id):
            return
        if change.tables & _WATCHED:
            self.reload()

    def _enter_case(self, case_id: str) -> None:
        self.commit()  # into the case it was typed in
        self._case_id, self._wanted = case_id, ""
        self._blank_id = new_id()
        self.reload()

    def note_in_hand(self) -> MeetingNote | None:
        """The note that is selected, while the focus is among the notes."""
        among = self.notes.table.hasFocus()
        return next((one for one in self._notes if among and one.id == self.notes.chosen), None)

    # What a person does

    def offer_outline(self) -> None:
        """Put the usual outline into the agenda."""
        self.form.commit()
        self._write(meetings.offer_outline, "Outline added; change what does not fit.")

    def write_anew(self, note_id: str) -> None:
        """Let a note be written anew, as soon as it is read."""
        self._wanted = note_id
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted and self.notes.write_anew(self._wanted):
            self._wanted = ""

    def write_note(self) -> None:
        """Begin a note."""
        go_to(self.notes.line)

    def remove_note(self) -> None:
        """Take the selected note away."""
        note_id = self.notes.chosen
        if not note_id:
            self._session.notify("Select a note first.")
            return
        self._write(lambda book, case: meetings.remove_note(book, case, note_id), "Note removed.")

    def _add_note(self, text: str) -> None:
        self._write(lambda book, case: meetings.take_note(book, case, text))

    def _change_note(self, note_id: str, text: str) -> None:
        self._write(lambda book, case: meetings.change_note(book, case, note_id, text))

    def _save_case(self, changes: Mapping[str, Any]) -> None:
        self._write(
            lambda book, case: cases.update_case(book, replace(cases.case(book, case), **changes))
        )

    def _save(self, changes: Mapping[str, object]) -> None:
        blank_id = self._blank_id
        self._write(lambda book, case: meetings.plan(book, case, changes, blank_id))

    def _write(self, edit: Callable[[Casebook, str], object], message: str = "") -> None:
        self._edits.run(edit, message, failed=self._refused, case_id=self._case_id)

    def _refused(self, error: GoldseamError) -> None:
        self._session.fail(error)
        self.reload()  # what was typed is not what is kept

    # How it is made

    def _lay_out(self) -> None:
        below = {"starts_us": "start", "minutes": "length", "outsiders": "outsiders"}
        self.leads.add_below("facilitator", self._asked["facilitator"])
        for field, question in below.items():
            self.form.add_below(field, self._asked[question])
        self.after.add_below("openness", self._asked["group"])
        self.form.add_below("agenda", self._about_agenda)
        self.form.add_below("agenda", self._outline)
        self._left = _scrolled(self.leads, self.form)
        self._right = QFrame()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("Notes", "heading"))
        column.addWidget(self.notes, 1)
        asked = label(GROUP_QUESTION, "subtitle", wrap=True)
        afterwards = _scrolled(label("Afterwards", "heading"), asked, self.after)
        afterwards.setFocusProxy(self.after)
        column.addWidget(afterwards)
        self.addWidget(self._left)
        self.addWidget(self._right)
        self.setSizes([540, 460])
        self.setFocusProxy(self._left)

    def _connect(self) -> None:
        self.leads.edited.connect(self._save_case)
        self.form.edited.connect(self._save)
        self.after.edited.connect(self._save)
        self.notes.written.connect(self._add_note)
        self.notes.edited.connect(self._change_note)
        self._session.changed.connect(self._refresh)
        self._session.case_selected.connect(self._enter_case)


def _question(name: str) -> WrappedLabel:
    question = WrappedLabel()
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setProperty("role", "question")
    question.setObjectName(f"meeting-asks-{name}")
    question.hide()
    return question


def _say(question: WrappedLabel, text: str) -> None:
    question.setText(text)
    question.setVisible(bool(text))


def _scrolled(*parts: QWidget) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 9, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = scrolling(inside)
    area.setFocusProxy(parts[0])
    return area
