"""A text in pieces that are checked apart, so that an edit means checking only one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

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
        self._standing: Sequence[tuple[int, str]] = ()

    def forget(self) -> None:
        """Another checker, or another kind of text: nothing is known any more."""
        self._found.clear()

    def read(self, text: str) -> list[str]:
        """Take a text in hand; the pieces of it that have to be checked."""
        self._standing = list(pieces(text))
        found = self._found
        self._found = {piece: found[piece] for _, piece in self._standing if piece in found}
        return [piece for _, piece in self._standing if piece not in found]

    def learn(self, found: Mapping[str, Sequence[Finding]]) -> None:
        """What was found in pieces."""
        self._found |= found

    def findings(self) -> Iterator[tuple[int, Finding]]:
        """What is known of the text in hand, in its order, each with where its piece begins."""
        for begins, piece in self._standing:
            for finding in self._found.get(piece, ()):
                yield begins, finding
