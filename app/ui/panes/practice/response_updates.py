"""The Response page, its updates: what stakeholders were told, promised, and not told."""

from __future__ import annotations

from app.domain.practice import updates
from app.domain.practice.response import StatusUpdate
from app.domain.practice.response_words import promise_words, quiet_words
from app.domain.practice.updates import Followed, Promise
from app.domain.review_words import CERTAINTY_WORDS, counted
from app.ui.panes.cited import CitedField
from app.ui.panes.practice.response_edits import ResponseEdits
from app.ui.panes.practice.response_part import ListedPart, Scrolled, Shown, time_words
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


class UpdatesPart(ListedPart):
    """The updates by their time, and where none came that was promised."""

    def __init__(self, session: Session, edits: ResponseEdits) -> None:
        super().__init__(
            "stakeholder-updates",
            ThingList("update-list", "Updates"),
            DraftForm("update-form", _FIELDS),
            edits.add_update,
        )
        self._session = session
        self._edits = edits
        self._shown = Shown()
        self.strip = UpdateStrip()
        self.strip.chosen.connect(self.list.stand_on)
        self.list.column.insertWidget(1, self.strip)
        self._quiet = label("", "warning", wrap=True)
        self._quiet.setObjectName("update-quiet")
        self.list.column.addWidget(self._quiet)
        self._cited = CitedField(session, "update-cited", "this update")
        self.form.add_below("status", self._cited)
        self._promise = label("", "caption", wrap=True)
        self._promise.setObjectName("update-promise")
        self._broken = label("", "warning", wrap=True)
        self._broken.setObjectName("update-broken")
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.remove_wanted.connect(edits.remove_update)
        self.form.edited.connect(self._edited)

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

    @property
    def _followed(self) -> tuple[Followed, ...]:
        return updates.followed(self._shown.record.updates)

    def _row(self, one: Followed) -> HeadedRow:
        update = one.update
        when = time_words(update.at_us, self._session.zone)
        words = " ".join(update.status.split()) or "Not written yet"
        return HeadedRow(update.id, when, words, _ASIDE.get(one.promise, ""))

    def _choose(self, update_id: str) -> None:
        here = [one for one in self._followed if one.update.id == update_id]
        self.turn_to(empty=not here)
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
        self.put(panel, empty, 380)
