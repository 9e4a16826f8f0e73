"""Damaged models: each one answers or is one sentence, and the program goes on.

``make mutants`` loads 1,000; the suite a few.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.assist.llama.process import ModelProcess
from app.assist.llama.settings import Allowed
from app.domain.errors import ModelError
from tests.tiny_model import tiny_model

MUTANTS = int(os.environ.get("GOLDSEAM_MODEL_MUTANTS", "12"))
_HEADER = 14_000
"""Bytes before the tensors: counts, names, metadata, the vocabulary."""

_LARGE = (b"\xff" * 8, b"\xff" * 7 + b"\x7f", b"\x00" * 8, b"\x00" * 4 + b"\x01" + b"\x00" * 3)


def mutant(whole: bytes, number: int) -> bytes:
    """The same for the same number: bits, bytes or lengths changed, or a part cut or doubled."""
    chance = random.Random(number)  # noqa: S311  repeatable, no secret
    made = bytearray(whole)
    size = chance.choice((200, _HEADER, _HEADER, len(whole)))
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(4, size)
        match chance.randrange(5):
            case 0:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made[at] = chance.randrange(256)
            case 2:
                made[at : at + 8] = chance.choice(_LARGE)
            case 3:
                del made[at : at + chance.randrange(1, 64)]
            case _:
                made[at:at] = made[at : at + chance.randrange(1, 64)]
    if chance.random() < 0.1:
        del made[chance.randrange(4, len(made)) :]
    return bytes(made)


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_no_damaged_model_does_harm(tmp_path: Path) -> None:
    whole = tiny_model(tmp_path / "whole.gguf").read_bytes()
    path = tmp_path / "mutant.gguf"
    seen: Counter[str] = Counter()
    allowed = Allowed(memory_bytes=1024**3, load_seconds=30, job_seconds=30)
    for number in range(MUTANTS):
        path.write_bytes(mutant(whole, number))
        with ModelProcess(allowed) as model:
            try:
                model.load(path, threads=1)
                told = model.ask("complete", {"messages": [["user", "Which?"]], "most": 3})
                assert isinstance(told, dict), number
                seen["answered"] += 1
            except ModelError as error:
                sentence = str(error)
                assert "“mutant.gguf”" in sentence, number
                seen[sentence] += 1
    assert sum(seen.values()) == MUTANTS
    print(*(f"{count:5} {what}" for what, count in seen.most_common()), sep="\n")  # noqa: T201  what make mutants tells
