"""What two readers hear, side by side: what only one of them gets, and what is worded otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafted import KIND_NAMES
from app.domain.trust.pieces import READER_WORDS, WORDED
from app.domain.trust.versions import Beside, questions
from app.operations.trust.versions import compared
from app.ui import theme
from app.ui.feed import Feed
from app.ui.session import Session
from app.ui.widgets.buttons import chip_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import label
from app.ui.widgets.tables import read_by_rows

_PAIRS = (
    (Audience.LEADERSHIP, Audience.TEAM),
    (Audience.OUTSIDE, Audience.TEAM),
    (Audience.OUTSIDE, Audience.LEADERSHIP),
)
_NOT_SHOWN = "– not shown –"
_WATCHED = {
    *("audience_choices", "entries", "factors", "corrective_actions", "frame_pieces"),
    *("affected_groups", "account_paragraphs", "group_statements", "public_statements"),
    *("trust_breaks", "repairs", "invitations", "trust_signals", "checkpoints", "update_notes"),
}


class AccountVersions(QWidget):
    """A table of what was chosen for two readers, and what is asked where they part."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account-versions")
        self._session = session
        self._pair = _PAIRS[0]
        self._feed = Feed(
            session, self, "Comparing what readers hear", _WATCHED, self._read, self._show
        )
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName("account-versions-questions")
        self.table = QTableWidget(0, 3)
        self.table.setObjectName("account-versions-table")
        self.table.setAccessibleName("What two readers hear, side by side")
        read_by_rows(self.table)
        self.table.setWordWrap(True)
        self.table.setAlternatingRowColors(True)
        header = self.table.horizontalHeader()
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(2, 190)
        header.sectionResized.connect(lambda *_: self._fit_rows())
        self._pairs = QButtonGroup(self)
        row = QHBoxLayout()
        for place, (first, second) in enumerate(_PAIRS):
            words = f"{READER_WORDS[first].capitalize()} beside {READER_WORDS[second]}"
            short = f"{first.value.capitalize()} / {second.value}"
            chip = chip_button(f"account-versions-{first.value}-{second.value}", words, short)
            self._pairs.addButton(chip, place)
            row.addWidget(chip)
        row.addStretch(1)
        self._pairs.button(0).setChecked(True)
        self._pairs.idClicked.connect(self.choose)
        self._pages = QStackedWidget()
        self._empty = EmptyState(
            "Nothing is shown to either of them yet",
            "What you choose for readers below each piece stands here side by side, so that the "
            "story does not get cleaner on its way.",
        )
        self._empty.tell(known=False)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(row)
        whole.addWidget(self._asked)
        whole.addWidget(self._pages, 1)
        self.setFocusProxy(self.table)

    def choose(self, place: int) -> None:
        """Choose which two readers to compare."""
        self._pair = _PAIRS[place]
        self._feed.renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def _read(self, casebook: Casebook, case_id: str) -> tuple[Beside, ...]:
        return compared(casebook, case_id, *self._pair)

    def _show(self, found: tuple[Beside, ...]) -> None:
        first, second = self._pair
        asked = questions(found, first, second)
        self._asked.setText("\n".join(asked))
        self._asked.setVisible(bool(asked))
        self._empty.tell(known=True)
        self._pages.setCurrentIndex(1 if found else 0)
        hears = [f"Heard by {READER_WORDS[each]}" for each in self._pair]
        self.table.setHorizontalHeaderLabels([*hears, "Where they part"])
        self.table.setRowCount(len(found))
        for number, one in enumerate(found):
            kind = KIND_NAMES[type(one.piece)]
            marks = [kind, *one.marks]
            cells = (_words(one, one.first), _words(one, one.second), " · ".join(marks))
            for column, words in enumerate(cells):
                cell = QTableWidgetItem(words)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(number, column, cell)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give each row the height of its words, and some air."""
        self.table.resizeRowsToContents()
        for row in range(self.table.rowCount()):
            self.table.setRowHeight(row, self.table.rowHeight(row) + theme.current().px(12))


def _words(one: Beside, heard: str | None) -> str:
    if heard is None:
        return _NOT_SHOWN
    return heard or f"– no words; {WORDED[type(one.piece)]} is empty –"
