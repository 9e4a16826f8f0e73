"""The rules on language of this installation: the shipped ones, changed by files of one's own.

Files of one's own lie in the folder ``rules`` of the user's data folder, as own templates do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from platformdirs import user_data_path

from app.lint.rule_files import with_own
from app.lint.rule_nodes import RuleFileError
from app.lint.rules import RuleSet

_Stamp = tuple[Path, int, int]


def folder() -> Path:
    """Where files with rules of one's own lie; it need not be there."""
    return user_data_path("goldseam", appauthor=False) / "rules"


def own_files() -> tuple[Path, ...]:
    """The files with rules of one's own, in the order of their names.

    Raises `RuleFileError` where the folder is there but cannot be read.
    """
    try:
        found = [path for path in folder().iterdir() if path.suffix in {".yaml", ".yml"}]
    except (FileNotFoundError, NotADirectoryError):  # most people have none
        return ()
    except OSError as error:
        problem = f"the folder cannot be read ({error.strerror})"
        raise RuleFileError(folder(), 0, "", problem) from error
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


def rules(more: Sequence[Path] = ()) -> RuleSet:
    """The rules that count here; ``more`` are further files. Files are read again once changed."""
    return _read(_stamps((*own_files(), *more)))[0]


def broken(more: Sequence[Path] = ()) -> tuple[RuleFileError, ...]:
    """What is wrong with files of one's own, each with file, line and rule; they do not count."""
    return _read(_stamps((*own_files(), *more)))[1]


@lru_cache(maxsize=4)
def _read(stamps: tuple[_Stamp, ...]) -> tuple[RuleSet, tuple[RuleFileError, ...]]:
    return with_own(path for path, *_ in stamps)


def _stamps(paths: Sequence[Path]) -> tuple[_Stamp, ...]:
    return tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError:  # reading it will say so
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size
