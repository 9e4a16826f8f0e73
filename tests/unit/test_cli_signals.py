"""What a script gets from the signals of a trust case."""

from __future__ import annotations

import csv
import io
import json

from app import cli
from app.domain.drafts import CaseKind
from app.domain.trust.signals import Signal
from app.operations import casebooks, cases, drafting
from app.operations.sample_trust_signals import add_signals
from app.operations.trust import signals

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


def test_readings_leave_only_for_a_reader_who_sees_the_signal(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.TRUST, "What broke", "Europe/Copenhagen")
        add_signals(casebook, case.id)
        for signal in drafting.of_case(casebook, Signal, case.id):
            signals.change(casebook, case.id, signal.id, {"note": "quite private words"})
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["signals", str(path), "--case", case.id, "-o", str(tmp_path / "readings.csv")]

    assert cli.main(asked) != 0
    assert "Say for whom" in capsys.readouterr().err
    assert cli.main([*asked, "--for", "leadership"]) != 0
    assert "No signal with a reading is shown to leadership" in capsys.readouterr().err
    assert not (tmp_path / "readings.csv").exists()

    assert cli.main([*asked, "--for", "team"]) == 0
    written = (tmp_path / "readings.csv").read_bytes().decode()
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows[0] == ["signal", "group", "week", "value", "words"]
    assert rows[1] == ["Doubts raised early", "Support desk, a group of 9", "2026-02-09", "2", ""]
    assert len(rows) == 1 + 7 + 8  # the third signal is shown to nobody
    assert "private" not in str(rows)
