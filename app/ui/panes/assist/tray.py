"""The tray under the draft: what the assist suggested, until a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.casebook import Casebook
from app.domain.assist.answers import Decision
from app.domain.assist.suggestions import Suggestion, SuggestionKind
from app.domain.drafts import CaseKind
from app.domain.timeline import Span
from app.operations.assist import tray
from app.operations.assist.tray import Waiting
from app.ui.feed import Feed
from app.ui.focus import go_to, has_focus_inside
from app.ui.panes.assist.deciding import Deciding
from app.ui.panes.assist.quote_places import QuotePlaces
from app.ui.panes.assist.tray_keys import TrayKeys
from app.ui.panes.assist.tray_parts import WAITS, TrayParts
from app.ui.session import Session

_WATCHED = {"suggestion_answers", "source_settings"}


class SuggestionTray(QFrame):
    """Hidden until the assist has suggested something; nothing in it is part of the record."""

    wording_wanted = Signal(object)
    """The `Suggestion` that a person accepted: an entry is to be worded."""
    lit = Signal(list)
    """The items that the suggestion in hand rests on."""
    item_wanted = Signal(object)
    """A `Span` of the evidence that a person wants to see."""
    ask_wanted = Signal()
    grown = Signal(bool)
    """Whether the list of all is open, and may take room."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("suggestion-tray")
        self.setProperty("kind", "attention")
        self._session = session
        self._all: list[Waiting] = []
        self._kind: SuggestionKind | None = None
        self._wanted = ""
        self._shown_next = 0
        self._cited: frozenset[int] = frozenset()
        self.deciding = Deciding(session, self, self.renew)
        self.parts = TrayParts(self)
        self.list, self.card = self.parts.list, self.parts.card
        self._places = QuotePlaces(session, self)
        session.case_selected.connect(lambda _id: self._enter_case())
        self._feed = Feed(session, page, "Reading the suggestions", _WATCHED, _read, self._take)
        self._feed.wait_for(self.deciding.edits)
        self._connect()
        self._keys = TrayKeys(self, page)
        self.setFocusProxy(self.card)
        self.hide()

    # What is shown

    @property
    def in_hand(self) -> Suggestion | None:
        """The suggestion that a person stands on."""
        current = self.list.current
        return None if current is None else current.suggestion

    def renew(self) -> None:
        """Read anew, also after a run; a tray that nobody saw yet appears."""
        self._feed.renew()
        self._feed.catch_up()

    def state(self) -> dict[str, Any]:
        """Where the person is, as plain values."""
        found = self.in_hand
        return {
            "suggestion": self._wanted if found is None else found.id,
            "kind": "" if self._kind is None else self._kind.value,
            "folded": self.parts.fold.isChecked(),
            "list": self.parts.all.isChecked(),
            "decided": self.parts.decided.isChecked(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there, once the suggestions are read."""
        self._wanted = str(state.get("suggestion", ""))
        kind = state.get("kind")
        self._kind = SuggestionKind(kind) if kind in set(SuggestionKind) else None
        for chip, name in ((self.parts.fold, "folded"), (self.parts.all, "list")):
            chip.setChecked(bool(state.get(name)))
        self.parts.decided.setChecked(bool(state.get("decided")))
        self._show()

    def set_cited(self, items: frozenset[int]) -> None:
        """The draft cites these items."""
        if items != self._cited:
            self._cited = items
            self._show_card()

    def fit(self, room: QSize, *, is_writing: bool) -> None:
        """Take what room there is on the page, some of it for an entry that is being written."""
        if self.parts.fit(room, is_writing=is_writing):
            self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.place_count()

    def catch_up(self) -> None:
        """Somebody looks at the page: read what changed meanwhile."""
        self._feed.catch_up()

    def _enter_case(self) -> None:
        """Nothing of the case before stays in sight."""
        self._all, self._kind, self._wanted = [], None, ""
        self._places.forget()
        self._show()

    def _take(self, found: Sequence[Waiting]) -> None:
        self._all = list(found)
        self._show()

    def _show(self) -> None:
        """Show what a person asked to see; the tray itself only where there is anything."""
        asked = self.parts.decided.isChecked()
        rows = [each for each in self._all if asked or each.decision in WAITS]
        if self._kind is not None:
            rows = [each for each in rows if each.suggestion.kind is self._kind]
        rows.sort(key=lambda each: _ORDER[each.decision])
        self.setVisible(bool(self._all))
        self.parts.ask_first.setVisible(not self._all)
        self._keys.enable(enabled=bool(self._all))
        self.list.show_rows(rows, self._session.zones, self._wanted)
        if rows:
            self._wanted = ""
        self._show_parts()

    def _show_parts(self) -> None:
        self.grown.emit(self.parts.show(self._all, self._kind))

    def _follow(self) -> None:
        """Another suggestion came in hand: show it, and light up what it rests on."""
        self._shown_next = 0
        current = self.list.current
        if current is None or self.parts.fold.isChecked():
            self.lit.emit([])
        else:
            self.lit.emit(list(current.suggestion.items))
        if current is not None:
            self._show_card()
            self._places.read(current.suggestion)

    def _show_card(self) -> None:
        current = self.list.current
        if current is not None:
            self.card.show_suggestion(
                current,
                self._session.zones,
                self._places.of(current.suggestion),
                dated=self.list.is_dated,
                cited=self._cited,
            )

    # What a person does

    def come(self) -> None:
        """Show the page of the tray, where that is another one."""
        if not self.isVisible():
            self._session.page_wanted.emit("timeline")

    def go(self) -> None:
        """Come to the tray."""
        if self.parts.fold.isChecked():
            self.parts.fold.setChecked(False)
            self._show()
        go_to(self.focusProxy() or self)

    def step(self, by: int) -> None:
        """Go to the next suggestion or the one before, round the end."""
        was_inside = has_focus_inside(self)
        self.go()
        rows = len(self.list.model_rows)
        if rows and was_inside:
            self.list.stand_on((self.list.currentIndex().row() + by) % rows)

    def accept(self) -> None:
        """Take the one in hand up: into an entry, a factor, or to where it is asked."""
        found = self.in_hand
        if found is None or not self._is_waiting(self.list.current):
            return
        is_incident = self._session.case.kind is CaseKind.INCIDENT
        if found.kind is SuggestionKind.QUESTION:
            self.deciding.go_to_question(found)
        elif found.kind is SuggestionKind.CONDITION and is_incident:
            self._mark([found], Decision.ACCEPTED)
            self.deciding.add_factor(found)
        else:
            self.wording_wanted.emit(found)

    def answered(self) -> None:
        """Say that the question in hand is answered."""
        found = self.in_hand
        if found is None or found.kind is not SuggestionKind.QUESTION:
            self._session.notify("Stand on an open question first.")
        elif self._is_waiting(self.list.current):
            self._mark([found], Decision.ACCEPTED)
            self.deciding.answered(found)

    def dismiss(self) -> None:
        """Let the selected ones go."""
        self._decide(self.list.chosen, Decision.DISMISSED)

    def unsure(self) -> None:
        """Put the selected ones at the end: neither this nor that."""
        undecided = [each for each in self.list.chosen if each.decision is None]
        self._decide(undecided, Decision.UNSURE)

    def dismiss_kind(self) -> None:
        """Let all that are of the kind in hand go, as one step.

        What nobody is sure about stays, unless such a one is in hand.
        """
        if (current := self.list.current) is not None:
            kind, said = current.suggestion.kind, current.decision
            alike = [each for each in self._all if each.suggestion.kind is kind]
            self._decide([each for each in alike if each.decision is said], Decision.DISMISSED)

    def take_back(self) -> None:
        """Let the selected ones wait again."""
        decided = (Decision.DISMISSED, Decision.UNSURE)
        chosen = [each.suggestion for each in self.list.chosen if each.decision in decided]
        if not chosen:
            self._session.notify("Stand on a suggestion that was dismissed, or marked as not sure.")
            return
        self._mark(chosen, None)
        self.deciding.take_back(chosen)

    def show_evidence(self) -> None:
        """Show what the suggestion in hand rests on, one item after the other."""
        found = self.in_hand
        if found is None or not found.items:
            return
        quoted = {one.item: Span(one.item, one.start, one.end) for one in reversed(found.quotes)}
        item = found.items[self._shown_next % len(found.items)]
        self._shown_next += 1
        self.item_wanted.emit(quoted.get(item, Span(item)))

    def narrow(self, kind: SuggestionKind | None) -> None:
        """Show one kind alone, or all."""
        self._kind = kind
        self._show()
        go_to(self.focusProxy() or self)

    def choose_kind(self) -> None:
        """Let a person choose one kind."""
        if not self.parts.tools.isVisible():
            self.toggle_list()
        self.parts.open_kinds()

    def toggle_list(self) -> None:
        """Show all that wait as a list above the card, or the card alone."""
        self.parts.all.toggle()
        self._refold()

    def toggle_decided(self) -> None:
        """Show what was decided too, or only what waits."""
        self.parts.decided.toggle()
        if not self.parts.all.isChecked() and self.parts.decided.isChecked():
            self.parts.all.setChecked(True)
        self._refold()

    def _refold(self) -> None:
        inside = has_focus_inside(self)
        self._show()
        if inside:
            go_to(self.focusProxy() or self)

    @staticmethod
    def _is_waiting(waiting: Waiting | None) -> bool:
        return waiting is not None and waiting.decision in WAITS

    def _decide(self, chosen: Sequence[Waiting], decision: Decision) -> None:
        found = [each.suggestion for each in chosen if self._is_waiting(each)]
        if found:
            self._mark(found, decision)
            self.deciding.decide(found, decision)

    def _mark(self, suggestions: Sequence[Suggestion], decision: Decision | None) -> None:
        """Show a decision at once; whether it was kept is read afterwards."""
        ids = {each.id for each in suggestions}
        rows, here = self.list.model_rows, self.list.currentIndex().row()
        follow = (each.suggestion.id for each in (*rows[here:], *rows[:here]))
        self._wanted = next((each for each in follow if each not in ids), "")
        self._all = [
            replace(each, decision=decision) if each.suggestion.id in ids else each
            for each in self._all
        ]
        self._show()

    # How it is made

    def _connect(self) -> None:
        card, session = self.card, self._session
        self.parts.ask_wanted.connect(self.ask_wanted)
        self.parts.next_wanted.connect(lambda: self.step(1))
        self.parts.folded.connect(self._refold)
        self.parts.kind_chosen.connect(self.narrow)
        self._places.arrived.connect(self._show_card)
        self.list.stood_on.connect(self._follow)
        card.accept_wanted.connect(self.accept)
        card.dismiss_wanted.connect(self.dismiss)
        card.unsure_wanted.connect(self.unsure)
        card.take_back_wanted.connect(self.take_back)
        card.evidence_wanted.connect(self.show_evidence)
        card.answered_wanted.connect(self.answered)
        self.list.doubleClicked.connect(lambda _index: self.accept())
        session.who_changed.connect(self._show_card)
        session.zone_changed.connect(self._show)


_ORDER = {
    None: 0,
    Decision.UNSURE: 1,
    Decision.ACCEPTED: 2,
    Decision.DISMISSED: 3,
}
"""What waits comes first, then what nobody is sure about; time orders each."""


def _read(casebook: Casebook, case_id: str) -> list[Waiting]:
    return tray.waiting(casebook, case_id, decided=True)
