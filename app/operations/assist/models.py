"""The models a person chose: where their files lie, what is known of them, whether they changed.

The list is a file of this installation beside the settings. It holds nothing of any case, and no
model: a model stays where its owner put it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import yaml
from platformdirs import user_config_path

from app.assist.llama.header import Header, read_header
from app.domain.errors import ModelError
from app.domain.progress import NoProgress, Progress
from app.operations.assist.model_files import sha256_of
from app.paths import MODELS

QUIET = NoProgress()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the file with this SHA-256.

    ``memory_mb`` is what its process held, 0 where nobody measured. One that is not ``offered``
    is there for the tests of the program.
    """

    name: str
    file: str
    sha256: str
    bytes: int
    licence: str
    memory_mb: int
    kind: str
    offered: bool
    good_for: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model that a person chose, as its file was then."""

    path: Path
    sha256: str
    size: int
    header: Header

    @property
    def name(self) -> str:
        """What it is called: by what is known of it, by itself, else by its file."""
        known = self.known
        return known.name if known else self.header.name or self.path.stem

    @property
    def known(self) -> Known | None:
        """What is known of exactly this file; None for all others, whatever they are called."""
        return next((one for one in known_models() if one.sha256 == self.sha256), None)

    @property
    def judges(self) -> bool:
        """Whether it can be asked about suggestions; others only compare what words mean."""
        return not self.header.embeds


@cache
def known_models() -> tuple[Known, ...]:
    """What is known of models, from the file shipped with the program."""
    listed = yaml.safe_load((MODELS / "known.yaml").read_text(encoding="utf-8"))
    return tuple(Known(**one) for one in listed)


def list_file() -> Path:
    """Where the list is kept; it need not be there."""
    return user_config_path("goldseam", appauthor=False) / "models.json"


def chosen() -> list[Model]:
    """The models a person chose, in that order; their files may be gone meanwhile.

    Raises `ModelError` where the list cannot be read.
    """
    path = list_file()
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return [_model(one) for one in told["models"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"The list of models in {path} cannot be read; remove that file and choose your models "
            "again. The models themselves stay where they are."
        ) from error


def choose(path: Path, progress: Progress = QUIET) -> Model:
    """Put a GGUF file on the list; one that is there already is looked at anew.

    Raises `ModelError` where it is no GGUF file or cannot be read, `CancelledError`.
    """
    model = looked_at(path, progress)
    _write([*(one for one in chosen() if one.path != model.path), model])
    return model


def looked_at(path: Path, progress: Progress = QUIET) -> Model:
    """A model as its file is now, without putting it on the list. Raises as `choose` does."""
    path = path.absolute()
    header = read_header(path)
    return Model(path, sha256_of(path, progress), path.stat().st_size, header)


def forget(path: Path) -> None:
    """Take a model off the list; its file stays. Raises `ModelError` where it is not there."""
    listed = chosen()
    kept = [one for one in listed if one.path != path.absolute()]
    if len(kept) == len(listed):
        raise ModelError(f"“{path.name}” is not among the models that were chosen.")
    _write(kept)


def confirmed(path: Path, progress: Progress = QUIET) -> str:
    """The SHA-256 of a model's file, which must be what it was when the model was chosen.

    Raises `ModelError` where it has changed or cannot be read, `CancelledError`.
    """
    found = sha256_of(path, progress)
    before = next((one for one in chosen() if one.path == path.absolute()), None)
    if before is not None and before.sha256 != found:
        raise ModelError(
            f"The file of the model “{path.name}” is not the one that was chosen any more; choose "
            "it again if you changed it, else get it again from where it came."
        )
    return found


def expect_judge(path: Path) -> None:
    """Raise `ModelError` where a model only compares what words mean, or is none."""
    if read_header(path).embeds:
        raise ModelError(
            f"The model “{path.name}” only compares what words mean and cannot judge; choose a "
            "language model, or the built-in engine."
        )


def about(model: Model) -> str:
    """What can be said of a model, in a sentence or two."""
    known = model.known
    if known is None:
        claim = model.header.licence
        says = f" Its file says that the licence is {claim}; nobody here checked." if claim else ""
        return (
            "Not known here: nothing can be said of its licence, or of how well it judges. Try it "
            f"on the sample before you rely on it.{says}"
        )
    memory = f" It takes about {known.memory_mb} MB of memory." if known.memory_mb else ""
    return f"Known, licence {known.licence}. {' '.join(known.good_for.split())}{memory}"


def _model(told: Mapping[str, object]) -> Model:
    path, sha256, size = told["path"], told["sha256"], told["size"]
    header = told["header"]
    if not (isinstance(path, str) and isinstance(sha256, str) and isinstance(size, int)):
        raise TypeError
    if not isinstance(header, dict):
        raise TypeError
    return Model(Path(path), sha256, size, Header(**header))


def _write(models: Sequence[Model]) -> None:
    """Write the list, readable by its owner alone; the old one stays until the new one is whole."""
    path = list_file()
    listed = [
        {
            "path": str(one.path),
            "sha256": one.sha256,
            "size": one.size,
            "header": asdict(one.header),
        }
        for one in models
    ]
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"models": listed}, file, indent=1)
        new.replace(path)
    except OSError as error:
        why = error.strerror or "the system refused"
        raise ModelError(
            f"The list of models cannot be written to {path} ({why}); free the disk or the folder "
            "and try again."
        ) from error
