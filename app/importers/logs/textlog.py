"""The text log: any text file, its time stamps found by looking at it.

A line that starts with no stamp belongs to the record above. A file without stamps gives one
undated item a line. Nothing vanishes: every line ends in a record or in a skip.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.evidence import ImportChoices, Inspection
from app.domain.runs import RecordRun
from app.importers.base import EvidenceFile, Part, Position, Probe, Shape, Tell
from app.importers.logs.log_records import LogRecords
from app.importers.readers.plaintext import Lines, PlainText, is_text, sample, unpacked_head
from app.importers.times.interpretation import Survey, interpreted, needs_survey
from app.importers.times.stamps import shapes_of
from app.importers.window import window_of

_SURE, _PLAIN = 0.6, 0.2


class TextLog:
    """Reads any text, line by line."""

    format = "text-log"
    label = "Text log"

    def score(self, probe: Probe) -> float:
        """0.6 for text with time stamps, 0.2 for other text, 0 for anything else."""
        if probe.shape is not Shape.FILE or not probe.head:
            return 0.0
        head = unpacked_head(probe.head)
        if not is_text(head):
            return 0.0
        return _SURE if shapes_of(_head_lines(head)) else _PLAIN

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """First and last time as far as head, middle and tail show them.

        Raises `EvidenceError` where the file is empty, binary or unreadable.
        """
        lines = [line for piece in sample(source) for line in piece]
        shapes = shapes_of(lines)
        survey = Survey(shapes)
        survey.add(lines)
        log = interpreted(source, lines, shapes, survey)
        stamps = [stamp for line in lines if (stamp := log.stamp(line))]
        tell(Position(source.size, source.size))
        return Inspection(
            self.format,
            source.name,
            first_us=min((stamp.clock_us for stamp in stamps), default=None),
            last_us=max((stamp.clock_us for stamp in stamps), default=None),
            has_zone=all(stamp.zoned for stamp in stamps),
            questions=log.questions,
        )

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every record, and a skip for every line that is in none.

        Raises `EvidenceError` where the file is empty, binary, unreadable or a bomb.
        """
        for part in self.read_in_runs(source, choices):
            if isinstance(part, RecordRun):
                yield from part.records()
            else:
                yield part

    def read_in_runs(
        self, source: EvidenceFile, choices: ImportChoices
    ) -> Iterator[Part | RecordRun]:
        """The same, with many records in one piece wherever their lines allow it."""
        lines = [line for piece in sample(source) for line in piece]
        shapes = shapes_of(lines)
        survey = Survey(shapes)
        passes = 1
        if needs_survey(shapes):
            passes = 2
            for part in PlainText(source).parts():
                if isinstance(part, Lines):
                    survey.add(part.lines)
                elif isinstance(part, Position):
                    yield Position(part.done, part.total * passes)
        log = interpreted(source, lines, shapes, survey, choices)
        records = LogRecords(log, window_of(choices), choices.continues)
        for part in PlainText(source).parts():
            if isinstance(part, Lines):
                yield from records.take(part)
            elif isinstance(part, Position):
                yield Position(part.total * (passes - 1) + part.done, part.total * passes)
            else:
                yield part
        yield from records.rest()


def _head_lines(head: bytes) -> list[str]:
    text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    return text.replace("\0", "").splitlines()
