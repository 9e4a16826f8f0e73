"""``goldseam follow-up`` says what was learned and what is open, for people and for scripts."""

from __future__ import annotations

import json
from dataclasses import replace

from app import cli
from app.domain.drafts import CaseKind, new_id
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import LessonKind
from app.operations import casebooks, cases, drafting
from app.operations.practice import follow_up, lessons, similar

PASSPHRASE = "a seam of gold"


def test_it_lists_lessons_similar_cases_and_what_is_open(tmp_path, monkeypatch, capsys):
    path = tmp_path / "orders.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable")
        other = cases.add_case(casebook, CaseKind.INCIDENT, "Orders slow")
        for each in (case, other):
            cases.update_case(casebook, replace(each, incident_class="Capacity"))
        lessons.add(casebook, case.id, LessonKind.GUIDANCE, "Name an owner")
        similar.link(casebook, case.id, other.id, "the same pool")
        follow_up.add(casebook, case.id, "2024-01-01", "first look")
        drafting.add(casebook, case.id, CorrectiveAction(new_id(), case.id, "Limit"), "Add action")
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["follow-up", str(path), "--case", case.id]

    assert cli.main([*asked, "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert cli.main(asked) == 0
    told = capsys.readouterr().out

    assert [row["text"] for row in rows if row["kind"] == "lesson"] == ["Name an owner"]
    (linked,) = [row for row in rows if row["kind"] == "similar"]
    assert (linked["linked"], linked["reasons"]) == ("the same pool", ["same class: Capacity"])
    assert [(row["what"], row["late"]) for row in rows if row["kind"] == "open"] == [
        ("date", True),
        ("action", False),
        ("lesson not carried", False),
    ]
    assert "Reviews published" in {row["title"] for row in rows if row["kind"] == "measure"}
    assert "date: first look (overdue since 2024-01-01)" in told
    assert "Orders slow: linked: the same pool; same class: Capacity" in told
