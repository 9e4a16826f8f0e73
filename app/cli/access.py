"""How a command gets at a casebook and a case of it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.casebook import Casebook
from app.cli.output import Output, WrongUseError
from app.domain.drafts import Case
from app.domain.errors import StorageError
from app.operations import casebooks, cases, imports


def passphrase(asked: argparse.Namespace) -> str:
    """The passphrase, from where the command line says. Raises `WrongUseError` without one."""
    if asked.passphrase_file is None:
        found = os.environ.get("GOLDSEAM_PASSPHRASE", "")
    else:
        found = _first_line(asked.passphrase_file)
    if not found:
        raise WrongUseError(
            "The passphrase is missing: set GOLDSEAM_PASSPHRASE or use --passphrase-file FILE."
        )
    return found


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(f"The passphrase file “{path}” cannot be read.") from error


@contextmanager
def opened(asked: argparse.Namespace, output: Output) -> Iterator[Casebook]:
    """The casebook, open, with today's backup made and its evidence timed."""
    with casebooks.open_casebook(asked.casebook, passphrase(asked)) as casebook:
        try:
            casebooks.tidy(casebook, output.progress)
        except StorageError as error:
            output.say(f"Today's backup is missing. {error}")
        imports.retime(casebook, progress=output.progress)
        yield casebook


@contextmanager
def of_case(asked: argparse.Namespace, output: Output) -> Iterator[tuple[Casebook, Case]]:
    """The casebook, open, and the case that the command is about."""
    with opened(asked, output) as casebook:
        yield casebook, cases.case(casebook, asked.case)
