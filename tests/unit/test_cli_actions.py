"""What a script gets of the actions, and the files it has written for other programs."""

from __future__ import annotations

import json

from app import cli
from app.__main__ import COMMANDS
from app.domain.drafts import CaseKind, new_id
from app.domain.practice.chain import Factor
from app.operations import casebooks, cases, drafting
from app.operations.practice import corrective

PASSPHRASE = "four calm stones"


def test_a_script_lists_actions_and_hands_them_on(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders")
        closed, left = (
            Factor(new_id(), case.id, text, rank=rank) for rank, text in enumerate("ab")
        )
        for factor in (closed, left):
            drafting.add(casebook, case.id, factor, "Add factor")
        action = corrective.add(casebook, case.id, "Cap the rows", [closed.id])
        corrective.change(casebook, case.id, action.id, {"owner": "team", "due": "2020-01-02"})
        corrective.accept_open(casebook, case.id, left.id, "rare")
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["actions", str(path), "--case", case.id]
    assert cli.main([*asked, "--json"]) == 0
    told, open_factor, question = map(json.loads, capsys.readouterr().out.splitlines())
    assert (told["number"], told["closes"], told["state"]) == ("A1", ["F1"], "open")
    assert set(told["questions"]) == {"kind", "priority", "owner", "shown_by"}
    assert (open_factor["number"], open_factor["because"]) == ("F2", "rare")
    assert question["thing"] == "question"
    assert cli.main([*asked, "--format", "jira", "--output", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    written = list(tmp_path.glob("*.csv"))
    assert shown.out.strip() == str(written[0])
    assert "yyyy-MM-dd" in shown.err
    assert cli.main([*asked, "--format", "ics"]) == 2
    assert "actions" in COMMANDS
