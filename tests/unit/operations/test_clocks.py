"""Comparing the clocks of a case: what the sample hides, and that nothing moves by itself."""

from __future__ import annotations

import pytest

from app.casebook import Casebook
from app.domain.drafts import CaseKind
from app.domain.evidence import ImportChoices
from app.domain.moments import SECOND_US
from app.operations import cases, clocks, evidence, history, imports, sample
from app.operations import sample_story as story


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory):
    with sample.open_at(tmp_path_factory.mktemp("clocks") / "one.casebook") as casebook:
        yield casebook


def test_the_log_of_the_sample_that_runs_40_s_ahead_is_found_and_nothing_else(told: Casebook):
    case = cases.cases(told)[0]
    found = clocks.compare_clocks(told, case.id)
    (difference,) = found.differences
    assert (difference.first.title, difference.second.title) == (story.WEB_LOG, story.LOG)
    assert difference.skew.by_us == 40 * SECOND_US
    assert difference.skew.agreeing == len(difference.skew.pairs) > 50
    assert found.left_out == 0
    pair = difference.skew.pairs[0]
    one, other = evidence.items(told, [pair.first_id, pair.second_id])
    assert pair.mark in one.text
    assert pair.mark in other.text
    assert clocks.difference_words(difference).startswith(
        "web-shop-3.log is 40 s ahead of slots-api-2.log: "
    )


def test_comparing_changes_nothing_and_setting_right_is_one_step(told: Casebook):
    case = cases.cases(told)[0]
    before = imports.sources(told, case.id)
    (difference,) = clocks.compare_clocks(told, case.id).differences
    assert imports.sources(told, case.id) == before
    clocks.set_clock_right(told, difference.first.id, difference.skew.by_us)
    assert clocks.compare_clocks(told, case.id).differences == ()
    history.undo(told, case.id)
    imports.follow(told, case.id)
    assert len(clocks.compare_clocks(told, case.id).differences) == 1


def test_a_log_in_the_wrong_zone_shows_as_whole_hours(told: Casebook):
    case = cases.add_case(told, CaseKind.INCIDENT, "Zones")
    lines = [(f"10:{n:02}:00", f"took order id=8f{n:02}a3c9d1e{n}") for n in range(10, 30)]
    for name, zone in (("a.log", "UTC"), ("b.log", "Europe/Berlin")):
        text = "".join(f"2026-02-10 {clock} {name} {said}\n" for clock, said in lines)
        imports.import_text(told, case.id, text, name, ImportChoices(zone=zone))
    (difference,) = clocks.compare_clocks(told, case.id).differences
    assert (difference.first.title, difference.skew.by_us) == ("a.log", 3600 * SECOND_US)


def test_three_sources_show_which_one_is_off(told: Casebook):
    case = cases.add_case(told, CaseKind.INCIDENT, "Three")
    for name, ahead in (("a.log", 0), ("b.log", 30), ("c.log", 0)):
        text = "".join(
            f"2026-02-10T10:{n:02}:{ahead:02}Z {name} id=8f{n:02}a3c9d1e{n}\n"
            for n in range(10, 30)
        )
        imports.import_text(told, case.id, text, name)
    found = clocks.compare_clocks(told, case.id).differences
    off = next(one for one in imports.sources(told, case.id) if one.title == "b.log")
    assert [(one.first.title, one.suspect_id) for one in found] == [("b.log", off.id)] * 2
