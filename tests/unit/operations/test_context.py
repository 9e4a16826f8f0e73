"""Decision points as people draft them: from an entry, with evidence, undone, and as a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, Entry, EntryKind, Known, new_id
from app.domain.errors import NotFoundError
from app.domain.moments import MINUTE_US, SECOND_US, UTC_ZONE, TimeKind
from app.domain.practice.context import NOW, DecisionPoint
from app.domain.practice.context_rules import Doubt, moment_clock
from app.domain.timeline import Span
from app.operations import (
    cases,
    citable,
    drafting,
    history,
    imports,
    timeline,
)
from app.operations import evidence as items
from app.operations.practice import context, entry_ties

DAY = 1_711_756_800 * SECOND_US  # 2024-03-30T00:00Z
AT = DAY + 175 * MINUTE_US
LOG = """\
2024-03-30T02:47:31Z acking. orders is throwing 500s
2024-03-30T02:55:00Z restart db-primary, anyone against?
2024-03-30T03:28:19Z no pagination in the export query
"""


@pytest.fixture
def log(casebook: Casebook, case: Case) -> list[int]:
    """Three lines; their ids in time order."""
    imports.import_text(casebook, case.id, LOG, "orders.log")
    return list(items.item_ids(casebook, case.id))


def decision(casebook: Casebook, case: Case, **fields: object) -> DecisionPoint:
    point = DecisionPoint(new_id(), case.id, "Restart?", AT, **fields)  # type: ignore[arg-type]
    drafting.add(casebook, case.id, point, "Add decision point")
    return point


def test_from_an_entry_it_takes_time_words_and_certainty_but_no_evidence(
    casebook: Casebook, case: Case, log: list[int]
) -> None:
    entry = Entry(
        new_id(),
        case.id,
        "Held   back. " + 30 * "word ",
        TimeKind.EXACT,
        AT,
        kind=EntryKind.DECISION,
    )
    timeline.add_entry(casebook, entry, [Span(log[1])])
    added = context.add_from_entry(casebook, case.id, entry.id)
    (shown,) = context.points(casebook, case.id)
    assert shown.point == added
    assert (added.at_us, added.entry_id) == (AT, entry.id)
    assert added.title.startswith("Held back. word")
    assert added.title.endswith(" …")
    assert shown.cited == ()
    timeline.delete_entry(casebook, entry.id)
    assert context.points(casebook, case.id)[0].point.entry_id == ""
    history.undo(casebook, case.id)
    assert context.points(casebook, case.id)[0].point.entry_id == entry.id


def test_later_evidence_is_marked_moves_with_one_step_and_comes_back(
    casebook: Casebook, case: Case, log: list[int]
) -> None:
    point = decision(casebook, case)
    drafting.cite(casebook, case.id, point.id, [Span(log[0]), Span(log[2])], "saw")
    (shown,) = context.points(casebook, case.id)
    ((citation_id, found),) = shown.hindsight.items()
    assert found.doubt is Doubt.LATER
    assert [item.quote for item in shown.of("saw")][1].startswith("no pagination")
    context.move_to_now(casebook, case.id, citation_id)
    (shown,) = context.points(casebook, case.id)
    assert shown.hindsight == {}
    assert len(shown.of(NOW)) == len(shown.of("saw")) == 1
    history.undo(casebook, case.id)
    assert len(context.points(casebook, case.id)[0].hindsight) == 1


def test_what_already_stands_in_now_is_not_there_twice(
    casebook: Casebook, case: Case, log: list[int]
) -> None:
    point = decision(casebook, case)
    for part in ("saw", NOW):
        drafting.cite(casebook, case.id, point.id, [Span(log[2])], part)
    (citation_id,) = context.points(casebook, case.id)[0].hindsight
    context.move_to_now(casebook, case.id, citation_id)
    assert len(context.points(casebook, case.id)[0].cited) == 1


def test_removing_takes_its_citations_along_and_undo_brings_all_back(
    casebook: Casebook, case: Case, log: list[int]
) -> None:
    point = decision(casebook, case)
    drafting.cite(casebook, case.id, point.id, [Span(log[0])], "saw")
    context.remove(casebook, case.id, point.id)
    assert context.points(casebook, case.id) == []
    assert drafting.cited(casebook, case.id) == {}
    history.undo(casebook, case.id)
    assert len(context.points(casebook, case.id)[0].cited) == 1
    with pytest.raises(NotFoundError):
        context.change(casebook, case.id, "nobody", {"saw": "x"})


def test_what_is_gone_meanwhile_cites_nothing(
    casebook: Casebook, case: Case, log: list[int]
) -> None:
    point = decision(casebook, case)
    context.remove(casebook, case.id, point.id)
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    elsewhere = context.add(casebook, other.id, "Elsewhere")
    for target in (point.id, elsewhere.id, case.id):
        with pytest.raises(NotFoundError, match="not in the case any more"):
            drafting.cite(casebook, case.id, target, [Span(log[0])], "saw")
    assert drafting.cited(casebook, case.id) == {}


def test_the_timeline_flags_an_entry_that_an_earlier_decision_rests_on(
    casebook: Casebook, case: Case, log: list[int]
) -> None:
    entry = Entry(
        new_id(),
        case.id,
        "The query had no limit.",
        TimeKind.EXACT,
        AT,
        known=Known.LATER,
        known_us=DAY + 208 * MINUTE_US,
    )
    timeline.add_entry(casebook, entry, [Span(log[2])])
    assert entry_ties.ties(casebook, case.id) == {}
    point = decision(casebook, case)
    drafting.cite(casebook, case.id, point.id, [Span(log[2])], "believed")
    flag = entry_ties.ties(casebook, case.id)[entry.id].flag
    assert flag is not None
    assert (flag.point_id, flag.at_us) == (point.id, AT)


def test_everything_that_can_cite_is_listed_each_field_of_a_decision_by_itself(
    casebook: Casebook, case: Case
) -> None:
    point = decision(casebook, case)
    found = citable.citable(casebook, case.id)
    assert {one.target_id for one in found} == {point.id}
    assert found[0].kind == "Decision · What they saw"
    assert found[-1].part == NOW


def test_the_message_that_an_entry_stands_at_belongs_to_its_moment(
    casebook: Casebook, case: Case
) -> None:
    imports.import_text(casebook, case.id, "2024-03-30T02:55:00.435Z restarting\n", "orders.log")
    (item_id,) = items.item_ids(casebook, case.id)
    entry = timeline.entry_from_items(casebook, case.id, [item_id])
    timeline.add_entry(casebook, replace(entry, text="Restarted."), [Span(item_id)])
    added = context.add_from_entry(casebook, case.id, entry.id)
    drafting.cite(casebook, case.id, added.id, [Span(item_id)], "saw")
    (shown,) = context.points(casebook, case.id)
    assert shown.hindsight == {}
    assert moment_clock(AT + 435_000, UTC_ZONE) == "02:55:00"
