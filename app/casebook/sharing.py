"""The connection that an export reads through: it cannot see anything private.

SQLite itself refuses, through its authorizer: private tables not at all, drafted tables only
through the ``shared_`` views, which leave out private rows and private notes. A mistake in a
query, or in a template, therefore fails instead of leaking.
Source: https://www.sqlite.org/c3ref/set_authorizer.html

The authorizer is told through which view a table is read, but also the name of a WITH clause in
the place of a view; so statements with such a clause are refused before SQLite sees them.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import sqlcipher3
from sqlalchemy import ColumnClause, Connection, column, event, select, table

from app.casebook.rows import mapped
from app.domain.assist.answers import SuggestionAnswer
from app.domain.audiences import AudienceChoice
from app.domain.drafted import Draft
from app.domain.drafts import Case, Citation, Entry
from app.domain.errors import NotFoundError
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import ActionTarget, CorrectiveAction
from app.domain.practice.lessons import CaseLink, FollowUp, Lesson
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction, Milestone, ProcessCard, StatusUpdate
from app.domain.publication import Publication
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.repairs import Invitation, Repair, RepairTarget
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import PacketPiece, SupportPacket

D = TypeVar("D", bound=Draft)

_OPEN_TABLES = {"items", "item_times", "sources", "source_settings", "originals"}
_SHARED = (
    Case,
    Entry,
    Citation,
    AudienceChoice,
    PlaybookAnswer,
    Milestone,
    DrasticAction,
    StatusUpdate,
    ProcessCard,
    Factor,
    FactorLink,
    Why,
    DecisionPoint,
    FairAccount,
    Lesson,
    CaseLink,
    FollowUp,
    CorrectiveAction,
    ActionTarget,
    Meeting,
    MeetingNote,
    Publication,
    TrustSettings,
    FramePiece,
    AffectedGroup,
    Apology,
    Paragraph,
    GroupStatement,
    PublicStatement,
    Claim,
    TrustBreak,
    Repair,
    RepairTarget,
    Invitation,
    Signal,
    SignalReading,
    Checkpoint,
    UpdateNote,
    SupportPacket,
    PacketPiece,
    SuggestionAnswer,
)
"""What an export may read of what people drafted, each kind through its own view."""

_THROUGH_VIEWS = {mapped(kind).table.name for kind in _SHARED}
_VIEWS = {f"shared_{name}" for name in _THROUGH_VIEWS}

_WITH = re.compile(r"\bWITH\b", re.IGNORECASE)


def allow_shared_only(connection: Connection, driver: sqlcipher3.Connection) -> None:
    """From now on, until the connection goes back to the pool, only shareable things can be read.

    The pool lifts the restriction from the ``driver`` connection when it is returned.
    """
    driver.set_authorizer(_authorize)
    event.listen(connection, "before_cursor_execute", _refuse_shadowing)


def _refuse_shadowing(_connection: object, _cursor: object, statement: str, *_: object) -> None:
    if _WITH.search(statement):
        raise ValueError("An export's query has a WITH clause, which could pose as a shared view.")


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, via: str | None
) -> int:
    del second
    if action == sqlcipher3.SQLITE_READ:
        return _may_read(first or "", via)
    if action in {
        sqlcipher3.SQLITE_SELECT,
        sqlcipher3.SQLITE_FUNCTION,
        sqlcipher3.SQLITE_TRANSACTION,
    }:
        return sqlcipher3.SQLITE_OK
    return sqlcipher3.SQLITE_DENY


def _may_read(table: str, via: str | None) -> int:
    if table in _OPEN_TABLES or table in _VIEWS or (table in _THROUGH_VIEWS and via in _VIEWS):
        return sqlcipher3.SQLITE_OK
    return sqlcipher3.SQLITE_DENY


class SharedDrafts:
    """Drafted rows as an export sees them: private ones do not exist."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def case(self, case_id: str) -> Case:
        """The header of a case, its private notes empty. Raises `NotFoundError`."""
        found = self._rows(Case, "id", case_id)
        if not found:
            raise NotFoundError(f"There is no case “{case_id}” in this casebook.")
        return found[0]

    def of_case(self, kind: type[D], case_id: str) -> list[D]:
        """All rows of a kind in a case that are not private, in no particular order."""
        return self._rows(kind, "case_id", case_id)

    def all(self, kind: type[D]) -> list[D]:
        """All rows of a kind in the casebook that are not private."""
        return self._rows(kind, "", "")

    def entries(self, case_id: str) -> list[Entry]:
        """The entries of a case that are not private."""
        return self.of_case(Entry, case_id)

    def citations(self, case_id: str) -> list[Citation]:
        """The citations that hang on what is not private."""
        return self.of_case(Citation, case_id)

    def audience_choices(self, case_id: str) -> list[AudienceChoice]:
        """What was chosen for each audience, of the things that are not private."""
        return self.of_case(AudienceChoice, case_id)

    def _rows(self, kind: type[D], key: str, value: str) -> list[D]:
        of = mapped(kind)
        columns: list[ColumnClause[Any]] = [column(stored.name) for stored in of.table.columns]
        shared = table(f"shared_{of.table.name}", *columns)
        asked = select(shared).where(shared.c[key] == value) if key else select(shared)
        return [of.value(row._mapping) for row in self.connection.execute(asked)]
