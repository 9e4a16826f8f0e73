"""The record of the live phase of one incident, read together: what the rules and views work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from app.domain.drafts import Entry
from app.domain.practice.incident_times import Marked, marked_entries
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction, Milestone, ProcessCard, StatusUpdate

R = TypeVar("R", Entry, Milestone, PlaybookAnswer, DrasticAction, StatusUpdate, ProcessCard)


class Rows(Protocol):
    """Whatever hands out drafted rows: all of them, or for an export only what may leave."""

    def of_case(self, kind: type[R], case_id: str) -> list[R]:
        """The rows of a kind in a case."""

    def all(self, kind: type[R]) -> list[R]:
        """The rows of a kind that belongs to the casebook."""


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """What is recorded of how an incident was led."""

    entries: Sequence[Entry] = ()
    milestones: Sequence[Milestone] = ()
    answers: Sequence[PlaybookAnswer] = ()
    actions: Sequence[DrasticAction] = ()
    updates: Sequence[StatusUpdate] = ()
    card: ProcessCard | None = None
    marked: Marked = field(init=False)
    """The entry at which each moment was marked."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "marked", marked_entries(self.milestones, self.entries))

    @classmethod
    def of(cls, rows: Rows, case_id: str) -> ResponseRecord:
        """The record of a case, as these rows show it."""
        return cls(
            entries=rows.of_case(Entry, case_id),
            milestones=rows.of_case(Milestone, case_id),
            answers=rows.of_case(PlaybookAnswer, case_id),
            actions=rows.of_case(DrasticAction, case_id),
            updates=rows.of_case(StatusUpdate, case_id),
            card=card_of(rows.all(ProcessCard)),
        )


CARD_ID = "process-card"
"""The id of the card: a casebook has one."""


def card_of(cards: Sequence[ProcessCard]) -> ProcessCard | None:
    """The card of a casebook; it has one at most."""
    return min(cards, key=lambda card: card.id, default=None)
