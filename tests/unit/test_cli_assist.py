"""What a script gets from the assist, and that asking it changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import cli
from app.__main__ import COMMANDS
from app.domain.assist.requests import Request
from app.domain.assist.suggestions import Cluster, ClusterLevel
from app.domain.drafts import CaseKind
from app.domain.progress import Progress
from app.operations import casebooks, cases
from app.operations.assist import running, tray
from tests.unit.operations.suggested import MODEL, Engine, of_words, take_in

PASSPHRASE = "four calm stones"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders")
        take_in(casebook, case)
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    return [str(path), "--case", case.id]


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_suggestions_are_printed_and_nothing_is_kept(
    asked: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(of_words("pool exhausted", "rolled back"), MODEL)
    monkeypatch.setattr(running, "_answer", engine)
    assert cli.main(["suggest", *asked, "--json", "--since", "02:10", "--until", "02:20"]) == 0
    (one,) = printed(capsys)
    assert (one["kind"], one["event"], one["time"], one["end"]) == (
        *("entry", "detection"),
        *("2026-03-30T02:14:09Z", None),
    )
    quoted = {"start": 5, "end": 19, "text": "pool exhausted"}
    assert one["quotes"] == [{"item": 2, **quoted}]
    assert (one["items"], one["text"], one["verbatim"]) == ([2], "pool exhausted", True)
    assert (one["certainty"], one["uncertainty"]) == ("probable", 0.25)
    assert one["reasons"] == ["1 source says so"]
    assert len(engine.asked[0].items) == 1, "the scope alone is shown"

    assert cli.main(["suggest", *asked, "--query", "rolled"]) == 0
    told = capsys.readouterr()
    assert "2026-03-30T02:21:00Z  entry (detection), probable  rolled back" in told.out
    assert "A note." in told.err
    with casebooks.open_casebook(Path(asked[0]), PASSPHRASE) as casebook:
        assert tray.waiting(casebook, asked[2], decided=True) == []
    engine.suggest = of_words("nowhere in it")
    assert cli.main(["suggest", *asked]) == 0
    assert "Nothing is suggested" in capsys.readouterr().err
    for wrong in (["--engine", "llama"], ["--engine", "builtin", "--model", "m.gguf"]):
        assert cli.main(["suggest", *asked, *wrong]) == 2
    assert cli.main(["suggest", *asked, "--query", "nothing-of-that"]) == 1
    assert "choose a wider one" in capsys.readouterr().err


def test_clusters_are_printed_with_all_their_items(
    asked: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def put_together(
        request: Request, level: ClusterLevel, model: Path | None, progress: Progress
    ) -> list[Cluster]:
        times = tuple(item.at_us or 0 for item in request.items)
        ids = tuple(item.id for item in request.items)
        burst = ((times[0], times[1]),)
        return [Cluster(ids, f"by {level}", times[0], times[-1], len(ids), burst, times[1:2])]

    monkeypatch.setattr(running, "clusters_in", put_together)
    assert cli.main(["cluster", *asked, "--level", "symptom", "--json"]) == 0
    assert printed(capsys) == [
        {
            "cluster": 1,
            "items": [1, 2, 3],
            "label": "by symptom",
            "first": "2026-03-30T02:00:05Z",
            "last": "2026-03-30T02:21:00Z",
            "count": 3,
            "bursts": [["2026-03-30T02:00:05Z", "2026-03-30T02:14:09Z"]],
            "changes": ["2026-03-30T02:14:09Z"],
        }
    ]
    assert cli.main(["cluster", *asked]) == 0
    assert "1  by template ×3" in capsys.readouterr().out


def test_a_script_reaches_both() -> None:
    assert {"suggest", "cluster"} <= COMMANDS
