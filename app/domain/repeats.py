"""When records are taken for repeats of one another.

Repeats stand in one row of the list as long as one follows the other soon. After a quiet spell a
new row begins: that something came back after an hour is a fact of its own.
"""

from __future__ import annotations

import re
from enum import Enum

from app.domain.moments import MINUTE_US

QUIET_US = 5 * MINUTE_US
"""After so long without the next one, a repeat begins a row of its own."""

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
# A word is what stands between signs; letters beyond ASCII belong to it.
_WORD = re.compile(r"[0-9A-Za-z_\x80-\U0010ffff]+")
_DIGIT = re.compile("[0-9]")


class Alike(Enum):
    """What makes records of one writer in one place of a source repeats of one another."""

    EQUAL = "equal"
    """The same text."""
    BUT_NUMBERS = "but-numbers"
    """The same text but for the words with a digit in them: figures, ids, addresses."""


def without_numbers(text: str) -> str:
    """The text with ``#`` for each word that has a digit in it, and for each UUID."""
    return _WORD.sub(lambda word: "#" if _DIGIT.search(word[0]) else word[0], _UUID.sub("0", text))
