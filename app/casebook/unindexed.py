"""Words in items that the word index does not know yet: told from the text, by the same rules.

The index is filled after a large source is shown; until then its items are read instead. What a
word is, and that case and accents do not count, is as FTS5's "unicode61 remove_diacritics 2" has
it. Source: https://www.sqlite.org/fts5.html#unicode61_tokenizer
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from sqlalchemy import ColumnElement, or_

from app.casebook import schema
from app.domain.query import Term

_items = schema.items
_WORD = re.compile(r"[^\W_]+")
_BEYOND_ASCII = "*[^\x01-\x7f]*"


def may_hold(term: Term) -> ColumnElement[bool]:
    """What SQLite can say fast: false only where a term is certainly not in an item."""
    words = sorted(_WORD.findall(_plain(term.text)), key=len)
    columns = (_items.c.text, _items.c.who, _items.c.place)
    letters = words[-1] if words else ""
    return or_(
        *(column.icontains(letters, autoescape=True) for column in columns),
        *(column.op("GLOB")(_BEYOND_ASCII) for column in columns),
    )


def holder_of(term: Term) -> Callable[[str], bool]:
    """A test whether a text holds the words of a term, one right after the other."""
    phrase = r"[\W_]+".join(map(re.escape, _WORD.findall(_plain(term.text))))
    after = "" if term.prefix else r"(?![^\W_])"
    pattern = re.compile(rf"(?<![^\W_]){phrase}{after}")
    return lambda text: pattern.search(_plain(text)) is not None


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFD", text)
    return "".join(char for char in letters if not unicodedata.combining(char)).lower()
