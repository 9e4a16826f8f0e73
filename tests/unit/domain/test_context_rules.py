"""What counts as hindsight, what the timeline flags, and what a decision point still lacks."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.drafts import Citation, Entry, Known
from app.domain.moments import MINUTE_US, UTC_ZONE, Precision, TimeKind
from app.domain.practice.context import NOW, DecisionPoint
from app.domain.practice.context_rules import (
    Doubt,
    Hindsight,
    entry_flags,
    flag_words,
    hindsight,
    hindsight_words,
    in_order,
    questions,
    thin_words,
)
from app.domain.timeline import CitedEntry, CitedItem

DAY = 1_711_756_800_000_000  # 2024-03-30T00:00Z
AT = DAY + 175 * MINUTE_US  # 02:55
LATER = DAY + 208 * MINUTE_US  # 03:28


def item(item_id: int, part: str = "saw", target: str = "p") -> CitedItem:
    citation = Citation(f"{target}-{part}-{item_id}", "c", target, item_id, "", None, part=part)
    return CitedItem(citation, "log", "", None, "", 1, "text", None, Precision.SECOND, None)


def entry(*items: int, known: Known = Known.AT_THE_TIME, known_us: int | None = None) -> CitedEntry:
    name = f"e{items}"
    made = Entry(name, "c", "It read all rows.", TimeKind.EXACT, AT, known=known, known_us=known_us)
    return CitedEntry(made, tuple(item(one, "", name) for one in items))


POINT = DecisionPoint("p", "c", "Restart?", AT)


def test_an_item_up_to_the_moment_is_no_hindsight_and_a_later_one_is() -> None:
    found = hindsight(POINT, [item(1), item(2)], {1: AT, 2: LATER}, [])
    assert found == {"p-saw-2": Hindsight(Doubt.LATER, LATER)}
    words = hindsight_words(found["p-saw-2"], AT, UTC_ZONE)
    assert words == "No imported item shows it known before 03:28."


def test_what_we_know_now_may_cite_anything() -> None:
    assert hindsight(POINT, [item(2, NOW), item(3, NOW)], {2: LATER, 3: None}, []) == {}


def test_evidence_without_a_time_cannot_be_shown_to_have_been_known() -> None:
    (found,) = hindsight(POINT, [item(1)], {1: None}, []).values()
    assert found.doubt is Doubt.UNDATED
    assert "no time" in hindsight_words(found, AT, UTC_ZONE)


def test_an_early_log_line_that_was_noticed_late_is_hindsight() -> None:
    noticed = entry(1, known=Known.LATER, known_us=LATER)
    (found,) = hindsight(POINT, [item(1)], {1: AT - MINUTE_US}, [noticed]).values()
    assert found == Hindsight(Doubt.LATER, LATER)


def test_unless_an_entry_says_it_was_known_at_the_time() -> None:
    entries = [entry(1, known=Known.LATER, known_us=LATER), entry(1, 2)]
    assert hindsight(POINT, [item(1)], {1: AT - MINUTE_US}, entries) == {}


def test_known_later_at_a_time_nobody_noted() -> None:
    (found,) = hindsight(POINT, [item(1)], {1: AT}, [entry(1, known=Known.LATER)]).values()
    assert found.doubt is Doubt.NOT_NOTED
    assert "nobody noted when" in hindsight_words(found, AT, UTC_ZONE)


def test_without_a_moment_nothing_is_called_later_but_it_is_asked_for() -> None:
    point = DecisionPoint("p", "c", "Restart?")
    assert hindsight(point, [item(1)], {1: None}, []) == {}
    assert "When was it?" in questions(point, [])[0]
    assert thin_words(point, [item(1)], 0).startswith("no time")


def test_the_timeline_flags_what_an_earlier_decision_rests_on() -> None:
    noticed = entry(1, known=Known.LATER, known_us=LATER)
    flags = entry_flags([noticed, entry(2)], [POINT], {"p": [item(1), item(2)]})
    assert list(flags) == [noticed.entry.id]
    assert flag_words(flags[noticed.entry.id], UTC_ZONE) == (
        "Cited by the 02:55 decision context, but no imported item shows it known before 03:28"
    )


def test_no_flag_for_what_stands_in_what_we_know_now_or_was_known_by_then() -> None:
    noticed = entry(1, known=Known.LATER, known_us=LATER)
    in_time = entry(1, known=Known.LATER, known_us=AT)
    assert entry_flags([noticed], [POINT], {"p": [item(1, NOW)]}) == {}
    assert entry_flags([in_time], [POINT], {"p": [item(1)]}) == {}


def test_times_on_another_day_or_in_the_same_minute_are_told_apart() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    near = hindsight_words(Hindsight(Doubt.LATER, AT + 1_000_000), AT, berlin)
    assert near == "No imported item shows it known before 03:55:01."
    far = hindsight_words(Hindsight(Doubt.LATER, AT + 1440 * MINUTE_US), AT, UTC_ZONE)
    assert "2024-03-31 02:55" in far


def test_empty_fields_are_asked_for_and_full_ones_are_not() -> None:
    asked = " ".join(questions(DecisionPoint("p", "c", "x", AT, saw="Alerts"), []))
    assert "What they believed" in asked
    assert "What they saw" not in asked
    full = DecisionPoint("p", "c", "x", AT, "on-call", "a", "b", "c", made_sense="d")
    assert questions(full, [item(1)]) == ()
    assert thin_words(full, [item(1)], 1) == "1 later"


def test_decision_points_stand_in_time_order_undated_ones_last() -> None:
    points = [DecisionPoint("a", "c", ""), DecisionPoint("b", "c", "", LATER), POINT]
    assert [point.id for point in in_order(points)] == ["p", "b", "a"]
