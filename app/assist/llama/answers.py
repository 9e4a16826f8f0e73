"""A model's answers, read as strictly as they were asked for; what does not fit is None."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from app.assist.llama.opinions import Pointed, Weights
from app.assist.llama.wire import Json
from app.domain.assist.suggestions import LABEL_WORDS
from app.domain.drafts import Certainty


def rows(answer: Json, count: int, shape: tuple[int, int]) -> list[Weights | None]:
    """So many tables of probabilities, one row an order, each row adding up to 1."""
    if not isinstance(answer, list) or len(answer) != count:
        return [None] * count
    return [_table(each, shape) for each in answer]


def _table(values: Json, shape: tuple[int, int]) -> Weights | None:
    if values is None:
        return None
    try:
        table = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    if table.shape != shape or not np.isfinite(table).all() or (table < 0).any():
        return None
    return table if np.allclose(table.sum(axis=1), 1, atol=1e-3) else None


def pointed_at(
    said: Json, fields: Sequence[Sequence[str]], spans: Sequence[tuple[int, int]]
) -> Pointed | None:
    """What “4711 decision uncertain 2” says: number, option, certainty, number of a span."""
    parts = said.split(" ") if isinstance(said, str) else []
    if len(parts) != len(fields) or any(
        part not in field for part, field in zip(parts, fields, strict=True)
    ):
        return None
    _item, kind, certainty, span = parts
    return Pointed(kind, Certainty(certainty), spans[int(span) - 1])


def named(said: Json, words: Collection[str]) -> str | None:
    """A name of one to eight of the given words; it ends before a word comes again."""
    parts = said.split(" ") if isinstance(said, str) else []
    if not 0 < len(parts) <= LABEL_WORDS or any(part not in words for part in parts):
        return None
    again = (place for place, part in enumerate(parts) if part in parts[:place])
    return " ".join(parts[: next(again, len(parts))])
