"""A text in pieces that are checked apart, so that an edit means checking only one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.candour.findings import Finding

_EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")
_OPENING = re.compile(r"[“„«]")
_CLOSING = re.compile(r"[”»]")
_FENCE = "```"


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs, each with the code point it begins at.

    They go on where a quotation or a block of code does: what stands in one is not checked, which
    only the whole of it shows. A piece may be too long, never too short.
    """
    start = 0
    for gap in _EMPTY_LINES.finditer(text):
        piece = text[start : gap.start()]
        if not _is_open(piece):
            yield start, piece
            start = gap.end()
    if start < len(text):
        yield start, text[start:]


def _is_open(piece: str) -> bool:
    unlike = len(_OPENING.findall(piece)) != len(_CLOSING.findall(piece))
    return unlike or piece.count(_FENCE) % 2 == 1


class Pieces:
    """What was found in each piece of the text of one field, as long as the piece stands there."""

    def __init__(self) -> None:
        self._found: dict[str, Sequence[Finding]] = {}

    def forget(self) -> None:
        """Another checker, or another kind of text: nothing is known any more."""
        self._found.clear()

    def unknown(self, text: str) -> list[str]:
        """The pieces that have to be checked."""
        return [piece for _, piece in pieces(text) if piece not in self._found]

    def learn(self, found: Mapping[str, Sequence[Finding]]) -> None:
        """What was found in pieces."""
        self._found |= found

    def findings(self, text: str) -> list[Finding]:
        """What is known of a text, in its order; pieces that stand there no more are forgotten."""
        standing = list(pieces(text))
        self._found = {piece: self._found[piece] for _, piece in standing if piece in self._found}
        return [
            replace(one, start=one.start + begins, end=one.end + begins)
            for begins, piece in standing
            for one in self._found.get(piece, ())
        ]
