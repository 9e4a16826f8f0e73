"""Clocks that differ: the pairs of items that show it, and setting one right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.evidence import Source
from app.domain.moments import SECOND_US
from app.domain.review_words import duration_words
from app.domain.skew import SkewPair
from app.operations.clocks import ClockComparison, ClockDifference, difference_words
from app.ui import theme
from app.ui.evidence_words import counted
from app.ui.widgets.labels import label
from app.ui.widgets.tables import read_by_rows

_SHOWN = 200
_COLUMNS = ("Stands in both", "Difference", "")
_NOTHING = (
    "No two sources show a steady difference. At least three pairs of items must share an id or a "
    "line and lie equally far apart; delays, as of a queue, are not taken for clocks."
)
_ADVICE = (
    "Which of the two was off, the pairs do not tell. Setting a clock right moves all items of "
    "that source; entries that cite them stay as they are and are marked."
)


class CompareClocksDialog(QDialog):
    """Emits `wanted` with a source and how far its clock runs ahead, in microseconds."""

    wanted = Signal(object, object)

    def __init__(self, comparison: ClockComparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare-clocks")
        self.setWindowTitle("Compare clocks")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found = comparison.differences
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(10)
        cards.addWidget(
            label(_ADVICE if found else _NOTHING, "" if found else "caption", wrap=True)
        )
        for difference in found:
            cards.addWidget(self._card(difference))
        cards.addStretch(1)
        area = QScrollArea()
        area.setObjectName("clock-differences")
        area.setAccessibleName("Clocks that differ")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        close = QPushButton("Close")
        close.setObjectName("compare-clocks-close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(label(_scope(comparison), "caption", wrap=True), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(area, 1)
        column.addLayout(foot)
        look = theme.current()
        self.resize(QSize(look.px(680), look.px(460 if found else 200)))
        close.setFocus()

    def _card(self, found: ClockDifference) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(label(difference_words(found), "strong", wrap=True))
        if found.suspect_id is not None:
            titles = {one.id: one.title for one in (found.first, found.second)}
            suspect = titles[found.suspect_id]
            column.addWidget(label(f"Other sources differ from {suspect} too.", wrap=True))
        column.addWidget(self._pairs(found))
        length = duration_words(found.skew.by_us)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for source, by_us, way in (
            (found.second, -found.skew.by_us, "behind"),
            (found.first, found.skew.by_us, "ahead"),
        ):
            button = QPushButton(f"{source.title} was {length} {way}")
            button.setObjectName(f"set-right-{source.id}")
            button.setToolTip(f"Moves {counted(source.items, 'item')}; can be undone")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._choose, source, by_us))
            buttons.addWidget(button)
        column.addLayout(buttons)
        return card

    def _pairs(self, found: ClockDifference) -> QTableWidget:
        pairs = found.skew.pairs[:_SHOWN]
        table = QTableWidget(len(pairs), len(_COLUMNS))
        table.setObjectName("clock-pairs")
        table.setAccessibleName("Pairs of items that show the difference")
        table.setHorizontalHeaderLabels(_COLUMNS)
        read_by_rows(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row, pair in enumerate(pairs):
            for column, words in enumerate(_pair_words(pair)):
                table.setItem(row, column, QTableWidgetItem(words))
        look = theme.current()
        table.verticalHeader().setDefaultSectionSize(look.px(25))
        table.setFixedHeight(look.px(25) * min(len(pairs) + 1, 7) + look.px(10))
        return table

    def _choose(self, source: Source, by_us: int, _checked: bool = False) -> None:
        self.wanted.emit(source, by_us)
        self.accept()


def _pair_words(pair: SkewPair) -> tuple[str, str, str]:
    seconds = f"{pair.difference_us / SECOND_US:+,.3f} s".replace("-", "−")
    return pair.mark, seconds, "" if pair.agrees else "does not agree"


def _scope(comparison: ClockComparison) -> str:
    looked = (
        f"{counted(comparison.compared, 'pair')} of sources compared, "
        f"{counted(comparison.looked_at, 'item')} looked at"
    )
    if comparison.left_out:
        return f"{looked}; {comparison.left_out:,} more were too many."
    return f"{looked}."
