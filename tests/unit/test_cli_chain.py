"""What a script gets from the failure chain."""

from __future__ import annotations

import json

from app import cli
from app.domain.drafts import CaseKind, new_id
from app.domain.practice.chain import Factor, FactorPart, LinkKind
from app.operations import casebooks, cases
from app.operations.practice import chain

PASSPHRASE = "four calm stones"


def test_a_script_reads_factors_links_loops_ladders_and_questions(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders")
        slow = Factor(new_id(), case.id, "Answers are slow", FactorPart.ENABLING)
        again = Factor(new_id(), case.id, "Pages ask again")
        for factor in (slow, again):
            chain.add_factor(casebook, factor)
        chain.add_link(casebook, case.id, slow.id, again.id)
        chain.add_link(casebook, case.id, again.id, slow.id, LinkKind.AMPLIFY)
        chain.mark(casebook, case.id, again.id)
        chain.begin_ladder(casebook, case.id, "Nobody could order")
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["chain", str(path), "--case", case.id]

    assert cli.main([*asked, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by_thing = {}
    for line in lines:
        by_thing.setdefault(line["thing"], []).append(line)
    assert [one["number"] for one in by_thing["factor"]] == ["F1", "F2"]
    assert [one["weighed_most"] for one in by_thing["factor"]] == [False, True]
    assert [(one["from"], one["kind"], one["to"]) for one in by_thing["link"]] == [
        ("F1", "cause", "F2"),
        ("F2", "amplify", "F1"),
    ]
    assert [one["factors"] for one in by_thing["loop"]] == [["F1", "F2"]]
    assert by_thing["ladder"][0]["steps"][0]["text"] == "Nobody could order"
    assert slow.id in {one["about"] for one in by_thing["question"]}

    assert cli.main(asked) == 0
    words = capsys.readouterr().out
    assert "F2 amplifies F1 (+)" in words
    assert "? No factor is a trigger. What set it off?" in words
