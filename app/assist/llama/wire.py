"""What the program and the process of a model say to each other: one line of JSON a message.

The program sends ``{"ask": n, "job": name, "given": …}`` and ``{"cancel": n}``; the process
answers with any number of ``{"told": n, "done": …, "total": …}``, and then with one
``{"answer": n, "value": …}`` or ``{"refused": n, "why": …}``. Nothing here is pickled: a process
that a hostile model has taken over can say something wrong, and no more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import NoReturn, Protocol, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_MOST_BYTES = 64 * 1024 * 1024


class Why(StrEnum):
    """Why the process of a model did not answer."""

    CANCELLED = "cancelled"
    UNREADABLE = "unreadable"
    """llama.cpp does not take the file."""
    MEMORY = "memory"
    TEMPLATE = "template"
    """The chat template of the model fails."""
    TOO_LONG = "too_long"
    """More text than the model holds at a time."""
    NO_ANSWER = "no_answer"
    """llama.cpp broke off."""
    NO_VECTORS = "no_vectors"
    """The model was not made to compare texts."""
    NETWORK = "network"
    """This system does not let the process give up the network."""
    BUG = "bug"
    """Ours; kind and trace come with it."""


class RefusedError(Exception):
    """A job, or the loading of a model, cannot come to its end."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class GarbledError(Exception):
    """What came through the pipe is no line of JSON with an object in it."""


class Tell(Protocol):
    """How a job says how far it is."""

    def __call__(self, done: int, total: int) -> None:
        """Say it; ends the job where a person has cancelled it. Cheap enough for every token."""


def send(pipe: Connection, message: Mapping[str, Json]) -> None:
    """Send one line. Raises `OSError` where nobody is there, `ValueError` for NaN and infinity."""
    pipe.send_bytes(json.dumps(message, allow_nan=False).encode() + b"\n")


def receive(pipe: Connection) -> dict[str, Json]:
    """The next line. Raises `GarbledError`, and `EOFError` or `OSError` where there is no more."""
    line = pipe.recv_bytes(_MOST_BYTES)
    try:
        message: Json = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise GarbledError from error
    if not isinstance(message, dict):
        raise GarbledError
    return message


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
