"""What a script gets from the review meeting: never what a responder answered."""

from __future__ import annotations

import json

from app import cli
from app.domain.drafts import CaseKind
from app.domain.practice.accounts import Verdict
from app.operations import casebooks, cases
from app.operations.practice import fair_accounts, meetings

PASSPHRASE = "four calm stones"


def test_a_script_reads_the_meeting_and_who_was_asked(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders")
        meetings.plan(casebook, case.id, {"minutes": 90, "agenda": "20 · The timeline"})
        meetings.take_note(casebook, case.id, "Two pools")
        account = fair_accounts.add(casebook, case.id, "service owner")
        fair_accounts.answer(casebook, case.id, account.id, Verdict.NOT_FAIR)
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["meeting", str(path), "--case", case.id]

    assert cli.main([*asked, "--json"]) == 0
    out = capsys.readouterr().out
    lines = [json.loads(line) for line in out.splitlines()]
    by_thing = {line["thing"]: line for line in lines}
    assert by_thing["meeting"]["minutes"] == 90
    assert by_thing["agenda"] == {"thing": "agenda", "minutes": 20, "words": "The timeline"}
    assert by_thing["note"]["text"] == "Two pools"
    assert by_thing["responder"] == {
        "thing": "responder",
        "role": "service owner",
        "passages": 0,
        "asked": True,
    }
    assert "not_fair" not in out
    assert any("longer than an hour" in line.get("text", "") for line in lines)

    assert cli.main(asked) == 0
    assert "service owner  0 passages  asked" in capsys.readouterr().out
