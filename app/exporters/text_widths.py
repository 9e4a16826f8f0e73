"""How wide words are in the face that pictures are set in, near enough to break them into lines.

Inter's own widths, rounded up to the next of a few; what it has no letter for counts as wide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_CLASSES = {
    0.30: " !',.:;Iijl’",
    0.40: "()/[\\]frt{|}“”",
    0.48: '"-1^_',
    0.56: "*?J`cksvxyz",
    0.60: "7EFLaehnou–",
    0.64: "#$&0235689PRSZbdgpq",
    0.70: "+4<=>ABKTVXY~×−",
    0.78: "CDGHNOQU",
    0.86: "%w…",
}
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_OTHER, _WIDE = 0.8, 1.1


def width_of(text: str, px: float, *, strong: bool = False) -> float:
    """How wide a text is at most, set ``px`` high."""
    return px * sum(map(_width, text)) * (1.11 if strong else 1.0)


def _width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0.0
    if letter.isascii() or unicodedata.east_asian_width(letter) in {"W", "F"}:
        return _WIDE
    plain = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(plain, _OTHER if ord(letter) < 0x400 else _WIDE)


def broken(text: str, width: float, px: float, most: int) -> list[str]:
    """A text in at most so many lines; the last one ends in … where the text goes on."""
    lines = list(_lines(" ".join(text.split()), width, px))
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}…", px) > width:
        last = last[:-1].rstrip()
    return [*lines[: most - 1], f"{last}…"]


def _lines(text: str, width: float, px: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if width_of(longer, px) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _pieces(word, width, px)
        yield from whole
    if line:
        yield line


def _pieces(word: str, width: float, px: float) -> Iterator[str]:
    """A word longer than a line, in pieces."""
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, px) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
