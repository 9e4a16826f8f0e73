"""Vectors of texts from a local embedding model, each distinct text asked for once."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from app.assist.engine import Vectors
from app.assist.llama.wire import Json
from app.domain.errors import ModelError
from app.domain.progress import Progress

EMBEDDING_THREADS = 1
"""A small model on short texts: more threads wait for each other longer than they work."""

_AT_A_TIME = 256
_MOST_TEXT = 1000


class Asking(Protocol):
    """What does jobs: a model in a process of its own (`app.assist.llama.process`)."""

    def ask(self, job: str, given: Json, progress: Progress, what: str) -> Json:
        """What the model answers. Raises `ModelError`, `CancelledError`."""


class ModelEmbedder:
    """An `Embedder` with a model that was loaded for embedding.

    Vectors are kept, by a digest of the text, for as long as the embedder lives.
    """

    def __init__(self, process: Asking) -> None:
        self._process = process
        self._kept: dict[bytes, Vectors] = {}

    def embed(self, texts: tuple[str, ...], progress: Progress) -> Vectors:
        """A row of length 1 for each text, read as far as its first thousand signs.

        Raises `CancelledError`, and `ModelError` where the model does not answer.
        """
        wanted = {_key(text): _sound(text) for text in texts}
        new = [key for key in wanted if key not in self._kept]
        for start in range(0, len(new), _AT_A_TIME):
            keys = new[start : start + _AT_A_TIME]
            within = _Within(progress, start, len(new))
            rows = self._asked([wanted[key] for key in keys], within)
            self._kept.update(zip(keys, rows, strict=True))
        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        return np.stack([self._kept[_key(text)] for text in texts])

    def _asked(self, texts: Sequence[str], progress: Progress) -> Vectors:
        given: Json = {"texts": list(texts)}
        answer = self._process.ask("embed", given, progress, "Comparing what records mean")
        return _vectors(answer, len(texts))


class _Within:
    """Tells of a part of the work as of the whole."""

    def __init__(self, whole: Progress, before: int, total: int) -> None:
        self._whole = whole
        self._before = before
        self._total = total

    @property
    def cancelled(self) -> bool:
        return self._whole.cancelled

    def report(self, done: int, total: int, what: str) -> None:
        self._whole.report(self._before + done, self._total, what)


def _vectors(answer: Json, count: int) -> Vectors:
    """What the process of a model answered, if it is what was asked for."""
    if isinstance(answer, dict):
        width, coded = answer.get("width"), answer.get("vectors")
        if isinstance(width, int) and isinstance(coded, str):
            try:
                rows = np.frombuffer(base64.b64decode(coded, validate=True), dtype="<f4")
            except (binascii.Error, ValueError):
                rows = np.empty(0, dtype="<f4")
            if rows.size == count * width and np.isfinite(rows).all():
                return rows.reshape(count, width).astype(np.float32)
    raise ModelError(
        "The embedding model answered something else than vectors; choose another model."
    )


def _key(text: str) -> bytes:
    return hashlib.sha256(_sound(text).encode()).digest()


def _sound(text: str) -> str:
    return text[:_MOST_TEXT].encode(errors="replace").decode()
