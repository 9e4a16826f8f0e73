"""Evidence into a case: look at it, take it in, time it anew, take it away."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from app.casebook import Casebook, Connection, evidence, intake, people
from app.casebook.intake import Clock, StaleSource
from app.domain.changes import Changed
from app.domain.drafts import Case, SourceSettings, new_id
from app.domain.errors import CancelledError, InvalidInputError
from app.domain.evidence import (
    NO_CHOICES,
    ImportChoices,
    Inspection,
    MemberReceipt,
    OriginalFile,
    Receipt,
    Record,
    Skip,
    Source,
)
from app.domain.moments import zone_named
from app.domain.people import AliasKind, Author, AuthorName
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.importers.base import EvidenceFile
from app.importers.batches import Batch, Frame
from app.importers.child import inspect_in_child, read_in_child

QUIET = NoProgress()
_CHECKPOINT_EVERY = 20


def inspect(path: Path, progress: Progress = QUIET) -> Inspection:
    """What a file or folder is, and what it offers to choose from; nothing is stored.

    Raises `EvidenceError`, `CancelledError`.
    """
    return inspect_in_child(EvidenceFile.at(path), progress)


def inspect_text(text: str, title: str, progress: Progress = QUIET) -> Inspection:
    """The same for pasted text, which is never written to disk unencrypted."""
    return inspect_in_child(_pasted(text, title), progress)


def import_evidence(
    casebook: Casebook,
    case_id: str,
    path: Path,
    choices: ImportChoices = NO_CHOICES,
    progress: Progress = QUIET,
) -> Source:
    """Take a file or folder in as one source of a case, with its receipt.

    All of it appears at once, at the end. Raises `EvidenceError` where it cannot be read and
    `CancelledError`; then nothing of it remains.
    """
    return _take_in(casebook, case_id, EvidenceFile.at(path), choices, progress)


def import_text(
    casebook: Casebook,
    case_id: str,
    text: str,
    title: str,
    choices: ImportChoices = NO_CHOICES,
    progress: Progress = QUIET,
) -> Source:
    """Take pasted text in as a source; otherwise as `import_evidence`."""
    return _take_in(casebook, case_id, _pasted(text, title), choices, progress)


def _pasted(text: str, title: str) -> EvidenceFile:
    return EvidenceFile(title, None, text.encode("utf-8", "surrogatepass"))


def _take_in(
    casebook: Casebook,
    case_id: str,
    file: EvidenceFile,
    choices: ImportChoices,
    progress: Progress,
) -> Source:
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
    zone = zone_named(choices.zone or case.zone).key
    hidden = _HiddenSource(casebook, case_id, Clock(zone, choices.clock_offset_us))
    try:
        with read_in_child(file, replace(choices, zone=zone), progress) as batches:
            hidden.fill(batches)
        stop_if_cancelled(progress)
        revealed = hidden.reveal(choices.title or file.name, choices)
    except BaseException:
        remove_hidden(casebook, hidden.source_id)
        raise
    finally:
        casebook.filling.discard(hidden.source_id)
    # The zone of the case may have been changed meanwhile.
    follow(casebook, case_id, progress)
    return revealed


class _HiddenSource:
    """A source while it is being filled: nobody sees it before it is revealed."""

    def __init__(self, casebook: Casebook, case_id: str, clock: Clock) -> None:
        self._casebook = casebook
        self._case_id = case_id
        self._clock = clock
        self._format = ""
        self._taken = 0
        self._undated = 0
        self._unzoned = 0
        self._skips: list[Skip] = []
        self._notes: list[str] = []
        self._writers = _Writers()
        self._original_id: int | None = None
        self._frames = 0
        self._originals: list[OriginalFile] = []
        self._members: list[MemberReceipt] = []
        with casebook.batch() as connection:
            self.source_id = intake.begin_source(connection, case_id, clock, time.time_ns() // 1000)
            casebook.filling.add(self.source_id)

    def fill(self, batches: Iterable[Batch]) -> None:
        """Store everything that the child process reads."""
        for number, batch in enumerate(batches, start=1):
            self._store(batch)
            if number % _CHECKPOINT_EVERY == 0:
                self._casebook.checkpoint()
        self._casebook.checkpoint()

    def _store(self, batch: Batch) -> None:
        self._format = batch.format
        self._taken += len(batch.records)
        self._undated += sum(1 for record in batch.records if record.stamp is None)
        self._unzoned += sum(1 for record in batch.records if _lacks_zone(record))
        self._skips += batch.skips
        self._notes += batch.notes
        self._members += batch.members
        self._writers.add(batch)
        with self._casebook.batch() as connection:
            intake.add_records(
                connection, self.source_id, self._case_id, self._clock, batch.records
            )
            for part in batch.originals:
                self._store_original(connection, part)

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
        """Show the source, as one step that can be undone."""
        with self._casebook.read() as connection:
            span = intake.span_of(connection, self.source_id)
            self._notes += _twins(evidence.sources(connection, self._case_id), self._originals)
        receipt = Receipt(
            format=self._format,
            taken=self._taken,
            undated=self._undated,
            skips=tuple(self._skips),
            originals=tuple(self._originals),
            notes=tuple(self._notes),
            unzoned=self._unzoned,
            members=tuple(self._members),
        )
        settings = SourceSettings(
            id=new_id(),
            case_id=self._case_id,
            source_id=self.source_id,
            title=title,
            zone=choices.zone,
            clock_offset_us=choices.clock_offset_us,
        )
        with self._casebook.edit("Import evidence", self._case_id) as edit:
            intake.complete_source(edit.connection, self.source_id, receipt, span)
            edit.add(settings)
            people.observe(
                edit, self._case_id, self.source_id, self._format, self._writers.authors()
            )
            return evidence.source(edit.connection, self.source_id)


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
            if record.author is not None and record.who not in {None, record.author}:
                self._shown[record.author, record.who] = None

    def authors(self) -> list[Author]:
        """Each author once, also with the names that only the records show."""
        names = {key: list(author.names) for key, author in self._authors.items()}
        for key, who in self._shown:
            if key in names and who not in {name.text for name in names[key]}:
                names[key].append(AuthorName(AliasKind.NAME, who))
        return [Author(key, tuple(of)) for key, of in names.items()]


def _twins(shown: Iterable[Source], originals: Sequence[OriginalFile]) -> list[str]:
    """A sentence for each source that came from the very same bytes."""
    hashes = {original.sha256 for original in originals}
    return [
        f"The same bytes are in this case already, as “{source.title}”."
        for source in shown
        if hashes == {original.sha256 for original in source.receipt.originals}
    ]


def _lacks_zone(record: Record) -> bool:
    return record.stamp is not None and not record.stamp.zoned


def remove_hidden(casebook: Casebook, source_id: int, progress: Progress = QUIET) -> None:
    """Delete what is stored of a source that is not shown, in batches."""
    more = True
    while more:
        progress.report(0, 0, "Removing")
        with casebook.batch() as connection:
            more = intake.purge_page(connection, source_id)


def sources(casebook: Casebook, case_id: str) -> list[Source]:
    """The sources of a case, in the order of their import."""
    with casebook.read() as connection:
        return evidence.sources(connection, case_id)


def source(casebook: Casebook, source_id: int) -> Source:
    """One source. Raises `NotFoundError`."""
    with casebook.read() as connection:
        return evidence.source(connection, source_id)


def change_source(
    casebook: Casebook,
    source_id: int,
    *,
    title: str,
    zone: str | None,
    clock_offset_us: int,
    progress: Progress = QUIET,
) -> None:
    """Change what a source is called, and the zone and clock offset its stamps are read with.

    Its items follow; drafted entries do not, they are marked. Where a person cancels, all is as
    it was. Raises `InvalidInputError` for an unknown zone or an empty title, `NotFoundError`,
    `CancelledError`.
    """
    if zone is not None:
        zone_named(zone)
    if not title.strip():
        raise InvalidInputError("A source needs a title.")
    with casebook.read() as connection:
        settings = evidence.settings_of(connection, source_id)
    changed = replace(settings, title=title.strip(), zone=zone, clock_offset_us=clock_offset_us)
    with casebook.edit("Change source", settings.case_id) as edit:
        edit.save(changed)
    try:
        retime(casebook, settings.case_id, progress)
    except CancelledError:
        # Not undone: the newest step may by now be another edit.
        with casebook.edit("Keep source as it was", settings.case_id) as edit:
            edit.save(settings)
        retime(casebook, settings.case_id)
        raise


def retime(casebook: Casebook, case_id: str | None = None, progress: Progress = QUIET) -> None:
    """Time the items of every source anew whose zone or clock offset was changed.

    Can be stopped at any moment: what is not done is found again at the next opening.
    """
    timed = False
    # What is changed meanwhile, in another thread, is stale again at the end.
    while stale := _stale(casebook, case_id):
        timed = True
        for each in stale:
            _retime_source(casebook, each, progress)
    if timed:
        casebook.announce(Changed(frozenset({"items"}), frozenset(), case_id))


class _Unstoppable:
    """Reports on, but cannot be cancelled: for what follows a change that is already saved.

    Stopped halfway it would leave some items in one zone and some in another.
    """

    cancelled = False

    def __init__(self, progress: Progress) -> None:
        self.report = progress.report


def follow(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> None:
    """Let the items of a case follow a change of zone or offset that is saved already."""
    retime(casebook, case_id, _Unstoppable(progress))


def _stale(casebook: Casebook, case_id: str | None) -> list[StaleSource]:
    with casebook.read() as connection:
        return intake.stale_clocks(connection, case_id)


def _retime_source(casebook: Casebook, stale: StaleSource, progress: Progress) -> None:
    source_id, total, clock = stale.id, stale.items, stale.clock
    with casebook.batch() as connection:
        intake.begin_timing(connection, source_id)
    done = 0
    after: int | None = 0
    while after is not None:
        stop_if_cancelled(progress)
        with casebook.batch() as connection:
            after = intake.retime_page(connection, source_id, after, clock)
        done = min(total, done + intake.ROWS_A_BATCH)
        progress.report(done, total, "Timing evidence anew")
    with casebook.read() as connection:
        span = intake.span_of(connection, source_id)
    with casebook.batch() as connection:
        intake.applied(connection, source_id, clock, span)
