"""Forgetting what a statement was, and erasing statements and sources for good.

Nothing before either can be undone, and a legal hold on any case of the casebook stops both. The
backups go too: they hold what was there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.casebook import Casebook, Drafts, Edit, copies, desk, erasure, evidence, holds, suggestions
from app.casebook.rows import table_of
from app.domain.candour.dismissals import Dismissal
from app.domain.changes import Changed
from app.domain.drafted import KIND_NAMES, Statement, case_of
from app.domain.drafts import Bookmark, Case, CaseKind, Citation, Entry, SourceSettings
from app.domain.errors import InvalidInputError, StorageError
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import CaseLink
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.progress import NoProgress, Progress
from app.domain.publication import Publication
from app.domain.review_words import counted
from app.domain.trust import pulled
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import SupportPacket
from app.operations import casebooks, drafting, history, imports
from app.operations.desk import TEMPLATES
from app.operations.practice import chain, corrective
from app.operations.practice.entry_ties import untie
from app.operations.trust import account, breaks, claims, frame, packets, repairs, signals

QUIET = NoProgress()

Kind = type[Statement]


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What erasing would remove, for a person to confirm.

    ``what`` is one line each; ``copies`` are the backups and snapshots that hold it as well and
    are removed with it (a fresh backup is made afterwards).
    """

    what: tuple[str, ...]
    copies: tuple[Path, ...]


def plan_forgetting(casebook: Casebook, kind: Kind, row_id: str) -> ErasePlan:
    """What forgetting the earlier versions of a statement would remove. Raises `NotFoundError`."""
    statement = drafting.one(casebook, kind, row_id)
    versions = len(history.history(casebook, table_of(kind), row_id))
    recorded = counted(versions, "recorded version")
    return _plan(
        casebook,
        f"{recorded} of {the(kind)}, and those of what hangs on it; what stands there now stays",
        *_dismissed(casebook, case_of(statement), row_id),
        *_published_of(casebook, kind, case_of(statement), row_id),
        *_taken_over(casebook, kind, row_id),
        *(_title_elsewhere(casebook, row_id) if kind is Case else ()),
    )


def forget_earlier_versions(casebook: Casebook, kind: Kind, row_id: str) -> None:
    """Keep a statement as it is now, and nothing of what it was, in the file or its backups.

    Nothing before this can be undone. Raises `InvalidInputError` under a legal hold,
    `NotFoundError`.
    """
    case_id, table = case_of(drafting.one(casebook, kind, row_id)), table_of(kind)
    _refuse_under_hold(casebook, case_id)
    _remove_copies(casebook)
    with casebook.edit("Forget earlier versions", case_id, barrier=True) as edit:
        published = _forget_published(edit, kind, case_id, row_id)
        erasure.forget_earlier(edit.connection, table, row_id)
    _tell(casebook, case_id, (table, row_id), *_versions(published))
    _clean(casebook)


def plan_erasing(casebook: Casebook, kind: Kind, row_id: str) -> ErasePlan:
    """What erasing a statement for good would remove.

    Raises `InvalidInputError` for what a case cannot be without, `NotFoundError`.
    """
    _refuse_header(kind)
    case_id = case_of(drafting.one(casebook, kind, row_id))
    with casebook.drafts() as drafts:
        cited = len(drafts.citations_of(row_id))
        links = [one for one in drafts.of_case(FactorLink, case_id) if _leads(one, row_id)]
        notes = [one for one in drafts.of_case(MeetingNote, case_id) if one.meeting_id == row_id]
        claimed = [one for one in drafts.of_case(Claim, case_id) if one.statement_id == row_id]
        readings = [
            one for one in drafts.of_case(SignalReading, case_id) if one.signal_id == row_id
        ]
        begun = [one for one in drafts.of_case(DecisionPoint, case_id) if one.entry_id == row_id]
    return _plan(
        casebook,
        f"{the(kind)} with all its recorded versions",
        *([f"{counted(cited, 'citation')} (the evidence itself stays)"] if cited else []),
        *([f"{counted(len(links), 'link')} with other factors"] if links else []),
        *([f"{counted(len(notes), 'note')} taken in it"] if notes else []),
        *([f"{counted(len(claimed), 'claim')} marked in it"] if claimed else []),
        *([counted(len(readings), "reading")] if readings else []),
        *([f"the tie to {counted(len(begun), 'decision')} (words it took stay)"] if begun else []),
        *_dismissed(casebook, case_id, row_id),
        *_published_of(casebook, kind, case_id, row_id),
        *_taken_over(casebook, kind, row_id),
    )


def erase(casebook: Casebook, kind: Kind, row_id: str) -> None:
    """Remove a statement with its history from the file and its backups, for good.

    What hangs on it goes too, as where it is removed. Nothing before this can be undone. Raises
    `InvalidInputError` under a legal hold and for what a case cannot be without, `NotFoundError`.
    """
    _refuse_header(kind)
    case_id, table = case_of(drafting.one(casebook, kind, row_id)), table_of(kind)
    _refuse_under_hold(casebook, case_id)
    _remove_copies(casebook)
    with casebook.edit("Erase for good", case_id, barrier=True) as edit:
        published = _forget_published(edit, kind, case_id, row_id)
        _take_out(edit, kind, case_id, row_id)
        erasure.forget_earlier(edit.connection, table, row_id)
    _tell(casebook, case_id, (table, row_id), *_versions(published))
    _clean(casebook)


def the(kind: Kind) -> str:
    """What people call a statement: ``the factor``."""
    return f"the {'header of the case' if kind is Case else KIND_NAMES[kind]}"


def _dismissed(casebook: Casebook, case_id: str, row_id: str) -> list[str]:
    found = drafting.of_case(casebook, Dismissal, case_id)
    about = sum(dismissal.target_id == row_id for dismissal in found)
    return [f"{counted(about, 'dismissed finding')} about it, with the reason"] if about else []


def _published_of(casebook: Casebook, kind: Kind, case_id: str, row_id: str) -> list[str]:
    return [] if kind in _UNPUBLISHED else _published(casebook, case_id, table_of(kind), row_id)


def _forget_published(edit: Edit, kind: Kind, case_id: str, row_id: str) -> Sequence[str]:
    if kind in _UNPUBLISHED:
        return ()
    return erasure.forget_published(edit, case_id, table_of(kind), row_id)


def _title_elsewhere(casebook: Casebook, case_id: str) -> list[str]:
    """What stays in other cases, each of which is its own to erase in."""
    with casebook.drafts() as drafts:
        linking = [
            case
            for case in drafts.cases()
            if any(link.other_id == case_id for link in drafts.of_case(CaseLink, case.id))
            and drafts.of_case(Publication, case.id)
        ]
    if not linking:
        return []
    others = counted(len(linking), "other case")
    return [f"but not its title in the published reviews of {others}; forget the link to it there"]


def _taken_over(casebook: Casebook, kind: Kind, row_id: str) -> list[str]:
    """What stays in trust cases that pulled a statement in."""
    if kind not in pulled.KINDS:
        return []
    with casebook.drafts() as drafts:
        trust = [case.id for case in drafts.cases() if case.kind is CaseKind.TRUST]
        found = [one for one in trust if _holds(drafts, kind, one, pulled.id_in(one, row_id))]
    if not found:
        return []
    others = counted(len(found), "trust case")
    return [f"but not what {others} took over of it; erase it, and the pulled-in review, there too"]


def _holds(drafts: Drafts, kind: Kind, case_id: str, row_id: str) -> bool:
    rows: list[Statement] = drafts.of_case(kind, case_id)
    return any(row.id == row_id for row in rows)


def _leads(link: FactorLink, factor_id: str) -> bool:
    return factor_id in (link.from_id, link.to_id)


def _refuse_header(kind: Kind) -> None:
    if kind is Case:
        raise InvalidInputError(
            "A case cannot be without its header; change its words, then forget the earlier ones."
        )


def _take_out(edit: Edit, kind: Kind, case_id: str, row_id: str) -> None:
    if (take_out := _TAKING_OUT.get(kind)) is not None:
        take_out(edit, case_id, row_id)
    else:
        edit.remove(kind, row_id)


def _take_out_entry(edit: Edit, case_id: str, entry_id: str) -> None:
    untie(edit, case_id, entry_id)
    edit.remove(Entry, entry_id)


def _take_out_meeting(edit: Edit, case_id: str, meeting_id: str) -> None:
    for note in edit.of_case(MeetingNote, case_id):
        if note.meeting_id == meeting_id:
            edit.remove(MeetingNote, note.id)
    edit.remove(Meeting, meeting_id)


_TAKING_OUT: Mapping[Kind, Callable[[Edit, str, str], None]] = {
    Entry: _take_out_entry,
    Factor: chain.take_out_factor,
    FactorLink: chain.take_out_link,
    Why: chain.take_out_step,
    CorrectiveAction: corrective.take_out,
    Meeting: _take_out_meeting,
    AffectedGroup: frame.take_out_group,
    Paragraph: account.take_out,
    PublicStatement: claims.take_out,
    TrustBreak: breaks.take_out,
    Repair: repairs.take_out,
    Signal: signals.take_out,
    SupportPacket: packets.take_out,
}
"""What is more than a row with its citations."""

_UNPUBLISHED: frozenset[Kind] = frozenset(
    {
        *(MeetingNote, TrustSettings, FramePiece, AffectedGroup, Apology, Paragraph),
        *(GroupStatement, PublicStatement, Claim, TrustBreak, Repair, Invitation, Signal),
        *(SignalReading, Checkpoint, UpdateNote, SupportPacket),
    }
)
"""What no review shows."""


# -- sources --------------------------------------------------------------------------------------


def plan_erasing_source(casebook: Casebook, source_id: int) -> ErasePlan:
    """What erasing a source for good would remove. Raises `NotFoundError`."""
    with casebook.read() as connection:
        source = evidence.source(connection, source_id)
        citations = erasure.citations_of_source(connection, source_id)
        bookmarks = erasure.bookmarks_of_source(connection, source_id)
        people = erasure.people_of_source(connection, source_id)
        suggested = suggestions.count_of_source(connection, source_id)
        settings = evidence.settings_of(connection, source_id)
    items = counted(source.items, "item")
    cited = counted(len(citations), "citation")
    return _plan(
        casebook,
        f"“{source.title}” with its {items} and its original files",
        f"{cited} of it (the entries stay, without that evidence)",
        *([counted(len(bookmarks), "bookmark") + " in it"] if bookmarks else []),
        *([counted(suggested, "suggestion") + " that quote it"] if suggested else []),
        *_leaving(people),
        *_published(casebook, settings.case_id, "source_settings", settings.id),
    )


def _leaving(people: int) -> list[str]:
    """Who goes with a source. Only known names become roles, so that is told, too."""
    if not people:
        return []
    who = f"{counted(people, 'person', 'people')} known from nowhere else"
    return [f"{who} (documents then show such a name as somebody wrote it, without a role)"]


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


# -- what both have in common ----------------------------------------------------------------------


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
    """Refuse under a hold on the case, and on any other: the copies that would go hold that too."""
    with casebook.read() as connection:
        held = holds.held(connection)
    if case_id in held:
        raise InvalidInputError(
            "This case is under a legal hold, so nothing in it can be erased; lift the hold "
            "first (menu Case)."
        )
    if held:
        raise InvalidInputError(
            "Another case of this casebook is under a legal hold. Its backups must stay, and they "
            "hold what is to be erased here as well; lift that hold first (menu Case)."
        )


def _flat(rows: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((table, row_id) for table, row_ids in rows.items() for row_id in row_ids)


def _tell(casebook: Casebook, case_id: str, *erased: tuple[str, str]) -> None:
    """Announce what the journal can no longer tell, because it has forgotten it."""
    tables = frozenset({table for table, _ in erased} | {"citations", "bookmarks", "dismissals"})
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
        # Half-typed text and searches may hold it too; names of templates cannot.
        desk.clear(connection, but=TEMPLATES)
        suggestions.forget_scopes(connection)
    casebook.fold_log()  # waits for a copy that is being made of what was there before
    _remove_copies(casebook)
    casebooks.back_up(casebook)
