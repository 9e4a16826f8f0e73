"""The list of factors: one row each, with as many columns as there is room for."""

from __future__ import annotations

from app.ui.itemmodels.factors import Column, FactorsModel
from app.ui.widgets.line_table import LineTable

_ROOM_FOR: dict[int, int] = {
    Column.NATURE: 860,
    Column.SIDE: 740,
    Column.CITED: 660,
    Column.CERTAINTY: 580,
    Column.PART: 440,
    Column.CLOSED: 320,
}


class FactorTable(LineTable):
    """Tells which factor a person stands on, and which they open."""

    def __init__(self, model: FactorsModel) -> None:
        super().__init__("factor-table", "Factors", model, Column.TEXT, _ROOM_FOR)
