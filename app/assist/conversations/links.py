"""Which earlier message each message answers, by weights that were learned."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import numpy as np

from app.assist.conversations.channel import Channel, Whole
from app.assist.conversations.relations import Columns, Relations, Table
from app.domain.progress import Progress, stop_if_cancelled
from app.paths import RESOURCES

Weights = Mapping[str, float]
"""A number for each feature of `Relations`."""

WEIGHTS_FILE = RESOURCES / "assist" / "conversations.json"


@cache
def learned() -> Weights:
    """The weights that `packaging/fit_conversations.py` wrote."""
    weights: Weights = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["weights"]
    return weights


def links(channel: Channel, weights: Weights, progress: Progress) -> Whole:
    """For each message the row of the one it most likely answers; its own where it begins.

    Raises `CancelledError`.
    """
    answered = np.arange(len(channel))
    for first, there, columns in Relations(channel).blocks():
        stop_if_cancelled(progress)
        progress.report(first, len(channel), "Reading who answers whom")
        distance = np.where(there, _scores(columns, weights), -np.inf).argmax(axis=1)
        answered[first : first + len(distance)] -= distance
    return answered


def _scores(columns: Columns, weights: Weights) -> Table:
    first, *others = (np.float32(weights[name]) * column for name, column in columns.items())
    for other in others:
        first += other
    return first
