"""What a script gets from the record of the live phase."""

from __future__ import annotations

import json

from app import cli
from app.domain.drafts import CaseKind, Entry, EntryKind, new_id
from app.domain.moments import MINUTE_US, Precision, TimeKind
from app.domain.practice.response import DrasticAction, MilestoneKind, StatusUpdate
from app.operations import casebooks, cases, timeline
from app.operations.practice import response

PASSPHRASE = "four calm stones"


def test_a_script_reads_times_parts_actions_updates_and_the_card(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders")
        for kind, minute in ((MilestoneKind.STARTED, 0), (MilestoneKind.DETECTED, 30)):
            time = (TimeKind.EXACT, minute * MINUTE_US, None, Precision.MINUTE)
            entry = Entry(new_id(), case.id, kind, *time, kind=EntryKind.DETECTION)
            timeline.add_entry(casebook, entry)
            response.mark(casebook, case.id, kind, entry.id)
        response.add_action(casebook, DrasticAction(new_id(), case.id, "Restart", 0))
        promised = StatusUpdate(new_id(), case.id, "We look", 0, next_us=MINUTE_US)
        response.add_update(casebook, promised)
        response.change_card(casebook, case.id, {"place": "#incidents"})
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["response", str(path), "--case", case.id]
    assert cli.main([*asked, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    things = [line["thing"] for line in lines]
    assert things == [*["mark"] * 2, "time", *["part"] * 5, "silence", "action", "update", "card"]
    here = {line["thing"]: line for line in lines}
    assert here["time"]["words"] == "30 minutes"
    assert here["action"]["name"] == "H-1"
    assert here["update"]["promise"] == "never"
    assert here["card"]["place"] == "#incidents"
    assert cli.main(asked) == 0
    words = capsys.readouterr().out
    assert "Time to detect  30 minutes" in words
    assert "no later update is recorded" in words
