"""The right side of the Failure chain page: one factor or link, or the five whys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.practice.chain import Factor, FactorLink
from app.ui.focus import go_to
from app.ui.panes.practice.chain_edits import ChainEdits
from app.ui.panes.practice.chain_feed import ChainReading
from app.ui.panes.practice.factor_editor import FactorEditor
from app.ui.panes.practice.link_editor import LinkEditor
from app.ui.panes.practice.whys import WhysPanel
from app.ui.session import Session
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panels import scrolling
from app.ui.widgets.two_chips import TwoChips

EDITING, WHYS = 0, 1
_FACTOR, _LINK, _NOTHING = range(3)


class ChainRight(QFrame):
    """What one stands on, and the ladders, one beside the other."""

    def __init__(self, session: Session, edits: ChainEdits) -> None:
        super().__init__()
        self.setObjectName("chain-right")
        self.setProperty("kind", "panel")
        self.editor = FactorEditor(session, edits)
        self.link_editor = LinkEditor(edits)
        self.whys = WhysPanel(edits)
        self.sides = TwoChips("chain-side", ("Factor", "Five whys"))
        self._sides = QStackedWidget()
        self._editors = QStackedWidget()
        self._build()
        self.sides.chosen.connect(self._sides.setCurrentIndex)

    def _build(self) -> None:
        hint = "Select a factor or a link, or add a new factor with N."
        for page in (
            _scrolling(self.editor),
            _scrolling(self.link_editor),
            EmptyState("Nothing is selected", hint, width=260),
        ):
            self._editors.addWidget(page)
        self._sides.addWidget(self._editors)
        self._sides.addWidget(self.whys)
        head = QHBoxLayout()
        head.addWidget(self.sides)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._sides, 1)

    @property
    def shown(self) -> QWidget:
        """What is in use here."""
        if self.sides.place == WHYS:
            return self.whys
        return self.link_editor if self._editors.currentIndex() == _LINK else self.editor

    def show_thing(
        self, reading: ChainReading, factor: Factor | None, link: FactorLink | None
    ) -> None:
        """Show a factor, a link, or neither in the form."""
        if factor is not None:
            self.editor.show_factor(reading, factor)
        elif link is not None:
            self.link_editor.show_link(reading, link)
        self._editors.setCurrentIndex(_FACTOR if factor else _LINK if link else _NOTHING)

    def write(self) -> None:
        """Go into the form of what is shown."""
        self.sides.choose(EDITING)
        if self._editors.currentIndex() == _LINK:
            go_to(self.link_editor)
        else:
            self.editor.write()

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.editor.commit()
        self.link_editor.commit()


def _scrolling(inside: QWidget) -> QScrollArea:
    area = scrolling(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
