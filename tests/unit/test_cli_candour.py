"""What a script gets from the candour check of a case."""

from __future__ import annotations

import json

from app import cli
from app.domain.drafts import CaseKind, Entry, new_id
from app.operations import casebooks, cases, now, timeline
from app.operations.candour import checking, dismissing

PASSPHRASE = "four calm stones"


def test_a_script_reads_open_questions_and_no_reason(tmp_path, capsys, monkeypatch):
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders")
        said = "The outage came down to human error."
        entry = timeline.add_entry(casebook, Entry(new_id(), case.id, said)).entry
        report = checking.report(casebook, case.id, now.today(casebook, case.id))
        aside = next(one for one in report.open if one.rule == "part-not-told")
        dismissing.dismiss(casebook, case.id, aside, "Told in another review")
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    asked = ["candour", str(path), "--case", case.id]

    assert cli.main([*asked, "--json"]) == 0
    printed = capsys.readouterr().out
    found = [json.loads(line) for line in printed.splitlines()]
    blame = next(one for one in found if one["group"] == "blame")
    assert blame["things"][0]["id"] == entry.id
    assert (blame["page"], blame["field"]) == ("timeline", "text")
    assert (blame["text"], blame["sentence"]) == ("human error", said)
    assert "entry-without-evidence" in {one["rule"] for one in found}
    assert (
        len([one for one in found if one["rule"] == "part-not-told"])
        == len([one for one in report.open if one.rule == "part-not-told"]) - 1
    )
    assert "another review" not in printed

    assert cli.main(asked) == 0
    words = capsys.readouterr().out
    assert "Names a human error as the explanation. “human error”" in words
