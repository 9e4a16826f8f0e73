"""Undo, redo, the history of a statement, and erasing for good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.casebook import Casebook, copies, desk, erasure, evidence, journal
from app.domain.changes import Change, Changed
from app.domain.drafts import Bookmark, Case, Citation, Entry, SourceSettings
from app.domain.errors import InvalidInputError, StorageError
from app.domain.progress import NoProgress, Progress
from app.domain.review_words import counted
from app.operations import casebooks, imports
from app.operations.desk import TEMPLATES
from app.operations.practice.entry_ties import untie
from app.operations.timeline import entry

QUIET = NoProgress()


def undo(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> str | None:
    """Take the newest step of a case back; returns its label, None where there is none."""
    label = casebook.undo(case_id)
    imports.follow(casebook, case_id, progress)
    return label


def redo(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> str | None:
    """Bring the step undone last back; returns its label, None where there is none."""
    label = casebook.redo(case_id)
    imports.follow(casebook, case_id, progress)
    return label


def undo_label(casebook: Casebook, case_id: str) -> str | None:
    """What undo would take back now."""
    step = casebook.next_undo(case_id)
    return None if step is None else step.label


def redo_label(casebook: Casebook, case_id: str) -> str | None:
    """What redo would bring back now."""
    step = casebook.next_redo(case_id)
    return None if step is None else step.label


def history(casebook: Casebook, table: str, row_id: str) -> list[Change]:
    """Every recorded change of a drafted row, oldest first."""
    with casebook.read() as connection:
        return journal.history_of(connection, table, row_id)


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What erasing would remove, for a person to confirm.

    ``what`` is one line each; ``copies`` are the backups and snapshots that hold it as well and
    are removed with it (a fresh backup is made afterwards).
    """

    what: tuple[str, ...]
    copies: tuple[Path, ...]


def plan_forgetting(casebook: Casebook, entry_id: str) -> ErasePlan:
    """What forgetting the earlier versions of an entry would remove. Raises `NotFoundError`."""
    case_id = entry(casebook, entry_id).entry.case_id
    versions = len(history(casebook, "entries", entry_id))
    recorded = counted(versions, "recorded version")
    return _plan(
        casebook,
        f"{recorded} of the entry; its present text stays",
        *_published(casebook, case_id, "entries", entry_id),
    )


def forget_earlier_versions(casebook: Casebook, entry_id: str) -> None:
    """Keep an entry as it is now, and nothing of what it was, in the file or its backups.

    Nothing before this can be undone. Raises `InvalidInputError` under a legal hold,
    `NotFoundError`.
    """
    case_id = entry(casebook, entry_id).entry.case_id
    _refuse_under_hold(casebook, case_id)
    _remove_copies(casebook)
    with casebook.edit("Forget earlier versions", case_id, barrier=True) as edit:
        published = erasure.forget_published(edit, case_id, "entries", entry_id)
        erasure.forget_earlier(edit.connection, "entries", entry_id)
    _tell(casebook, case_id, ("entries", entry_id), *_versions(published))
    _clean(casebook)


def plan_erasing_entry(casebook: Casebook, entry_id: str) -> ErasePlan:
    """What erasing an entry for good would remove. Raises `NotFoundError`."""
    cited = entry(casebook, entry_id)
    return _plan(
        casebook,
        "the entry with all its recorded versions",
        f"{counted(len(cited.citations), 'citation')} (the evidence itself stays)",
        *_published(casebook, cited.entry.case_id, "entries", entry_id),
    )


def erase_entry(casebook: Casebook, entry_id: str) -> None:
    """Remove an entry with its history from the file and its backups, for good.

    Nothing before this can be undone. Raises `InvalidInputError` under a legal hold,
    `NotFoundError`.
    """
    case_id = entry(casebook, entry_id).entry.case_id
    _refuse_under_hold(casebook, case_id)
    _remove_copies(casebook)
    with casebook.edit("Erase for good", case_id, barrier=True) as edit:
        published = erasure.forget_published(edit, case_id, "entries", entry_id)
        untie(edit, case_id, entry_id)
        edit.remove(Entry, entry_id)
        erasure.forget_earlier(edit.connection, "entries", entry_id)
    _tell(casebook, case_id, ("entries", entry_id), *_versions(published))
    _clean(casebook)


def plan_erasing_source(casebook: Casebook, source_id: int) -> ErasePlan:
    """What erasing a source for good would remove. Raises `NotFoundError`."""
    with casebook.read() as connection:
        source = evidence.source(connection, source_id)
        citations = erasure.citations_of_source(connection, source_id)
        bookmarks = erasure.bookmarks_of_source(connection, source_id)
        people = erasure.people_of_source(connection, source_id)
        settings = evidence.settings_of(connection, source_id)
    items = counted(source.items, "item")
    cited = counted(len(citations), "citation")
    return _plan(
        casebook,
        f"“{source.title}” with its {items} and its original files",
        f"{cited} of it (the entries stay, without that evidence)",
        *([counted(len(bookmarks), "bookmark") + " in it"] if bookmarks else []),
        *([f"{counted(people, 'person', 'people')} known from nowhere else"] if people else []),
        *_published(casebook, settings.case_id, "source_settings", settings.id),
    )


def erase_source(casebook: Casebook, source_id: int, progress: Progress = QUIET) -> None:
    """Remove a source, its originals and what cites it from the file and its backups, for good.

    Nothing before this can be undone. Raises `InvalidInputError` under a legal hold,
    `NotFoundError`.
    """
    with casebook.read() as connection:
        settings = evidence.settings_of(connection, source_id)
    _refuse_under_hold(casebook, settings.case_id)
    _remove_copies(casebook)
    with casebook.edit("Erase for good", settings.case_id, barrier=True) as edit:
        for citation_id in erasure.citations_of_source(edit.connection, source_id):
            edit.remove(Citation, citation_id)
        for bookmark_id in erasure.bookmarks_of_source(edit.connection, source_id):
            edit.remove(Bookmark, bookmark_id)
        erasure.forget_pointers(edit.connection, source_id)
        published = erasure.forget_published(edit, settings.case_id, "source_settings", settings.id)
        edit.remove(SourceSettings, settings.id)
        erasure.forget_earlier(edit.connection, "source_settings", settings.id)
        people = erasure.forget_people(edit, settings.case_id, source_id)
    erased = (("source_settings", settings.id), *_flat(people), *_versions(published))
    _tell(casebook, settings.case_id, *erased)
    imports.remove_hidden(casebook, source_id, progress)
    _clean(casebook)


def _plan(casebook: Casebook, *what: str) -> ErasePlan:
    return ErasePlan(what, tuple(casebook.copies()))


def _published(casebook: Casebook, case_id: str, table: str, row_id: str) -> list[str]:
    with casebook.read() as connection:
        found = erasure.published_with(connection, case_id, table, row_id)
    if not found:
        return []
    words = counted(len(found), "published version")
    return [f"the words of {words} that may show it (day and hash stay)"]


def _versions(row_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    return (("publications", row_id) for row_id in row_ids)


def _refuse_under_hold(casebook: Casebook, case_id: str) -> None:
    with casebook.drafts() as drafts:
        if drafts.get(Case, case_id).legal_hold:
            raise InvalidInputError(
                "This case is under a legal hold, so nothing in it can be erased; lift the hold "
                "first (menu Case)."
            )


def _flat(rows: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((table, row_id) for table, row_ids in rows.items() for row_id in row_ids)


def _tell(casebook: Casebook, case_id: str, *erased: tuple[str, str]) -> None:
    """Announce what the journal can no longer tell, because it has forgotten it."""
    tables = frozenset({table for table, _ in erased} | {"citations", "bookmarks"})
    casebook.announce(Changed(tables, frozenset(erased), case_id))


def _remove_copies(casebook: Casebook) -> None:
    """Remove the backups and snapshots: first of all, so that a crash halfway is seen and mended.

    What is still in the casebook can be erased again; what is only left in a copy is forgotten.
    """
    for copy in casebook.copies():
        try:
            copies.remove(copy)
        except OSError as error:
            raise StorageError(
                f"The backup “{copy.name}” could not be removed and still holds what is to be "
                "erased; delete it by hand and try again."
            ) from error


def _clean(casebook: Casebook) -> None:
    """Leave no byte of what was erased, and one fresh backup."""
    with casebook.batch() as connection:
        # Half-typed text may hold it too; names of templates cannot.
        desk.clear(connection, but=TEMPLATES)
    casebook.fold_log()  # waits for a copy that is being made of what was there before
    _remove_copies(casebook)
    casebooks.back_up(casebook)
