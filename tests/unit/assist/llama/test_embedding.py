"""Each distinct text is asked for once, and what is no vector is refused."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from app.assist.llama.embedding import ModelEmbedder
from app.assist.llama.wire import Json
from app.domain.errors import ModelError
from app.domain.progress import NoProgress, Progress


class Vectors:
    """Gives each text a vector by its length, or what a test says."""

    def __init__(self, answer: Json = None) -> None:
        self.asked: list[list[str]] = []
        self._answer = answer

    def ask(self, job: str, given: Json, progress: Progress, what: str) -> Json:
        assert isinstance(given, dict)
        texts = given["texts"]
        assert isinstance(texts, list)
        self.asked.append([str(text) for text in texts])
        progress.report(len(texts), len(texts), what)
        if self._answer is not None:
            return self._answer
        rows = np.array([[len(str(text)), 1] for text in texts], dtype="<f4")
        return {"width": 2, "vectors": base64.b64encode(rows.tobytes()).decode()}


class Watching(NoProgress):
    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def report(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total))


def test_a_text_is_asked_for_once_and_its_vector_kept() -> None:
    process = Vectors()
    embedder = ModelEmbedder(process)

    first = embedder.embed(("aa", "b", "aa"), NoProgress())
    again = embedder.embed(("b", "ccc"), NoProgress())

    assert first.tolist() == [[2, 1], [1, 1], [2, 1]]
    assert again.tolist() == [[1, 1], [3, 1]]
    assert process.asked == [["aa", "b"], ["ccc"]]
    assert embedder.embed((), NoProgress()).shape[0] == 0


def test_progress_tells_of_all_texts() -> None:
    watching = Watching()

    ModelEmbedder(Vectors()).embed(tuple(map(str, range(600))), watching)

    assert watching.told == [(256, 600), (512, 600), (600, 600)]


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {"width": 2},
        {"width": 2, "vectors": "?"},
        {"width": 2, "vectors": "AAAA"},
        {"width": 3, "vectors": base64.b64encode(b"\0" * 8).decode()},
        {"width": 2, "vectors": base64.b64encode(b"\xff" * 8).decode()},
    ],
)
def test_what_is_no_vector_is_refused(answer: Json) -> None:
    with pytest.raises(ModelError, match="choose another model"):
        ModelEmbedder(Vectors(answer)).embed(("a",), NoProgress())
