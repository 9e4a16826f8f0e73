"""Where sentences begin and end in a text, and which parts of it are quoted.

Positions are code points of the text. All of it is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 2_000
"""What goes on for longer without an end is no sentence; it is read in `pieces`."""
_PIECE = 600

_SHORTENED = """
e.g i.e etc vs cf approx no nos fig al mr mrs ms dr prof st inc ltd co corp dept est min max jan feb
mar apr jun jul aug sep sept oct nov dec a.m p.m u.s u.k incl resp
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_BOUNDARY = re.compile(
    r"""(?P<code>`{1,3}[^`\n]{1,500}`{1,3})         # no end stands in code
    | (?P<end>(?<=\S)[.!?…]["'”’)\]*_]{0,3})(?=\s)  # the end of a sentence, perhaps
    | \n[ \t]*(?:\n|(?:[-*+•–]|\d{1,3}[.)])[ \t]) # an empty line, a list item""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[\w.]*\w\Z")
_NEXT = re.compile(r"[\s\"'“‘(\[*_`]*")
_QUOTED = re.compile(
    r"""“[^”]{1,600}”|"[^"\n]{1,600}"|«[^»]{1,600}»|„[^“”]{1,600}[“”]
    |(?<![\w’'])['‘](?=\S)[^'’\n]{1,300}(?:['’](?=\w)[^'’\n]{1,300}){0,3}(?<=\S)['’](?!\w)""",
    re.VERBOSE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences and list items of a text, each from its start to before its end."""
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        if boundary["code"] or (
            boundary["end"] and not _ends(text, boundary.start(), boundary.end())
        ):
            continue
        yield from _trimmed(
            text, start, boundary.end("end") if boundary["end"] else boundary.start()
        )
        start = boundary.end("end") if boundary["end"] else boundary.start() + 1
    yield from _trimmed(text, start, len(text))


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is no sentence, cut between words into pieces of the length of one.

    In a short piece few rules find the words that they need, and the others cost nothing there.
    """
    while end - start > _PIECE:
        space = text.rfind(" ", start, start + _PIECE)
        cut = space if space > start else start + _PIECE
        yield start, cut
        start = cut
    yield start, end


def quoted(text: str) -> list[tuple[int, int]]:
    """What stands in quotation marks, the marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _ends(text: str, at: int, after: int) -> bool:
    """Whether the mark at a place ends a sentence, rather than an abbreviation or an initial."""
    following = _NEXT.match(text, after)
    begins = following.end() if following else after
    if begins < len(text) and text[begins].islower():
        return False
    if text[at] != ".":
        return True
    last = _LAST_WORD.search(text, max(0, at - 24), at)
    word = last[0] if last else ""
    return word.lower() not in _ABBREVIATIONS and not (len(word) == 1 and word.isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
