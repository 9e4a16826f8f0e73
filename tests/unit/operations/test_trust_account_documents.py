"""The shared account and the claim check as they leave: chosen pieces, each with its certainty."""

from __future__ import annotations

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Case, CaseKind, Certainty, new_id
from app.domain.errors import NotFoundError
from app.domain.timeline import Span
from app.domain.trust import account_document
from app.domain.trust.account import AccountPart, GroupVerdict
from app.domain.trust.claims import ClaimVerdict
from app.domain.trust.frame import AffectedGroup
from app.operations import cases, drafting, evidence, exports, imports
from app.operations.documents.claim_check import subject_of
from app.operations.trust import account, claims, showing

TEAM, LEADERSHIP = Audience.TEAM, Audience.LEADERSHIP
LOG = "2024-03-30T02:47:31Z reads are nine times the usual\n"


@pytest.fixture
def trust(casebook: Casebook) -> Case:
    return cases.add_case(casebook, CaseKind.TRUST, "What nobody may read")


@pytest.fixture
def span(casebook: Casebook, trust: Case) -> Span:
    imports.import_text(casebook, trust.id, LOG, "api.log")
    return Span(next(iter(evidence.item_ids(casebook, trust.id))))


def written(casebook: Casebook, case: Case, document: str, subject: str) -> str:
    """The document as Markdown, after the gate."""
    made = exports.render(casebook, case.id, document, "md", subject_id=subject)
    assert not made.leaks
    return made.data.decode()


def test_each_reader_gets_the_chosen_paragraphs_with_their_certainty_and_no_other(
    casebook: Casebook, trust: Case, span: Span
) -> None:
    slow = account.add(casebook, trust.id, AccountPart.TECHNICAL, "Reads probably overran.")
    account.change(casebook, trust.id, slow.id, {"certainty": Certainty.PROBABLE})
    drafting.cite(casebook, trust.id, slow.id, [span])
    asked = account.add(casebook, trust.id, AccountPart.UNSUPPORTED, "Support asked in vain.")
    account.add(casebook, trust.id, AccountPart.UNKNOWN, "Kept to myself for now.")
    showing.show(casebook, trust.id, slow.id, TEAM)
    showing.show(casebook, trust.id, asked.id, TEAM)
    showing.show(casebook, trust.id, slow.id, LEADERSHIP, "Reads overran the pool.")
    team = written(casebook, trust, "shared-account", TEAM.value)
    assert "Reads probably overran." in team
    assert "probable" in team
    assert "Technical contributors" in team
    assert "Support asked in vain." in team
    assert "no evidence cited" in team
    assert "reads are nine times the usual" in team
    assert account_document.ASKED[0] in team
    above = written(casebook, trust, "shared-account", LEADERSHIP.value)
    assert "Reads overran the pool." in above
    assert "probable" in above
    for absent in ("probably", "in vain", "nine times", account_document.ASKED[0]):
        assert absent not in above
    for private in ("Kept to myself", "What nobody may read"):
        assert private not in team + above


def test_what_groups_say_is_unattributed_with_dissent_and_says_what_is_held_back(
    casebook: Casebook, trust: Case
) -> None:
    large = AffectedGroup(new_id(), trust.id, "Support", size=9)
    small = AffectedGroup(new_id(), trust.id, "Night shift", size=3)
    for group in (large, small):
        drafting.add(casebook, trust.id, group, "Add group")
        showing.show(casebook, trust.id, group.id, TEAM)
    told = account.add(casebook, trust.id, AccountPart.EVENTS, "It was answered at once.")
    showing.show(casebook, trust.id, told.id, TEAM)
    agreeing, dissenting = account.ask(casebook, trust.id, [large.id, small.id], 5, told.id)
    yes = {"verdict": GroupVerdict.TRUE}
    no = {"verdict": GroupVerdict.PARTLY, "words": "Some waited for an hour.", "dissent": True}
    account.note_answer(casebook, trust.id, agreeing.id, yes, 6)
    account.note_answer(casebook, trust.id, dissenting.id, no, 6)
    showing.show(casebook, trust.id, agreeing.id, TEAM)
    showing.show(casebook, trust.id, dissenting.id, LEADERSHIP)
    team = written(casebook, trust, "shared-account", TEAM.value)
    assert "Support" in team
    assert "number 1" in team
    assert account_document.MORE_CAME_BACK in team
    assert "an hour" not in team
    above = written(casebook, trust, "shared-account", LEADERSHIP.value)
    assert "Some waited for an hour." in above
    assert "not all of the group share this" in above
    assert "a part that is not shown here" in above
    showing.show(casebook, trust.id, dissenting.id, TEAM)
    team = written(casebook, trust, "shared-account", TEAM.value)
    assert "An affected group" in team
    assert "Night shift" not in team
    assert account_document.MORE_CAME_BACK not in team


def test_a_claim_check_is_one_page_for_those_whom_the_statement_is_shown_to(
    casebook: Casebook, trust: Case, span: Span
) -> None:
    statement = claims.add(casebook, trust.id, "Status page", "The team failed to test. Now fixed.")
    failed = claims.mark(casebook, trust.id, statement.id, 9, 23)
    fixed = claims.mark(casebook, trust.id, statement.id, 25, 34)
    drafting.cite(casebook, trust.id, failed.id, [span])
    judged = {"verdict": ClaimVerdict.CONTRADICTED, "note": "The test ran on the day before."}
    claims.judge(casebook, trust.id, failed.id, judged)
    claims.judge(casebook, trust.id, fixed.id, {"verdict": ClaimVerdict.SUPPORTED})
    subject = subject_of(statement.id, TEAM.value)
    with pytest.raises(NotFoundError):
        written(casebook, trust, "claim-check", subject)
    showing.show(casebook, trust.id, statement.id, TEAM)
    offered = exports.choices(casebook, trust.id)
    assert subject in [each.subject and each.subject.id for each in offered]
    page = written(casebook, trust, "claim-check", subject)
    assert "The team «failed to test» (1). «Now fixed» (2)." in page
    assert "contradicted by evidence" in page
    assert "supported by evidence, nothing cited" in page
    assert "The test ran on the day before." in page
    assert "nine times the usual" in page
    with pytest.raises(NotFoundError):
        written(casebook, trust, "claim-check", subject_of(statement.id, LEADERSHIP.value))
