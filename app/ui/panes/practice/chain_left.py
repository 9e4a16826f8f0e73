"""The left side of the Failure chain page: the factors as a graph or a list, or how to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.chain_words import by_thing, count_words, factor_lines
from app.ui.itemmodels.factors import FactorsModel
from app.ui.panes.practice.chain_feed import ChainReading
from app.ui.widgets.buttons import button
from app.ui.widgets.chain_graph import ChainGraph
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.factor_table import FactorTable
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.two_chips import TwoChips

_WHAT = (
    "A factor is a condition or decision that contributed: what set it off, what made it "
    "possible, what made it larger, what slowed recovery. Begin with one, with a ladder of whys, "
    "or with selected evidence on the Timeline page."
)


class ChainLeft(QFrame):
    """Graph and list show the same; what is asked of the chain as a whole stands below."""

    add_wanted = Signal()
    outline_wanted = Signal()
    whys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chain-left")
        self.setProperty("kind", "panel")
        self._model = FactorsModel(self)
        self._has_factors = False
        self.graph = ChainGraph()
        self.table = FactorTable(self._model)
        self.views = TwoChips("chain-view", ("Graph", "List"))
        self._nothing = self._empty()
        self._count = ElidedLabel(role="caption")
        self._questions = label("", "question", wrap=True)
        self._questions.setObjectName("chain-questions")
        self._pages = QStackedWidget()
        self._build()
        self.views.chosen.connect(lambda _place: self._see())
        self._see()

    def _build(self) -> None:
        adding = button("new-factor-button", "New factor", self.add_wanted.emit)
        head = QHBoxLayout()
        head.addWidget(label("Failure chain", "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self.views)
        head.addWidget(adding)
        for page in (self.graph, self.table, self._nothing):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self._questions)

    def _empty(self) -> EmptyState:
        buttons = (
            button("first-factor", "New factor", self.add_wanted.emit, kind="primary"),
            button("chain-outline-button", "Empty outline", self.outline_wanted.emit),
            button("first-whys", "Five whys", self.whys_wanted.emit),
        )
        empty = EmptyState("No factors yet", _WHAT, buttons)
        empty.tell(known=False)
        return empty

    @property
    def shown(self) -> QWidget:
        """The graph, the list, or what tells how to begin."""
        return (self.graph, self.table, self._nothing)[self._pages.currentIndex()]

    def show_reading(self, reading: ChainReading) -> None:
        """Show the chain as it stands."""
        chain = reading.chain
        self._has_factors = bool(chain.factors)
        self._nothing.tell(known=reading.is_read)
        self._count.setText(count_words(chain) if chain.factors else "")
        whole = by_thing(reading.questions).get("", "")
        self._questions.setText(whole)
        self._questions.setVisible(bool(whole))
        self._model.show_lines(factor_lines(chain))
        if reading.layout is not None:
            self.graph.show_chain(chain.factor_cards(), chain.link_cards(), reading.layout)
        self._see()

    def stand_on(self, factor_id: str, link_id: str) -> None:
        """Stand on a factor or a link, in graph and list; empty for none."""
        self.graph.select(factor_id or link_id)
        self.table.stand_on(factor_id)

    def _see(self) -> None:
        self._pages.setCurrentIndex(self.views.place if self._has_factors else 2)
        self.views.setVisible(self._has_factors)
        self.setFocusProxy(self.shown)
