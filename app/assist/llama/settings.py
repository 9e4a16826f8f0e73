"""What a model is run with: memory, time, threads and context, from the machine and the file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.assist.llama.wire import GarbledError, Json

_USUAL_CONTEXT = 4096
_LEAST_CONTEXT = 256
_CACHE_BYTES = 1024**3
_BYTES_A_NUMBER = 2


@dataclass(frozen=True, slots=True)
class Chosen:
    """A model to load, for ``embedding`` or for judging.

    ``context`` (in tokens) and ``threads`` are left to the model and the machine where None.
    """

    path: Path
    embedding: bool = False
    context: int | None = None
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the process of a model may use.

    ``memory_bytes`` beyond the size of its file: an address space would count the file that is
    mapped into it, and what llama.cpp unpacks of a model is at most that size. The rest are
    seconds by the clock, of loading, of one job, and of filling in a chat template once.
    """

    memory_bytes: int = 3 * 1024**3
    load_seconds: float = 180
    job_seconds: float = 600
    template_seconds: float = 5


@dataclass(frozen=True, slots=True)
class About:
    """A model that is loaded: what it calls itself, and what it runs with.

    ``context`` and ``trained_context`` are tokens; ``width`` is the length of its vectors.
    """

    name: str
    architecture: str
    licence: str
    context: int
    trained_context: int
    threads: int
    width: int
    has_template: bool

    @classmethod
    def of(cls, told: Json) -> About:
        """As the process of the model told it. Raises `GarbledError` where it tells otherwise."""
        if not isinstance(told, dict):
            raise GarbledError
        return cls(
            name=_text(told.get("name")),
            architecture=_text(told.get("architecture")),
            licence=_text(told.get("licence")),
            context=_number(told.get("context")),
            trained_context=_number(told.get("trained_context")),
            threads=_number(told.get("threads")),
            width=_number(told.get("width")),
            has_template=told.get("has_template") is True,
        )


def _text(told: Json) -> str:
    if not isinstance(told, str):
        raise GarbledError
    return told


def _number(told: Json) -> int:
    if not isinstance(told, int):
        raise GarbledError
    return told


def threads_of_machine() -> int:
    """All cores but one that this process may use.

    llama.cpp's threads wait for the slowest of them, spinning: where another program takes one of
    their cores, as the window does, one thread more makes all of them several times slower.
    """
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(cores - 1, 1)


def free_memory() -> int | None:
    """Bytes of memory that are free or can be freed at once; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def context_of(metadata: Mapping[str, str], wanted: int | None) -> int:
    """How many tokens the model is to hold at a time.

    No more than it was trained for, or than fit into a gigabyte of attention cache.
    """
    arch = metadata.get("general.architecture", "")

    def number(name: str) -> int:
        told = metadata.get(f"{arch}.{name}", "")
        return int(told) if told.isdecimal() and len(told) < 10 else 0

    width = number("embedding_length")
    heads = number("attention.head_count") or 1
    groups = number("attention.head_count_kv") or heads
    a_head = number("attention.key_length") or width // heads
    a_token = 2 * number("block_count") * groups * a_head * _BYTES_A_NUMBER
    trained = number("context_length") or _USUAL_CONTEXT
    fits = _CACHE_BYTES // a_token if a_token else _USUAL_CONTEXT
    return max(min(wanted or _USUAL_CONTEXT, trained, max(fits, _LEAST_CONTEXT)), 1)
