"""Times from the stamp to the casebook: the hour that comes twice, and the account of an item."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind
from app.domain.errors import NotFoundError
from app.domain.evidence import Item
from app.domain.moments import TimeKind, microseconds
from app.domain.time_account import account_lines
from app.operations import casebooks, cases, evidence, imports, time_accounts, timeline

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("times") / "c.casebook"
    with casebooks.new_casebook(path, "four calm stones") as made:
        yield made


def night(seconds: int, hours: int = 5) -> list[tuple[str, int]]:
    """Clocks of Berlin through the end of summer time, each with its true instant."""
    first = datetime.fromisoformat("2024-10-26T22:30+00:00")
    moments = [first + timedelta(seconds=n * seconds) for n in range(hours * 3600 // seconds)]
    return [
        (one.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M:%S"), microseconds(one)) for one in moments
    ]


def taken(casebook: Casebook, text: str, zone: str = "Europe/Berlin") -> tuple[Case, list[Item]]:
    case = cases.add_case(casebook, CaseKind.INCIDENT, "Autumn", zone)
    imports.import_text(casebook, case.id, text, "app.log")
    ids = evidence.item_ids(casebook, case.id, by_source=True)
    return case, evidence.items(casebook, ids)


def said(casebook: Casebook, item: Item) -> dict[str, str]:
    return dict(account_lines(time_accounts.account(casebook, item.id)))


@pytest.mark.parametrize("seconds", [1, 60, 1200])
def test_a_log_through_the_repeated_hour_keeps_its_order(casebook, seconds):
    told = night(seconds)
    _case, items = taken(casebook, "".join(f"{clock} INFO tick\n" for clock, _at in told))
    assert [item.utc_us for item in items] == [at for _clock, at in told]


def test_a_change_of_zone_leaves_the_proof_in_place(casebook):
    told = night(600)
    text = "".join(f"{clock} INFO tick\n" for clock, _at in told)
    case, items = taken(casebook, text, "UTC")
    source = imports.sources(casebook, case.id)[0]
    imports.change_source(
        casebook, source.id, title="app.log", zone="Europe/Berlin", clock_offset_us=0
    )
    again = evidence.items(casebook, [item.id for item in items])
    assert [item.utc_us for item in again] == [at for _clock, at in told]


def test_the_first_of_two_readings_is_proved_by_the_step_back_that_follows(casebook):
    clocks = [clock for clock, _at in night(600)]
    _case, items = taken(casebook, "".join(f"{clock} INFO tick\n" for clock in clocks))
    first, second = [item for item in items if item.time_text == "2024-10-27 02:30:00"]
    assert (
        "The first is used: in this source the clock steps back after"
        in said(casebook, first)["Two readings"]
    )
    assert (
        "The second is used: in this source the clock steps back before"
        in said(casebook, second)["Two readings"]
    )


def test_one_line_in_the_repeated_hour_stays_in_doubt_and_so_does_its_entry(casebook):
    case, (item,) = taken(casebook, "2024-10-27 02:30:00 INFO tick\n")
    assert "nothing in the source tells which is right" in said(casebook, item)["Two readings"]
    entry = timeline.entry_from_items(casebook, case.id, [item.id])
    assert entry.time_kind is TimeKind.RANGE
    assert entry.start_us == item.utc_us
    assert entry.end_us == item.utc_us + 3600 * 1_000_000


def test_an_account_of_no_item_is_refused(casebook):
    with pytest.raises(NotFoundError):
        time_accounts.account(casebook, 10**9)
