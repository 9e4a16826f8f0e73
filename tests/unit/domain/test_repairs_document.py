"""The repair actions in words: uncertainty first, what shows it, and what has no repair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.drafts import Certainty, Citation
from app.domain.moments import UTC_ZONE, Precision
from app.domain.notes import Notes
from app.domain.timeline import CitedItem
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repair_plan import PROOF, RepairPlan
from app.domain.trust.repairs import Invitation, Reach, Repair, RepairKind, RepairState, Telling
from app.domain.trust.repairs_document import NO_UNCERTAINTY, UNREPAIRED, repairs_document
from app.domain.views import Section, Statement

DAY_US = 86_400_000_000
TODAY = date(2026, 3, 10)
BREAKS = (
    TrustBreak("b1", "case", text="Support is not read", certainty=Certainty.CONFIRMED),
    TrustBreak("b2", "case", text="The page is not believed", fear="to hear of it last"),
)
REPAIR = Repair(
    "r1",
    "case",
    "One role answers support",
    before="Whether anybody reads it",
    after="An answer in ten minutes",
    kind=RepairKind.OWNERSHIP,
    owner="incident lead",
    due="2026-03-06",
    shown_by="the times in the channel",
    telling=Telling.QUIETLY_FIRST,
    telling_why="KEPT BACK",
)
DONE = replace(
    REPAIR,
    id="r2",
    state=RepairState.VERIFIED,
    proof="the rota",
    done_us=0,
    verified_us=DAY_US,
    verified_by="support lead",
    small=True,
)


def sections(plan: RepairPlan) -> dict[str, Section]:
    found = repairs_document(plan, Notes(UTC_ZONE), UTC_ZONE, TODAY)
    return {one.id: one for one in found}


def told(section: Section) -> dict[str, Statement]:
    return {row.number or row.text: row for group in section.groups for row in group.statements}


def facts(row: Statement) -> dict[str, str]:
    return {fact.label: fact.text for fact in row.facts}


def test_the_uncertainty_comes_first_then_the_work_and_never_why_it_was_told() -> None:
    plan = RepairPlan((REPAIR,), BREAKS, {"r1": ("b1",)})
    row = told(sections(plan)["repairs"])["R1"]
    assert row.text == "Before: Whether anybody reads it\n→ After: An answer in ten minutes"
    assert facts(row) == {
        "What changes": "One role answers support",
        "It puts right": "unclear ownership",
        "For": "B1 Support is not read",
        "Owner": "incident lead",
        "Due": "2026-03-06, 4 days ago",
        "What will show it": "the times in the channel",
    }
    assert row.marks == ("open",)
    assert "KEPT BACK" not in repr(sections(plan))


def test_what_is_done_says_what_shows_it_and_who_saw_it() -> None:
    row = told(sections(RepairPlan((DONE,)))["repairs"])["R1"]
    assert row.marks == ("a small win, verified by support lead on 1970-01-02", "stated, not cited")
    assert facts(row)["What shows it"] == "the rota"
    assert "Due" not in facts(row)
    citation = Citation("c", "case", "r2", 7, "", None, part=PROOF)
    where = ("rota.txt", "", None, "", None, "The rota has it", None, Precision.NONE, None)
    cited = CitedItem(citation, *where)
    row = told(sections(RepairPlan((DONE,), cited={"r2": (cited,)}))["repairs"])["R1"]
    assert facts(row)["What shows it"] == "the rota (note 1)"
    assert row.notes == (1,)
    assert "stated, not cited" not in row.marks


def test_work_alone_an_unverified_end_and_what_was_given_up_are_said_plainly() -> None:
    work = Repair("w", "case", "Held a meeting", reach=Reach.ASKED, asked_of="head of engineering")
    done = replace(DONE, state=RepairState.DONE, small=False)
    dropped = replace(
        work, id="d", state=RepairState.DROPPED, dropped_because="nobody asked for it"
    )
    section = sections(RepairPlan((work, done, dropped)))["repairs"]
    assert [group.heading for group in section.groups] == ["To come", "Done", "Given up"]
    rows = told(section)
    assert (rows["R1"].text, rows["R1"].marks) == ("Held a meeting", ("open", NO_UNCERTAINTY))
    assert facts(rows["R1"])["Asked of"] == "head of engineering"
    assert (facts(rows["R1"])["Owner"], facts(rows["R1"])["Due"]) == ("no owner yet", "no day yet")
    assert rows["R2"].marks[0] == "done on 1970-01-01, not yet verified"
    assert rows["R3"].marks == ("given up",)
    assert facts(rows["R3"])["Given up because"] == "nobody asked for it"


def test_breaks_without_a_repair_and_who_was_invited_are_told() -> None:
    invited = (
        Invitation(
            "i1", "case", "g", "r1", "who answers", "2026-02-13", "“Not yet” is fine", "It is"
        ),
        Invitation("i2", "case", "hidden", "hidden"),
    )
    groups = (AffectedGroup("g", "case", "Support"),)
    plan = RepairPlan((REPAIR,), BREAKS, {"r1": ("b1",)}, invitations=invited, groups=groups)
    found = sections(plan)
    assert found["unrepaired"].sentences == (UNREPAIRED,)
    (bare,) = told(found["unrepaired"]).values()
    assert (bare.number, bare.marks) == ("B2", ("not yet judged", "no evidence cited"))
    assert facts(bare) == {"They fear": "to hear of it last"}
    support, other = told(found["invited"]).values()
    assert (support.text, facts(support)["About"]) == ("Support", "R1")
    assert facts(support)["What changed because of it"] == "It is"
    assert other.text == "An affected group"
    assert facts(other) == {"What changed because of it": "nothing is written yet"}


def test_with_nothing_shown_there_is_nothing_to_read() -> None:
    assert all(
        not (one.groups or one.sentences)
        for one in repairs_document(RepairPlan(), Notes(UTC_ZONE), UTC_ZONE, TODAY)
    )
