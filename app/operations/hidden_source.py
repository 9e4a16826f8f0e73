"""A source on its way in: filled batch by batch while nobody sees it, then shown in one edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import numpy as np

from app.casebook import Casebook, Connection, evidence, intake, people, timeorder, words
from app.casebook.intake import Clock
from app.domain.drafts import SourceSettings, new_id
from app.domain.evidence import (
    ImportChoices,
    MemberReceipt,
    OriginalFile,
    Receipt,
    Record,
    Skip,
    Source,
)
from app.domain.people import AliasKind, Author, AuthorName
from app.domain.runs import RecordRun
from app.importers.batches import Batch, Frame
from app.operations import reimport
from app.operations.now import now_us

SEARCHED_AT_ONCE = 20_000
"""The words of a source with no more items are indexed before it is shown."""
_CHECKPOINT_EVERY = 40
"""Batches: about as much as the write-ahead log should hold."""


class HiddenSource:
    """A source while it is being filled: nobody sees it before it is revealed."""

    def __init__(self, casebook: Casebook, case_id: str, clock: Clock) -> None:
        self._casebook = casebook
        self._case_id = case_id
        self._clock = clock
        self._format = ""
        self._tally = _Tally()
        self._skips: list[Skip] = []
        self._notes: list[str] = []
        self._writers = _Writers()
        self._original_id: int | None = None
        self._frames = 0
        self._originals: list[OriginalFile] = []
        self._members: list[MemberReceipt] = []
        with casebook.batch() as connection:
            self.source_id = intake.begin_source(connection, case_id, clock, now_us())
            casebook.filling.add(self.source_id)

    def fill(self, batches: Iterable[Batch]) -> None:
        """Store everything that the child process reads."""
        with ThreadPoolExecutor(1) as beside:
            moved = beside.submit(self._casebook.checkpoint)
            for number, batch in enumerate(batches, start=1):
                self._store(batch)
                if number % _CHECKPOINT_EVERY == 0:
                    moved.result()
                    moved = beside.submit(self._casebook.checkpoint)
            moved.result()
        more = self._tally.taken <= SEARCHED_AT_ONCE
        while more:
            with self._casebook.batch(lasting=False) as connection:
                more = words.index_page(connection, self.source_id)
        self._casebook.checkpoint()

    def _store(self, batch: Batch) -> None:
        self._format = batch.format
        self._skips += batch.skips
        self._notes += batch.notes
        self._members += batch.members
        self._writers.add(batch)
        with self._casebook.batch(lasting=False) as connection:
            self._store_records(connection, batch)
            for part in batch.originals:
                self._store_original(connection, part)

    def _store_records(self, connection: Connection, batch: Batch) -> None:
        """Single records and runs of them, in the order of the source."""
        for kind, group in groupby(batch.records, type):
            if kind is Record:
                records = [record for record in group if isinstance(record, Record)]
                instants = intake.add_records(connection, self.source_id, self._clock, records)
                self._tally.unzoned += sum(map(_lacks_zone, records))
                self._tally.undated += sum(record.stamp is None for record in records)
                self._tally.add(instants, intake.last_item(connection))
                continue
            for run in group:
                if isinstance(run, RecordRun):
                    instants = intake.add_run(connection, self.source_id, self._clock, run)
                    self._tally.unzoned += 0 if run.zoned else len(run)
                    self._tally.add(instants, intake.last_item(connection))

    def _store_original(self, connection: Connection, part: Frame | OriginalFile) -> None:
        if self._original_id is None:
            self._original_id = intake.add_original(connection, self.source_id, part.path)
            self._frames = 0
        if isinstance(part, Frame):
            intake.add_chunk(connection, self._original_id, self._frames, part.data)
            self._frames += 1
            return
        intake.close_original(connection, self._original_id, part)
        self._originals.append(part)
        self._original_id = None

    def reveal(self, title: str, choices: ImportChoices) -> Source:
        """Show the source, as one step that can be undone.

        Raises `AlreadyImportedError` where the case has the same files already.
        """
        with self._casebook.read() as connection:
            shown = evidence.sources(connection, self._case_id)
        self._notes += reimport.refuse_twins(title, shown, self._originals, choices)
        with self._casebook.batch() as connection:
            timeorder.store(connection, self._tally.times(self.source_id, self._clock))
        settings = SourceSettings(
            id=new_id(),
            case_id=self._case_id,
            source_id=self.source_id,
            title=title,
            zone=choices.zone,
            clock_offset_us=choices.clock_offset_us,
        )
        receipt = self._receipt()
        with self._casebook.edit("Import evidence", self._case_id) as edit:
            intake.complete_source(edit.connection, self.source_id, receipt, self._tally.span)
            edit.add(settings)
            people.observe(
                edit, self._case_id, self.source_id, self._format, self._writers.authors()
            )
            return evidence.source(edit.connection, self.source_id)

    def _receipt(self) -> Receipt:
        return Receipt(
            format=self._format,
            taken=self._tally.taken,
            undated=self._tally.undated,
            skips=tuple(self._skips),
            originals=tuple(self._originals),
            notes=tuple(self._notes),
            unzoned=self._tally.unzoned,
            members=tuple(self._members),
        )


class _Tally:
    """What is known of the records that are stored: how many, and the time of each."""

    def __init__(self) -> None:
        self.taken = 0
        self.undated = 0
        self.unzoned = 0
        self._times: list[timeorder.Numbers] = []
        self._ids: list[timeorder.Numbers] = []

    def add(self, instants: Sequence[int | None], last_id: int) -> None:
        """Note records; the last one has the id ``last_id``, those before it the ids below."""
        self.taken += len(instants)
        undated = timeorder.UNDATED
        times = [undated if instant is None else instant for instant in instants]
        self._times.append(np.array(times, np.int64))
        self._ids.append(np.arange(last_id - len(times) + 1, last_id + 1, dtype=np.int64))

    @property
    def span(self) -> intake.Bounds:
        """The first and the last time."""
        dated = [times[times != timeorder.UNDATED] for times in self._times]
        bounds = [(int(each.min()), int(each.max())) for each in dated if len(each)]
        if not bounds:
            return None, None
        return min(first for first, _ in bounds), max(last for _, last in bounds)

    def times(self, source_id: int, clock: Clock) -> timeorder.SourceTimes:
        """The times of the source's items by id."""
        nothing = np.empty(0, np.int64)
        return timeorder.SourceTimes(
            source_id,
            clock.zone,
            clock.offset_us,
            np.concatenate([nothing, *self._ids]),
            np.concatenate([nothing, *self._times]),
        )


class _Writers:
    """Who wrote the records of a source, and every name that its records show for them."""

    def __init__(self) -> None:
        self._authors: dict[str, Author] = {}
        self._shown: dict[tuple[str, str], None] = {}

    def add(self, batch: Batch) -> None:
        """Note the authors and the shown names of a batch."""
        for author in batch.authors:
            self._authors.setdefault(author.key, author)
        for record in batch.records:
            if isinstance(record, RecordRun):  # nobody wrote the lines of a log
                continue
            if record.author is not None and record.who not in {None, record.author}:
                self._shown[record.author, record.who] = None

    def authors(self) -> list[Author]:
        """Each author once, also with the names that only the records show."""
        names = {key: list(author.names) for key, author in self._authors.items()}
        for key, who in self._shown:
            if key in names and who not in {name.text for name in names[key]}:
                names[key].append(AuthorName(AliasKind.NAME, who))
        return [Author(key, tuple(of)) for key, of in names.items()]


def _lacks_zone(record: Record) -> bool:
    return record.stamp is not None and not record.stamp.zoned
