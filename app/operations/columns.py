"""Mappings of columns that a person made once, found again by the header of a table.

They lie in the casebook, encrypted with the rest, and are never exported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.casebook import Casebook
from app.domain.evidence import ImportChoices, Inspection
from app.domain.progress import NoProgress, Progress
from app.domain.questions import ColumnMapping, ColumnsQuestion
from app.operations import desk, imports

_KEY = "columns"
_MOST = 200
"""So many mappings are kept, the latest."""


def remembered(casebook: Casebook, columns: Sequence[str]) -> ColumnMapping | None:
    """How the columns of a table with this header were mapped; None where they never were."""
    return _kept(casebook).get(_name(columns))


def remember(casebook: Casebook, columns: Sequence[str], mapping: ColumnMapping) -> None:
    """Keep a mapping for the next table with the same header."""
    kept = _kept(casebook)
    kept.pop(_name(columns), None)
    kept[_name(columns)] = mapping
    latest = list(kept.items())[-_MOST:]
    desk.remember(casebook, _KEY, json.dumps({name: _fields(one) for name, one in latest}))


def answered(casebook: Casebook, found: Inspection, choices: ImportChoices) -> ImportChoices:
    """Choices with what was remembered for a table, where nothing was chosen.

    What was chosen is remembered instead, unless the table lacks a column of it.
    """
    question = next((one for one in found.questions if isinstance(one, ColumnsQuestion)), None)
    if question is None:
        return choices
    if choices.columns is not None:
        if _is_of(choices.columns, question.columns):
            remember(casebook, question.columns, choices.columns)
        return choices
    return replace(choices, columns=remembered(casebook, question.columns))


def recalled(casebook: Casebook, found: Inspection) -> tuple[Inspection, ColumnMapping | None]:
    """What was found with a remembered mapping as the one proposed, and that mapping.

    None where the file has no table with open columns, or nobody has mapped them yet.
    """
    for question in found.questions:
        if isinstance(question, ColumnsQuestion):
            known = remembered(casebook, question.columns)
            if known is not None:
                asked = replace(question, proposed=known)
                others = tuple(asked if one is question else one for one in found.questions)
                return replace(found, questions=others), known
    return found, None


def answered_for(
    casebook: Casebook, path: Path, choices: ImportChoices, progress: Progress | None = None
) -> ImportChoices:
    """The same for a file that nobody has looked at; only looked at where it can matter.

    Raises `EvidenceError` where it cannot be read, `CancelledError`.
    """
    if choices.columns is None and not _kept(casebook):
        return choices
    found = imports.inspect(path, progress or NoProgress(), choices.format)
    return answered(casebook, found, choices)


def _is_of(mapping: ColumnMapping, columns: Sequence[str]) -> bool:
    named = {mapping.time, mapping.who, mapping.place, *mapping.text} - {None}
    known = {name.casefold() for name in columns}
    return all(name is not None and name.casefold() in known for name in named)


def _name(columns: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(columns)).encode()).hexdigest()


def _fields(mapping: ColumnMapping) -> dict[str, object]:
    return {
        "time": mapping.time,
        "who": mapping.who,
        "text": list(mapping.text),
        "place": mapping.place,
    }


def _kept(casebook: Casebook) -> dict[str, ColumnMapping]:
    text = desk.recall(casebook, _KEY)
    if not text:
        return {}
    return {
        name: ColumnMapping(one["time"], one["who"], tuple(one["text"]), one["place"])
        for name, one in json.loads(text).items()
    }
