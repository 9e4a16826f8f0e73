"""The commands about models for the assist: list, add, try and remove them. No casebook needed."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.commands import Command
from app.cli.output import Fields, Output
from app.cli.parsing import Commands
from app.operations.assist import models, trying
from app.operations.assist.models import Model

NAME = "models"


def add_to(every: Commands) -> None:
    """Add the command to the others."""
    words = "list, add, try and remove models for the assist"
    actions = every.add_parser(
        NAME, help=words, description=words.capitalize() + "."
    ).add_subparsers(required=True, metavar="ACTION")
    _action(actions, "list", list_all, "list the models that were chosen")
    for name, run, does in (
        ("add", add, "choose a GGUF file; prints what is known of it"),
        ("try", try_out, "run one on the sample; prints how long it takes, and how it does"),
        ("remove", remove, "take one off the list; its file stays"),
    ):
        one = _action(actions, name, run, does)
        one.add_argument("file", type=Path, metavar="FILE")


def _action(actions: Commands, name: str, run: Command, words: str) -> argparse.ArgumentParser:
    one = actions.add_parser(name, help=words, description=words.capitalize() + ".")
    one.add_argument("--json", action="store_true", help="one object a line on stdout")
    one.set_defaults(run=run)
    return one


def list_all(asked: argparse.Namespace, output: Output) -> None:
    """List the models that were chosen."""
    del asked
    for one in models.chosen():
        output.result(_fields(one), _words(one))


def add(asked: argparse.Namespace, output: Output) -> None:
    """Put a model on the list."""
    one = models.choose(asked.file, output.progress)
    output.result(_fields(one), _words(one))


def try_out(asked: argparse.Namespace, output: Output) -> None:
    """Try a model on the sample; it need not be on the list, and is not put there."""
    tried = trying.try_out(models.looked_at(asked.file, output.progress), output.progress)
    fields: Fields = {
        "seconds": round(tried.seconds, 1),
        "memory_bytes": tried.memory_bytes,
        "judged": tried.judged,
        "agreed": tried.agreed,
        "groups": tried.groups,
        "groups_without": tried.groups_without,
        "notes": list(tried.notes),
    }
    output.result(fields, trying.words(tried))


def remove(asked: argparse.Namespace, output: Output) -> None:
    """Take a model off the list."""
    models.forget(asked.file)
    output.result({"removed": str(asked.file)}, str(asked.file))


def _fields(one: Model) -> Fields:
    known = one.known
    return {
        "path": str(one.path),
        "name": one.name,
        "sha256": one.sha256,
        "bytes": one.size,
        "architecture": one.header.architecture,
        "parameters": one.header.parameters,
        "context": one.header.context,
        "judges": one.judges,
        "known": known is not None,
        "licence": known.licence if known else None,
        "about": models.about(one),
    }


def _words(one: Model) -> str:
    return f"{one.name}  {one.path}\n  {models.about(one)}\n  SHA-256 {one.sha256}"
