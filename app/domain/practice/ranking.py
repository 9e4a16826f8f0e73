"""The order that people give a list: each row has its rank in it, from 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from app.domain.practice.chain import Factor, Why
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import Lesson
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import PublicStatement
from app.domain.trust.follow_through import UpdateNote
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.signals import Signal
from app.domain.trust.support import PacketPiece, SupportPacket


class Ranked(Protocol):
    """A row of a list."""

    @property
    def rank(self) -> int:
        """Its place among the others; gaps and equal ranks do no harm."""


R = TypeVar(
    "R",
    Factor,
    Why,
    Lesson,
    CorrectiveAction,
    AffectedGroup,
    Apology,
    Paragraph,
    GroupStatement,
    PublicStatement,
    TrustBreak,
    Repair,
    Invitation,
    Signal,
    UpdateNote,
    SupportPacket,
    PacketPiece,
)


def next_rank(rows: Iterable[Ranked]) -> int:
    """The rank of a row that comes after these."""
    return max((row.rank + 1 for row in rows), default=0)


def in_rank(rows: Iterable[R]) -> list[R]:
    """The rows in the order that people gave them."""
    return sorted(rows, key=lambda row: (row.rank, row.id))


def moved(rows: Iterable[R], row_id: str, by: int) -> list[R]:
    """The rows, ranked anew, after one went up (negative) or down as far as the list goes."""
    order = in_rank(rows)
    here = next(place for place, row in enumerate(order) if row.id == row_id)
    there = min(max(here + by, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    return [replace(row, rank=rank) for rank, row in enumerate(order)]
