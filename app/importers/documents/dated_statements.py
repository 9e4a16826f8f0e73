"""The statements of a document in reading order, each with the time it tells, if it tells one.

A heading, bullet, row or line that begins with a time is a statement with what stands below it; a
sentence that says when something happened is one of its own; all else stays as it stands, undated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from app.domain.moments import Caveat
from app.domain.questions import DateOrder
from app.importers.documents.dated_document import Outlook, outlook
from app.importers.documents.dated_fronts import (
    Front,
    event_in,
    front_of,
    is_date_label,
    is_metadata,
    is_placeholder,
    labelled,
    lines_apart,
    sentences,
)
from app.importers.documents.dated_moments import StatedTime, times_in
from app.importers.documents.dated_placing import Placed, Placing
from app.importers.documents.dated_second_look import give_zones_of_neighbours, leave_templates_out
from app.importers.documents.dated_sections import Sections
from app.importers.documents.dated_statement import Statement
from app.importers.documents.dated_tables import (
    NO_TIMES,
    TimeColumns,
    row_time,
    time_columns,
    whole_time,
)
from app.importers.documents.dated_zones import StatedZone
from app.importers.documents.document_blocks import Block, BlockKind

_LEAST_CODE_LINES = 3
_MOST_PARTS = 500
"""What goes on for longer below a time is no statement any more."""
_NEAR_FRONT = 30
"""A day this near to the front of a sentence is the day of those after it too."""
_POSTED = re.compile(
    r"^\s*(?:Posted|Published|Updated)\b(?:.*?\bago\b\.?)?\s*(?:on|at)?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a document holds: its statements, what it leaves open, and what was assumed."""

    statements: list[Statement]
    outlook: Outlook
    unread_order: int

    @property
    def without_day(self) -> list[Statement]:
        """Statements that tell a time of day, and nothing tells the day."""
        return [one for one in self.statements if one.lacks_day]


def findings(
    blocks: Sequence[Block], day: date | None = None, order: DateOrder | None = None
) -> Findings:
    """The statements of a document. ``day`` and ``order`` are a person's answers."""
    seen = outlook(blocks, day, order)
    walk = _Walk(seen)
    walk.through(blocks)
    statements = walk.statements
    leave_templates_out(statements)
    give_zones_of_neighbours(statements)
    return Findings(statements, seen, walk.unread_order)


@dataclass(slots=True)
class _Taking:
    """The statement that further blocks may belong to, and which ones do."""

    statement: Statement
    kind: BlockKind
    level: int
    after: list[str] = field(default_factory=list)


class _Walk:
    """Goes through the blocks of a document once."""

    def __init__(self, seen: Outlook) -> None:
        self._placing = Placing(seen)
        self.statements: list[Statement] = []
        self._seen = seen
        self._sections = Sections()
        self._taking: _Taking | None = None
        self._block = 0

    @property
    def unread_order(self) -> int:
        """How many dates could be read in two ways."""
        return self._placing.days.unread_order

    def through(self, blocks: Iterable[Block]) -> None:
        """Take every block; the rows of a table together."""
        for (table, _), group in groupby(
            blocks, key=lambda block: (block.table, block.kind is BlockKind.ROW)
        ):
            together = list(group)
            if table:
                self._rows(together)
                self._block += len(together)
                continue
            for block in together:
                self._one(block)
                self._block += 1

    def _one(self, block: Block) -> None:
        match block.kind:
            case BlockKind.HEADING:
                self._heading(block)
            case BlockKind.CODE:
                self._code(block)
            case BlockKind.ABOUT:
                self._plain(block)
            case _:
                self._lines(block)

    def _lines(self, block: Block) -> None:
        pieces = lines_apart(block.text)
        if len(pieces) == 1:
            self._passage(block)
            return
        for piece in pieces:
            self._passage(replace(block, text=piece, raw=None))

    # ---- headings

    def _heading(self, block: Block) -> None:
        self._taking = None
        self._sections.leave(block.level)
        front = front_of(block.text)
        is_title = block.level == 1
        names_day = front is not None and front.time.clock_us is None
        if front is not None and not (is_title and names_day) and self._opens(front, block):
            if is_title:
                self._taking = None  # what follows is not the text of a title
            return
        if front is not None and not front.rest:
            self._placing.mark(front.time, max(block.level - 1, 0))
        else:
            self._placing.enter(block.level)
            within = [one for one in times_in(block.text) if one.day and not one.day.step]
            if len(within) == 1 and block.level > 1:
                self._placing.mark(within[0], max(block.level - 1, 0))
        self._plain(block)
        self._sections.enter(block.level, block.text)

    # ---- passages

    def _passage(self, block: Block) -> None:
        front = front_of(block.text)
        if front is not None and (is_placeholder(front.rest) or self._sections.is_template):
            self._taking = None
            self._plain(block)
            return
        if front is not None and self._opens(front, block):
            return
        if self._ends_in_time(block) or self._posted(block):
            return
        if front is not None and not front.rest and front.time.day is not None:
            self._taking = None
            self._placing.mark(front.time, self._sections.level)
            self._plain(block)
            return
        if self._belongs(block):
            self._add(block)
            return
        if self._label(block):
            return
        self._prose(block)

    def _opens(self, front: Front, block: Block) -> bool:
        """Begin a statement where the time at the front of a block is one of an event."""
        only_day = front.time.clock_us is None and front.time.relative_us is None
        aside = self._sections.is_aside
        if only_day and (not front.rest or aside or is_metadata(front.rest[:40])):
            return False
        time = self._placed(front.time)
        if time is None:
            return False
        statement = self._dated(front.stamp, time, block, front.rest)
        statement.in_front = True
        self._taking = _Taking(statement, block.kind, block.level)
        return True

    def _belongs(self, block: Block) -> bool:
        """Whether a block is part of the statement before it."""
        taking = self._taking
        if taking is None or len(taking.statement.parts) >= _MOST_PARTS:
            return False
        if taking.statement.parts == [""] and block.kind is BlockKind.PARAGRAPH:
            return True  # a time alone on its line: what follows says what was
        match taking.kind:
            case BlockKind.HEADING:
                return True
            case BlockKind.BULLET:
                deeper = block.level - taking.level
                return deeper > 0 if block.kind is BlockKind.BULLET else deeper >= 0
            case BlockKind.PARAGRAPH:
                return not (block.kind is BlockKind.PARAGRAPH and _begins_in_time(block.text))
            case _:
                return False

    def _add(self, block: Block) -> None:
        if self._taking is not None:
            mark = "• " if block.kind is BlockKind.BULLET else ""
            self._taking.statement.parts.append(mark + block.text)
            self._taking.statement.raw.append(block.raw or block.text)

    def _label(self, block: Block) -> bool:
        """“First detected: 2023-01-11 14:22” is dated; “Date: …” tells the day."""
        found = labelled(block.text)
        if found is None or self._sections.is_aside:
            return False
        if found.is_date and found.time.clock_us is None:
            self._placing.mark(found.time, 0)
            return False
        if not found.is_event and not found.is_date:
            self._taking = None
            self._plain(block)
            return True
        time = self._placed(found.time, carries=found.time.day is not None)
        if time is None:
            return False
        self._taking = None
        self._dated(found.stamp, time, block, found.label)
        return True

    def _prose(self, block: Block) -> None:
        self._taking = None
        if self._sections.is_aside:
            self._plain(block)
            return
        loose: list[str] = []
        every = sentences(block.text)
        for sentence in every:
            if loose and self._closes(sentence, loose, block):
                loose = []
                continue
            stated = event_in(sentence)
            carries = stated is not None and stated.day is not None and stated.start < _NEAR_FRONT
            time = self._placed(stated, carries=carries) if stated is not None else None
            if stated is None or time is None:
                loose.append(sentence)
                continue
            self._loose(loose, block)
            loose = []
            if stated.day is not None and sentence is every[0] and carries:
                self._placing.mark(stated, self._sections.level)
            stamp = sentence[stated.start : stated.end]
            said = sentence.strip()
            self._dated(stamp, time, replace(block, text=said, raw=None), said)
        self._loose(loose, block)

    def _closes(self, sentence: str, loose: list[str], block: Block) -> bool:
        """Date what stands before a sentence that is nothing but a time."""
        stated = whole_time(_POSTED.sub("", sentence))
        if stated is None or stated.clock_us is None or stated.day is None:
            return False
        time = self._placed(stated, carries=False)
        if time is None:
            return False
        said = "".join(loose).strip()
        self._dated(sentence.strip(), time, replace(block, text=f"{said} {sentence}"), said)
        return True

    def _posted(self, block: Block) -> bool:
        """Date the passage above by a line of its own that says when it was posted."""
        posted = _POSTED.match(block.text)
        stated = whole_time(block.text[posted.end() :]) if posted and posted[0].strip() else None
        last = self.statements[-1] if self.statements else None
        if stated is None or stated.clock_us is None or stated.day is None:
            return False
        if last is None or last.time is not None or last.is_heading:
            return False
        time = self._placed(stated, carries=False)
        if time is None:
            return False
        said = last.text
        self.statements.pop()
        together = replace(block, text=f"{said}\n{block.text}", line=last.line, raw=None)
        self._dated(block.text, time, together, said)
        return True

    def _loose(self, loose: list[str], block: Block) -> None:
        text = "".join(loose).strip()
        if text:
            whole = text == block.text
            self._plain(replace(block, text=text, raw=block.raw if whole else None))

    def _ends_in_time(self, block: Block) -> bool:
        """A passage with a line of its own for its time below it, as status pages write them."""
        words, gap, last = block.text.rstrip().rpartition("\n")
        last = _POSTED.sub("", last)
        stated = whole_time(last) if gap and len(last) < 80 else None
        if stated is None or stated.clock_us is None or stated.day is None or not words.strip():
            return False
        if self._sections.is_template or is_metadata(words.splitlines()[-1][-40:]):
            return False
        time = self._placed(stated)
        if time is None:
            return False
        self._taking = None
        self._dated(last.strip(), time, block, words.strip())
        return True

    # ---- code and tables

    def _code(self, block: Block) -> None:
        lines = block.text.splitlines()
        fronts = [front_of(line) for line in lines]
        stamped = [front for front in fronts if front and front.time.clock_us is not None]
        told = len(stamped) >= _LEAST_CODE_LINES and 2 * len(stamped) >= len(lines)
        taking = self._taking
        if taking is not None and (taking.kind is not BlockKind.BULLET or block.level):
            self._add(block)
        elif told and self._sections.is_timeline:
            for number, line in enumerate(lines):
                at = None if block.line is None else block.line + 1 + number
                self._passage(Block(BlockKind.BULLET, line.strip(), at, 1 + _indent(line)))
        else:
            self._plain(block)

    def _rows(self, rows: list[Block]) -> None:
        columns = time_columns(rows)
        aside = self._sections.is_aside
        within = self._taking is not None and self._taking.kind is BlockKind.HEADING
        self._placing.new_list()
        for row in rows:
            if columns is not NO_TIMES and self._row(row, columns, aside=aside):
                continue
            if within and columns is NO_TIMES:
                self._add(row)
            elif columns is NO_TIMES and not aside and len(row.cells) == 2:
                self._pair(row)
            else:
                self._taking = None
                self._plain(row)

    def _row(self, row: Block, columns: TimeColumns, *, aside: bool) -> bool:
        """Take a row of a table that tells times; False where the row tells none."""
        stated, stamp = row_time(row, columns)
        said = " | ".join(
            cell for at, cell in enumerate(row.cells) if cell and at not in columns.unsaid
        )
        if stated is None:
            return False
        if stated.clock_us is None and stated.relative_us is None:
            if not (columns.is_value and is_metadata(said)):
                self._placing.mark(stated, self._sections.level)
            if aside or not said:
                return False
        if not said or is_placeholder(said) or self._sections.is_template:
            return False
        if columns.is_value and (is_date_label(said) or is_metadata(said)):
            return False
        time = self._placed(stated)
        if time is None:
            return False
        self._taking = None
        statement = self._dated(stamp, time, row, said)
        statement.in_front = True
        if statement.zone is None and columns.zone is not None:
            self._zone_for(statement, columns.zone)
        return True

    def _pair(self, row: Block) -> None:
        """A row of a name and a value: “Detected | 14:05 UTC”, “Summary | At 14:05 …”."""
        name, value = row.cells
        as_label = replace(row, text=f"{name}: {value}", raw=row.text)
        if name and value and (self._label(as_label)):
            return
        if value and event_in(sentences(value)[0] if value.strip() else "") is not None:
            self._prose(row)
            return
        self._taking = None
        self._plain(row)

    # ---- time

    def _placed(self, stated: StatedTime, *, carries: bool = True) -> Placed | None:
        return self._placing.placed(stated, self._sections.level, carries=carries)

    def _dated(self, stamp: str, placed: Placed, block: Block, text: str) -> Statement:
        statement = self._plain(block)
        statement.parts = [text]
        statement.raw = [block.raw or block.text]
        statement.time, statement.stamp, statement.day = placed.time, stamp, placed.day
        statement.lacks_day = placed.day is None
        caveats = placed.day.caveats if placed.day is not None else ()
        if placed.time.about:
            caveats = (*caveats, Caveat.ABOUT)
        statement.caveats = caveats
        if placed.time.zone is not None:
            statement.zone = placed.time.zone
            if placed.time.zone.by_name:
                statement.caveats = (*caveats, Caveat.ZONE_NAME)
            return statement
        stated = self._sections.zone or self._seen.zone_at(self._block)
        if stated is not None:
            self._zone_for(statement, stated)
        return statement

    def _zone_for(self, statement: Statement, zone: StatedZone) -> None:
        statement.zone = zone
        more = (Caveat.ZONE_HEADING, Caveat.ZONE_NAME) if zone.by_name else (Caveat.ZONE_HEADING,)
        statement.caveats = (*statement.caveats, *more)

    def _plain(self, block: Block) -> Statement:
        statement = Statement(
            [block.text],
            block.line,
            self._sections.place,
            [block.raw or block.text],
            block.text,
            is_heading=block.kind is BlockKind.HEADING,
            slanted=block.slanted,
            section=self._sections.number,
        )
        self.statements.append(statement)
        return statement


def _begins_in_time(text: str) -> bool:
    """Whether the first sentence of a passage says when something happened."""
    first = sentences(text)[:1]
    return bool(first) and event_in(first[0]) is not None


def _indent(line: str) -> int:
    return (len(line) - len(line.lstrip())) // 2
