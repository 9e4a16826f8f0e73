"""The command that checks files for candour. It needs no casebook, and starts at once."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from app.cli.output import WRONG_USE, Output
from app.cli.parsing import Commands, Parser
from app.domain.candour.findings import LOOKED_FOR, Group
from app.domain.errors import GoldseamError
from app.operations import candour_rules, linting
from app.operations.linting import FileFinding

NAME = "lint"
FOUND = 1


def parser() -> argparse.ArgumentParser:
    """A parser of this command alone."""
    whole = Parser(prog="goldseam")
    add_to(whole.add_subparsers(required=True, metavar="COMMAND"))
    return whole


def add_to(every: Commands) -> None:
    """Add the command to the others."""
    words = "ask about the wording of reviews in Markdown, text or Word files"
    lint = every.add_parser(NAME, help=words, description=words.capitalize() + ".")
    lint.add_argument("files", nargs="+", type=Path, metavar="FILE")
    lint.add_argument("--json", action="store_true", help="one object a line on stdout")
    lint.add_argument(
        "--group",
        action="append",
        choices=[group.value for group in Group],
        default=[],
        metavar="G",
        help=f"only this group, or several of {', '.join(Group)}",
    )
    lint.add_argument(
        "--narrative-only",
        action="store_true",
        help="leave out quoted evidence: block quotes and lines of a chat",
    )
    lint.add_argument("--strict", action="store_true", help=f"end with {FOUND} where it asks")
    lint.add_argument(
        "--rules",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="rules of one's own in YAML, besides those in the folder for them",
    )
    lint.set_defaults(run=check)


def check(asked: argparse.Namespace, output: Output) -> None:
    """Check each file; what is wrong with one does not keep the others from being checked."""
    groups = [Group(name) for name in asked.group] or list(Group)
    for broken in candour_rules.broken(asked.rules):
        output.complain(str(broken), WRONG_USE)
    checker = linting.checker(asked.rules, groups)
    any_found = False
    for path in asked.files:
        try:
            here = linting.lint_file(path, checker, narrative_only=asked.narrative_only)
        except GoldseamError as error:
            output.complain(str(error), WRONG_USE)
            continue
        any_found = any_found or bool(here)
        for each in here:
            output.result(asdict(each), _words(each))
        if not here and not asked.json:
            output.result({}, _nothing(path, groups))
    if any_found and asked.strict and output.status != WRONG_USE:
        output.status = FOUND


def _words(one: FileFinding) -> str:
    where = f"{one.file}:{one.line}:{one.column}"
    return f"{where}: {one.group}: {one.message} “{one.text}”\n    {one.question}"


def _nothing(path: Path, groups: list[Group]) -> str:
    looked_for = "; ".join(LOOKED_FOR[group] for group in groups)
    return f"{path}: Nothing found. Looked for: {looked_for}."
