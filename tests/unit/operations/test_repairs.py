"""Repairs of a trust case: tied to breaks, done only where something shows it, each undone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.casebook import Casebook
from app.domain.audiences import READERS, Audience
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.helps import Presence
from app.domain.trust.repair_plan import PROOF, RepairPlan
from app.domain.trust.repairs import RepairState, RepairTarget, Telling
from app.operations import cases, drafting, evidence, exports, history
from app.operations.trust import helps, repairs, showing
from tests.unit.operations.chat import take_in_with


@dataclass
class Broken:
    """A trust case with a break inside and one outward, and a group that was affected."""

    casebook: Casebook
    case: Case
    inside: str
    outward: str
    group: str

    @property
    def plan(self) -> RepairPlan:
        return repairs.plan(self.casebook, self.case.id)


@pytest.fixture
def broken(casebook: Casebook) -> Broken:
    case = cases.add_case(casebook, CaseKind.TRUST, "What broke between us", "UTC")
    inside = TrustBreak(new_id(), case.id, "support", "the channel", Side.INSIDE, rank=0)
    outward = TrustBreak(new_id(), case.id, "customers", "the page", Side.OUTWARD, rank=1)
    group = AffectedGroup(new_id(), case.id, "Support")
    for each in (inside, outward, group):
        drafting.add(casebook, case.id, each, "Add")
    return Broken(casebook, case, inside.id, outward.id, group.id)


def test_a_repair_is_for_breaks_and_those_without_one_stay_visible(broken: Broken) -> None:
    book, case_id = broken.casebook, broken.case.id
    first = repairs.add(book, case_id, "Say how many are affected", [broken.outward])
    second = repairs.add(book, case_id, "One person answers support")
    assert broken.plan.repaired_by == {broken.outward: ("R1",)}
    assert [one.id for one in broken.plan.unrepaired] == [broken.inside]
    assert [one.id for one in broken.plan.outward_only] == [broken.inside]
    repairs.accept(book, case_id, broken.inside, "they asked to talk first")
    assert broken.plan.accepted == {broken.inside: "they asked to talk first"}
    repairs.accept(book, case_id, broken.inside, " ")
    assert broken.plan.accepted == {}
    repairs.aim(book, case_id, second.id, [broken.outward, broken.inside])
    assert broken.plan.breaks_of(second.id) == (broken.inside, broken.outward)
    assert broken.plan.unrepaired == broken.plan.outward_only == ()
    repairs.mark_most(book, case_id, first.id)
    assert broken.plan.most_now == first.id
    repairs.mark_most(book, case_id, second.id)
    repairs.mark_most(book, case_id, second.id)
    assert broken.plan.most_now == ""
    repairs.mark_most(book, case_id, first.id)
    repairs.move(book, case_id, second.id, -1)
    assert broken.plan.numbers[second.id] == "R1"
    repairs.drop(book, case_id, second.id, "support has no hands for it")
    assert [one.id for one in broken.plan.unrepaired] == [broken.inside]
    repairs.remove(book, case_id, first.id)
    assert broken.plan.repaired_by == {}
    assert broken.plan.most_now == ""
    history.undo(book, case_id)
    assert broken.plan.repaired_by == {broken.outward: ("R2",)}


def test_done_needs_proof_verified_somebody_affected_and_dropped_a_reason(
    broken: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, case_id = broken.casebook, broken.case.id
    one = repairs.add(book, case_id, "One person answers support").id
    with pytest.raises(InvalidInputError, match="Done needs what shows it"):
        repairs.complete(book, case_id, one)
    with pytest.raises(InvalidInputError, match="Say why the repair is dropped"):
        repairs.drop(book, case_id, one, " ")
    take_in_with(monkeypatch, book)(broken.case)
    shown = Span(int(evidence.item_ids(book, case_id, EvidenceFilter())[0]))
    drafting.cite(book, case_id, one, [shown])
    with pytest.raises(InvalidInputError, match="Done needs what shows it"):
        repairs.complete(book, case_id, one)  # what it is about is not that it is done
    drafting.cite(book, case_id, one, [shown], PROOF)
    repairs.complete(book, case_id, one, 7)
    assert (broken.plan.by_id[one].state, broken.plan.by_id[one].done_us) == (RepairState.DONE, 7)
    assert len(broken.plan.proof(one)) == len(broken.plan.grounds(one)) == 1
    with pytest.raises(InvalidInputError, match="Verified needs who saw it"):
        repairs.verify(book, case_id, one, "")
    repairs.verify(book, case_id, one, "support lead", 9)
    verified = broken.plan.by_id[one]
    assert verified.state is RepairState.VERIFIED
    assert (verified.done_us, verified.verified_by, verified.verified_us) == (7, "support lead", 9)
    repairs.reopen(book, case_id, one)
    assert broken.plan.by_id[one].verified_by == ""
    assert broken.plan.by_id[one].done_us is None
    repairs.change(book, case_id, one, {"proof": "on-call page, line 3"})
    repairs.verify(book, case_id, one, "support lead")
    assert broken.plan.by_id[one].done_us is not None


def test_who_was_invited_stays_when_the_repair_or_the_group_goes(broken: Broken) -> None:
    book, case_id = broken.casebook, broken.case.id
    one = repairs.add(book, case_id, "One person answers support", [broken.inside])
    invited = repairs.invite(book, case_id, broken.group, one.id)
    repairs.change_invitation(book, case_id, invited.id, {"changed": "It is a role, not a name"})
    assert [each.changed for each in broken.plan.invited_to(one.id)] == ["It is a role, not a name"]
    with pytest.raises(NotFoundError):
        repairs.invite(book, case_id, broken.inside)
    with pytest.raises(NotFoundError):
        repairs.aim(book, case_id, one.id, [broken.group])
    repairs.accept(book, case_id, broken.outward, "not asked for")
    repairs.remove(book, case_id, one.id)
    with book.edit("Remove", case_id) as edit:
        repairs.forget_groups(edit, case_id, [broken.group])
        repairs.forget_breaks(edit, case_id, [broken.inside, broken.outward])
    (left,) = broken.plan.invitations
    assert (left.group_id, left.repair_id, left.changed) == ("", "", "It is a role, not a name")
    assert broken.plan.accepted == {}
    assert drafting.of_case(book, RepairTarget, case_id) == []
    repairs.remove_invitation(book, case_id, left.id)
    assert broken.plan.invitations == ()


def test_each_reader_gets_the_repairs_chosen_for_them_in_their_words(broken: Broken) -> None:
    book, case_id = broken.casebook, broken.case.id
    told = repairs.add(book, case_id, "Support is answered by one role", [broken.inside])
    changes = {
        "before": "Whether anybody reads it",
        "after": "An answer in ten minutes",
        "telling": Telling.QUIETLY_FIRST,
        "telling_why": "It would name the one who did not read it",
    }
    repairs.change(book, case_id, told.id, changes)
    quiet = repairs.add(book, case_id, "Talk with the one who did not read it", [broken.inside])
    invited = repairs.invite(book, case_id, broken.group, told.id)
    repairs.change_invitation(book, case_id, invited.id, {"changed": "A role, not a name"})
    showing.show(book, case_id, told.id, Audience.TEAM)
    showing.show(book, case_id, invited.id, Audience.TEAM)
    showing.show(book, case_id, told.id, Audience.LEADERSHIP, "Support has somebody to ask")
    showing.show(book, case_id, broken.outward, Audience.LEADERSHIP)
    made = {
        reader: exports.render(book, case_id, "repair-actions", "md", subject_id=reader.value)
        for reader in READERS
    }
    assert all(one.leaks == () for one in made.values())
    texts = {reader: one.data.decode() for reader, one in made.items()}
    team, above = texts[Audience.TEAM], texts[Audience.LEADERSHIP]
    assert team.index("Before: Whether anybody reads it") < team.index("answered by one role")
    assert "An affected group" in team  # the group itself was not shown
    assert "A role, not a name" in team
    assert "Support has somebody to ask" in above
    assert "answered by one role" not in above
    assert "A role, not a name" not in above
    assert "Without a repair" in above  # the break they see has none that they see
    assert "Without a repair" not in team
    assert "Nothing has been chosen" in texts[Audience.OUTSIDE]
    for text in texts.values():
        assert quiet.text not in text
        assert "It would name" not in text


def test_what_helps_is_read_from_the_case_or_answered(broken: Broken) -> None:
    book, case_id = broken.casebook, broken.case.id

    def standing(item: str) -> tuple[Presence, str, bool]:
        found = {one.item: one for one in helps.of_case(book, case_id)}[item]
        return found.presence, found.where, found.by_hand

    assert standing("LM-H3") == (Presence.MISSING, "There is no repair yet.", False)
    repair = repairs.add(book, case_id, "One role answers", [broken.inside])
    repairs.change(book, case_id, repair.id, {"owner": "incident lead", "due": "2026-03-06"})
    assert standing("LM-H3") == (Presence.PRESENT, "R1: each has an owner and a day.", False)
    helps.say_where(book, case_id, "LM-H9", "the page for those who begin")
    assert standing("LM-H9") == (Presence.PRESENT, "the page for those who begin", True)
    helps.not_for_us(book, case_id, "LM-H9", "nobody begins this year")
    assert standing("LM-H9") == (Presence.NOT_FOR_US, "nobody begins this year", True)
    helps.not_for_us(book, case_id, "LM-H9", " ")
    assert standing("LM-H9")[0] is Presence.MISSING
    history.undo(book, case_id)
    assert standing("LM-H9")[0] is Presence.NOT_FOR_US
