"""What a script gets of the repairs of a trust case, and of what helps."""

from __future__ import annotations

import json

from app import cli
from app.__main__ import COMMANDS
from app.domain.drafts import CaseKind, new_id
from app.domain.trust.breaks import Side, TrustBreak
from app.operations import casebooks, cases, drafting
from app.operations.trust import repairs

PASSPHRASE = "four calm stones"


def test_a_script_lists_repairs_breaks_without_one_and_what_helps(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.TRUST, "Between us")
        asked, left, bare = (
            TrustBreak(new_id(), case.id, text=text, side=Side.INSIDE, rank=rank)
            for rank, text in enumerate("abc")
        )
        for each in (asked, left, bare):
            drafting.add(casebook, case.id, each, "Add")
        repair = repairs.add(casebook, case.id, "One role answers", [asked.id])
        repairs.change(casebook, case.id, repair.id, {"owner": "lead", "due": "2020-01-02"})
        repairs.accept(casebook, case.id, left.id, "not now")
        repairs.invite(casebook, case.id, repair_id=repair.id)
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    command = ["repairs", str(path), "--case", case.id]
    assert cli.main([*command, "--json"]) == 0
    rows = list(map(json.loads, capsys.readouterr().out.splitlines()))
    told, *breaks = rows[:3]
    assert (told["number"], told["breaks"], told["state"]) == ("R1", ["B1"], "open")
    assert set(told["questions"]) == {"before", "kind", "due", "shown_by", "telling"}
    assert [(one["number"], one["because"]) for one in breaks] == [("B2", "not now"), ("B3", "")]
    helps = [one for one in rows if one["thing"] == "help"]
    assert (helps[2]["item"], helps[2]["presence"]) == ("LM-H3", "present")
    assert [one["thing"] for one in rows[3:]].count("invitation") == 1
    assert rows[-1]["thing"] == "question"
    assert cli.main(command) == 0
    assert "B3  no repair  c" in capsys.readouterr().out
    assert "repairs" in COMMANDS
