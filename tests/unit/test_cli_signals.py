"""What a script gets from the signals of a trust case."""

from __future__ import annotations

import json

from app import cli
from app.domain.drafts import CaseKind
from app.operations import casebooks, cases
from app.operations.sample_trust_signals import add_signals

PASSPHRASE = "four calm stones"


def test_a_script_reads_signals_and_their_weeks(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.TRUST, "What broke", "Europe/Copenhagen")
        add_signals(casebook, case.id)
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["signals", str(path), "--case", case.id]

    assert cli.main([*asked, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    signals = [line for line in lines if line["thing"] == "signal"]
    assert [one["movement"] for one in signals] == ["better", "unmoved", "words"]
    assert [one["group_size"] for one in signals] == [9, 7, 9]
    weeks = [one["week"] for one in lines if one.get("signal_id") == signals[0]["id"]]
    assert "2026-03-02" not in weeks  # nothing was read in that week
    assert len(weeks) == 7

    assert cli.main(asked) == 0
    printed = capsys.readouterr().out
    assert "It has not moved. The last readings, until the week of 2026-03-30, are 6, 7 and 6" in (
        printed
    )
    assert "    2026-03-16  One asked who had counted; there was an answer.\n" in printed
