"""A second list of evidence beside the first, and the line above each that says what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.domain.evidence import Source
from app.domain.query import EvidenceFilter
from app.ui import theme
from app.ui.itemmodels.items import ItemsModel
from app.ui.itemmodels.row_marks import RowMarks
from app.ui.panes.evidence_feed import EvidenceFeed, Listing
from app.ui.panes.evidence_table import EvidenceTable
from app.ui.session import Session
from app.ui.widgets.labels import ElidedLabel

_ALL = "All sources"
_SEVERAL = "Several sources"


class SourceHead(QWidget):
    """Which source a list shows, and how far its nearest item lies from the moment."""

    chosen = Signal(object)
    """The id of a source, None for all."""

    def __init__(self, name: str, *, all_too: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all_too = all_too
        self._ids: list[int | None] = []
        self._several = False
        self._box = QComboBox()
        self._box.setObjectName(f"{name}-source")
        self._box.setAccessibleName("Source of this list")
        self._box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._box.setMinimumContentsLength(8)
        self._box.activated.connect(self._activated)
        self._apart = ElidedLabel(role="caption")
        self._apart.setObjectName(f"{name}-apart")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.setMinimumHeight(theme.current().px(32))
        self.row.addWidget(self._box, 3)
        self.row.addWidget(self._apart, 2)

    def offer(self, sources: Sequence[Source], chosen: frozenset[int] | None) -> None:
        """What can be shown, and what is; None for all."""
        self._several = chosen is not None and len(chosen) > 1
        shown = next(iter(chosen)) if chosen and len(chosen) == 1 else None
        self._ids = [None] if self._all_too else []
        self._ids += [source.id for source in sources]
        self._box.clear()
        if self._all_too:
            self._box.addItem(_SEVERAL if self._several else _ALL)
        self._box.addItems([source.title for source in sources])
        self._box.setCurrentIndex(self._ids.index(shown) if shown in self._ids else 0)

    def say(self, words: str) -> None:
        """How far the nearest item lies from the moment."""
        self._apart.setText(words)

    def _activated(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self.chosen.emit(self._ids[place])


class EvidenceBeside(QWidget):
    """One source whole, whatever the first list is filtered by."""

    source_chosen = Signal()
    listed = Signal()
    """The list is there."""
    closed = Signal()

    def __init__(self, session: Session, marks: RowMarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stand_on: int | None = None
        self.source_id: int | None = None
        self.setObjectName("evidence-beside")
        self.model = ItemsModel(session, self)
        self.table = EvidenceTable(self.model)
        self.table.setObjectName("evidence-table-beside")
        self.table.setAccessibleName("A second source, at the same moment")
        self.table.show_marks(marks)
        self.table.show_one_source(alone=True)
        self.head = SourceHead("beside", all_too=False)
        self.head.chosen.connect(self._choose)
        close = QToolButton()
        close.setText("✕")
        close.setProperty("kind", "quiet")
        close.setObjectName("beside-close")
        close.setAccessibleName("Close the second list")
        close.setToolTip("Close (Esc)")
        close.clicked.connect(self.closed)
        self.head.row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        self._feed = EvidenceFeed(session, self)
        self._feed.listed.connect(self._show)
        self.hide()

    def offer(self, sources: Sequence[Source]) -> None:
        """What can be shown."""
        shown = None if self.source_id is None else frozenset({self.source_id})
        self.head.offer(sources, shown)

    def show_source(self, source_id: int) -> None:
        """List a source, keeping the row where it has it."""
        self.source_id = source_id
        asked = EvidenceFilter(sources=frozenset({source_id}), zone=self._session.zone.key)
        row = self.table.currentIndex().row()
        self._stand_on = self.model.id_of(row) if row >= 0 else None
        self._feed.list_items(asked, self._stand_on)

    def _choose(self, source_id: int | None) -> None:
        if source_id is not None and source_id != self.source_id:
            self.show_source(source_id)
            self.source_chosen.emit()

    def _show(self, listing: Listing) -> None:
        self.model.show_ids(listing.ids, listing.items)
        if listing.row >= 0:
            self.table.stand_on(self.model.row_of(listing.row))
        self.listed.emit()
