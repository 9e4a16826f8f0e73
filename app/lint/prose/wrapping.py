"""Which line breaks of a block only wrap its text, and which end what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from app.lint.prose.blocks import Line
from app.lint.prose.speech import announces, is_stamped, tells_time

WIDEST = 200
"""A longer line was not wrapped by anybody."""
_NARROWEST = 40
_MOSTLY = 0.75

_BULLET = re.compile(r"(?:[-*+•–—]|\d{1,3}[.)])\s")
_GOES_ON = re.compile(
    r"(?:,|\b(?:a|an|the|and|or|of|to|in|on|for|with|by|at|from|that|which|is|was|were|are|be|been"
    r"|had|has|have|not|as|because|but|so|than|this|these|our|their|its|we|they|it))$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]*_`]{0,3}$")
_HARD = re.compile(r"(?:  +|\\)$")
_START, _TAIL = 80, 24


def soft_breaks(lines: Sequence[Line], *, markup: bool, item: bool) -> list[bool]:
    """For each line but the last, whether the next goes on with it.

    A text is taken as wrapped where most breaks show it: the first word of the next line would not
    have fitted, or what stands around the break goes on.
    """
    if len(lines) < 2:
        return []
    width = _width(lines)
    full = [
        len(line.text.rstrip()) + 1 + _first_word(after.text) > width
        for line, after in pairwise(lines)
    ]
    small = _small_letters_tell(lines, item=item)
    plain = [
        _goes_on(line.text.rstrip()[-_TAIL:], after.text, small) for line, after in pairwise(lines)
    ]
    shown = sum(fills or bool(goes_on) for fills, goes_on in zip(full, plain, strict=True))
    wrapped = _NARROWEST <= width <= WIDEST and shown >= _MOSTLY * len(full)
    return [
        not (markup and _HARD.search(line.text))
        and (wrapped and fills if goes_on is None else goes_on)
        for line, fills, goes_on in zip(lines, full, plain, strict=False)
    ]


def _width(lines: Sequence[Line]) -> int:
    """The width that lines were wrapped to; one that an address makes longer does not count."""
    lengths = [len(line.text.rstrip()) for line in lines if "://" not in line.text]
    return max(lengths) if lengths else max(len(line.text.rstrip()) for line in lines)


def _small_letters_tell(lines: Sequence[Line], *, item: bool) -> bool:
    """Whether a line that begins with a small letter goes on with the one before.

    Not where few do, nor where even the first does: there each may be a note of its own.
    """
    begin_small = [_begins_small(line.text) for line in lines]
    return (item or not begin_small[0]) and 2 * sum(begin_small[1:]) >= len(lines) - 1


def _first_word(text: str) -> int:
    words = text[: WIDEST + 1].split(None, 1)
    return len(words[0]) if words else 0


def _is_bullet(text: str) -> bool:
    return _BULLET.match(text.lstrip()[:_START]) is not None


def _begins_anew(text: str) -> bool:
    start = text.lstrip()[:_START]
    if _BULLET.match(start) is not None:
        return True
    return tells_time(start) and (is_stamped(start) or announces(start))


def _begins_small(text: str) -> bool:
    return text.lstrip()[:1].islower()


def _goes_on(tail: str, after: str, small: bool) -> bool | None:
    """Whether a line goes on in the next, as its words tell; None where they do not."""
    if _GOES_ON.search(tail) and not _is_bullet(after):
        return True
    if _begins_anew(after):
        return False
    if small and _begins_small(after) and _ENDS.search(tail) is None:
        return True
    return None
