"""The name of a file as a text in which names can be told from other words."""

from __future__ import annotations

import re

from app.domain.folding import folded
from app.domain.leaks import FILE_NAME
from app.domain.ordinary_names import NO_NAMES, THINGS, is_ordinary
from app.exporters.reading.part import Part

_WORD = re.compile(r"(?<![^\W_])(?<![@%])[^\W\d_]+(?![^\W_])")
_JOINT = re.compile(r"[-_.]")


def file_name_part(file_name: str) -> Part:
    """What a file name says.

    There is no sentence in it: “Mark review” and “review-mark” name Mark, so such words get the @
    that says so.
    """
    part = Part("file name", FILE_NAME)
    part.add(_WORD.sub(_marked, file_name))
    return part


def _marked(found: re.Match[str]) -> str:
    word, text = folded(found[0]), found.string
    around = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
    stem_only = text.rpartition(".")[0] == found[0]
    names = is_ordinary(word) and word not in THINGS | NO_NAMES
    stands_out = found[0][0].isupper() or stem_only or _JOINT.search(around)
    return f"@{found[0]}" if names and stands_out else found[0]
