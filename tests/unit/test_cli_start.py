"""What a script gets of the start of a review."""

from __future__ import annotations

import json

from app import cli
from app.__main__ import COMMANDS
from app.domain.drafts import CaseKind
from app.domain.practice.playbook_answers import AnswerState
from app.operations import casebooks, cases
from app.operations.practice import playbooks, start
from app.operations.sample_start import ANSWERS, add_start

PASSPHRASE = "four calm stones"


def test_a_script_reads_answers_and_what_is_thin(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders")
        start.answer(casebook, case.id, "IR-G3", AnswerState.NO, "Nobody is free.")
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["start", str(path), "--case", case.id]
    assert cli.main([*asked, "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    gate = next(line for line in told if line.get("item") == "IR-G3")
    assert (gate["state"], gate["text"]) == ("overridden", "Nobody is free.")
    assert [line["step"] for line in told if line["thing"] == "step"] == [
        *("IR-1", "IR-2", "IR-3", "IR-4", "IR-5")
    ]
    assert cli.main(asked) == 0
    words = capsys.readouterr().out
    assert "overridden (Nobody is free.)" in words
    assert "1 Timeline: no entries yet" in words
    assert "start" in COMMANDS


def test_the_answers_of_the_sample_are_answers_to_something(tmp_path):
    with casebooks.new_casebook(tmp_path / "c.casebook", PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Sample")
        add_start(casebook, case.id)
        found = playbooks.answers(casebook, case.id)
    asked = set(playbooks.items()) | {"IR-F/why", "IR-I/unheard"}
    asked |= {part for item in playbooks.items().values() for part, _ in item.part_items()}
    assert set(found) <= asked
    assert len(found) == len(ANSWERS)
    assert found["IR-G3"].state is AnswerState.OVERRIDDEN
