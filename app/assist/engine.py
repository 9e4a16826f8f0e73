"""What every engine can do."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from app.domain.assist.requests import Request
from app.domain.assist.suggestions import Answer
from app.domain.progress import Progress

Vectors = npt.NDArray[np.float32]
"""One row a text, each of length 1."""


class Engine(Protocol):
    """Makes suggestions from the items of a request."""

    def suggest(self, request: Request, progress: Progress) -> Answer:
        """Suggestions in order of time, those without one last. Raises `CancelledError`."""


class Embedder(Protocol):
    """Turns texts into vectors that lie near each other where the texts mean the same."""

    def embed(self, texts: tuple[str, ...], progress: Progress) -> Vectors:
        """A vector for each text. Raises `CancelledError`."""
