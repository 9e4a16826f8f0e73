"""What a GGUF file says of itself, read without llama.cpp, which a broken file can take down.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3, little
endian. Only the beginning is read; the weights are not.
"""

from __future__ import annotations

import math
import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import ModelError

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_NUMBERS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_STRING, _ARRAY = 8, 9
_MOST_FIELDS, _MOST_TENSORS, _MOST_ELEMENTS = 10_000, 100_000, 4_000_000
_LONGEST_KEPT = 500
_MOST_DIMENSIONS = 8
_EMBEDS = ("bert", "t5encoder")
"""How architectures that turn texts into vectors are called, or end."""

_Value = int | float | bool | str | None


@dataclass(frozen=True, slots=True)
class Header:
    """A model as its file describes it; 0 and empty where the file does not say.

    ``parameters`` are counted from its tensors, ``context`` is in tokens. ``embeds`` says that it
    turns texts into vectors and writes none.
    """

    name: str
    architecture: str
    licence: str
    parameters: int
    context: int
    has_template: bool

    @property
    def embeds(self) -> bool:
        """Whether it tells what means the same, and cannot judge."""
        return self.architecture.endswith(_EMBEDS)


class _BrokenError(Exception):
    """The bytes are not those of a GGUF file."""


def read_header(path: Path) -> Header:
    """The header of a model's file. Raises `ModelError` where it is none, or is cut off."""
    expect_file(path)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size == 0:
                raise ModelError(f"“{path.name}” is empty; download the model again.")
            if file.read(len(_MAGIC)) != _MAGIC:
                raise ModelError(
                    f"“{path.name}” is not a GGUF file; choose a model in the format of llama.cpp, "
                    "which ends in .gguf."
                )
            return _Reader(file, size).header()
    except _BrokenError as error:
        raise ModelError(
            f"“{path.name}” begins as a GGUF file but is cut off or damaged; download it again."
        ) from error
    except OSError as error:
        why = error.strerror or "the system refused"
        raise ModelError(
            f"The model “{path.name}” cannot be read ({why}); choose another file."
        ) from error


def expect_file(path: Path) -> None:
    """Raise `ModelError` for a folder, or for a pipe or device, which might never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # what opens it says why it cannot
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no file but a pipe or device"
        raise ModelError(f"“{path.name}” is {what}; choose the GGUF file of a model.")


class _Reader:
    """Reads field after field, never past the end of the file, and keeps what is short."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size

    def header(self) -> Header:
        if self._number("I") not in _VERSIONS:
            raise _BrokenError
        tensors, fields = self._count(_MOST_TENSORS), self._count(_MOST_FIELDS)
        said = dict(self._field() for _ in range(fields))
        parameters = sum(self._tensors(tensors))
        architecture = _text(said.get("general.architecture"))
        context = said.get(f"{architecture}.context_length")
        return Header(
            name=_text(said.get("general.name")),
            architecture=architecture,
            licence=_text(said.get("general.license")),
            parameters=parameters,
            context=context if isinstance(context, int) else 0,
            has_template="tokenizer.chat_template" in said,
        )

    def _tensors(self, count: int) -> Iterator[int]:
        """The numbers in each tensor. The last of them must begin within the file."""
        last = 0
        for _ in range(count):
            self._string()
            dimensions = self._number("I")
            if dimensions > _MOST_DIMENSIONS:
                raise _BrokenError
            yield math.prod(self._number("Q") for _ in range(dimensions))
            self._number("I")
            last = max(last, self._number("Q"))
        if count and self._file.tell() + last >= self._size:
            raise _BrokenError

    def _field(self) -> tuple[str, _Value]:
        key = self._string()
        return key, self._value(self._number("I"))

    def _value(self, kind: int) -> _Value:
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            self._skip_array()
            return None
        if kind not in _NUMBERS:
            raise _BrokenError
        value: int | float | bool = struct.unpack(
            f"<{_NUMBERS[kind]}", self._bytes(struct.calcsize(_NUMBERS[kind]))
        )[0]
        return value

    def _skip_array(self) -> None:
        kind, count = self._number("I"), self._count(_MOST_ELEMENTS)
        if kind in _NUMBERS:
            self._skip(count * struct.calcsize(_NUMBERS[kind]))
        elif kind == _STRING:
            for _ in range(count):
                self._skip(self._number("Q"))
        else:  # arrays of arrays have been foreseen, and nobody writes any
            raise _BrokenError

    def _string(self) -> str:
        length = self._number("Q")
        if length > _LONGEST_KEPT:
            self._skip(length)
            return ""
        return self._bytes(length).decode("utf-8", "replace")

    def _count(self, most: int) -> int:
        count = self._number("Q")
        if count > most:
            raise _BrokenError
        return count

    def _number(self, code: str) -> int:
        number: int = struct.unpack(f"<{code}", self._bytes(struct.calcsize(code)))[0]
        return number

    def _bytes(self, count: int) -> bytes:
        found = self._file.read(count)
        if len(found) < count:
            raise _BrokenError
        return found

    def _skip(self, count: int) -> None:
        if count > self._size - self._file.tell():
            raise _BrokenError
        self._file.seek(count, os.SEEK_CUR)


def _text(value: _Value) -> str:
    """One line of what a file says of itself, in characters that can be shown."""
    return "".join(filter(str.isprintable, value)).strip() if isinstance(value, str) else ""
