"""The actions that still have to be done, as other programs take them: trackers and calendars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.drafts import Case
from app.domain.moments import day, typed_day
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.corrective import ActionKind, ActionState, CorrectiveAction, Priority
from app.domain.practice.corrective_words import UNFINISHED, due_day
from app.domain.practice.lessons import FollowUp
from app.domain.review import dated, title_words


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An action for a tracker.

    ``uid`` is a number that stays the same for the same action. ``in_tracker`` is true where its
    key there is known, so that it need not be made anew.
    """

    PLACE: ClassVar[str] = "action {number}"

    uid: int
    number: str
    title: str
    lines: tuple[str, ...]
    kind: ActionKind
    priority: Priority
    state: ActionState
    owner: str
    due: date | None
    in_tracker: bool


@dataclass(frozen=True, slots=True)
class SheetDay:
    """An agreed day on which the follow-through is looked at."""

    PLACE: ClassVar[str] = "follow-up"

    uid: int
    title: str
    line: str
    on: date


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """What is still to be done in a case."""

    title: str
    preliminary: bool
    as_of_day: str
    rows: tuple[SheetRow, ...]
    days: tuple[SheetDay, ...]

    @property
    def for_tracker(self) -> tuple[SheetRow, ...]:
        """The actions that a tracker does not have yet."""
        return tuple(row for row in self.rows if not row.in_tracker)

    @property
    def with_day(self) -> tuple[SheetRow, ...]:
        """The actions that are due on a day."""
        return tuple(row for row in self.rows if row.due is not None)


def sheet_of(
    case: Case, plan: ActionPlan, follow_ups: Iterable[FollowUp], zone: ZoneInfo, now_us: int
) -> ActionSheet:
    """What is still to be done at the moment ``now_us``: actions without text are not told."""
    title, preliminary = title_words(case), case.published_us is None
    as_of_day = day(dated(case, now_us), zone)
    state = f"preliminary as of {as_of_day}, causes not analysed" if preliminary else ""
    review = f"the review “{title}”" + (f", {state}" if state else "")
    return ActionSheet(
        title=title,
        preliminary=preliminary,
        as_of_day=as_of_day,
        rows=tuple(
            _row(plan, action, review)
            for action in plan.actions
            if action.state in UNFINISHED and action.text.strip()
        ),
        days=tuple(_days(follow_ups, review)),
    )


def _row(plan: ActionPlan, action: CorrectiveAction, review: str) -> SheetRow:
    owner, shown_by = action.owner.strip(), action.shown_by.strip()
    due = due_day(action)
    closes = "; ".join(plan.told(target) for target in plan.closes(action.id))
    lines = (
        f"Action {plan.numbers[action.id]} of {review}",
        f"Owner: {owner}" if owner else "",
        f"Due: {due}" if due else "",
        f"Closes: {closes}" if closes else "",
        f"Shown to be done by: {shown_by}" if shown_by else "",
    )
    return SheetRow(
        uid=_number(action.id),
        number=plan.numbers[action.id],
        title=" ".join(action.text.split()),
        lines=tuple(" ".join(line.split()) for line in lines if line),
        kind=action.kind,
        priority=action.priority,
        state=action.state,
        owner=owner,
        due=due,
        in_tracker=bool(action.tracker.strip()),
    )


def _days(follow_ups: Iterable[FollowUp], review: str) -> list[SheetDay]:
    found = []
    for follow_up in follow_ups:
        on = typed_day(follow_up.due)
        if on is not None and follow_up.done_us is None:
            about = " ".join(follow_up.about.split())
            title = f"Follow-up: {about}" if about else "Follow-up of the review"
            found.append(SheetDay(_number(follow_up.id), title, f"Follow-up of {review}", on))
    return sorted(found, key=lambda each: (each.on, each.uid))


def _number(row_id: str) -> int:
    """The id as a number: its digits can never be taken for a name."""
    return UUID(row_id).int
