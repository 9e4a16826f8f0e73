"""Blanks what sets words in Markdown but is not said: targets of links, images, comments, tags.

The length stays, so that every place in the result is the place in the text. Code stays as it is,
and so do the stars of emphasis, which readers of sentences step over. All of it is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SETS_WORDS = (
    r"</?(?:a|abbr|b|big|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]"
    r"|hr|i|img|ins|kbd|li|mark|nobr|ol|p|q|s|samp|section|small|source|span|strike|strong|sub|summary"
    r"|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|video|wbr)\b[^<>]*>"
)
_MARKS = re.compile(
    r"(?P<code>(?P<ticks>`{1,9})(?!`)[^`]+(?P=ticks)(?!`))"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\[[^\[\]]*\])?)"
    r"|(?P<comment><!--)"
    rf"|(?P<tag>{_SETS_WORDS}|<(?:https?|mailto):[^<>\s]*>)"
    r"|(?P<score>(?<![^\W_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![^\W_]))",
    re.IGNORECASE,
)
_ANY = re.compile(r"[\[<_\\]")
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-z][\w-]*(?:\s[^<>]*)?/?>", re.IGNORECASE | re.DOTALL)
_BOX = re.compile(r"\[[ xX]\](?=\s)")
_ENDS = frozenset(".!?…")
_NOT_SPACE = re.compile(r"\S")


def without_markup(text: str) -> str:
    """The words of a block, everything else blanked."""
    if _ANY.search(text) is None:
        return text
    return _blanked(text, _Marks(text).spans())


def without_tags(text: str) -> str:
    """The words of a block of HTML, everything else blanked."""
    return _blanked(text, [match.span() for match in _TAGS.finditer(text)])


class _Marks:
    """Goes through the marks of a text once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] = []
        self._brackets: list[tuple[int, str]] = []
        self._comments = True

    def spans(self) -> list[tuple[int, int]]:
        """Where marks stand, in the order in which they end."""
        at = 0
        if box := _BOX.match(self._text):
            self._spans.append(box.span())
            at = box.end()
        while (mark := _MARKS.search(self._text, at)) is not None:
            at = self._take(mark)
        return self._spans

    def _take(self, mark: re.Match[str]) -> int:
        """Note one mark; returns where to go on."""
        end = mark.end()
        match mark.lastgroup:
            case "open":
                self._brackets.append((mark.start(), mark[0]))
            case "close":
                self._close(mark)
            case "escape":
                self._spans.append(mark.span())
                end += 1
            case "comment":
                end = self._comment(mark)
            case "tag" | "score":
                self._spans.append(mark.span())
        return end

    def _close(self, mark: re.Match[str]) -> None:
        if not self._brackets:
            return
        start, opened = self._brackets.pop()
        if (opened == "![" and len(mark[0]) > 1) or self._text.startswith("[^", start):
            self._spans.append((start, mark.end()))
        elif len(mark[0]) > 1:
            self._spans += [(start, start + len(opened)), mark.span()]

    def _comment(self, mark: re.Match[str]) -> int:
        end = self._text.find("-->", mark.end()) if self._comments else -1
        if end < 0:
            self._comments = False
            return mark.end()
        self._spans.append((mark.start(), end + 3))
        return end + 3


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in these places; line ends stay.

    A star stays before what ends a sentence: a mark that stands by itself ends none.
    """
    out: list[str] = []
    at = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > at:
            first = max(start, at)
            blank = _NOT_SPACE.sub(" ", text[first:end])
            out += [text[at:first], blank[:-1] + "*" if text[end : end + 1] in _ENDS else blank]
            at = end
    return "".join(out) + text[at:]
