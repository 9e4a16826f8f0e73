"""Following through: agreed dates, what is still open of a case, and of all incident cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.casebook import Casebook
from app.casebook.sharing import SharedDrafts
from app.domain.audiences import Audience
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import InvalidInputError
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.follow_through import FollowThrough, follow_through, open_actions_text
from app.domain.practice.lessons import FollowUp, Lesson, in_order
from app.domain.practice.lessons_section import by_day
from app.domain.practice.overdue import a_day, day_in
from app.domain.wording import Wording
from app.operations import cases, copying, drafting
from app.operations.now import now_us
from app.operations.secret_texts import secrets_of


def follow_ups(casebook: Casebook, case_id: str) -> list[FollowUp]:
    """The agreed dates of a case in their order."""
    return by_day(drafting.of_case(casebook, FollowUp, case_id))


def add(casebook: Casebook, case_id: str, due: str = "", about: str = "") -> FollowUp:
    """Agree on a day such as 2026-12-01. Raises `InvalidInputError` for what is no day."""
    added = FollowUp(new_id(), case_id, a_day(due), about.strip())
    drafting.add(casebook, case_id, added, "Add follow-up date")
    return added


def change(
    casebook: Casebook, case_id: str, follow_up_id: str, changes: Mapping[str, object]
) -> None:
    """Change some fields; once something was found, somebody has looked.

    Raises `InvalidInputError` for what is no day, `NotFoundError`.
    """
    fields = dict(changes)
    if "due" in fields:
        fields["due"] = a_day(str(fields["due"]))
    if "found" in fields:
        before = drafting.one(casebook, FollowUp, follow_up_id)
        looked = before.done_us or now_us()
        fields["done_us"] = looked if str(fields["found"]).strip() else None
    drafting.change(casebook, FollowUp, case_id, follow_up_id, fields, "Edit follow-up date")


def remove(casebook: Casebook, case_id: str, follow_up_ids: Sequence[str]) -> None:
    """Remove dates. Raises `NotFoundError`."""
    drafting.remove(casebook, FollowUp, case_id, follow_up_ids, "Remove follow-up date")


def standing(casebook: Casebook, case_id: str) -> FollowThrough:
    """How far a case is followed through today. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        return follow_through(
            by_day(drafts.of_case(FollowUp, case_id)),
            drafts.of_case(CorrectiveAction, case_id),
            in_order(drafts.of_case(Lesson, case_id)),
            day_in(case, now_us()),
        )


def open_actions(casebook: Casebook, case_id: str) -> str:
    """The open actions of all incident cases as text to paste, with roles in place of names.

    The days are those of the case in hand. Raises `InvalidInputError` where it holds private words
    or where no action is open, `NotFoundError`.
    """
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        found = [
            (case, shared.of_case(CorrectiveAction, case.id))
            for case in shared.all(Case)
            if case.kind is CaseKind.INCIDENT
        ]
    text = open_actions_text(found, day_in(cases.case(casebook, case_id), now_us()))
    if not text:
        raise InvalidInputError("No action is open in any incident case, so nothing was copied.")
    secrets = secrets_of(casebook, case_id, Audience.STAKEHOLDERS)
    return copying.checked(Wording(secrets).text(text), secrets)
