"""The commands about time: what a script gets from them."""

from __future__ import annotations

import json

import pytest

from app import cli
from app.domain.drafts import CaseKind
from app.operations import casebooks, cases, contradictions, evidence, imports

PASSPHRASE = "four calm stones"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """A casebook, its case, and the item in the repeated hour."""
    path = tmp_path_factory.mktemp("cli") / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders", "Europe/Berlin")
        imports.import_text(casebook, case.id, "2024-10-27 02:30:00 INFO tick\n", "autumn.log")
        (item,) = evidence.item_ids(casebook, case.id)
        for name, ahead in (("one.log", 40), ("two.log", 0)):
            text = "".join(
                f"2026-02-10T10:{n}:{ahead:02}Z {name} id=8f{n}a3c9d1e{n}\n" for n in range(10, 20)
            )
            imports.import_text(casebook, case.id, text, name)
        old = "1970-01-01T00:00:03Z booted\n2024-02-10T10:00:00Z tick\n"
        imports.import_text(casebook, case.id, old, "boot.log")
    return path, case.id, item


def told(made, capsys, monkeypatch, command: str, *more: str) -> list[dict]:
    path, case_id, _item = made
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    assert cli.main([command, str(path), "--case", case_id, "--json", *more]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_time_says_how_an_item_got_its_time(made, capsys, monkeypatch):
    asked = ("--item", str(made[2]), "--zone", "Asia/Tokyo")
    (line,) = told(made, capsys, monkeypatch, "time", *asked)
    assert line["time_text"] == "2024-10-27 02:30:00"
    assert (line["zone_basis"], line["zone"], line["offset"]) == (
        "case",
        "Europe/Berlin",
        "UTC+02:00",
    )
    assert line["occurrence"] == "twice"
    assert line["proved"] is False
    assert line["readings"] == [
        {"time": "2024-10-27T00:30:00Z", "offset": "UTC+02:00", "used": True},
        {"time": "2024-10-27T01:30:00Z", "offset": "UTC+01:00", "used": False},
    ]
    assert line["time"] == "2024-10-27T00:30:00Z"
    assert line["zones"]["Asia/Tokyo"] == "2024-10-27 09:30:00 UTC+09:00"


def test_time_of_an_item_of_another_case_is_refused(made, capsys, monkeypatch):
    path, case_id, _item = made
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    assert cli.main(["time", str(path), "--case", case_id, "--item", "999999"]) == 1
    assert "There is no item 999999" in capsys.readouterr().err


def test_skew_has_the_pairs_that_show_it(made, capsys, monkeypatch):
    (line,) = told(made, capsys, monkeypatch, "skew")
    assert (line["ahead"]["source"], line["behind"]["source"]) == ("one.log", "two.log")
    assert (line["by_s"], line["agreeing"], len(line["pairs"])) == (40.0, 10, 10)
    assert line["pairs"][0]["difference_s"] == 40.0
    assert all(len(pair["items"]) == 2 for pair in line["pairs"])


def test_contradictions_are_objects_with_kind_items_quotes_and_why(made, capsys, monkeypatch):
    (line,) = told(made, capsys, monkeypatch, "contradictions")
    assert line["kind"] == "impossible_year"
    assert len(line["items"]) == 1
    assert line["quotes"] == ["1970-01-01T00:00:03Z"]
    assert line["why"] == "1 item of boot.log stands before 1990, the first in 1970."
    assert line["dismissed"] is None
    path, case_id, _item = made
    with casebooks.open_casebook(path, PASSPHRASE) as casebook:
        (found,) = contradictions.contradictions(casebook, case_id).found
        contradictions.dismiss(casebook, case_id, found.contradiction.id, "no battery")
    (line,) = told(made, capsys, monkeypatch, "contradictions")
    assert line["dismissed"] == "no battery"
