"""Models for the assist from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.__main__ import main
from tests.tiny_model import tiny_model


def test_a_model_is_added_listed_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    model = tiny_model(tmp_path / "tiny.gguf")
    assert main(["models", "add", str(model)]) == 0
    assert "Not known here" in capsys.readouterr().out
    assert main(["models", "list", "--json"]) == 0
    (listed,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (listed["name"], listed["path"], listed["known"]) == ("Tiny", str(model), False)
    assert main(["models", "remove", str(model)]) == 0
    assert main(["models", "remove", str(model)]) == 1
    assert "is not among the models" in capsys.readouterr().err
    assert model.exists()
    assert main(["models", "add", str(tmp_path)]) == 1
    assert "is a folder" in capsys.readouterr().err
