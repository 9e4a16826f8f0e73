"""Fair accounts: whom they are about, what is kept of an answer, and what never leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.leaks import LeakError
from app.domain.practice.accounts import FairAccount, Verdict
from app.operations import answers, drafting, exports, people, timeline
from app.operations.practice import fair_accounts
from tests.unit.operations.chat import take_in_with

WORDS = "Nobody told me that the pager was switched off during the night shift."


def one_account(casebook: Casebook, case: Case) -> FairAccount:
    (account,) = drafting.of_case(casebook, FairAccount, case.id)
    return account


def test_pages_are_proposed_from_people_and_follow_their_roles(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    timeline.add_entry(casebook, Entry(new_id(), case.id, "Mira Olsen saw the pool empty."))
    wanted = {role: person for person, role in fair_accounts.proposed(casebook, case.id)}
    assert set(wanted) == {"participant A", "participant B"}

    made = fair_accounts.add_proposed(casebook, case.id, [wanted["participant A"]])
    people.set_role(casebook, case.id, wanted["participant A"], "on-call engineer")

    (page,) = fair_accounts.pages(casebook, case.id)
    assert made == 1
    assert page.role == "on-call engineer"
    assert [line.text for line in page.passages[0].lines] == [
        "[on-call engineer] saw the pool empty."
    ]
    assert [role for _, role in fair_accounts.proposed(casebook, case.id)] == ["participant B"]


def test_a_role_added_by_hand_has_one_page(casebook: Casebook, case: Case) -> None:
    fair_accounts.add(casebook, case.id, " service  owner ")
    with pytest.raises(InvalidInputError, match="has a page already"):
        fair_accounts.add(casebook, case.id, "Service owner")
    with pytest.raises(InvalidInputError, match="Write the role"):
        fair_accounts.add(casebook, case.id, "  ")
    assert one_account(casebook, case).role == "service owner"


def test_an_answer_keeps_its_moment_and_can_be_undone(casebook: Casebook, case: Case) -> None:
    account = fair_accounts.add(casebook, case.id, "service owner")
    fair_accounts.answer(casebook, case.id, account.id, Verdict.ASKED, 60)
    fair_accounts.answer(casebook, case.id, account.id, Verdict.NOT_FAIR, 120)
    kept = one_account(casebook, case)
    assert (kept.verdict, kept.asked_us, kept.answered_us) == (Verdict.NOT_FAIR, 60, 120)

    casebook.undo(case.id)
    kept = one_account(casebook, case)
    assert (kept.verdict, kept.asked_us, kept.answered_us) == (Verdict.ASKED, 60, None)
    fair_accounts.remove(casebook, case.id, account.id)
    assert drafting.of_case(casebook, FairAccount, case.id) == []
    casebook.undo(case.id)
    assert one_account(casebook, case) == kept


@pytest.mark.parametrize("fmt", ["md", "docx", "html"])
def test_own_words_leave_only_with_consent(
    casebook: Casebook, case: Case, tmp_path: Path, fmt: str
) -> None:
    account = fair_accounts.add(casebook, case.id, "service owner")
    change = {"words": WORDS, "verdict": Verdict.NOT_FAIR}
    drafting.change(casebook, FairAccount, case.id, account.id, change, "Words")
    timeline.add_entry(casebook, Entry(new_id(), case.id, f"The owner wrote: {WORDS.lower()}"))

    with pytest.raises(LeakError) as refused:
        exports.export(casebook, case.id, exports.INCIDENT_REVIEW, fmt, tmp_path)
    assert {leak.source for leak in refused.value.leaks} == {
        "the words of a responder, which they keep private"
    }
    assert list(tmp_path.glob(f"*.{fmt}")) == []

    drafting.change(casebook, FairAccount, case.id, account.id, {"consent": True}, "Consent")
    written = exports.export(casebook, case.id, exports.INCIDENT_REVIEW, fmt, tmp_path)
    assert written.exists()


def test_a_page_goes_out_with_its_role_and_nothing_of_others(
    casebook: Casebook, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    ids = {role: person for person, role in fair_accounts.proposed(casebook, case.id)}
    fair_accounts.add_proposed(casebook, case.id, list(ids.values()))
    people.set_role(casebook, case.id, ids["participant A"], "service owner")
    people.name_in_documents(casebook, case.id, ids["participant A"], "she asked for it")
    timeline.add_entry(casebook, Entry(new_id(), case.id, "Mira Olsen saw the pool empty."))
    timeline.add_entry(casebook, Entry(new_id(), case.id, "The rollback had begun."))
    own, other = fair_accounts.pages(casebook, case.id)[::-1]
    change = {"words": WORDS, "verdict": Verdict.NOT_FAIR}
    drafting.change(casebook, FairAccount, case.id, other.account.id, change, "Words")

    written = exports.export(
        casebook, case.id, "fair-account", "md", tmp_path, subject_id=own.account.id
    )

    text = written.read_text()
    assert "For the service owner." in text
    assert "\\[service owner\\] saw the pool empty." in text
    assert "Mira" not in text
    assert "rollback had begun" not in text
    assert "pager was switched off" not in text


def test_what_was_answered_to_be_no_name_brings_nothing_onto_a_page(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    timeline.add_entry(casebook, Entry(new_id(), case.id, "The host called Mira was slow."))
    ids = {role: person for person, role in fair_accounts.proposed(casebook, case.id)}
    fair_accounts.add_proposed(casebook, case.id, [ids["participant A"]])
    (page,) = fair_accounts.pages(casebook, case.id)
    assert len(page.passages) == 1

    (seen,) = exports.names(casebook, case.id, exports.INCIDENT_REVIEW)
    answers.keep(casebook, case.id, seen, "a host")

    (page,) = fair_accounts.pages(casebook, case.id)
    assert page.passages == ()
