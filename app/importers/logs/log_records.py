"""From the lines of a text log to its records, one by one or many at once.

Many at once: lines whose stamp has a form that is known (`forms`) are never looked at one by one.
The first and the last line of each such stretch are, so that whatever comes before or after it is
read as if there were no short cut.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence

from app.domain.evidence import Continued, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.domain.runs import RecordRun, line_key
from app.importers.base import Note, Part
from app.importers.logs.continued import what_is_known
from app.importers.readers.plaintext import Lines
from app.importers.times.forms import Clocks, Form, FormsOfBlock, KnownForms, form_of
from app.importers.times.interpretation import Interpretation, ShapeInUse
from app.importers.times.stamps import UNTIMED_SYSLOG, Lack
from app.importers.times.wallclock import LEAST_BACK_US, CalendarReader, NoReader, zone_offset_us

MAX_RECORD_LINES = 2_000
MAX_RECORD_CHARS = 1_000_000
"""What comes after in a record becomes a record of its own, undated."""
MAX_RUN = 2_000
"""Records in one run at most: as many as are stored in one transaction."""

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_REPEATED = re.compile(r"message repeated (\d{1,9}) times")
_MOST_REPEATS = 10**9
_ODD = (b"\x1b", b"message repeated")
"""What a block holds whose lines are all looked at one by one."""
_SHORTEST = 8
"""A shorter stretch is faster read line by line."""

_Open = tuple[int, str, ShapeInUse | None, re.Match[str] | None, Stamp | None]
"""A record that further lines may still belong to: the number and text of its first line, the
shape that matched there, the match, and the stamp."""


class LogRecords:
    """Puts lines together into records, and counts what needs a sentence."""

    def __init__(
        self,
        log: Interpretation,
        inside: Callable[[Stamp], bool] | None,
        continues: Continued | None = None,
    ) -> None:
        self._log = log
        self._continues = continues
        self._known_lines = 0 if continues is None else continues.lines
        self._duplicates = 0
        self._inside = inside
        self._main = log.shapes[0] if log.shapes else None
        main = self._main
        simple = main is not None and not (main.shape.whole or main.has_place or log.nick)
        self._simple = main if simple else None
        fixed = main is not None and _has_fixed_forms(main) and not log.nick and inside is None
        self._known = KnownForms() if fixed else None
        self._yearless = main is not None and Lack.YEAR in main.shape.lack
        self._days = 0
        self._open: _Open | None = None
        self._more: list[str] = []
        self._more_size = 0
        self._blank = self._first_blank = 0
        self._outside = 0
        self._loose = self._unread = self._multi = self._cut = 0
        self._repeats = self._repeated = 0

    def take(self, part: Lines) -> Iterator[Record | RecordRun]:
        """The records that the next lines complete.

        Those of another source, which the file continues, are read and left out.
        """
        if part.first <= self._known_lines:
            known, part = part.until(self._known_lines)
            self._duplicates += sum(map(_count, self._taken(known)))
            if part.lines:
                self._begin_anew()
        if part.lines:
            yield from self._taken(part)

    def _begin_anew(self) -> None:
        """End the last known record, and count from here."""
        out: list[Record] = []
        self._close(out)
        self._duplicates += len(out)
        self._blank = self._first_blank = 0
        self._loose = self._unread = self._multi = self._cut = 0
        self._repeats = self._repeated = 0

    def _taken(self, part: Lines) -> Iterator[Record | RecordRun]:
        out: list[Record] = []
        forms = None
        if self._known is not None and part.block and not any(odd in part.block for odd in _ODD):
            forms = self._known.block(part.block, len(part.lines))
        if forms is None:
            self._each(part, 0, len(part.lines), out)
            yield from out
            return
        at = 0
        while at < len(part.lines):
            if self._has_turned():
                forms.forget(at)
                self._known = KnownForms() if self._known else None
            form, end = forms.form(at), forms.run_end(at)
            last = end - 1
            if form is None:
                at = self._learn(part, at, end, forms, out)
            elif last - at < _SHORTEST or not self._passes(form, forms.clocks[at:last]):
                self._each(part, at, end, out)
                at = end
            else:
                self._close(out)
                yield from out
                out.clear()
                yield from self._runs(part, form, forms.clocks, at, last)
                self._each(part, last, end, out)
                at = end
        yield from out

    def _runs(
        self, part: Lines, form: Form, clocks: Clocks, at: int, end: int
    ) -> Iterator[RecordRun]:
        """The lines from one to before another, all of one form."""
        begin, close, text = form.begin, form.end, form.text
        for start in range(at, end, MAX_RUN):
            stop = min(start + MAX_RUN, end)
            lines = part.lines[start:stop]
            yield RecordRun(
                part.first + start,
                [line[begin:close] for line in lines],
                array("q", clocks[start:stop].tobytes()),
                [line[text:] for line in lines],
                form.stamp.precision,
                form.stamp.zoned,
                form.stamp.offset_us,
                form.stamp.caveats,
                form.before,
                form.after,
                self._places(lines),
            )

    def _places(self, lines: Sequence[str]) -> Sequence[str]:
        """Where each of these lines was logged, if lines of this kind say so."""
        main = self._main
        if main is None or not main.has_place:
            return ()
        found = map(main.match, lines)
        return [main.place(match) if match else "" for match in found]

    def _learn(self, part: Lines, at: int, end: int, forms: FormsOfBlock, out: list[Record]) -> int:
        """Read lines one by one as far as the next one that shows a new form; what comes next."""
        for here in range(at, end):
            self._each(part, here, here + 1, out)
            if self._known is None or self._open is None or self._open[0] != part.first + here:
                continue
            _, line, used, found, stamp = self._open
            if used is self._main and found is not None and stamp is not None:
                form = form_of(line, found, stamp)
                if form is None or forms.knows(form):
                    continue
                alone = self._has_turned()
                if not forms.learn(form, here, alone=alone):
                    self._known = None  # no two lines are alike
                    continue
                self._known.add(form, alone=alone)
                return here + 1
        return end

    def _has_turned(self) -> bool:
        """Whether it became another day, where only the order of the days tells their year."""
        reader = self._main.reader if self._main is not None else None
        if not self._yearless or not isinstance(reader, CalendarReader):
            return False
        before, self._days = self._days, reader.days
        return before != self._days

    def _passes(self, form: Form, clocks: Clocks) -> bool:
        """Whether lines may be taken without a look at each, for all that their clocks say."""
        if form.stamp.zoned:
            return True
        reader = self._main.reader if self._main is not None else None
        steps_back = len(clocks) > 1 and int((clocks[:-1] - clocks[1:]).max()) >= LEAST_BACK_US
        return (
            not steps_back
            and isinstance(reader, CalendarReader)
            and reader.passes(*map(int, (clocks[0], clocks[-1], clocks.min(), clocks.max())))
        )

    def _each(self, part: Lines, at: int, end: int, out: list[Record]) -> None:
        """Take lines one by one."""
        main = self._main
        number = part.first + at - 1
        lines = part.lines if end - at == len(part.lines) else part.lines[at:end]
        if main is None:
            for line in lines:
                number += 1
                self._single(number, line, out)
            return
        match, read = main.match, main.read
        for line in lines:
            number += 1
            found = match(line)
            if found is None:
                self._unmatched(number, line, out)
            else:
                if self._open is not None:
                    self._close(out)
                self._open = (number, line, main, found, read(found))

    def rest(self) -> Iterator[Part]:
        """The last record, what was left out, and the sentences."""
        out: list[Record] = []
        if self._open is not None:
            self._close(out)
        yield from out
        if self._continues is not None:
            yield from what_is_known(self._continues, self._duplicates)
        if self._blank:
            yield Skip(SkipCode.EMPTY, "", self._first_blank, self._blank, "blank lines")
        if self._outside:
            yield Skip(SkipCode.OUTSIDE_WINDOW, "", None, self._outside)
        for sentence in (*self._log.notes, *self._sentences()):
            yield Note(sentence)

    def _single(self, number: int, line: str, out: list[Record]) -> None:
        if not line or line.isspace():
            self._first_blank = self._first_blank or number
            self._blank += 1
            return
        self._loose += 1
        self._open = (number, line, None, None, None)
        self._close(out)

    def _unmatched(self, number: int, line: str, out: list[Record]) -> None:
        for used in self._log.shapes[1:]:
            found = used.match(line)
            if found is not None:
                if self._open is not None:
                    self._close(out)
                stamp = used.read(found)
                self._loose += used.shape is UNTIMED_SYSLOG
                self._log.told(used, stamp)
                self._open = (number, line, used, found, stamp)
                return
        if self._open is not None and self._log.nick is None:
            self._continue(number, line, out)
            return
        if self._open is not None:
            self._close(out)
        self._single(number, line, out)

    def _continue(self, number: int, line: str, out: list[Record]) -> None:
        self._more_size += len(line) + 1
        if len(self._more) < MAX_RECORD_LINES - 1 and self._more_size < MAX_RECORD_CHARS:
            self._more.append(line)
            return
        self._close(out)
        if line and not line.isspace():
            self._cut += 1
            self._open = (number, line, None, None, None)
        else:
            self._single(number, line, out)

    def _close(self, out: list[Record]) -> None:
        """Turn the open lines into a record."""
        if self._open is None:
            return
        number, line, used, found, stamp = self._open
        self._open = None
        text, who, place = line, None, ""
        if found is not None and used is not None:
            if used is self._simple and stamp is not None:
                text = line[found.end() :]
            else:
                text, who, place = self._parts(line, used, found, stamp)
        raw = line
        if self._more:
            text, raw = self._with_more(text, line)
        if "\x1b" in text:
            text = _ANSI.sub("", text)
        if not text or text.isspace():
            text = raw
        if stamp is not None and self._inside is not None and not self._inside(stamp):
            self._outside += 1
            return
        kept = None if raw == text else raw
        weight = self._repeats_in(line) if "repeated" in line else 1
        key = line_key(number, line)
        out.append(Record(key, "", number, stamp, text, kept, who, who, None, None, place, weight))

    def _parts(
        self, line: str, used: ShapeInUse, found: re.Match[str], stamp: Stamp | None
    ) -> tuple[str, str | None, str]:
        """Text, speaker and place of a line with a stamp; an unread stamp stays in the text."""
        text, who = self._message(line, found.end())
        place = used.place(found) if used.has_place else ""
        if stamp is None:
            self._unread += not isinstance(used.reader, NoReader)
            return line, who, place
        return (line if used.shape.whole else text), who, place

    def _message(self, line: str, start: int) -> tuple[str, str | None]:
        nick = self._log.nick
        if nick is None:
            return line[start:], None
        spoken = nick.match(line, start)
        if spoken is None:
            return line[start:], None
        if spoken["said"]:
            return line[spoken.end() :], spoken["said"]
        return line[start:], spoken["did"]

    def _with_more(self, text: str, line: str) -> tuple[str, str]:
        more = self._more
        raw = "\n".join([line, *more])
        while more and not more[-1].strip():
            more.pop()
        if more:
            self._multi += 1
        text = "\n".join([text, *more] if text else more)
        self._more = []
        self._more_size = 0
        return text, raw

    def _repeats_in(self, line: str) -> int:
        """How many messages a line stands for."""
        found = _REPEATED.search(line)
        if found is None or not 0 < (times := int(found[1])) <= _MOST_REPEATS:
            return 1
        self._repeats += 1
        self._repeated += times
        return times

    def _sentences(self) -> Iterator[str]:
        if self._main is None:
            yield "No time stamps were found, so each line came in as an item without a time."
        elif self._loose:
            yield f"Lines that carry no time stamp and came in without a time: {self._loose:,}."
        if self._unread:
            yield f"Lines whose time stamp could not be read as a time: {self._unread:,}."
        if self._multi:
            yield f"Records of more than one line: {self._multi:,}."
        if self._cut:
            yield (
                f"Records longer than {MAX_RECORD_LINES:,} lines or {MAX_RECORD_CHARS // 10**6} MB "
                f"were cut; what follows a cut came in without a time: {self._cut:,} pieces."
            )
        if self._repeats:
            yield (
                f"Lines that say “last message repeated”: {self._repeats:,}, "
                f"for {self._repeated:,} messages."
            )
        yield from self._zone_sentences()

    def _zone_sentences(self) -> Iterator[str]:
        names: set[str] = set()
        for used in self._log.shapes:
            if isinstance(used.reader, CalendarReader):
                names |= used.reader.zone_names
        for name in sorted(names - {"Z", "UTC", "GMT", "UT"}):
            offset = zone_offset_us(name)
            if offset is None:
                yield f"The zone “{name}” could not be told for sure; the source's zone is used."
            elif name.isalpha():
                yield f"The zone name {name} was read as UTC{_signed(offset)}."


def _signed(offset_us: int) -> str:
    minutes = abs(offset_us) // 60_000_000
    return f"{'-' if offset_us < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _has_fixed_forms(used: ShapeInUse) -> bool:
    """Whether a shape's stamps can be told by their columns."""
    has_clock = "clock" in used.shape.pattern.groupindex
    dated = Lack.DAY not in used.shape.lack
    return isinstance(used.reader, CalendarReader) and has_clock and dated and not used.shape.whole


def _count(taken: Record | RecordRun) -> int:
    return len(taken) if isinstance(taken, RecordRun) else 1
