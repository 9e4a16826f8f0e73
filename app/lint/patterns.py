"""The language in which rules say what to look for, and its translation into one expression.

A pattern is a row of elements with spaces between them; each stands for words of a sentence:

- ``word``: this word, in any case; ``wasn't`` and ``was not`` are the same.
- ``a|b``: either. ``(a b|c)``: either of these rows. ``[a b]``: this row or nothing.
- ``<list>``: a word of a list, or of a class that its form shows (`app.lint.language.lexicon`),
  or what stands under that name in the phrases of the word lists.
- ``*3``: up to three words or pieces of code, no punctuation among them; ``**3``: the same with
  punctuation.
- ``^`` and ``$``: the start and the end of the sentence. ``,`` and ``:`` are themselves.
- ``!x``: here x must not follow. ``<any>`` is any word.
- ``{a b}``: only this part is marked; the rest must stand around it.

Every pattern needs a word that has to be there: sentences without it are never looked at, so many
rules cost little. Repetition is bounded everywhere, so no text can make matching slow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.lint.language.lexicon import CODE, Lexicon

MOST_GAP = 12
_ANY_WORD = rf"(?>{CODE}|[^/ ]*?[^\W_][^/ ]*)/[^ ]* "
_ANY = r"[^ ]+ "
_PIECES = re.compile(r"<[\w-]+>|\*{1,2}\d+|[()\[\]{}|!^$]|[^\s<>()\[\]{}|!^$*]+|\s+|[<>*]")
_MOST_DEPTH = 8
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_OPEN = frozenset({"person"})
"""Lists that other words can join: in a case, names and roles speak of people too."""
_SIGNS = {"^": r"(?:\A)", "$": r"(?=(?:[^\w ¤÷'%]+/[^ ]* )*\Z)"}


class PatternError(ValueError):
    """A pattern that cannot be read; the text says why."""


@dataclass(frozen=True)
class Pattern:
    """A pattern ready to be looked for in a sentence as `app.lint.language.readings` writes it.

    In every sentence that it fits stands one of ``anchors``, and of each of ``needs`` one.
    ``letters`` is the expression as text; it is compiled when it is first looked for, which most
    patterns never are.
    """

    written: str
    letters: str
    anchors: frozenset[str]
    needs: tuple[frozenset[str], ...]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """What finds it in a sentence as `Reading.encoded` writes it."""
        return re.compile(self.letters)

    @cached_property
    def marked(self) -> int:
        """The group of the expression that is reported, 0 for all of it."""
        return 1 if self.expression.groups else 0


@dataclass(frozen=True, slots=True)
class _Part:
    """An expression, with sets of words: of each of them one must be there."""

    expression: str
    needs: tuple[frozenset[str], ...] = ()


def compile_pattern(
    written: str, lexicon: Lexicon, phrases: Mapping[str, str] | None = None
) -> Pattern:
    """Read a pattern. Raises `PatternError`."""
    reader = _Reader(written, lexicon, phrases or {})
    part = reader.whole()
    if not part.needs:
        raise PatternError(
            f"“{written}” names no word that has to be there, so it would look at every sentence"
        )
    anchors = _rarest(part.needs)
    needs = tuple(words for words in dict.fromkeys(part.needs) if words != anchors)
    return Pattern(written, f"(?:(?<= )|^){part.expression}", anchors, needs)


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(
        self, written: str, lexicon: Lexicon, phrases: Mapping[str, str], depth: int = 0
    ) -> None:
        self._written = written
        self._lexicon = lexicon
        self._phrases = phrases
        self._depth = depth
        self._pieces = _PIECES.findall(written.strip())
        self._at = 0
        self._braces = 0

    def whole(self) -> _Part:
        part = self._rows("")
        if self._at < len(self._pieces):
            raise self._wrong(f"there is a “{self._pieces[self._at]}” too many")
        return part

    def _rows(self, closing: str) -> _Part:
        """Rows with ``|`` between them, up to a closing bracket."""
        rows = [self._row(closing)]
        while self._peek() == "|":
            self._at += 1
            rows.append(self._row(closing))
        if closing:
            if self._peek() != closing:
                raise self._wrong(f"a “{closing}” is missing")
            self._at += 1
        return rows[0] if len(rows) == 1 else _either(rows)

    def _row(self, closing: str) -> _Part:
        parts: list[_Part] = []
        while (piece := self._peek()) is not None and piece != closing:
            if piece.isspace():
                self._at += 1
            elif piece == "|":
                break
            else:
                parts.append(self._alternatives(closing))
        if not parts:
            raise self._wrong("a part of it is empty")
        return _in_a_row(parts)

    def _alternatives(self, closing: str) -> _Part:
        """One element, or outside of brackets ``a|b|c`` without spaces."""
        parts = [self._element()]
        while closing == "" and self._peek() == "|":
            self._at += 1
            parts.append(self._element())
        return parts[0] if len(parts) == 1 else _either(parts)

    def _element(self) -> _Part:
        piece = self._peek()
        if piece is None or piece.isspace():
            raise self._wrong("a part of it is empty")
        self._at += 1
        if len(piece) > 1 and piece[0] in "*<":
            return self._gap(piece) if piece[0] == "*" else self._named(piece[1:-1])
        if piece in _SIGNS:
            return _Part(_SIGNS[piece])
        if piece in _BRACKETS:
            return self._bracket(piece)
        if piece == "!":
            return _Part(f"(?!{self._element().expression})")
        if piece in ")]}<>*|":
            raise self._wrong(f"there is a “{piece}” too many")
        return self._word(piece)

    def _bracket(self, opening: str) -> _Part:
        if opening == "{":
            if self._braces or self._depth:
                raise self._wrong("only one part of a pattern can be marked")
            self._braces += 1
        inner = self._rows(_BRACKETS[opening])
        match opening:
            case "[":
                return _Part(f"(?:{inner.expression})?")
            case "{":
                return _Part(f"({inner.expression})", inner.needs)
        return inner

    def _gap(self, piece: str) -> _Part:
        most = int(piece.lstrip("*"))
        if most > MOST_GAP:
            raise self._wrong(f"a gap has at most {MOST_GAP} words")
        any_word = _ANY if piece.startswith("**") else _ANY_WORD
        return _Part(f"(?:{any_word}){{0,{most}}}?")

    def _named(self, name: str) -> _Part:
        if name == "any":
            return _Part(_ANY_WORD)
        if name in self._phrases:
            if self._depth >= _MOST_DEPTH:
                raise self._wrong(f"“<{name}>” is made of itself")
            inner = _Reader(self._phrases[name], self._lexicon, self._phrases, self._depth + 1)
            part = inner.whole()
            return _Part(f"(?:{part.expression})", part.needs)
        if name not in self._lexicon:
            raise self._wrong(f"there is no list of words named “{name}”")
        sign = self._lexicon.sign_of(name)
        words = None if name in _OPEN else self._lexicon.words_of(name)
        return _Part(rf"[^/ ]+/[^ ]*?{sign}[^ ]* ", () if words is None else (words,))

    def _word(self, piece: str) -> _Part:
        words = [word for word, _ in self._lexicon.read(piece)]
        if CODE in words:
            raise self._wrong(f"“{piece}” is no word; signs stand apart, and code is “<code>”")
        expression = "".join(rf"{re.escape(word)}/[^ ]* " for word in words)
        return _Part(expression, tuple(frozenset({word}) for word in words))

    def _peek(self) -> str | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _wrong(self, why: str) -> PatternError:
        return PatternError(f"“{self._written}” cannot be read: {why}")


def _in_a_row(parts: Sequence[_Part]) -> _Part:
    needs = tuple(words for part in parts for words in part.needs)
    return _Part("".join(part.expression for part in parts), needs)


def _either(parts: Sequence[_Part]) -> _Part:
    expression = "(?:" + "|".join(part.expression for part in parts) + ")"
    if not all(part.needs for part in parts):
        return _Part(expression)
    return _Part(expression, (frozenset().union(*(_rarest(part.needs) for part in parts)),))


_FREQUENT = """
a an the of to in on at by for and or not no be is are was were been have has had do did it this
that we with as from should could would will may our their its all more any some 's , : which who
there they i you one than but if when so can such due after before
"""
_COMMON = frozenset(_FREQUENT.split())


def _rarest(needs: Sequence[frozenset[str]]) -> frozenset[str]:
    """Those words that the fewest sentences have."""
    return min(needs, key=lambda words: (len(words & _COMMON), len(words)))
