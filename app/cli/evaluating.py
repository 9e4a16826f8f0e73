"""The command that scores an engine of the assist on labelled evidence. It needs no casebook."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from app.cli.assist import add_engine_options, model_of
from app.cli.output import Fields, Output
from app.cli.parsing import Commands
from app.operations.assist.evaluating import GroupScore, ReportScore, Scores, evaluate

NAME = "evaluate"

Row: TypeAlias = tuple[Fields, str]
"""A result, or without fields a heading for people."""


def add_to(every: Commands) -> None:
    """Add the command to the others."""
    words = "score what the assist suggests against evidence that people have labelled"
    one = every.add_parser(NAME, help=words, description=words.capitalize() + ".")
    one.add_argument("folder", type=Path, metavar="FOLDER", help="with labelled evidence in it")
    add_engine_options(one)
    one.add_argument("--json", action="store_true", help="one object a line on stdout")
    one.set_defaults(run=scored)


def scored(asked: argparse.Namespace, output: Output) -> None:
    """Print the scores of each file, and what they come to. Raises `WrongUseError`."""
    scores = evaluate(asked.folder, model_of(asked), output.progress)
    for fields, words in (*_documents(scores), *_calibration(scores), *_lines(scores)):
        if fields or not asked.json:
            output.result(fields, words)


def _documents(scores: Scores) -> Iterator[Row]:
    if not scores.reports:
        return
    yield {}, "Documents: entries of their timelines that are suggested"
    for one in scores.reports:
        yield _report_fields(one), _report_words(one)
    fields = {
        "measure": "documents",
        "recall": _rounded(scores.recall),
        "probable_right": _rounded(scores.probable_right),
    }
    found, right = _shown(scores.recall), _shown(scores.probable_right)
    yield fields, f"  entries found: {found}; right of what is called probable: {right}"


def _report_fields(one: ReportScore) -> Fields:
    return {
        "measure": "document",
        "file": one.name,
        "entries": one.entries,
        "found": one.found,
        "suggested": one.suggested,
        "probable": one.probable,
        "right": one.right,
    }


def _report_words(one: ReportScore) -> str:
    return (
        f"  {one.found:>4} of {one.entries:>4} found, {one.suggested:>4} suggested, "
        f"{one.right:>4} of {one.probable:>4} probable right  {one.name}"
    )


def _calibration(scores: Scores) -> Iterator[Row]:
    if scores.calibration:
        yield {}, "Confidence, and how often it is right"
    for part in scores.calibration:
        fields = {
            "measure": "calibration",
            "confidence": round(part.low, 2),
            "suggested": part.suggested,
            "right": part.right,
        }
        share = part.right / part.suggested
        yield fields, f"  from {part.low:.1f}  {part.right:>5} of {part.suggested:>5}  {share:.2f}"


def _lines(scores: Scores) -> Iterator[Row]:
    yield from _groups("conversations", "adjusted Rand index", scores.chats, scores.chat)
    yield from _groups("templates", "grouping accuracy", scores.logs, scores.log)


def _groups(
    name: str, measure: str, groups: tuple[GroupScore, ...], mean: float | None
) -> Iterator[Row]:
    if not groups:
        return
    yield {}, f"{name.capitalize()}: {measure}"
    for one in groups:
        fields = {
            "measure": name,
            "file": one.name,
            "lines": one.lines,
            "score": _rounded(one.score),
        }
        yield fields, f"  {one.score:.3f}  {one.lines:>6} lines  {one.name}"
    yield {"measure": name, "mean": _rounded(mean)}, f"  {_shown(mean)}  mean"


def _shown(share: float | None) -> str:
    return "nothing" if share is None else f"{share:.3f}"


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
