"""The commands about templates: list, copy, check and use them, and what they can show."""

from __future__ import annotations

import argparse

from app.cli.access import opened
from app.cli.output import Output, WrongUseError
from app.operations import templates
from app.operations.templates import Listed


def list_all(asked: argparse.Namespace, output: Output) -> None:
    """List the shipped templates and one's own."""
    del asked
    for each in templates.listed():
        fields = {
            "name": each.name or None,
            "document": each.document_id or None,
            "title": each.title or None,
            "formats": list(each.formats),
            "problem": each.problem or None,
        }
        output.result(fields, _words(each))


def _words(each: Listed) -> str:
    if each.problem:
        return f"{each.name}  {each.problem}"
    return (
        f"{each.name or '(shipped)'}  {each.document_id}  {each.title}  {', '.join(each.formats)}"
    )


def copy(asked: argparse.Namespace, output: Output) -> None:
    """Copy a shipped template, to be changed."""
    own = templates.copy(asked.document, asked.name)
    output.result({"name": own.name, "folder": str(own.folder)}, str(own.folder))


def check(asked: argparse.Namespace, output: Output) -> None:
    """Fill a template in for two samples, and say what is wrong with it."""
    problems = templates.check(asked.name, output.progress)
    words = f"{asked.name}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}"
    output.result({"name": asked.name, "problems": problems}, words)
    for problem in problems:
        output.complain(problem)


def use(asked: argparse.Namespace, output: Output) -> None:
    """Use a template for a casebook, go back to a shipped one, or say which ones are used."""
    if asked.name is not None and asked.shipped is not None:
        raise WrongUseError("NAME and --shipped cannot stand together: choose one.")
    with opened(asked, output) as casebook:
        if asked.name is not None:
            templates.choose(casebook, asked.name, output.progress)
        elif asked.shipped is not None:
            templates.choose_shipped(casebook, asked.shipped)
        chosen = templates.chosen(casebook)
    for document, name in sorted(chosen.items()):
        output.result({"document": document, "name": name}, f"{document}  {name}")


def variables(asked: argparse.Namespace, output: Output) -> None:
    """List what the templates of a document can show."""
    for each in templates.variables(asked.document):
        fields = {"path": each.path, "kind": each.kind, "meaning": each.meaning}
        output.result(fields, f"{each.path}  ({each.kind})  {each.meaning}")
