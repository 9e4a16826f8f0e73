"""The order of the timeline, what was known when, and evidence that moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.drafts import Citation, Entry, Known
from app.domain.moments import (
    DAY_US,
    MINUTE_US,
    SECOND_US,
    UTC_ZONE,
    Precision,
    TimeKind,
    microseconds,
)
from app.domain.timeline import (
    CitedEntry,
    CitedItem,
    adopted,
    as_of,
    in_order,
    swapped_ranks,
    with_citations,
)

moments = st.integers(0, 50)


@st.composite
def entries(draw: st.DrawFn) -> CitedEntry:
    kind = draw(st.sampled_from(TimeKind))
    start = None if kind is TimeKind.UNKNOWN else draw(moments)
    end = None if kind is not TimeKind.RANGE else (start or 0) + draw(moments)
    return CitedEntry(
        Entry(
            draw(st.uuids()).hex,
            "case",
            "text",
            kind,
            start,
            end,
            Precision.SECOND,
            known=draw(st.sampled_from(Known)),
            known_us=draw(st.none() | moments),
            rank=draw(st.integers(0, 3)),
        )
    )


@given(st.lists(entries()), moments)
def test_nothing_from_after_a_moment_is_shown_as_of_it(
    drafted: list[CitedEntry], moment: int
) -> None:
    shown = as_of(drafted, moment, UTC_ZONE)
    for cited in shown:
        entry = cited.entry
        assert entry.start_us is not None
        assert max(entry.start_us, entry.end_us or 0) <= moment
        if entry.known is Known.LATER:
            assert entry.known_us is not None
            assert entry.known_us <= moment
    for cited in drafted:
        entry = cited.entry
        known_then = entry.known is Known.AT_THE_TIME and entry.start_us is not None
        if known_then and (entry.end_us or entry.start_us or 0) <= moment:
            assert cited in shown


@given(st.lists(entries()), moments, moments)
def test_what_was_known_stays_known(drafted: list[CitedEntry], one: int, other: int) -> None:
    earlier, later = sorted([one, other])
    stays = as_of(drafted, later, UTC_ZONE)
    assert all(cited in stays for cited in as_of(drafted, earlier, UTC_ZONE))


@given(st.lists(entries(), unique_by=lambda cited: cited.entry.id), st.randoms())
def test_the_order_depends_on_the_entries_alone(drafted: list[CitedEntry], chance: object) -> None:
    ordered = in_order(drafted)
    shuffled = list(drafted)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis calls its Random an object
    assert in_order(shuffled) == ordered
    dated = [cited.entry.start_us for cited in ordered if cited.entry.start_us is not None]
    assert dated == sorted(dated)
    assert all(cited.entry.start_us is None for cited in ordered[len(dated) :])


@pytest.mark.parametrize("later", [True, False])
def test_a_moved_entry_changes_place_with_its_neighbour(later: bool) -> None:
    same = [Entry(name, "case", name, TimeKind.EXACT, 5, rank=0) for name in "abc"]
    changed = {entry.id: entry for entry in swapped_ranks(same, "b", later=later)}
    order = in_order(CitedEntry(changed.get(entry.id, entry)) for entry in same)
    assert [cited.entry.id for cited in order] == (["a", "c", "b"] if later else ["b", "a", "c"])


def test_the_first_and_the_last_stay_where_they_are() -> None:
    same = [Entry(name, "case", name, TimeKind.EXACT, 5, rank=n) for n, name in enumerate("abc")]
    assert swapped_ranks(same, "a", later=False) == ()
    assert swapped_ranks(same, "c", later=True) == ()


def cited(entry: Entry, at_us: int | None, now_us: int | None, name: str = "one") -> CitedItem:
    return CitedItem(
        citation=Citation(name, "case", entry.id, 1, "", at_us),
        source_title="orders-api.log",
        place="",
        who=None,
        path="",
        line=1,
        quote="pool exhausted",
        item_utc_us=now_us,
        precision=Precision.SECOND,
        edited_us=None,
    )


def test_an_entry_follows_its_moved_evidence_only_when_told() -> None:
    entry = Entry("e", "case", "text", TimeKind.RANGE, 100, 160, Precision.SECOND)
    still, moved = cited(entry, 90, 90, "a"), cited(entry, 100, 3_700, "b")
    drafted = CitedEntry(entry, (still, moved))
    assert drafted.moved
    assert drafted.moved_by_us == 3_600
    followed, citations = adopted(drafted)
    assert followed == replace(entry, start_us=3_700, end_us=3_760)
    assert [citation.item_utc_us for citation in citations] == [90, 3_700]


def test_an_entry_stays_with_the_evidence_that_gave_it_its_time() -> None:
    entry = Entry("e", "case", "text", TimeKind.EXACT, 5 * SECOND_US, None, Precision.SECOND)
    given = replace(cited(entry, 5_250_000, 5_250_000, "a"), precision=Precision.MILLISECOND)
    drafted = CitedEntry(entry, (cited(entry, 9 * SECOND_US, 99 * SECOND_US, "b"), given))
    assert drafted.moved
    followed, citations = adopted(drafted)
    assert followed == entry
    assert not any(c.item_utc_us == 9 * SECOND_US for c in citations)

    gone = replace(given, item_utc_us=7_250_000)
    drafted = CitedEntry(entry, (drafted.citations[0], gone))
    assert adopted(drafted)[0].start_us == 7 * SECOND_US


def test_evidence_that_lost_its_time_marks_the_entry_and_moves_nothing() -> None:
    entry = Entry("e", "case", "text", TimeKind.EXACT, 100, None, Precision.SECOND)
    drafted = CitedEntry(entry, (cited(entry, 100, None),))
    assert drafted.moved
    assert adopted(drafted)[0] == entry


def test_citations_hang_on_their_entries_in_their_order() -> None:
    first, second = Entry("e1", "case", "one"), Entry("e2", "case", "two")
    late, early, other = (cited(first, 1, 1, "x"), cited(first, 1, 1, "y"), cited(second, 1, 1))
    late = replace(late, citation=replace(late.citation, rank=2))
    hung = with_citations([first, second], [late, other, early])
    assert [item.citation.id for item in hung[0].citations] == ["y", "x"]
    assert hung[1].citations == (other,)


def test_a_time_given_to_the_day_is_not_known_before_that_day_is_over() -> None:
    entry = Entry("e", "c", "on that day", TimeKind.EXACT, 0, None, Precision.DAY)
    cited = CitedEntry(entry)
    assert as_of([cited], DAY_US - 2, UTC_ZONE) == []
    assert as_of([cited], DAY_US - 1, UTC_ZONE) == [cited]


@pytest.mark.parametrize(
    ("begins", "hours"),
    [("2024-10-27T00:00", 25), ("2024-03-31T00:00", 23), ("2024-07-01T00:00", 24)],
)
def test_a_day_is_as_long_as_its_zone_says(begins: str, hours: int) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = microseconds(datetime.fromisoformat(begins).replace(tzinfo=berlin))
    cited = CitedEntry(Entry("e", "c", "that day", TimeKind.EXACT, start, None, Precision.DAY))
    over = start + hours * 60 * MINUTE_US - 1
    assert as_of([cited], over - 1, berlin) == []
    assert as_of([cited], over, berlin) == [cited]
