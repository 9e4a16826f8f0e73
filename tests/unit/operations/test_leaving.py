"""What leaves is told before it leaves: piece by piece, what stays back by its number only."""

from __future__ import annotations

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Case, CaseKind
from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece
from app.domain.trust.piece_words import HEADINGS
from app.domain.trust.pieces import WORDED
from app.domain.trust.repairs import Repair
from app.operations import cases, exports, history
from app.operations.trust import leaving, packets, showing


@pytest.fixture
def trust(casebook: Casebook) -> Case:
    case = cases.add_case(casebook, CaseKind.TRUST, "After the outage")
    rows = (
        FramePiece("f1", case.id, FramePart.HAPPENED, "The date slipped and nobody said so"),
        FramePiece("f2", case.id, FramePart.TALKS, "First with support, then with sales"),
        AffectedGroup(
            "g1", case.id, "Support", Side.INSIDE, 7, detail="Dates, and who decides on them"
        ),
        TrustBreak("b1", case.id, text="Dates are not believed"),
        Repair("r1", case.id, "Slips are told on the day"),
    )
    with casebook.edit("Draft", case.id) as edit:
        for row in rows:
            edit.add(row)
    return case


def test_each_piece_that_leaves_is_named_and_the_rest_is_only_counted(
    casebook: Casebook, trust: Case
) -> None:
    showing.show(casebook, trust.id, "f1", Audience.TEAM)
    showing.show(casebook, trust.id, "b1", Audience.TEAM)
    showing.show(casebook, trust.id, "f1", Audience.LEADERSHIP, "A date was missed")
    team = leaving.leaving(casebook, trust.id, "repair-frame", "team")
    assert [(each.id, each.otherwise) for each in team.leaves] == [("f1", False)]
    assert "The date slipped" in team.leaves[0].words
    assert "The date slipped" in team.text
    assert dict(team.stays) == {"Frame": 1, "Who was affected": 1, "Trust breaks": 1, "Repairs": 1}
    assert [line.id for line in team.could] == ["f2", "g1"]
    assert team.needs == ("Support: Dates, and who decides on them",)
    assert team.leaks == ()
    above = leaving.leaving(casebook, trust.id, "repair-frame", "leadership")
    assert [(each.words, each.otherwise) for each in above.leaves] == [
        ("What happened: A date was missed", True)
    ]
    assert above.needs == ()


def test_several_pieces_are_released_in_one_step(casebook: Casebook, trust: Case) -> None:
    before = leaving.leaving(casebook, trust.id, "repair-frame", "outside")
    assert before.leaves == ()
    leaving.release(casebook, trust.id, [line.id for line in before.could], Audience.OUTSIDE)
    after = leaving.leaving(casebook, trust.id, "repair-frame", "outside")
    assert {each.id for each in after.leaves} == {"f1", "f2", "g1"}
    history.undo(casebook, trust.id)
    assert leaving.leaving(casebook, trust.id, "repair-frame", "outside").leaves == ()


def test_what_waits_for_an_answer_is_listed_and_says_so(casebook: Casebook, trust: Case) -> None:
    with casebook.edit("Draft", trust.id) as edit:
        edit.add(Apology("a1", trust.id, words="I kept the slip to myself. I am sorry."))
        edit.add(Apology("a2", trust.id, "Support", words="I am sorry.", counsel=Counsel.SEEN))
    packet = packets.add(casebook, trust.id)
    lines = {line.subject_id: line for line in leaving.documents(casebook, trust.id)}
    assert "to whom" in lines["a1"].waits
    assert lines["a2"].waits == ""
    assert lines["a2"].leaves == 1
    assert lines[packet.id].waits
    shown = {line.document_id for line in leaving.documents(casebook, trust.id)}
    offered = {each.template.id for each in exports.choices(casebook, trust.id)}
    assert offered <= shown


def test_each_kind_of_piece_has_a_heading_and_a_document(casebook: Casebook) -> None:
    assert set(HEADINGS) == set(WORDED)
    held = {kind for document, kinds in leaving.HOLDS.items() for kind in kinds
            if document != leaving.PACKET}  # fmt: skip
    assert held == set(WORDED)
