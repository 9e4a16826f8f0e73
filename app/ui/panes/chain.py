"""The Failure chain page: the factors as a graph or a list, and what one of them is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.chain import Factor, FactorLink
from app.domain.chain_rules import ChainQuestion, step_of
from app.domain.corrective import CorrectiveAction
from app.operations import corrective
from app.ui.chain_words import by_thing, count_words, factor_lines
from app.ui.focus import go_to, has_focus_inside
from app.ui.itemmodels.factors import FactorsModel
from app.ui.panes.chain_actions import offered
from app.ui.panes.chain_edits import ChainEdits
from app.ui.panes.chain_feed import ChainFeed, ChainReading
from app.ui.panes.factor_editor import FactorEditor
from app.ui.panes.link_editor import LinkEditor
from app.ui.panes.whys import WhysPanel
from app.ui.session import Session
from app.ui.tasks import Lane
from app.ui.widgets.chain_graph import ChainGraph
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.factor_table import FactorTable
from app.ui.widgets.labels import ElidedLabel, label

PAGE = "chain"
_WHAT = (
    "A factor is a condition or decision that contributed: what set it off, what made it "
    "possible, what made it larger, what slowed recovery. Begin with one, with a ladder of whys, "
    "or with selected evidence on the Timeline page."
)


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
        self._write_into = ""
        self.edits = ChainEdits(session, self)
        self._feed = ChainFeed(session, self.edits, self)
        self._model = FactorsModel(self)
        self.table = FactorTable(self._model)
        self.graph = ChainGraph()
        self.editor = FactorEditor(session, self.edits)
        self.link_editor = LinkEditor(self.edits)
        self.whys = WhysPanel(self.edits)
        self._count = ElidedLabel(role="caption")
        self._questions = label("", "warning", wrap=True)
        self._questions.setObjectName("chain-questions")
        self._views = _chips("chain-view", ("Graph", "List"))
        self._sides = _chips("chain-side", ("Factor", "Five whys"))
        self._nothing = self._empty()
        self._left = QStackedWidget()
        self._right = QStackedWidget()
        self._editors = QStackedWidget()
        self._build()
        self._connect()
        for action in offered(self):
            action.build(self)
        self._see()
        if session.has_case:
            self._feed.reload()

    # How it is made

    def _build(self) -> None:
        adding = QPushButton("New factor")
        adding.setObjectName("new-factor-button")
        adding.clicked.connect(self.add)
        head = QHBoxLayout()
        head.addWidget(label("Failure chain", "heading"))
        head.addWidget(self._count, 1)
        for button in self._views.buttons():
            head.addWidget(button)
        head.addWidget(adding)
        self._left.addWidget(self.graph)
        self._left.addWidget(self.table)
        self._left.addWidget(self._nothing)
        left = _panel("chain-left", head, self._left, self._questions)
        sides = QHBoxLayout()
        for button in self._sides.buttons():
            sides.addWidget(button)
        sides.addStretch(1)
        hint = "Select a factor or a link, or add a new factor with N."
        for page in (
            _scrolling(self.editor),
            _scrolling(self.link_editor),
            EmptyState("Nothing is selected", hint, width=260),
        ):
            self._editors.addWidget(page)
        self._right.addWidget(self._editors)
        self._right.addWidget(self.whys)
        right = _panel("chain-right", sides, self._right)
        for part, share in ((left, 60), (right, 40)):
            self.addWidget(part)
            self.setStretchFactor(self.indexOf(part), share)
        self.setSizes([600, 400])

    def _empty(self) -> QWidget:
        buttons = []
        for text, name, slot in (
            ("New factor", "first-factor", self.add),
            ("Empty outline", "chain-outline-button", self.add_outline),
            ("Five whys", "first-whys", self.begin_whys),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(slot)
            buttons.append(button)
        buttons[0].setProperty("kind", "primary")
        return EmptyState("No factors yet", _WHAT, buttons)

    def _connect(self) -> None:
        self._feed.read.connect(self._show)
        self._views.idClicked.connect(lambda _id: self._see())
        self._sides.idClicked.connect(lambda _id: self._see())
        graph, edits = self.graph, self.edits
        graph.chosen.connect(self.choose)
        graph.opened.connect(self.open)
        graph.moved.connect(edits.place)
        graph.link_wanted.connect(lambda one, other: edits.link(one, other, done=self._linked))
        graph.remove_wanted.connect(self._remove)
        self.table.current_changed.connect(self.choose)
        self.table.opened.connect(self.open)
        self.editor.link_opened.connect(self.choose)
        self.editor.action_wanted.connect(self._add_action)
        self.link_editor.factor_opened.connect(self.choose)
        self.whys.factor_wanted.connect(self.open)
        self.wanted.connect(lambda: self._session.page_wanted.emit(PAGE))
        self._session.thing_wanted.connect(self._go_to)
        self._session.case_selected.connect(lambda _id: self._enter_case())

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._shown_view(), self.whys if self._on_whys else self.editor]

    def _shown_view(self) -> QWidget:
        return (self.graph, self.table, self._nothing)[self._left.currentIndex()]

    # What is shown

    def _enter_case(self) -> None:
        self._chosen = self._write_into = ""
        self._show(ChainReading())

    def _show(self, reading: ChainReading) -> None:
        self._reading = reading
        chain = reading.chain
        self._count.setText(count_words(chain) if chain.factors else "")
        whole = by_thing(reading.questions).get("", "")
        self._questions.setText(whole)
        self._questions.setVisible(bool(whole))
        self._model.show_lines(factor_lines(chain))
        self.graph.show_chain(chain.factor_cards(), chain.link_cards(), reading.layout)
        self.whys.show_reading(reading)
        self._see()
        self._see_chosen()

    @property
    def questions(self) -> tuple[ChainQuestion, ...]:
        """What is asked of the chain as it is shown."""
        return self._reading.questions

    @property
    def _on_whys(self) -> bool:
        return self._sides.checkedId() == 1

    def _see(self) -> None:
        """Show the view and the side that are chosen."""
        has_factors = bool(self._reading.chain.factors)
        self._left.setCurrentIndex(self._views.checkedId() if has_factors else 2)
        self._right.setCurrentIndex(self._sides.checkedId())
        for button in self._views.buttons():
            button.setVisible(has_factors)
        self.setFocusProxy(self._shown_view())

    def _see_chosen(self) -> None:
        """Let graph, list and editor stand on what is chosen, as far as it is there."""
        chain = self._reading.chain
        link = next((one for one in chain.links if one.id == self._chosen), None)
        factor = chain.by_id.get(self._chosen)
        self.graph.select(self._chosen if factor or link else "")
        self.table.stand_on(self._chosen if factor else "")
        if factor is not None:
            self.editor.show_factor(self._reading, factor)
            self._editors.setCurrentIndex(0)
            self._begin_writing(factor)
        elif link is not None:
            self.link_editor.show_link(self._reading, link)
            self._editors.setCurrentIndex(1)
            if link.id == self._write_into:
                self._write_into = ""
                self.open(link.id)
        else:
            self._editors.setCurrentIndex(2)
        if step_of(chain, self._write_into) is not None:
            self._see_side(1)
            self.whys.stand_on(self._write_into)
            self._chosen = self._write_into = ""

    def _begin_writing(self, factor: Factor) -> None:
        if factor.id == self._write_into:
            self._write_into = ""
            self._see_side(0)
            self.editor.write()

    def _see_side(self, side: int) -> None:
        self._sides.button(side).setChecked(True)
        self._see()

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
            self._see_side(0)
        self._see_chosen()

    def open(self, thing_id: str) -> None:
        """Stand on a factor or a link, and go into its form."""
        self.choose(thing_id)
        self._see_side(0)
        if self._editors.currentIndex() == 1:
            go_to(self.link_editor)
        else:
            self.editor.write()

    def add(self) -> None:
        """Add a factor, and write what it says."""
        self.commit()
        self.edits.add(lambda factor: self._stand_on(factor.id))

    def add_outline(self) -> None:
        """Add an empty factor for each part there is to think about."""
        self.edits.add_outline(self._stand_on)

    def begin_whys(self) -> None:
        """Write what a new ladder of whys is to explain."""
        self._see_side(1)
        self.whys.begin()

    def toggle_view(self) -> None:
        """Show the list instead of the graph, or the graph again."""
        self._views.button(1 - self._views.checkedId()).setChecked(True)
        self._see()
        go_to(self._shown_view())

    def toggle_side(self) -> None:
        """Show the ladders of whys instead of the factor, or the factor again."""
        self._see_side(1 - self._sides.checkedId())
        go_to(self.whys if self._on_whys else self._shown_view())

    def mark(self) -> None:
        """Mark the factor one stands on as the one that weighed most, or no more."""
        if self._chosen in self._reading.chain.by_id:
            self.editor.toggle_mark()
        else:
            self._session.notify("Select a factor first.")

    def make_factor(self) -> None:
        """Make a factor of the step one stands on."""
        if self._on_whys:
            self.whys.make_factor()
        else:
            self._session.notify("Open the five whys with W, and stand on a step.")

    def link_on(self) -> None:
        """Go to where the factor one stands on is linked with another."""
        if self._chosen in self._reading.chain.by_id:
            self._see_side(0)
            go_to(self.editor.adder)

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
        casebook, case_id = self._session.casebook, self._session.case.id

        def work(book: Casebook) -> CorrectiveAction:
            return corrective.add(book, case_id, closes=(thing_id,))

        def added(action: CorrectiveAction) -> None:
            self._session.page_wanted.emit("actions")
            self._session.thing_wanted.emit(action.id)

        self._session.tasks.run(
            "Adding an action", lambda _progress: work(casebook), added, lane=Lane.WRITE, quiet=True
        )

    def _linked(self, link: FactorLink) -> None:
        self._chosen = link.id

    def _go_to(self, thing_id: str) -> None:
        if self.isVisible():  # otherwise it is wanted on another page
            self._stand_on(thing_id)

    def _stand_on(self, thing_id: str) -> None:
        """Go to a factor, link or step that was just added or asked for, as soon as it is read."""
        self._chosen = self._write_into = thing_id
        self._see_chosen()

    # Where one was

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.editor.commit()
        self.link_editor.commit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.commit()
        super().hideEvent(event)

    def state(self) -> dict[str, Any]:
        """Where the person is."""
        return {
            "split": self.sizes(),
            "view": self._views.checkedId(),
            "side": self._sides.checkedId(),
            "chosen": self._chosen,
            "whys": self.whys.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        if state.get("split"):
            self.setSizes(state["split"])
        for group, key in ((self._views, "view"), (self._sides, "side")):
            if (button := group.button(int(state.get(key, 0)))) is not None:
                button.setChecked(True)
        self._chosen = str(state.get("chosen", ""))
        self.whys.restore(state.get("whys", {}))
        self._see()
        self._see_chosen()


def _chips(name: str, words: tuple[str, str]) -> QButtonGroup:
    group = QButtonGroup()
    for number, text in enumerate(words):
        button = QPushButton(text)
        button.setObjectName(f"{name}-{text.lower().replace(' ', '-')}")
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        group.addButton(button, number)
    group.button(0).setChecked(True)
    return group


def _panel(name: str, head: QHBoxLayout, body: QWidget, *below: QWidget) -> QFrame:
    panel = QFrame()
    panel.setObjectName(name)
    panel.setProperty("kind", "panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(14, 12, 14, 12)
    column.setSpacing(8)
    column.addLayout(head)
    column.addWidget(body, 1)
    for widget in below:
        column.addWidget(widget)
    return panel


def _scrolling(inside: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll
