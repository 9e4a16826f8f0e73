"""Evidence up to a moment: nothing that is later by any reading of its stamp, nothing undated."""

from __future__ import annotations

from dataclasses import replace

from app.casebook import Casebook, as_of
from app.domain.drafts import Case, CaseKind
from app.domain.evidence import Record
from app.domain.moments import DAY_US, MINUTE_US, SECOND_US, UTC_ZONE, Caveat, Precision, Stamp
from app.domain.query import EvidenceFilter
from app.operations import cases, evidence, imports
from tests.unit.casebook.conftest import Stored, record

DAY = 1_711_756_800 * SECOND_US  # 2024-03-30T00:00Z
SET_BACK = 1_729_987_200 * SECOND_US  # 2024-10-27T00:00Z; in Berlin 03:00 became 02:00 at 01:00Z


def bare_day(text: str, clock_us: int) -> Record:
    stamp = Stamp("30 March", clock_us, Precision.DAY, zoned=False)
    return replace(record(text), key=text, stamp=stamp)


def bare_clock(text: str, clock_us: int, caveats: str = "") -> Record:
    stamp = Stamp(text, clock_us, Precision.SECOND, zoned=False, caveats=caveats)
    return replace(record(text), key=text, stamp=stamp)


def known_by(casebook: Casebook, case: Case, moment_us: int, query: str = "") -> list[str]:
    ids = evidence.item_ids(casebook, case.id, EvidenceFilter(query, as_of_us=moment_us))
    return [item.text for item in evidence.items(casebook, list(ids))]


def test_the_moment_itself_belongs_to_it_and_what_has_no_time_does_not(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([record("first", DAY, 1), record("then", DAY + 1, 2), record("undated", None, 3)])
    assert known_by(casebook, case, DAY) == ["first"]
    assert known_by(casebook, case, DAY + 1) == ["first", "then"]
    assert known_by(casebook, case, DAY + 1, "the") == ["then"]


def test_a_bare_day_counts_from_its_end(casebook: Casebook, case: Case, store: Stored) -> None:
    store([bare_day("sometime that day", DAY), record("at midnight", DAY, 2)])
    assert known_by(casebook, case, DAY + DAY_US // 2) == ["at midnight"]
    assert len(known_by(casebook, case, DAY + DAY_US)) == 2


def test_a_bare_day_of_a_source_whose_clock_was_set_right(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    source = store([bare_day("sometime that day", DAY)])
    imports.change_source(casebook, source, title="log", zone=None, clock_offset_us=95 * SECOND_US)
    assert known_by(casebook, case, DAY + DAY_US // 2) == []
    assert len(known_by(casebook, case, DAY + DAY_US)) == 1


def test_of_a_clock_that_came_twice_the_second_time_counts(casebook: Casebook) -> None:
    case = cases.add_case(casebook, CaseKind.INCIDENT, "Clocks were put back", "Europe/Berlin")
    store = Stored(casebook, case)
    clock = SET_BACK + 150 * MINUTE_US  # 02:30, at 00:30Z and at 01:30Z
    store([bare_clock("02:30", clock), bare_clock("02:30 again", clock, Caveat.SET_BACK)])
    first, second = SET_BACK + 30 * MINUTE_US, SET_BACK + 90 * MINUTE_US
    assert known_by(casebook, case, first) == []
    assert known_by(casebook, case, second - 1) == []
    assert len(known_by(casebook, case, second)) == 2


def test_a_source_tells_what_it_held_last_and_counts_the_rest(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    lines = [record(f"line {n}", DAY + n * MINUTE_US, n) for n in range(1, 11)]
    source = store([*lines, bare_day("sometime", DAY), record("undated", None, 12)])
    with casebook.read_shared() as connection:
        held = as_of.held(connection, source, DAY + 6 * MINUTE_US, 4, UTC_ZONE)
        later = as_of.held(connection, source, DAY + DAY_US, 4, UTC_ZONE)
    assert [item.text for item in held.items] == [f"line {n}" for n in range(3, 7)]
    assert (held.earlier, held.later, held.undated) == (2, 5, 1)
    assert (later.earlier, later.later, later.undated) == (7, 0, 1)
