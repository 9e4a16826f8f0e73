"""All that the page on following through shows, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.casebook import Casebook
from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import Case
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.recovery import Recovery
from app.domain.trust.update_rules import in_order
from app.operations.now import today_of
from app.operations.practice import playbooks
from app.operations.trust import showing
from app.operations.trust.recovery import recovery_in

AFTERWARDS = ("TR-A2", "TR-A3", "LM-H9", "LM-H10")
"""The items of the playbooks that ask where the lesson went."""


@dataclass(frozen=True)
class FollowPage:
    """How the repair stands, the updates by their days, their readers, and what was answered."""

    recovery: Recovery
    updates: tuple[UpdateNote, ...] = ()
    shown: Mapping[str, tuple[Audience, ...]] = field(default_factory=dict)
    answers: Mapping[str, PlaybookAnswer] = field(default_factory=dict)

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints by their days."""
        return self.recovery.checkpoints

    @property
    def today(self) -> date:
        """The day it is where the case is."""
        return self.recovery.today


def page_of(casebook: Casebook, case_id: str) -> FollowPage:
    """Read it. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        shown = showing.by_piece(drafts.of_case(AudienceChoice, case_id))
        return FollowPage(
            recovery=recovery_in(drafts, case_id, today_of(drafts.get(Case, case_id))),
            updates=tuple(in_order(drafts.of_case(UpdateNote, case_id))),
            shown={one: tuple(each.audience for each in who) for one, who in shown.items()},
            answers=playbooks.answers_in(drafts, case_id),
        )


def answer(casebook: Casebook, case_id: str, item: str, state: AnswerState, text: str) -> None:
    """Say where a lesson went, or that this is not for these people; one step."""
    playbooks.answer(casebook, case_id, item, state, text, label="Say where the lesson went")
