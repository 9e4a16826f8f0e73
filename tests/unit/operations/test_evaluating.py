"""An engine is scored on labelled evidence, by its command, and nothing of it stays."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest

from app import cli
from app.domain.errors import EvidenceError
from app.operations.assist.evaluating import evaluate
from app.operations.assist.labelled import labelled

LABELLED = Path(__file__).parents[2] / "data" / "labelled"


def test_every_kind_of_label_is_scored(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert cli.main(["evaluate", str(LABELLED), "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by = {one["measure"]: one for one in told if "mean" in one or one["measure"] == "documents"}
    assert by["documents"] == {"measure": "documents", "recall": 1.0, "probable_right": 1.0}
    assert (by["conversations"]["mean"], by["templates"]["mean"]) == (1.0, 1.0)
    [one] = [one for one in told if one["measure"] == "document"]
    assert (one["file"], one["entries"], one["found"]) == ("report/source.md", 5, 5)
    assert [one for one in told if one["measure"] == "calibration"]
    assert list(tmp_path.glob("goldseam-*")) == [], "the casebook is gone"


def test_people_read_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", str(LABELLED / "report"), "--engine", "builtin"]) == 0
    told = capsys.readouterr().out
    assert "5 of    5 found" in told
    assert "entries found: 1.000" in told
    assert "Conversations" not in told


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--engine", "llama"], "Say which model"),
        (["--engine", "builtin", "--model", "m.gguf"], "takes no model"),
    ],
)
def test_an_engine_and_a_model_have_to_fit(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["evaluate", str(LABELLED), *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_what_cannot_be_scored_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["evaluate", str(tmp_path)]) == 1
    assert "is labelled" in capsys.readouterr().err
    with pytest.raises(EvidenceError, match="is no folder"):
        labelled(tmp_path / "nowhere")


def test_a_document_that_contradicts_itself_and_names_no_zone(tmp_path: Path) -> None:
    """Labels may accept another day, and name the zone that a person would set."""
    shutil.copytree(LABELLED / "report", tmp_path / "report")
    (tmp_path / "report" / "meta.json").write_text('{"zone_stated": true, "zone": "Asia/Kolkata"}')
    source = tmp_path / "report" / "source.md"
    source.write_text(source.read_text().replace("All times in UTC. ", ""))
    times = tmp_path / "report" / "timeline.json"
    entries = json.loads(times.read_text().replace("Z", "+05:30"))
    for one in entries:
        one["alt_time"] = one["time"]
        one["time"] = one["time"].replace("05-14", "06-14")
    times.write_text(json.dumps(entries))
    assert evaluate(tmp_path).recall == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("report/timeline.json", "{}"),
        ("report/timeline.json", '[{"time": "soon", "local": "soon", "text": "x"}]'),
        ("report/meta.json", "[1]"),
        ("chat/printers.gold.json", '{"clusters": [["a"]]}'),
        ("chat/printers.gold.json", '{"clusters": [[1]], "file": "gone.txt"}'),
        ("log/printer.log_structured.csv", "LineId,Content\n1,x\n"),
    ],
)
def test_labels_that_cannot_be_read_are_named(tmp_path: Path, name: str, text: str) -> None:
    folder = tmp_path / "labelled"
    shutil.copytree(LABELLED, folder)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceError, match=Path(name).name):
        labelled(folder)
