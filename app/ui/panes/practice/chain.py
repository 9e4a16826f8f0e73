"""The Failure chain page: the factors as a graph or a list, and what one of them is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.domain.practice.chain import FactorLink, Why
from app.domain.practice.chain_rules import step_of
from app.domain.practice.corrective import CorrectiveAction
from app.operations.practice import corrective
from app.ui.focus import go_to, has_focus_inside, type_ahead
from app.ui.panes.practice.chain_actions import offered
from app.ui.panes.practice.chain_edits import ChainEdits
from app.ui.panes.practice.chain_feed import ChainFeed, ChainReading
from app.ui.panes.practice.chain_left import ChainLeft
from app.ui.panes.practice.chain_right import EDITING, WHYS, ChainRight
from app.ui.session import Session

PAGE = "chain"


class ChainPane(QSplitter):
    """Joins graph, list, editors and ladders; all of them stand on the same factor or link."""

    wanted = Signal()
    """Something is done here from the menu above another page."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("chain-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._reading = ChainReading()
        self._chosen = ""
        self._write_into = self._rewrite = ""
        self.edits = ChainEdits(session, self)
        self._feed = ChainFeed(session, self.edits, self)
        self.left = ChainLeft()
        self.right = ChainRight(session, self.edits)
        self.whys = self.right.whys
        for part, share in ((self.left, 60), (self.right, 40)):
            self.addWidget(part)
            self.setStretchFactor(self.indexOf(part), share)
        self.setSizes([600, 400])
        self._connect()
        for action in offered(self):
            action.build(self)
        self.setFocusProxy(self.left)

    def _connect(self) -> None:
        self._feed.read.connect(self._show)
        left, right, edits = self.left, self.right, self.edits
        left.add_wanted.connect(self.add)
        left.outline_wanted.connect(self.add_outline)
        left.whys_wanted.connect(self.begin_whys)
        graph = left.graph
        graph.chosen.connect(self.choose)
        graph.opened.connect(self.open)
        graph.moved.connect(edits.place)
        graph.link_wanted.connect(lambda one, other: edits.link(one, other, done=self._linked))
        graph.remove_wanted.connect(self._remove)
        left.table.current_changed.connect(self.choose)
        left.table.opened.connect(self.open)
        right.editor.link_opened.connect(self.choose)
        right.editor.action_wanted.connect(self._add_action)
        right.editor.whys_wanted.connect(self._ask_whys)
        right.link_editor.factor_opened.connect(self.choose)
        right.whys.factor_wanted.connect(self.open)
        self.wanted.connect(lambda: self._session.page_wanted.emit(PAGE))
        self._session.thing_wanted.connect(self._go_to)
        self._session.words_wanted.connect(self._want_words)
        self._session.case_selected.connect(lambda _id: self._enter_case())

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self.left.shown, self.right.shown]

    def statement_in_hand(self) -> Why | None:
        """The step of a ladder that a person is at; a factor or a link stands in a form."""
        return self.whys.step if self.right.shown is self.whys else None

    # What is shown

    def _enter_case(self) -> None:
        self._chosen = self._write_into = self._rewrite = ""
        self._show(ChainReading(is_read=False))

    def _show(self, reading: ChainReading) -> None:
        self._reading = reading
        self.left.show_reading(reading)
        self.whys.show_reading(reading)
        self._see_chosen()

    def _see_chosen(self) -> None:
        """Let graph, list and editor stand on what is chosen, as far as it is there."""
        chain = self._reading.chain
        link = next((one for one in chain.links if one.id == self._chosen), None)
        factor = chain.by_id.get(self._chosen)
        self.left.stand_on(factor.id if factor else "", link.id if link else "")
        self.right.show_thing(self._reading, factor, link)
        if self._write_into and self._write_into == self._chosen and (factor or link):
            self._write_into = ""
            self.right.write()
        elif step_of(chain, self._write_into) is not None:
            self.right.sides.choose(WHYS)
            self.whys.stand_on(self._write_into)
            self._chosen = self._write_into = ""
        self._rewrite_step()

    def _rewrite_step(self) -> None:
        """Let the words of a step be written that were asked for, once one stands on it."""
        step = self.whys.step
        if step is not None and step.id == self._rewrite and self.right.shown is self.whys:
            self._rewrite = ""
            self.whys.ladder.rewrite()

    # What a person does

    @property
    def chosen(self) -> str:
        """The id of the factor or link one stands on; empty for none."""
        return self._chosen

    def choose(self, thing_id: str) -> None:
        """Stand on a factor or a link."""
        if thing_id == self._chosen:
            return
        self.commit()
        self._chosen = thing_id
        if thing_id:
            self.right.sides.choose(EDITING)
        self._see_chosen()

    def open(self, thing_id: str) -> None:
        """Stand on a factor or a link, and go into its form."""
        self.choose(thing_id)
        self.right.write()

    def add(self) -> None:
        """Add a factor, and write what it says."""
        self.commit()
        type_ahead(self)
        self.edits.add(lambda factor: self._stand_on(factor.id))

    def add_outline(self) -> None:
        """Add an empty factor for each part there is to think about."""
        self.edits.add_outline(self._stand_on)

    def begin_whys(self) -> None:
        """Write what a new ladder of whys is to explain."""
        self.right.sides.choose(WHYS)
        self.whys.begin()

    def _ask_whys(self, factor_id: str) -> None:
        self.commit()
        self.right.sides.choose(WHYS)
        self.whys.begin_from(self._reading.chain.by_id[factor_id])

    def toggle_view(self) -> None:
        """Show the list instead of the graph, or the graph again."""
        self.left.views.choose(1 - self.left.views.place)
        go_to(self.left.shown)

    def toggle_side(self) -> None:
        """Show the ladders of whys instead of the factor, or the factor again."""
        self.right.sides.choose(1 - self.right.sides.place)
        go_to(self.whys if self.right.sides.place == WHYS else self.left.shown)

    def mark(self) -> None:
        """Mark the factor one stands on as the one that weighed most, or no more."""
        if self._chosen in self._reading.chain.by_id:
            self.right.editor.toggle_mark()
        else:
            self._session.notify("Select a factor first.")

    def make_factor(self) -> None:
        """Make a factor of the step one stands on."""
        if self.right.sides.place == WHYS:
            self.whys.make_factor()
        else:
            self._session.notify("Open the five whys with W, and stand on a step.")

    def link_on(self) -> None:
        """Go to where the factor one stands on is linked with another."""
        if self._chosen in self._reading.chain.by_id:
            self.right.sides.choose(EDITING)
            go_to(self.right.editor.adder)

    def reorder(self, *, later: bool) -> None:
        """Move the step or the factor one stands on, whichever has the focus."""
        if has_focus_inside(self.whys):
            self.whys.reorder(later=later)
        elif self._chosen in self._reading.chain.by_id:
            self.edits.reorder(self._chosen, later=later)

    def remove(self) -> None:
        """Remove the step, factor or link one stands on; undo brings it back."""
        if has_focus_inside(self.whys):
            self.whys.remove()
        else:
            self._remove(self._chosen)

    def _remove(self, thing_id: str) -> None:
        chain = self._reading.chain
        if thing_id in chain.by_id:
            ids = [factor.id for factor in chain.factors]
            near = ids.index(thing_id)
            left = ids[:near] + ids[near + 1 :]
            self._chosen = left[min(near, len(left) - 1)] if left else ""
            self.edits.remove(thing_id)
        elif any(link.id == thing_id for link in chain.links):
            self.edits.remove_link(thing_id)

    def add_action(self) -> None:
        """Add an action that closes the factor or link one stands on."""
        if self._chosen:
            self._add_action(self._chosen)

    def _add_action(self, thing_id: str) -> None:
        def added(action: CorrectiveAction) -> None:
            self._session.page_wanted.emit("actions")
            self._session.thing_wanted.emit(action.id)

        self.edits.run(
            lambda book, case: corrective.add(book, case, closes=(thing_id,)), done=added
        )

    def _linked(self, link: FactorLink) -> None:
        self._chosen = link.id

    def _go_to(self, thing_id: str) -> None:
        if self.isVisible():  # otherwise it is wanted on another page
            self._stand_on(thing_id)

    def _want_words(self, thing_id: str, _part: str) -> None:
        if self.isVisible():
            self._rewrite = thing_id
            self._rewrite_step()

    def _stand_on(self, thing_id: str) -> None:
        """Go to a factor, link or step that was just added or asked for, as soon as it is read."""
        self._chosen = self._write_into = thing_id
        self._see_chosen()

    # Where one was

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.right.commit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        self.commit()
        super().hideEvent(event)

    def state(self) -> dict[str, Any]:
        """Where the person is."""
        return {
            "split": self.sizes(),
            "view": self.left.views.place,
            "side": self.right.sides.place,
            "chosen": self._chosen,
            "whys": self.whys.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        if state.get("split"):
            self.setSizes(state["split"])
        self.left.views.choose(int(state.get("view", 0)))
        self.right.sides.choose(int(state.get("side", 0)))
        self._chosen = str(state.get("chosen", ""))
        self.whys.restore(state.get("whys", {}))
        self._see_chosen()
