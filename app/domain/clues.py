"""The words of a record that tell one request, host or release from all others."""

from __future__ import annotations

import re

_MOST = 4
_LONGEST = 80
_WORD = re.compile(r"[^\W_][\w.:-]*[^\W_]")
_ID_FIELD = re.compile(
    r"\b(?:request|req|trace|span|correlation|session|order|job|task|pod|incident|event)"
    r"[_-]?id\b[\"']?\s*[=:]\s*[\"']?(?P<value>[\w.:-]{3,80})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d{1,4}[-:.]\d{1,2}[-:.]\d{1,4}.*|(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d(?:T?\d{6}.*)?"
)
_PLAIN_NUMBER = re.compile(r"[\d.,:]+|\d+(?:ms|us|ns|s|m|h|d|kb|mb|gb|kib|mib|gib)", re.IGNORECASE)


def telling_words(text: str) -> list[str]:
    """At most four words of a text that few other records will share, the most telling first.

    Values of fields such as ``request_id`` first, then words of letters and digits such as
    ``orders-7c9f4d``. Neither times nor plain numbers: they are shared by chance.
    """
    fields = [found["value"] for found in _ID_FIELD.finditer(text)]
    words = [word for word in _WORD.findall(text) if _is_telling(word)]
    found = (word.strip(".:-_") for word in (*fields, *words))
    return list(dict.fromkeys(word for word in found if 3 <= len(word) <= _LONGEST))[:_MOST]


def _is_telling(word: str) -> bool:
    if word.isdecimal():
        return len(word) >= 7 and not _TIME.fullmatch(word)  # a long number is an id
    if len(word) < 6 or _TIME.fullmatch(word) or _PLAIN_NUMBER.fullmatch(word):
        return False
    digits = sum(character.isdecimal() for character in word)
    return digits >= 2 and any(character.isalpha() for character in word)
