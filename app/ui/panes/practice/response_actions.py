"""The Response page, its drastic actions: each with the hypothesis behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout

from app.domain.drafts import Entry
from app.domain.names import NameFinder
from app.domain.practice import drastic
from app.domain.practice.drastic import HYPOTHESIS, OUTCOME_WORDS, Numbered
from app.domain.practice.response import DrasticAction
from app.domain.practice.response_words import entry_words
from app.domain.review_words import CERTAINTY_WORDS, counted
from app.ui import theme
from app.ui.panes.cited import CitedField
from app.ui.panes.practice.response_edits import ResponseEdits
from app.ui.panes.practice.response_part import ListedPart, Scrolled, Shown, time_words
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedRow
from app.ui.widgets.key_menu import KeyMenu
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.thing_list import ThingList

_OFFERED = 9
_CERTAIN = tuple(CERTAINTY_WORDS.items())
_FIELDS = (
    (Field("action", "Drastic action", Kind.TEXT, "What was done"),),
    (
        Field("at_us", "When", Kind.MOMENT),
        Field("owner", "Who owned the call", hint="A role, also where a tool suggested it"),
    ),
    (Field("tool_suggested", "A tool suggested it", Kind.FLAG),),
    (Field("hypothesis", "Hypothesis", Kind.TEXT, "What people thought was going on"),),
    (Field("expected", "Expected, if right", Kind.TEXT, "What they would have seen then"),),
    (
        Field("risk", "Risk, if wrong", Kind.TEXT, "What could get worse"),
        Field("way_back", "Way back", Kind.TEXT, "How it could be taken back"),
    ),
    (
        Field("outcome", "What came of it", Kind.CHOICE, choices=tuple(OUTCOME_WORDS.items())),
        Field("certainty", "How sure this is", Kind.CHOICE, choices=_CERTAIN),
    ),
    (Field("seen", "Then seen", Kind.TEXT, "What was on the screens afterwards"),),
)


class ActionsPart(ListedPart):
    """The drastic actions, numbered by their time."""

    entry_wanted = Signal(str)

    def __init__(self, session: Session, edits: ResponseEdits) -> None:
        super().__init__(
            "drastic-actions",
            ThingList("drastic-list", "Drastic actions"),
            DraftForm("drastic-form", _FIELDS),
            edits.add_action,
        )
        self._session = session
        self._edits = edits
        self._shown = Shown()
        self._names = NameFinder(())
        self._cited = CitedField(session, "drastic-cited", "this action")
        self._hypothesis_cited = CitedField(session, "drastic-hypothesis-cited", "the hypothesis")
        self.form.add_below("seen", self._cited)
        self.form.add_below("hypothesis", self._hypothesis_cited)
        self._name = label("", "heading")
        self._name.setObjectName("drastic-name")
        self._questions = label("", "question", wrap=True)
        self._questions.setObjectName("drastic-questions")
        self._entry = ElidedLabel()
        self._entry.setObjectName("drastic-entry")
        self._link = button("drastic-link", "Link timeline entry…", self.ask_entry)
        self._show = button("drastic-entry-show", "Show", self._show_entry)
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.remove_wanted.connect(edits.remove_action)
        self.form.edited.connect(self._edited)

    # What is shown

    def show_record(self, shown: Shown) -> None:
        """Show the actions of a case."""
        self._shown = shown
        self._names = NameFinder(self._session.people.known_names)
        rows = [self._row(one) for one in self._numbered]
        self.list.show_rows(rows, counted(len(rows), "action") if rows else "")

    def show_linked(self, thing_id: str) -> bool:
        """Stand on the action of that id, or on the one linked to that entry."""
        for one in self._numbered:
            if thing_id in (one.action.id, one.action.entry_id):
                self.list.stand_on(one.action.id)
                return True
        return False

    @property
    def _numbered(self) -> tuple[Numbered, ...]:
        return drastic.numbered(self._shown.record.actions)

    @property
    def _chosen(self) -> Numbered | None:
        here = self.list.current_id
        return next((one for one in self._numbered if one.action.id == here), None)

    def _row(self, one: Numbered) -> HeadedRow:
        action = one.action
        when = time_words(action.at_us, self._session.zone)
        open_now = len(self._asked(one))
        below = f"{when} · {counted(open_now, 'open question')}" if open_now else when
        words = " ".join(action.action.split()) or "Not written yet"
        return HeadedRow(action.id, f"{one.name}  {words}", below)

    def _choose(self, _action_id: str) -> None:
        one = self._chosen
        self.turn_to(empty=one is None)
        action = None if one is None else one.action
        self.form.show_thing(action, self._session.zone)
        action_id = None if action is None else action.id
        cited = () if action is None else self._shown.cited.get(action.id, ())
        self._cited.show_target(action_id, cited)
        self._hypothesis_cited.show_target(action_id, cited, HYPOTHESIS)
        if one is None:
            return
        self._name.setText(f"Hypothesis {one.name}")
        asked = self._asked(one)
        self._questions.setText("\n".join(asked))
        self._questions.setVisible(bool(asked))
        entry = self._entry_of(one)
        self._entry.setText(
            "No timeline entry is linked"
            if entry is None
            else entry_words(entry, self._session.zone)
        )
        self._show.setVisible(entry is not None)

    def _asked(self, one: Numbered) -> tuple[str, ...]:
        cited = self._shown.cited.get(one.action.id, ())
        asked = drastic.questions(one.action, cited, self._entry_of(one))
        if self._names.find(one.action.owner):
            return (*asked, "“Who owned the call” names a person; a role is enough.")
        return asked

    def _entry_of(self, one: Numbered) -> Entry | None:
        entries = self._shown.record.entries
        return next((each for each in entries if each.id == one.action.entry_id), None)

    # What a person does

    def _edited(self, changes: dict[str, object]) -> None:
        # What was half typed belongs to its own case, also once another is in hand.
        if isinstance(self.form.thing, DrasticAction):
            self._edits.change_action(self.form.thing, changes)

    def _show_entry(self) -> None:
        if (one := self._chosen) is not None:
            self.entry_wanted.emit(one.action.entry_id)

    def ask_entry(self) -> None:
        """Ask which entry of the timeline tells the action: those nearest to it in time."""
        one = self._chosen
        if one is None:
            return
        menu = KeyMenu("drastic-entry-menu", self._link)
        room = theme.current().px(420)
        for number, entry in enumerate(self._nearest(one), 1):
            words = QFontMetrics(menu.font()).elidedText(
                entry_words(entry, self._session.zone), Qt.TextElideMode.ElideRight, room
            )
            chosen = menu.addAction(f"&{number}  {words.replace('&', '&&')}")
            chosen.triggered.connect(
                lambda _on=False, entry_id=entry.id: self._edits.link_entry(one.action.id, entry_id)
            )
        menu.addSeparator()
        none = menu.addAction("&0  None")
        none.triggered.connect(lambda _on=False: self._edits.link_entry(one.action.id, ""))
        menu.popup(self._link.mapToGlobal(self._link.rect().bottomLeft()))

    def _nearest(self, one: Numbered) -> list[Entry]:
        dated = [each for each in self._shown.record.entries if each.start_us is not None]
        dated.sort(key=lambda each: (each.start_us or 0, each.rank))
        at_us = one.action.at_us
        if at_us is None:
            return dated[:_OFFERED]
        near = sorted(dated, key=lambda each: abs((each.start_us or 0) - at_us))[:_OFFERED]
        return sorted(near, key=lambda each: (each.start_us or 0, each.rank))

    # How it is made

    def _lay_out(self) -> None:
        panel = Scrolled("drastic-panel")
        linked = QHBoxLayout()
        linked.addWidget(self._entry, 1)
        linked.addWidget(self._show)
        linked.addWidget(self._link)
        column = panel.content
        column.addWidget(self._name)
        column.addWidget(self._questions)
        column.addWidget(self.form)
        column.addWidget(label("Timeline entry", "strong"))
        column.addLayout(linked)
        column.addStretch(1)
        add = button("drastic-add-first", "Add a drastic action", self.add, kind="primary")
        empty = EmptyState(
            "No drastic action yet",
            "A restart, a rollback, a failover, something deleted: write down what people thought "
            "when they chose it, what they expected to see, and the way back. On the Timeline page "
            "Shift+A begins one from the selected evidence.",
            [add],
        )
        self.put(panel, empty, 330)
