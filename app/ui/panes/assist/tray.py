"""The tray under the draft: what the assist suggested, until a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.casebook import Casebook
from app.domain.assist.answers import Decision
from app.domain.assist.suggestions import Suggestion, SuggestionKind
from app.domain.drafts import CaseKind
from app.domain.evidence import Item
from app.domain.timeline import Span
from app.operations import evidence
from app.operations.assist import tray
from app.operations.assist.tray import Waiting
from app.ui import theme
from app.ui.entry_words import place_words
from app.ui.feed import Feed
from app.ui.focus import go_to, has_focus_inside
from app.ui.itemmodels.suggestions import SuggestionsModel
from app.ui.panes.assist.deciding import Deciding
from app.ui.panes.assist.tray_keys import TrayKeys
from app.ui.session import Session
from app.ui.suggestion_words import MOST_QUOTES, SUGGESTION_WORDS
from app.ui.tasks import Task
from app.ui.widgets.buttons import button, chip_button
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.suggestion_card import SuggestionCard
from app.ui.widgets.suggestion_list import SuggestionList

_WATCHED = {"suggestion_answers", "source_settings"}
_WAITS = (None, Decision.UNSURE)


_FOR_WRITING, _FOR_BOTH, _FOR_NEXT = 660, 430, 330
"""The room of the page, in pixels at zoom 1: the height in which an entry form and a suggestion
stand together, and in which the list and the card do; the width that has a button for the next."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How the tray makes do with the room there is."""

    folded: bool = False
    low: bool = False
    narrow: bool = False


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
        self._room = _Room()
        self._cited: frozenset[int] = frozenset()
        self._items: dict[int, Item] = {}
        self._reading: Task | None = None
        self.deciding = Deciding(session, self, self.renew)
        self.list = SuggestionList(SuggestionsModel(self))
        self.card = SuggestionCard()
        self._make_parts()
        self._lay_out()
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
            "folded": self._fold.isChecked(),
            "list": self._all_chip.isChecked(),
            "decided": self._decided.isChecked(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there, once the suggestions are read."""
        self._wanted = str(state.get("suggestion", ""))
        kind = state.get("kind")
        self._kind = SuggestionKind(kind) if kind in set(SuggestionKind) else None
        for chip, name in ((self._fold, "folded"), (self._all_chip, "list")):
            chip.setChecked(bool(state.get(name)))
        self._decided.setChecked(bool(state.get("decided")))
        self._show()

    def set_cited(self, items: frozenset[int]) -> None:
        """The draft cites these items."""
        if items != self._cited:
            self._cited = items
            self._show_card()

    def fit(self, room: QSize, *, is_writing: bool) -> None:
        """Take what room there is on the page, some of it for an entry that is being written."""
        px = theme.current().px
        now = _Room(
            folded=is_writing and room.height() < px(_FOR_WRITING),
            low=room.height() < px(_FOR_BOTH),
            narrow=room.width() < px(_FOR_NEXT),
        )
        if now != self._room:
            self._room = now
            self._show_parts(self.list.model_rows)

    def catch_up(self) -> None:
        """Somebody looks at the page: read what changed meanwhile."""
        self._feed.catch_up()

    def _enter_case(self) -> None:
        """Nothing of the case before stays in sight."""
        self._all, self._kind, self._wanted = [], None, ""
        self._items.clear()
        self._show()

    def _take(self, found: Sequence[Waiting]) -> None:
        self._all = list(found)
        self._show()

    def _show(self) -> None:
        """Show what a person asked to see; the tray itself only where there is anything."""
        asked = self._decided.isChecked()
        rows = [each for each in self._all if asked or each.decision in _WAITS]
        if self._kind is not None:
            rows = [each for each in rows if each.suggestion.kind is self._kind]
        rows.sort(key=lambda each: _ORDER[each.decision])
        self.setVisible(bool(self._all))
        self.ask_first.setVisible(not self._all)
        self._keys.enable(enabled=bool(self._all))
        self.list.show_rows(rows, self._session.zones, self._wanted)
        if rows:
            self._wanted = ""
        self._show_parts(rows)

    def _show_parts(self, rows: Sequence[Waiting]) -> None:
        waiting = sum(each.decision in _WAITS for each in self._all)
        self._count.setText(f"{waiting:,} waiting · not in the record")
        open_ = not self._fold.isChecked() and not self._room.folded
        with_list = self._all_chip.isChecked()
        self._fold.setText("Show" if self._fold.isChecked() else "Hide")
        self.card.setVisible(open_ and bool(rows) and not (with_list and self._room.low))
        self._nothing.setVisible(open_ and not rows)
        self._nothing.setText(_nothing_words(self._kind))
        for part in (self.list, self._tools):
            part.setVisible(open_ and with_list)
        self._all_chip.setVisible(open_)
        self._next.setVisible(open_ and not self._room.narrow)
        self._offer_kinds()
        policy = QSizePolicy.Policy
        grows = open_ and with_list
        self.setSizePolicy(policy.Preferred, policy.Expanding if grows else policy.Maximum)
        self.setFocusProxy(self.list if grows else self.card if rows and open_ else self._fold)
        self.grown.emit(grows)

    def _offer_kinds(self) -> None:
        words = "All kinds" if self._kind is None else SUGGESTION_WORDS[self._kind]
        self._kinds.setText(words)
        self._kinds.setAccessibleName(f"Kind: {words}")
        self._kinds.setChecked(self._kind is not None)
        menu = self._kinds.menu()
        menu.clear()
        menu.addAction("All kinds").triggered.connect(lambda _on=False: self.narrow(None))
        for kind in SuggestionKind:
            number = sum(
                each.suggestion.kind is kind and each.decision in _WAITS for each in self._all
            )
            if number:
                offered_ = menu.addAction(f"{SUGGESTION_WORDS[kind]} ({number:,})")
                offered_.triggered.connect(lambda _on=False, of=kind: self.narrow(of))

    def _follow(self) -> None:
        """Another suggestion came in hand: show it, and light up what it rests on."""
        self._shown_next = 0
        current = self.list.current
        if current is None or self._fold.isChecked():
            self.lit.emit([])
        else:
            self.lit.emit(list(current.suggestion.items))
        if current is None:
            return
        self._show_card()
        quoted = [one.item for one in current.suggestion.quotes[:MOST_QUOTES]]
        missing = [item for item in quoted if item not in self._items]
        if missing:
            self._read_items(missing)

    def _show_card(self) -> None:
        current = self.list.current
        if current is not None:
            quotes = current.suggestion.quotes[:MOST_QUOTES]
            places = [self._place(one.item) for one in quotes]
            dated = self.list.is_dated
            self.card.show_suggestion(
                current, self._session.zones, places, dated=dated, cited=self._cited
            )

    def _place(self, item_id: int) -> str:
        """Where a quote stands and by whom, as far as it is read already."""
        item = self._items.get(item_id)
        if item is None:
            return ""
        parts = (place_words(item.place, item.source_title), self._session.who(item))
        return " · ".join(part for part in parts if part)

    def _read_items(self, ids: Sequence[int]) -> None:
        casebook = self._session.casebook
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading what is quoted",
            lambda _progress: evidence.items(casebook, ids),
            self._items_arrived,
            quiet=True,
        )

    def _items_arrived(self, items: Iterable[Item]) -> None:
        self._items |= {item.id: item for item in items}
        self._show_card()

    # What a person does

    def come(self) -> None:
        """Show the page of the tray, where that is another one."""
        if not self.isVisible():
            self._session.page_wanted.emit("timeline")

    def go(self) -> None:
        """Come to the tray."""
        if self._fold.isChecked():
            self._fold.setChecked(False)
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
        if not self._tools.isVisible():
            self.toggle_list()
        if self._kinds.isVisible():
            self._kinds.showMenu()

    def toggle_list(self) -> None:
        """Show all that wait as a list above the card, or the card alone."""
        self._all_chip.toggle()
        self._refold()

    def toggle_decided(self) -> None:
        """Show what was decided too, or only what waits."""
        self._decided.toggle()
        if not self._all_chip.isChecked() and self._decided.isChecked():
            self._all_chip.setChecked(True)
        self._refold()

    def _refold(self) -> None:
        inside = has_focus_inside(self)
        self._show()
        if inside:
            go_to(self.focusProxy() or self)

    @staticmethod
    def _is_waiting(waiting: Waiting | None) -> bool:
        return waiting is not None and waiting.decision in _WAITS

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

    def _make_parts(self) -> None:
        self._count = ElidedLabel("", "caption")
        self._count.setObjectName("suggestion-count")
        self._next = button("suggestion-next-button", "Next  N", lambda: self.step(1), kind="quiet")
        self._all_chip = chip_button("suggestion-list-chip", "All", "All")
        self._all_chip.setAccessibleName("All that wait, as a list")
        self._all_chip.setToolTip("All that wait, as a list (W)")
        self._fold = button("suggestion-fold", "Hide", self._refold, kind="quiet")
        self._fold.setCheckable(True)
        self._fold.setToolTip("Fold the tray away, or open it")
        self._kinds = chip_button("suggestion-kinds", "All kinds")
        self._kinds.setMenu(QMenu(self._kinds))
        self._decided = chip_button("suggestion-decided", "With decided", "Decided")
        self._decided.setToolTip("Show what was accepted, dismissed or not sure, too")
        self._again = chip_button("suggestion-ask-again", "Ask again…")
        self._again.setCheckable(False)
        self.ask_first = button(
            "ask-assist-button", "Ask the assist…", self.ask_wanted.emit, kind="link"
        )
        self.ask_first.setToolTip("Let the assist point at evidence; it writes nothing")
        self._nothing = label("", "caption", wrap=True)
        self._nothing.setObjectName("suggestion-nothing")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Suggestions", "heading"))
        head.addWidget(self._count, 1)
        for part in (self._next, self._all_chip, self._fold):
            head.addWidget(part)
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(6)
        for chip in (self._kinds, self._decided):
            tools.addWidget(chip)
        tools.addStretch(1)
        tools.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._tools)
        column.addWidget(self.list, 1)
        column.addWidget(self.card)
        column.addWidget(self._nothing)

    def _connect(self) -> None:
        card, session = self.card, self._session
        self._again.clicked.connect(lambda _on: self.ask_wanted.emit())
        self.list.stood_on.connect(self._follow)
        self._all_chip.clicked.connect(lambda _on: self._refold())
        self._decided.clicked.connect(lambda _on: self._refold())
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


def _nothing_words(kind: SuggestionKind | None) -> str:
    if kind is None:
        return "Nothing waits. “With decided” shows what was decided before."
    return f"Nothing of the kind “{SUGGESTION_WORDS[kind]}” waits."
