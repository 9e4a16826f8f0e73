"""How the window words trust breaks: rows of the table, counts. No Qt."""

from __future__ import annotations

from enum import IntEnum

from app.domain.audiences import Audience
from app.domain.review_words import CERTAINTY_WORDS, counted
from app.domain.trust.break_list import BreakList
from app.domain.trust.break_words import KIND_WORDS, SEVERITY_WORDS, SIDE_WORDS, TREND_WORDS
from app.domain.trust.breaks import Side, TrustBreak
from app.ui.itemmodels.lines import TableLine


class Column(IntEnum):
    """The columns, in their order."""

    NUMBER = 0
    PARTY = 1
    TOWARD = 2
    SIDE = 3
    KIND = 4
    FEAR = 5
    SEVERITY = 6
    TREND = 7
    CERTAINTY = 8
    CITED = 9
    REPAIRS = 10
    SHOWN = 11


TITLES = (
    *("No.", "Who trusts less", "Whom or what", "Direction", "Trusted less", "Feared again"),
    *("Severity", "Trend", "Certainty", "Evidence", "Repairs", "Shown to"),
)

ROOM_FOR: dict[int, int] = {
    Column.CERTAINTY: 1280,
    Column.CITED: 1180,
    Column.SHOWN: 1090,
    Column.KIND: 980,
    Column.TREND: 850,
    Column.REPAIRS: 760,
    Column.SEVERITY: 680,
    Column.SIDE: 590,
    Column.TOWARD: 480,
}
"""How wide the table must be, at zoom 1, to show a column; those first in line go first."""

_READERS = {Audience.TEAM: "team", Audience.LEADERSHIP: "leadership", Audience.OUTSIDE: "outside"}
_UNSAID, _NONE, _PRIVATE = "–", "none", "private"


def break_rows(found: BreakList, side: Side | None = None) -> list[TableLine]:
    """The breaks of one direction as rows of the table, or all of them."""
    return [_row(found, each) for each in found.of_side(side)]


def _row(found: BreakList, each: TrustBreak) -> TableLine:
    cells = {
        Column.NUMBER: found.numbers[each.id],
        Column.PARTY: each.party.strip() or _UNSAID,
        Column.TOWARD: each.toward.strip() or _UNSAID,
        Column.SIDE: SIDE_WORDS[each.side] if each.side else _UNSAID,
        Column.KIND: KIND_WORDS[each.kind] if each.kind else _UNSAID,
        Column.FEAR: each.fear.strip() or _UNSAID,
        Column.SEVERITY: SEVERITY_WORDS[each.severity] if each.severity else _UNSAID,
        Column.TREND: TREND_WORDS[each.trend] if each.trend else _UNSAID,
        Column.CERTAINTY: CERTAINTY_WORDS[each.certainty],
        Column.CITED: _cited_words(len(found.cited.get(each.id, ()))),
        Column.REPAIRS: ", ".join(found.repaired_by.get(each.id, ())) or _NONE,
        Column.SHOWN: _shown_words(found, each),
    }
    thin = frozenset(int(column) for column, words in cells.items() if words in {_UNSAID, _NONE})
    hints = {int(Column.FEAR): each.text.strip()} if each.text.strip() else {}
    return TableLine(each.id, cells[Column.FEAR], [cells[one] for one in Column], thin, hints)


def _cited_words(count: int) -> str:
    return counted(count, "item") if count else _NONE


def _shown_words(found: BreakList, each: TrustBreak) -> str:
    readers = [_READERS[choice.audience] for choice in found.shown.get(each.id, ())]
    return ", ".join(readers) or _PRIVATE


def count_words(found: BreakList) -> str:
    """How many there are, and how many of them have no repair."""
    if not found.breaks:
        return ""
    bare = sum(each.id not in found.repaired_by for each in found.breaks)
    without = f", {bare} without a repair" if bare else ""
    return counted(len(found.breaks), "break") + without
