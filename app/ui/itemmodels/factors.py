"""The factors of a failure chain as a table; they are edited beside it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject

from app.ui.chain_words import FactorLine
from app.ui.itemmodels.lines import LinesModel, TableLine


class Column(IntEnum):
    """The columns, in their order."""

    NUMBER = 0
    TEXT = 1
    PART = 2
    SIDE = 3
    NATURE = 4
    CERTAINTY = 5
    CITED = 6
    CLOSED = 7


_TITLES = ("No.", "Factor", "Part", "Side", "Nature", "Certainty", "Evidence", "Closed by")
_MARK = "★"
_MOST = "The one condition that raised the impact or slowed recovery most"


class FactorsModel(LinesModel):
    """One row a factor, in the order of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_TITLES, parent)

    def show_lines(self, lines: Sequence[FactorLine]) -> None:
        """Show these factors. Where the same stand in the same places, the selection stays."""
        self.show_rows([_row(line) for line in lines])


def _row(line: FactorLine) -> TableLine:
    cells = {
        Column.NUMBER: f"{line.number} {_MARK}" if line.marked else line.number,
        Column.TEXT: line.text,
        Column.PART: line.part,
        Column.SIDE: line.side,
        Column.NATURE: line.nature,
        Column.CERTAINTY: line.certainty,
        Column.CITED: line.cited,
        Column.CLOSED: line.closed,
    }
    missing = {Column.CITED: "none", Column.CLOSED: "open"}
    thin = frozenset(int(column) for column, words in missing.items() if cells[column] == words)
    hints = {int(Column.NUMBER): _MOST} if line.marked else {}
    return TableLine(line.id, line.text, [cells[column] for column in Column], thin, hints)
