"""Grammars (GBNF) that bind what a model may say: closed choices, written by us for each request.

Only what is written here reaches llama.cpp, which can crash or hang on a malformed grammar. There
is no repetition operator in it, no character class, and every literal is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.assist.suggestions import LABEL_WORDS

_AS_THEY_ARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_")


def literal(text: str) -> str:
    """A text as GBNF has it: anything but plain letters, digits and blanks as code points.

    Raises `ValueError` for a text that no model can say: an empty one, or one with NUL or half a
    surrogate pair.
    """
    if not text or any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("not a text that a grammar can hold")
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _AS_THEY_ARE:
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x80 else f"\\U{code:08X}"


def one_of(texts: Sequence[str]) -> str:
    """A choice between texts. Raises `ValueError` where there is none."""
    if not texts:
        raise ValueError("nothing to choose from")
    return "(" + " | ".join(literal(text) for text in texts) + ")"


def choices_grammar(fields: Sequence[Sequence[str]]) -> str:
    """One of each field, in order, with a blank between them: “4711 decision uncertain 2”.

    Raises `ValueError` without fields, or where a field has nothing to choose from.
    """
    if not fields:
        raise ValueError("nothing to ask for")
    return "root ::= " + ' " " '.join(one_of(texts) for texts in fields) + "\n"


def label_grammar(words: Sequence[str]) -> str:
    """A name of one to `LABEL_WORDS` of the given words. Raises `ValueError` without words."""
    more = ""
    for _ in range(LABEL_WORDS - 1):
        more = f'( " " word {more})?'
    return f"root ::= word {more}\nword ::= {one_of(words)}\n"
