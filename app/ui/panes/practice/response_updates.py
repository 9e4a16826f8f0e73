"""The Response page, its updates: what stakeholders were told, promised, and not told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.domain.moments import EventTime, TimeKind
from app.domain.practice import updates
from app.domain.practice.response import StatusUpdate
from app.domain.practice.response_words import promise_words, quiet_words, when_words
from app.domain.practice.updates import Followed, Promise
from app.domain.review_words import CERTAINTY_WORDS, counted, whole_precision
from app.ui.panes.cited import CitedField
from app.ui.panes.practice.response_edits import ResponseEdits
from app.ui.panes.practice.response_part import Scrolled, Shown
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedRow
from app.ui.widgets.labels import label
from app.ui.widgets.thing_list import ThingList
from app.ui.widgets.update_strip import UpdateStrip

_STATUS = "What it said. “We don’t know yet” is a status too; silence is none."
_FIELDS = (
    (Field("at_us", "Given at", Kind.MOMENT), Field("next_us", "Promised the next", Kind.MOMENT)),
    (Field("status", "Status", Kind.TEXT, _STATUS),),
    (Field("hypothesis", "Hypothesis", Kind.TEXT, "What it said people thought was going on"),),
    (Field("current_action", "Current action", Kind.TEXT, "What it said was being done"),),
    (
        Field("channel", "Channel", hint="Where it was given, such as the status page"),
        Field("certainty", "How sure this is", Kind.CHOICE, choices=tuple(CERTAINTY_WORDS.items())),
    ),
)
_ASIDE = {Promise.LATE: "late", Promise.NEVER: "none came", Promise.BACKWARDS: "check times"}


class UpdatesPart(QSplitter):
    """The updates by their time on the left, one of them on the right."""

    def __init__(self, session: Session, edits: ResponseEdits) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("stakeholder-updates")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = edits
        self._shown = Shown()
        self.list = ThingList("update-list", "Updates")
        self.strip = UpdateStrip()
        self.strip.chosen.connect(self.list.stand_on)
        self.list.column.insertWidget(1, self.strip)
        self._quiet = label("", "warning", wrap=True)
        self._quiet.setObjectName("update-quiet")
        self.list.column.addWidget(self._quiet)
        self.form = DraftForm("update-form", _FIELDS)
        self._cited = CitedField(session, "update-cited", "this update")
        self.form.add_below("status", self._cited)
        self._promise = label("", "caption", wrap=True)
        self._promise.setObjectName("update-promise")
        self._broken = label("", "warning", wrap=True)
        self._broken.setObjectName("update-broken")
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.add_wanted.connect(self.add)
        self.list.remove_wanted.connect(edits.remove_update)
        self.form.edited.connect(self._edited)
        self.setFocusProxy(self.list)

    # What is shown

    def show_record(self, shown: Shown) -> None:
        """Show the updates of a case."""
        self._shown = shown
        record, zone = shown.record, self._session.zone
        interval = updates.interval_of(record.card)
        quiet = updates.quiet_times(record.updates, interval, record.marked)
        self.strip.show_updates(self._followed, quiet, zone)
        self._quiet.setText("\n".join(quiet_words(one, interval, zone) for one in quiet))
        self._quiet.setVisible(bool(quiet))
        rows = [self._row(one) for one in self._followed]
        self.list.show_rows(rows, counted(len(rows), "update") if rows else "")

    def show_linked(self, thing_id: str) -> bool:
        """Stand on the update of that id."""
        if any(update.id == thing_id for update in self._shown.record.updates):
            self.list.stand_on(thing_id)
            return True
        return False

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self.list, self.form] if self.form.isVisible() else [self.list]

    @property
    def _followed(self) -> tuple[Followed, ...]:
        return updates.followed(self._shown.record.updates)

    def _row(self, one: Followed) -> HeadedRow:
        update = one.update
        when = "time not known"
        if update.at_us is not None:
            fine = whole_precision(update.at_us)
            time = EventTime(TimeKind.EXACT, update.at_us, None, fine)
            when = when_words(time, self._session.zone)
        words = " ".join(update.status.split()) or "Not written yet"
        return HeadedRow(update.id, when, words, _ASIDE.get(one.promise, ""))

    def _choose(self, update_id: str) -> None:
        here = [one for one in self._followed if one.update.id == update_id]
        self._stack.setCurrentIndex(0 if here else 1)
        self.strip.stand_on(update_id)
        if not here:
            self.form.show_thing(None)
            self._cited.show_target(None, ())
            return
        [one] = here
        self.form.show_thing(one.update, self._session.zone)
        self._cited.show_target(update_id, self._shown.cited.get(update_id, ()))
        words, broken = promise_words(one, self._session.zone), one.promise in _ASIDE
        for told, text in ((self._promise, "" if broken else words), (self._broken, words)):
            told.setText(text)
        self._promise.setVisible(bool(words) and not broken)
        self._broken.setVisible(bool(words) and broken)

    # What a person does

    def add(self) -> None:
        """Begin an update."""
        self.form.commit()
        self.list.stand_on(self._edits.add_update())

    def _edited(self, changes: dict[str, object]) -> None:
        # What was half typed belongs to its own case, also once another is in hand.
        if isinstance(self.form.thing, StatusUpdate):
            self._edits.change_update(self.form.thing, changes)

    # How it is made

    def _lay_out(self) -> None:
        panel = Scrolled("update-panel")
        column = panel.content
        column.addWidget(label("What stakeholders were told", "heading"))
        column.addWidget(self._promise)
        column.addWidget(self._broken)
        column.addWidget(self.form)
        column.addStretch(1)
        add = button("update-add-first", "Add an update", self.add, kind="primary")
        empty = EmptyState(
            "No updates yet",
            "Enter what stakeholders were told while the incident lasted, from evidence: when, "
            "what, and when the next was promised. On the Timeline page Shift+S begins one from "
            "the selected evidence.",
            [add],
        )
        self._stack.addWidget(panel)
        self._stack.addWidget(empty)
        for part, share in ((self.list, 40), (self._stack, 60)):
            self.addWidget(part)
            self.setStretchFactor(self.indexOf(part), share)
        self.setSizes([380, 570])
