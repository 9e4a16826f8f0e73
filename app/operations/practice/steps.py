"""How far a review is: what a case holds, for the rules of its five steps."""

from __future__ import annotations

from app.casebook import Casebook, Drafts
from app.domain.drafts import Case, Citation, Entry
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, FactorLink
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import ActionTarget, CorrectiveAction
from app.domain.practice.lessons import FollowUp, Lesson
from app.domain.practice.steps import Drafted, StepState, thin
from app.domain.publication import Publication
from app.operations.practice import playbooks


def steps(casebook: Casebook, case_id: str) -> tuple[StepState, ...]:
    """The five steps of a review with what is still thin in each. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        return thin(drafted_in(drafts, case_id))


def drafted_in(drafts: Drafts, case_id: str) -> Drafted:
    """What a case holds for such rules, within a transaction. Raises `NotFoundError`."""
    return Drafted(
        case=drafts.get(Case, case_id),
        entries=drafts.of_case(Entry, case_id),
        factors=drafts.of_case(Factor, case_id),
        links=drafts.of_case(FactorLink, case_id),
        decisions=drafts.of_case(DecisionPoint, case_id),
        accounts=drafts.of_case(FairAccount, case_id),
        actions=drafts.of_case(CorrectiveAction, case_id),
        targets=drafts.of_case(ActionTarget, case_id),
        lessons=drafts.of_case(Lesson, case_id),
        follow_ups=drafts.of_case(FollowUp, case_id),
        publications=drafts.of_case(Publication, case_id),
        cited=frozenset(each.target_id for each in drafts.of_case(Citation, case_id)),
        answers=playbooks.answers_in(drafts, case_id),
    )
