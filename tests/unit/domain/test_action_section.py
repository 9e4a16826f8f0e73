"""How documents tell the actions: all of it for engineers, what changes for others."""

from __future__ import annotations

from dataclasses import replace

from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import Certainty
from app.domain.moments import UTC_ZONE
from app.domain.notes import Notes
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.action_section import ActionSection, action_section, change_section
from app.domain.practice.chain import Factor, FactorLink
from app.domain.practice.corrective import (
    COMPLETION,
    ActionKind,
    ActionState,
    CorrectiveAction,
    Helped,
    Priority,
)
from app.domain.practice.failure_chain import FailureChain
from app.domain.stakeholders import QUOTING
from app.domain.timeline import CitedItem
from app.domain.views import LeftOut
from tests.unit.review_samples import at, cited

NOW = at("2024-04-20 09:30")
CHAIN = FailureChain(
    (
        Factor("f1", "case", "Staging had 800 rows", certainty=Certainty.CONFIRMED),
        Factor("f2", "case", "One query read 600,000 rows", certainty=Certainty.PROBABLE),
        Factor("f3", "case", "The alert had the old host name"),
    ),
    (FactorLink("l1", "case", "f1", "f2"), FactorLink("l2", "case", "f2", "f3")),
)
CAP = CorrectiveAction(
    "a1",
    "case",
    "Refuse queries that would read more than 100,000 rows",
    kind=ActionKind.SYSTEMIC,
    priority=Priority.HIGH,
    owner="platform lead",
    due="2024-04-18",
    shown_by="A query over the limit is refused",
    tracker="OPS-77",
)
ALERT = CorrectiveAction("a2", "case", "Alert by service, not by host", kind=ActionKind.IMMEDIATE)


def completion(item_id: int, quote: str) -> CitedItem:
    plain = cited(item_id, quote)
    return replace(plain, citation=replace(plain.citation, part=COMPLETION))


def section(plan: ActionPlan) -> ActionSection:
    return action_section(plan, Notes(UTC_ZONE), UTC_ZONE, NOW)


def test_no_action_is_said() -> None:
    found = section(ActionPlan(chain=CHAIN))
    assert found.rows == ()
    assert found.words == "No action has been chosen yet."
    assert [one.number for one in found.left_open] == ["F1", "F2", "F3"]


def test_actions_stand_by_kind_with_everything_in_words() -> None:
    found = section(ActionPlan((CAP, ALERT), {"a1": ("f2", "l1"), "a2": ("f3",)}, CHAIN))
    assert [group.heading for group in found.groups] == ["Immediate", "Systemic"]
    alert, cap = found.rows
    assert (cap.number, cap.priority, cap.owner) == ("A1", "high", "platform lead")
    assert cap.closes == ("F2", "F1 → F2")
    assert cap.due == "due 2024-04-18, 2 days ago"
    assert (cap.state, cap.tracker, cap.marks) == ("open", "OPS-77", ())
    assert (alert.owner, alert.due) == ("no owner yet", "no due date yet")
    assert alert.marks == ("nothing named yet that will show it is done",)
    assert found.words == "2 actions: 2 open. 2 of 3 factors have an action that closes them."


def test_what_stays_open_says_why_and_what_stands_beside_it() -> None:
    plan = ActionPlan((CAP,), {"a1": ("l1",)}, CHAIN, accepted={"f3": "the host is gone"})
    first, second, third = section(plan).left_open
    assert (first.beside, first.certainty) == ("A1 closes F1 → F2", "confirmed")
    assert (second.beside, second.reason) == ("A1 closes F1 → F2", "")
    assert (third.beside, third.reason) == ("", "the host is gone")


def test_done_says_on_what_grounds() -> None:
    done = replace(CAP, state=ActionState.DONE, done_us=at("2024-04-19 10:00"))
    plan = ActionPlan((done,), {"a1": ("f2",)}, CHAIN, {"a1": (completion(7, "limit is live"),)})
    row = section(plan).rows[0]
    assert (row.state, row.completion_notes, row.marks) == ("done on 2024-04-19", (1,), ())
    assert (row.due, row.completion) == ("due 2024-04-18", "note 1")
    assert row.helped == "Whether it reduced the risk that it aimed at has not been asked yet."
    stated = replace(
        done,
        completion="merged in limits.yaml",
        helped=Helped.PARTLY,
        helped_why="two of three services have it",
    )
    row = section(replace(plan, actions=(stated,), cited={})).rows[0]
    assert row.marks == ("completion is stated, not cited",)
    assert row.completion == "merged in limits.yaml"
    assert row.helped == (
        "It reduced the risk that it aimed at in part: two of three services have it"
    )


def test_evidence_that_was_edited_later_is_marked() -> None:
    shown = completion(7, "limit is live")
    edited = replace(shown, edited_us=at("2024-04-19 11:00"))
    done = replace(CAP, state=ActionState.DONE, done_us=at("2024-04-19 10:00"))
    row = section(ActionPlan((done,), {"a1": ("f2",)}, CHAIN, {"a1": (edited,)})).rows[0]
    assert row.marks == ("evidence edited later, at 2024-04-19 11:00:00 UTC (note 1)",)


def test_dropped_actions_stand_last_with_their_reason() -> None:
    dropped = replace(CAP, state=ActionState.DROPPED, dropped_because="the store goes away")
    found = section(ActionPlan((dropped, ALERT), {"a2": ("f3",)}, CHAIN))
    assert [group.heading for group in found.groups] == ["Immediate", "Dropped"]
    assert found.rows[1].state == "dropped: the store goes away"
    assert found.rows[1].marks == ()
    assert found.words.startswith("2 actions: 1 open, 1 dropped.")


def test_readers_outside_engineering_get_what_changes() -> None:
    dropped = replace(ALERT, id="a3", state=ActionState.DROPPED, dropped_because="no")
    plan = ActionPlan((CAP, ALERT, dropped), {}, CHAIN)
    found = change_section(plan, {}, UTC_ZONE)
    assert [(row.text, row.state, row.due) for row in found.rows] == [
        (CAP.text, "open", "due 2024-04-18"),
        (ALERT.text, "open", ""),
    ]
    assert found.left_out == ()


def test_readers_outside_engineering_get_no_quote_and_the_words_chosen_for_them() -> None:
    quoting = replace(ALERT, text="Stop the pool of forty connections from filling up")
    grounds = {"a2": (cited(7, "the pool of forty connections was filling"),)}
    plan = ActionPlan((CAP, quoting), {}, CHAIN, grounds)
    chosen = {
        "a1": AudienceChoice("c1", "case", "a1", Audience.STAKEHOLDERS, True, "Slow searches stop")
    }
    found = change_section(plan, chosen, UTC_ZONE)
    assert [row.text for row in found.rows] == ["Slow searches stop"]
    assert found.left_out == (LeftOut(QUOTING, 1),)
