"""What the process of an embedding model does: a vector for each text."""

from __future__ import annotations

import base64

import numpy as np

from app.assist.llama.loaded import Loaded
from app.assist.llama.wire import Json, RefusedError, Tell, Why


def embed(model: Loaded, given: Json, tell: Tell) -> Json:
    """The vectors of ``texts``, one after another, each of length 1.

    Answers ``width`` and ``vectors``: 32-bit numbers, little-endian, in base64. A text is read as
    far as the model holds it. Raises `RefusedError` for a model that makes no vectors.
    """
    if not isinstance(given, dict) or not isinstance(given["texts"], list):
        raise TypeError
    if not model.embedding:
        raise RefusedError(Why.NO_VECTORS)
    width = model.llama.n_embd()
    vectors = np.empty((len(given["texts"]), width), dtype="<f4")
    for place, text in enumerate(given["texts"]):
        vector = np.asarray(model.llama.embed(str(text) or " "))
        if vector.shape != (width,):  # a vector for each token
            raise RefusedError(Why.NO_VECTORS)
        vectors[place] = vector
        tell(place + 1, len(vectors))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not (lengths > 0).all():
        raise RefusedError(Why.NO_ANSWER)
    made = (vectors / lengths).astype("<f4").tobytes()
    return {"width": width, "vectors": base64.b64encode(made).decode()}
