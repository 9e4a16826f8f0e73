"""Markdown as somebody reads it on a page: marks, escapes and entities resolved, letters joined."""

from __future__ import annotations

import re
from html import unescape

from app.exporters.reading.part import Part

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\(([^()]*)\)|\[([^\[\]]*)\])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(r"\*+|~~|`+|(?<![^\W_])_+|_+(?![^\W_])")
_FENCED = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,})[^\n`]*\n(?P<code>.*?)^ *(?P=fence)[`~]* *$",
    re.DOTALL | re.MULTILINE,
)
_EXTRA = re.compile(r"==|\^|\[([^\[\]\s]{1,20})\](?=[^\W_])")
"""Marks that only some readers act on, and links without a target that end inside a word."""

_KEPT = "\ue000"
"""Stands for an escaped mark while the others are taken out."""


def read_markdown(part: Part, text: str) -> None:
    """Add what a Markdown text says on a page, and what it says beside that."""
    part.add(shown(text))
    for link in _LINK.finditer(text):
        part.add(link[2] or link[3] or "", "a link")
    for tag in _TAG.findall(text):
        if not re.fullmatch(r"</?\w+ ?/?>", tag):
            part.add(tag.strip("<!->"), "a comment or tag in the source")
    part.joined.append(squeezed(text))
    part.sources.append(text)


def shown(text: str) -> str:
    """The text without the signs that only say how it looks, without tags and targets of links.

    Fenced code is shown as it stands.
    """
    parts, end = [], 0
    for fenced in _FENCED.finditer(text):
        parts += [_resolved(text[end : fenced.start()]), fenced["code"]]
        end = fenced.end()
    return "".join([*parts, _resolved(text[end:])])


def _resolved(text: str) -> str:
    text = _LINK.sub(r"\1", _TAG.sub(_tag, text))
    escaped: list[str] = []

    def keep(found: re.Match[str]) -> str:
        escaped.append(found[1])
        return _KEPT

    text = _MARKS.sub("", _ESCAPED.sub(keep, text.replace(_KEPT, "")))
    signs = iter(escaped)
    return unescape(re.sub(_KEPT, lambda _: next(signs), text))


def squeezed(text: str) -> str:
    """The text without any sign that Markdown may act on, escaped or not."""
    plain = re.sub(r"\\\n|[\\*_~`]", "", unescape(_TAG.sub(_tag, _LINK.sub(r"\1", text))))
    return _EXTRA.sub(r"\1", plain)


def _tag(found: re.Match[str]) -> str:
    return "\n" if re.match(r"</?(?:br|p|div|li|td|th|tr|h\d)\b", found[0], re.IGNORECASE) else ""
