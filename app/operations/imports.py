"""Evidence into a case: look at it, take it in, time it anew, take it away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.casebook import Casebook, evidence, intake, timeorder, words
from app.casebook.intake import Clock, StaleSource
from app.domain.changes import Changed
from app.domain.drafts import Case
from app.domain.errors import CancelledError, InvalidInputError
from app.domain.evidence import (
    NO_CHOICES,
    ImportChoices,
    Inspection,
    Source,
)
from app.domain.moments import zone_named
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.importers.base import EvidenceFile
from app.importers.child import inspect_in_child, read_in_child
from app.operations import reimport
from app.operations.hidden_source import HiddenSource

QUIET = NoProgress()
_CHECKPOINT_EVERY = 20


def inspect(path: Path, progress: Progress = QUIET, format_id: str | None = None) -> Inspection:
    """What a file or folder is, and what it offers to choose from; nothing is stored.

    ``format_id`` is what to read it as, None for what it is recognised as. Raises
    `EvidenceError`, `InvalidInputError` for an unknown format, `CancelledError`.
    """
    return _inspect(EvidenceFile.at(path), progress, format_id)


def inspect_text(
    text: str, title: str, progress: Progress = QUIET, format_id: str | None = None
) -> Inspection:
    """The same for pasted text, which is never written to disk unencrypted."""
    return _inspect(_pasted(text, title), progress, format_id)


def _inspect(file: EvidenceFile, progress: Progress, format_id: str | None) -> Inspection:
    if format_id is None:
        return inspect_in_child(file, progress)
    from app.importers.registry import importer_of  # only where a person overrules what it is

    return inspect_in_child(file, progress, importer_of(format_id))


def import_evidence(
    casebook: Casebook,
    case_id: str,
    path: Path,
    choices: ImportChoices = NO_CHOICES,
    progress: Progress = QUIET,
) -> Source:
    """Take a file or folder in as one source of a case, with its receipt.

    All of it appears at once, at the end; its words are searched without an index until
    `index_words` has gone over them, if it is large. Of a longer version of a log that the case
    has, only what is new is taken. Raises `EvidenceError` where it cannot be read,
    `AlreadyImportedError` where the case has the same bytes, and `CancelledError`; then nothing
    of it remains.
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
    choices = reimport.compared(file, sources(casebook, case_id), choices, progress)
    hidden = HiddenSource(casebook, case_id, Clock(zone, choices.clock_offset_us))
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


def remove_hidden(casebook: Casebook, source_id: int, progress: Progress = QUIET) -> None:
    """Delete what is stored of a source that is not shown, in batches."""
    more = True
    while more:
        progress.report(0, 0, "Removing")
        with casebook.batch() as connection:
            more = intake.purge_page(connection, source_id)


def index_words(casebook: Casebook, progress: Progress = QUIET) -> None:
    """Index the words of large sources, which are shown before that; edits go first.

    Can be stopped at any moment: what is missing is indexed next time, and searched without the
    index until then. Raises `CancelledError`.
    """
    with casebook.read() as connection:
        left = words.wordless(connection)
    for source_id, items in left:
        done, more = 0, True
        while more:
            stop_if_cancelled(progress)
            progress.report(min(done, items), items, "Indexing words")
            with casebook.batch(lasting=False) as connection:
                more = words.index_page(connection, source_id)
            done += words.WORDS_A_BATCH
            if done % (_CHECKPOINT_EVERY * words.WORDS_A_BATCH) == 0:
                casebook.checkpoint()
    if left:
        casebook.checkpoint()
        casebook.announce(Changed(frozenset({"sources"}), frozenset(), None))


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
    with casebook.read() as connection:
        times = timeorder.times_of(connection, source_id)
    with casebook.batch() as connection:
        timeorder.store(connection, times)
