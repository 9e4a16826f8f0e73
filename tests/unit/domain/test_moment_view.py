"""“What could be seen at 02:55” holds nothing later: no item, edit or entry, however it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.domain.drafts import Case, CaseKind, Citation, Entry, Known
from app.domain.evidence import Item, Receipt, Source
from app.domain.moments import (
    DAY_US,
    EPOCH,
    MINUTE_US,
    SECOND_US,
    Caveat,
    Precision,
    TimeKind,
    ZoneBasis,
    microseconds,
    utc_of,
)
from app.domain.practice.context import DecisionPoint
from app.domain.practice.moment_view import MOST_ITEMS, MomentView, SourceThen, moment_view
from app.domain.timeline import CitedEntry, CitedItem

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = microseconds(datetime(2024, 10, 27, tzinfo=UTC))  # clocks go back at 03:00 in Berlin
SPRING = microseconds(datetime(2024, 3, 31, tzinfo=UTC))  # and forward at 02:00
CASE = Case("c", CaseKind.INCIDENT, "Orders API unavailable", "Europe/Berlin")
TOKEN = re.compile(r"\b(?:item|entry|wording|writer|knower)x\w+")

clocks = st.one_of(
    st.integers(NIGHT - DAY_US, NIGHT + DAY_US),
    st.integers(SPRING, SPRING + DAY_US // 4),
    st.integers(-24, 24).map(lambda half: NIGHT + half * 30 * MINUTE_US),
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """An item with a stamp in any shape; its text, writer and place are tokens of its own."""
    number = draw(st.integers(1, 10**9))
    clock = draw(clocks)
    basis = draw(st.sampled_from(ZoneBasis))
    precision = draw(st.sampled_from([Precision.DAY, Precision.MINUTE, Precision.SECOND]))
    back = draw(st.booleans())
    if precision is Precision.DAY:
        clock = clock // DAY_US * DAY_US
    zoned, undated = basis is ZoneBasis.DATA, basis is ZoneBasis.NONE
    zone = "America/New_York" if basis is ZoneBasis.SOURCE else None
    offset = draw(st.sampled_from([0, 95 * SECOND_US]))
    utc = utc_of(clock, ZoneInfo(zone) if zone else BERLIN, offset, zoned=zoned, set_back=back)
    edited = draw(st.none() | clocks)
    return Item(
        id=number,
        source_id=1,
        source_title="log",
        key=str(number),
        path="",
        line=number,
        time_text=None if undated else "stamp",
        precision=Precision.NONE if undated else precision,
        zone_basis=basis,
        utc_us=None if undated else utc,
        text=f"wordingx{number}",
        who=f"writerx{number}",
        author=None,
        thread=None,
        place=f"itemx{number}",
        edited_text=draw(st.none() | st.just("edited")) if edited is None else "edited",
        edited_us=edited,
        clock_us=None if undated else clock,
        caveats=Caveat.SET_BACK if back else "",
        zone=zone,
    )


def possible(item: Item) -> list[int]:
    """Every instant that the stamp of an item may mean, worked out from the calendar alone."""
    if item.utc_us is None or item.clock_us is None:
        return []
    zone = BERLIN if item.zone is None else ZoneInfo(item.zone)
    wall = EPOCH + timedelta(microseconds=item.clock_us)
    if item.precision is Precision.DAY:
        next_day = wall + timedelta(days=1) - timedelta(microseconds=1)
        walls = [wall, next_day]
    else:
        walls = [wall]
    if item.zone_basis is ZoneBasis.DATA:
        found = [microseconds(one) for one in walls]
        used = item.clock_us
    else:
        found = [
            microseconds(one.replace(tzinfo=zone, fold=fold)) for one in walls for fold in (0, 1)
        ]
        back = item.caveats == Caveat.SET_BACK
        used = utc_of(item.clock_us, zone, 0, zoned=False, set_back=back)
        twice = found[0] < found[1]
        if back and twice and item.precision is not Precision.DAY:
            found = [max(found)]
    return [instant + item.utc_us - used for instant in found]


@st.composite
def entries(draw: st.DrawFn) -> CitedEntry:
    number = draw(st.integers(1, 10**9))
    kind = draw(st.sampled_from(TimeKind))
    start, end = sorted((draw(clocks), draw(clocks)))
    later = draw(st.booleans())
    made = Entry(
        f"e{number}",
        "c",
        f"entryx{number}",
        time_kind=kind,
        start_us=None if kind is TimeKind.UNKNOWN else start,
        end_us=end if kind is TimeKind.RANGE else None,
        time_precision=draw(st.sampled_from([Precision.DAY, Precision.SECOND])),
        known=Known.LATER if later else Known.AT_THE_TIME,
        known_us=draw(st.none() | clocks) if later else None,
        known_by=f"knowerx{number}" if later else "",
        private=draw(st.booleans()),
    )
    return CitedEntry(made, tuple(cited_by(item, f"e{number}") for item in draw(st.lists(items()))))


def last_of(entry: Entry) -> int | None:
    """The last instant that the time of an entry may mean, worked out from the calendar alone."""
    stated = entry.end_us if entry.end_us is not None else entry.start_us
    if stated is None or entry.time_precision is not Precision.DAY:
        return stated
    wall = (EPOCH + timedelta(microseconds=stated)).replace(tzinfo=UTC).astimezone(BERLIN)
    next_day = datetime(wall.year, wall.month, wall.day, tzinfo=BERLIN) + timedelta(days=1)
    return microseconds(next_day) - 1


def cited_by(item: Item, target: str) -> CitedItem:
    return CitedItem.of(
        Citation(f"{target}-{item.id}", "c", target, item.id, "", item.utc_us), item
    )


def source(held: list[Item], **counts: int) -> SourceThen:
    receipt = Receipt("text-log", len(held), 0, (), ())
    made = Source(1, "c", "orders.log", None, ZoneBasis.DATA, 0, len(held), None, None, 0, receipt)
    return SourceThen(made, held, **counts)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def page(
    at_us: int | None, drafted: list[CitedEntry], held: list[Item], cited: tuple[int, ...] = ()
) -> MomentView:
    point = DecisionPoint("p", "c", "Restart?", at_us, "on-call", known_now="entryx0 later")
    return moment_view(CASE, point, drafted, [source(held)], NIGHT + 9 * DAY_US, cited)


@given(clocks, st.lists(entries(), max_size=6), st.lists(items(), max_size=20), st.booleans())
def test_nothing_later_appears(
    at_us: int, drafted: list[CitedEntry], held: list[Item], cite: bool
) -> None:
    held = list({item.id: item for item in held}.values())
    view = page(at_us, drafted, held, tuple(item.id for item in held) if cite else ())
    shown = set(TOKEN.findall(" ".join(texts(view))))
    there = [item for item in held if possible(item) and max(possible(item)) <= at_us]
    as_written = [
        item
        for item in there
        if (item.edited_us is None and item.edited_text is None)
        or (item.edited_us is not None and item.edited_us <= at_us)
    ]
    known = [
        one.entry
        for one in drafted
        if not one.entry.private
        and (latest := last_of(one.entry)) is not None
        and latest <= at_us
        and (
            one.entry.known is Known.AT_THE_TIME
            or (one.entry.known_us is not None and one.entry.known_us <= at_us)
        )
    ]
    may_show = {f"{word}x{item.id}" for item in there for word in ("item", "writer")}
    may_show |= {f"wordingx{item.id}" for item in as_written}
    may_show |= {entry.text for entry in known} | {entry.known_by for entry in known}
    assert shown <= may_show
    assert {entry.text for entry in known} <= shown
    last = sorted(there, key=lambda item: (item.utc_us or 0, item.id))[-MOST_ITEMS:]
    assert {f"itemx{item.id}" for item in (there if cite else last)} <= shown


@given(clocks, st.lists(items(), max_size=20), st.lists(entries(), max_size=6))
def test_what_comes_later_changes_nothing_but_what_is_counted_as_left_out(
    at_us: int, held: list[Item], drafted: list[CitedEntry]
) -> None:
    held = list({item.id: item for item in held}.values())
    there = [item for item in held if possible(item) and max(possible(item)) <= at_us]
    known = [one for one in drafted if (last_of(one.entry) or at_us + 1) <= at_us]
    whole, earlier = page(at_us, drafted, held), page(at_us, known, there)
    assert replace(whole, left_out=()) == replace(earlier, left_out=())


def test_a_decision_without_a_time_shows_nothing() -> None:
    made = Entry("e", "c", "entryx1", TimeKind.EXACT, NIGHT)
    view = page(None, [CitedEntry(made)], [])
    assert view.timeline == view.sources == ()
    assert "no time is given yet" in view.heading
    assert "Give the decision its time" in view.guide[0]


def test_cited_items_stay_in_sight_among_many_and_the_rest_is_counted() -> None:
    base = Item(
        *(0, 1, "log", "", "", 1, "t", Precision.SECOND, ZoneBasis.DATA, 0, "", None, None, None),
        *("", None, None),
    )
    held = [
        replace(base, id=n, utc_us=NIGHT + n * SECOND_US, clock_us=NIGHT, text=f"line {n}")
        for n in range(1, 101)
    ]
    point = DecisionPoint("p", "c", "Restart?", NIGHT + 60 * SECOND_US)
    view = moment_view(CASE, point, [], [source(held, later=5, undated=2)], NIGHT, [3, 90])
    (seen,) = view.sources
    assert [item.text for item in seen.items] == ["line 3", *(f"line {n}" for n in range(49, 61))]
    assert seen.items[0].marks == ("cited",)
    assert seen.notes == ("47 earlier items not shown.",)
    assert view.heading == "What could be seen at 02:01"
    assert view.left_out == ("45 items later, or perhaps later", "2 items without a time")


def test_an_item_edited_later_keeps_its_place_without_its_words() -> None:
    base = Item(
        *(1, 1, "chat", "", "", 1, "t", Precision.SECOND, ZoneBasis.DATA, NIGHT, "new words"),
        *("Ana", None, None, "#inc", "later", NIGHT + MINUTE_US),
    )
    (seen,) = page(NIGHT, [], [base]).sources
    assert seen.items[0].text == ""
    assert seen.items[0].marks == ("its wording at the time is not in the evidence",)
    (seen,) = page(NIGHT + MINUTE_US, [], [base]).sources
    assert seen.items[0].text == "new words"


def test_a_stamp_to_the_minute_may_have_come_just_after() -> None:
    base = Item(
        *(1, 1, "chat", "", "", 1, "02:55", Precision.MINUTE, ZoneBasis.DATA, NIGHT, "restarting"),
        *("Ana", None, None, "#inc", None, None),
    )
    for later_us, marked in ((0, True), (20 * SECOND_US, True), (MINUTE_US, False)):
        (seen,) = page(NIGHT + later_us, [], [base]).sources
        assert bool(seen.items[0].marks) is marked
    (seen,) = page(NIGHT, [], [replace(base, precision=Precision.SECOND)]).sources
    assert seen.items[0].marks == ()
