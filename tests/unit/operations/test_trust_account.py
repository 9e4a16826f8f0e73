"""The shared account, what groups bring back, and claims, as people draft and undo them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafted import Draft
from app.domain.drafts import Case, CaseKind, Certainty, new_id
from app.domain.errors import GoldseamError, InvalidInputError, NotFoundError
from app.domain.timeline import Span
from app.domain.trust.account import AccountPart, GroupStatement, GroupVerdict, Paragraph
from app.domain.trust.claims import Claim, ClaimVerdict, PublicStatement
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.recovery import evidence_of
from app.domain.trust.setting import Position
from app.operations import cases, drafting, evidence, history, imports
from app.operations.trust import account, claims, follow_page, frame, setting, showing, versions
from tests.unit.operations.test_undo_of_everything import dangling, drafted

T = TypeVar("T")

SAID = "The team failed to test. It has been fixed."


@pytest.fixture
def trust(casebook: Casebook) -> Case:
    return cases.add_case(casebook, CaseKind.TRUST, "After the outage")


@pytest.fixture
def group(casebook: Casebook, trust: Case) -> AffectedGroup:
    added = AffectedGroup(new_id(), trust.id, "Support", size=9)
    drafting.add(casebook, trust.id, added, "Add group")
    return added


def item(casebook: Casebook, case: Case) -> Span:
    imports.import_text(casebook, case.id, "2024-03-30T02:47:31Z slow reads\n", "api.log")
    return Span(next(iter(evidence.item_ids(casebook, case.id))))


def texts(casebook: Casebook, case: Case) -> list[tuple[str, str]]:
    return [(each.part.value, each.text) for each in account.account(casebook, case.id).paragraphs]


def test_paragraphs_keep_an_order_within_their_part_and_move_between_parts(
    casebook: Casebook, trust: Case
) -> None:
    first = account.add(casebook, trust.id, AccountPart.TECHNICAL, "one")
    second = account.add(casebook, trust.id, AccountPart.TECHNICAL, "two")
    account.add(casebook, trust.id, AccountPart.EVENTS, "before")
    account.move(casebook, trust.id, second.id, -1)
    assert texts(casebook, trust) == [
        ("events", "before"),
        ("technical", "two"),
        ("technical", "one"),
    ]
    account.change(casebook, trust.id, second.id, {"part": AccountPart.EVENTS})
    account.move_to_part(casebook, trust.id, first.id, 1)
    expected = [("events", "before"), ("events", "two"), ("organisational", "one")]
    assert texts(casebook, trust) == expected
    account.move_to_part(casebook, trust.id, second.id, -1)
    assert texts(casebook, trust) == expected
    history.undo(casebook, trust.id)
    with pytest.raises(NotFoundError):
        account.move(casebook, trust.id, "gone", 1)


def test_a_removed_paragraph_leaves_what_groups_said_with_the_whole(
    casebook: Casebook, trust: Case, group: AffectedGroup
) -> None:
    one = account.add(casebook, trust.id, AccountPart.EVENTS, "It was slow.")
    drafting.cite(casebook, trust.id, one.id, [item(casebook, trust)])
    account.ask(casebook, trust.id, [group.id], 5, one.id)
    (said,) = account.statements(casebook, trust.id)
    answer = {"verdict": GroupVerdict.TRUE, "words": "Slow, yes."}
    account.note_answer(casebook, trust.id, said.id, answer, 7)
    assert evidence_of(follow_page.page_of(casebook, trust.id).recovery) == ()
    account.remove(casebook, trust.id, one.id)
    (said,) = account.statements(casebook, trust.id)
    assert (said.paragraph_id, said.words) == ("", "Slow, yes.")
    assert said.verdict is GroupVerdict.UNSAID, "they called a part true, not the whole"
    history.undo(casebook, trust.id)
    (said,) = account.statements(casebook, trust.id)
    whole = account.account(casebook, trust.id)
    assert (said.paragraph_id, len(whole.cited[one.id])) == (one.id, 1)


def test_who_made_the_mistake_is_not_the_neutral_person(casebook: Casebook, trust: Case) -> None:
    account.name_neutral(casebook, trust.id, "me")
    setting.take_position(casebook, trust.id, Position.MADE)
    with pytest.raises(InvalidInputError, match="somebody else"):
        account.name_neutral(casebook, trust.id, "Myself")
    account.name_neutral(casebook, trust.id, " the ombudsperson ")
    assert account.account(casebook, trust.id).neutral == "the ombudsperson"


def test_a_group_is_asked_once_and_its_answer_keeps_when_it_came(
    casebook: Casebook, trust: Case, group: AffectedGroup
) -> None:
    (asked,) = account.ask(casebook, trust.id, [group.id], 5)
    assert account.ask(casebook, trust.id, [group.id], 6) == []
    words = {"verdict": GroupVerdict.PARTLY, "words": "We asked twice.", "dissent": True}
    account.note_answer(casebook, trust.id, asked.id, words, 7)
    account.note_answer(casebook, trust.id, asked.id, {"words": "We asked."}, 8)
    (said,) = account.statements(casebook, trust.id)
    assert (said.asked_us, said.came_us, said.words) == (5, 7, "We asked.")
    assert len(account.ask(casebook, trust.id, [group.id], 9)) == 1
    with pytest.raises(NotFoundError):
        account.ask(casebook, trust.id, ["gone"], 9)
    account.remove_statement(casebook, trust.id, asked.id)
    assert len(account.statements(casebook, trust.id)) == 1


def test_claims_are_marked_apart_follow_an_edit_and_go_with_their_statement(
    casebook: Casebook, trust: Case
) -> None:
    statement = claims.add(casebook, trust.id, "Status page", SAID)
    failed = claims.mark(casebook, trust.id, statement.id, 9, 24)
    assert failed.quote == "failed to test."
    with pytest.raises(InvalidInputError, match="belong to the claim “failed to test"):
        claims.mark(casebook, trust.id, statement.id, 0, 12)
    with pytest.raises(InvalidInputError, match="Select the words"):
        claims.mark(casebook, trust.id, statement.id, 24, 25)
    drafting.cite(casebook, trust.id, failed.id, [item(casebook, trust)])
    claims.judge(casebook, trust.id, failed.id, {"verdict": ClaimVerdict.CONTRADICTED})
    assert claims.change(casebook, trust.id, statement.id, {"text": f"Hi! {SAID}"}) == []
    (lost,) = claims.change(casebook, trust.id, statement.id, {"text": "All is well."})
    assert lost.id == failed.id
    assert claims.change(casebook, trust.id, statement.id, {"text": "All is fine."}) == []
    claims.mark_anew(casebook, trust.id, failed.id, 0, 12)
    (one,) = claims.statements(casebook, trust.id)
    assert (one.claims[0].quote, len(one.cited[failed.id])) == ("All is fine.", 1)
    claims.unmark(casebook, trust.id, failed.id)
    history.undo(casebook, trust.id)
    claims.remove(casebook, trust.id, statement.id)
    assert claims.statements(casebook, trust.id) == []
    assert drafting.cited(casebook, trust.id) == {}


def test_versions_compare_only_what_somebody_chose(casebook: Casebook, trust: Case) -> None:
    one = account.add(casebook, trust.id, AccountPart.EVENTS, "Perhaps it was the release.")
    account.add(casebook, trust.id, AccountPart.EVENTS, "Private.")
    account.change(casebook, trust.id, one.id, {"certainty": Certainty.UNCERTAIN})
    showing.show(casebook, trust.id, one.id, Audience.TEAM)
    showing.show(casebook, trust.id, one.id, Audience.LEADERSHIP, "It was the release.")
    (beside,) = versions.compared(casebook, trust.id, Audience.LEADERSHIP, Audience.TEAM)
    assert beside.marks == ("worded differently", "the doubt is missing for leadership")


def test_whatever_is_done_to_the_account_is_undone_and_done_again(
    casebook: Casebook, trust: Case, group: AffectedGroup
) -> None:
    frame.add_group(casebook, trust.id, "Web")
    at_first = drafted(casebook)
    random = Random(11)  # noqa: S311  no secret
    for _ in range(70):
        before = drafted(casebook)
        try:
            random.choice(_STEPS)(casebook, trust.id, _Chance(casebook, trust.id, random))
        except GoldseamError:
            assert drafted(casebook) == before
        assert dangling(casebook) == []
    at_last = drafted(casebook)
    undone = 0
    while drafted(casebook) != at_first:
        assert history.undo(casebook, trust.id)
        undone += 1
    for _ in range(undone):
        assert history.redo(casebook, trust.id)
    assert drafted(casebook) == at_last


@dataclass
class _Chance:
    """Whatever the case holds at the moment, by chance."""

    casebook: Casebook
    case_id: str
    random: Random

    def one(self, kind: type[Draft]) -> str:
        rows = sorted(row.id for row in drafting.of_case(self.casebook, kind, self.case_id))
        return self.random.choice(rows) if rows else "not there"

    def of(self, values: Sequence[T]) -> T:
        return self.random.choice(values)


_TEXTS = ("", "It was slow.", "Nobody told them. It was slow. It is fixed.", "zwei Häuser 🙂")
_STEPS: tuple[Callable[[Casebook, str, _Chance], object], ...] = (
    lambda book, case, c: account.add(book, case, c.of(list(AccountPart)), c.of(_TEXTS)),
    lambda book, case, c: account.change(
        book, case, c.one(Paragraph), {"text": c.of(_TEXTS), "part": c.of(list(AccountPart))}
    ),
    lambda book, case, c: account.move(book, case, c.one(Paragraph), c.of((-1, 1))),
    lambda book, case, c: account.move_to_part(book, case, c.one(Paragraph), c.of((-1, 1))),
    lambda book, case, c: account.remove(book, case, c.one(Paragraph)),
    lambda book, case, c: account.ask(
        book, case, [c.one(AffectedGroup)], 5, c.of(("", c.one(Paragraph)))
    ),
    lambda book, case, c: account.note_answer(
        book, case, c.one(GroupStatement), {"verdict": c.of(list(GroupVerdict))}, 7
    ),
    lambda book, case, c: account.remove_statement(book, case, c.one(GroupStatement)),
    lambda book, case, c: frame.remove_group(book, case, c.one(AffectedGroup)),
    lambda book, case, c: frame.add_group(book, case, "Another"),
    lambda book, case, c: claims.add(book, case, "", c.of(_TEXTS)),
    lambda book, case, c: claims.change(book, case, c.one(PublicStatement), {"text": c.of(_TEXTS)}),
    lambda book, case, c: claims.mark(book, case, c.one(PublicStatement), c.of((0, 7)), 12),
    lambda book, case, c: claims.mark_anew(book, case, c.one(Claim), 2, 5),
    lambda book, case, c: claims.judge(book, case, c.one(Claim), {"note": c.of(_TEXTS)}),
    lambda book, case, c: claims.unmark(book, case, c.one(Claim)),
    lambda book, case, c: claims.remove(book, case, c.one(PublicStatement)),
    lambda book, case, c: showing.show(
        book, case, c.one(c.of((Paragraph, GroupStatement, PublicStatement))), Audience.TEAM
    ),
)
