"""Actions handed on: roles in place of names, through the leak gate, whole or not at all."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.errors import ExportError
from app.domain.leaks import LeakError
from app.operations import cases, people
from app.operations.practice import action_exports, corrective
from tests.unit.operations.chat import take_in_with


def add(casebook: Casebook, case: Case, text: str, **fields: object) -> str:
    action = corrective.add(casebook, case.id, text)
    corrective.change(casebook, case.id, action.id, fields)
    return action.id


@pytest.mark.parametrize("format_id", ["jira", "linear", "github"])
def test_names_become_roles(
    format_id: str,
    casebook: Casebook,
    case: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    known = people.people_of(casebook, case.id)
    mira = next(one for one in known.in_case if known.persons[one].name == "mira")
    people.set_role(casebook, case.id, mira, "on-call engineer A")
    add(casebook, case, "Ask Mira Olsen for the limits", owner="Mira Olsen")
    done = action_exports.export(casebook, case.id, format_id, tmp_path)
    text = done.path.read_text(encoding="utf-8")
    assert "Mira" not in text
    assert "Ask [on-call engineer A] for the limits" in text
    assert done.words.startswith("1 action written.")
    assert "preliminary" in done.path.name


def test_a_calendar_names_nobody_either(
    casebook: Casebook, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    add(casebook, case, "Ask Mark Hale for the limits", due="2026-12-01", owner="Mark Hale")
    add(casebook, case, "Cap the rows")
    done = action_exports.export(casebook, case.id, "ics", tmp_path)
    event = Calendar.from_ical(done.path.read_bytes()).walk("VEVENT")[0]
    assert "Mark" not in str(event["SUMMARY"]) + str(event["DESCRIPTION"])
    assert done.words.startswith("1 day written. 1 action without a day.")


def test_private_words_stop_the_file(casebook: Casebook, case: Case, tmp_path: Path) -> None:
    secret = "the vendor asked us to keep quiet about the second outage in March"
    cases.update_case(casebook, replace(case, private_notes=secret))
    add(casebook, case, f"Change the contract: {secret}", due="2026-12-01")
    for format_id in action_exports.FORMATS:
        with pytest.raises(LeakError):
            action_exports.export(casebook, case.id, format_id, tmp_path)
    assert list(tmp_path.glob("*.csv")) + list(tmp_path.glob("*.ics")) == []


def test_what_is_in_the_tracker_is_not_handed_on_again(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    there = add(casebook, case, "Cap the rows", tracker="OPS-77")
    with pytest.raises(ExportError, match="not in the tracker yet"):
        action_exports.export(casebook, case.id, "jira", tmp_path)
    with pytest.raises(ExportError, match="has a day yet"):
        action_exports.export(casebook, case.id, "ics", tmp_path)
    add(casebook, case, "Alert by service")
    done = action_exports.export(casebook, case.id, "jira", tmp_path / "mine.csv")
    assert "1 action left out: in the tracker already." in done.words
    table = list(csv.DictReader(io.StringIO(done.path.read_text(encoding="utf-8"))))
    assert [row["Summary"] for row in table] == ["Alert by service"]
    corrective.remove(casebook, case.id, there)
