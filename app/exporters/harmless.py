"""What no template of one's own may bring into a document: anything that acts or reaches out.

A document lies still. It runs nothing, and opening it asks no other computer for anything: that
would tell somebody who reads it, and when. This holds for the template as people hand it on, and
again for the finished document, since a template can put words together as it is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


class HarmfulError(Exception):
    """Why a template or a document is refused: a part of a sentence, such as “it holds macros”."""


_TAGS = re.compile(
    r"html|head|title|meta|style|body|header|footer|main|section|article|nav|aside|hgroup|h[1-6]"
    r"|p|div|span|a|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|pre"
    r"|code|blockquote|q|cite|em|strong|b|i|u|s|small|sub|sup|mark|abbr|time|address|br|hr|wbr"
    r"|del|ins|kbd|samp|var|dfn|bdi|bdo|ruby|rt|rp|img|figure|figcaption|details|summary"
    r"|(?:svg:)?(?:svg|g|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|defs|title|desc"
    r"|symbol|use|marker|clippath|lineargradient|radialgradient|stop|pattern|style)"
)
_TAG = re.compile(r"<(?=[a-zA-Z])([^\s/>]+)")
_MARKDOWN_LINK = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[^\s<>]+@[^\s<>]+>")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?"
)
_ADDRESSES = re.compile(r"(?:\w+:)?href|src|poster|data|background|longdesc|manifest")
_NEVER = re.compile(r"on.*|srcdoc|srcset|ping|(?:form)?action")
_ONLY_SAID = re.compile(r"alt|title|content|lang|id|class|aria-.*")
_META = frozenset({"content-security-policy", "content-type"})
_STAYS = re.compile(r"#|data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]|$", re.IGNORECASE)
_INSIDE = re.compile(r"#|$")
_CLICKED = re.compile(r"#|https?:|mailto:|$", re.IGNORECASE)
_CHARACTER = re.compile(
    r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(colon|tab|newline));?", re.IGNORECASE
)
_NAMED = {"colon": ":", "tab": "\t", "newline": "\n"}
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_STAYS = re.compile(r"url\(\s*[\"']?(?:#|data:image/)[^)]*\)", re.IGNORECASE)
_CSS_REACHES = re.compile(
    r"@import|url\(|image-set\(|image\(|\bsrc\(|expression\(|-moz-binding|behavior\s*:|//",
    re.IGNORECASE,
)
_CSS_ADDRESS = re.compile(r"url\(|image-set\(", re.IGNORECASE)
_STYLE = re.compile(r"<(?:svg:)?style[^>]*>(.*?)(?:</(?:svg:)?style|\Z)", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\](?:\(\s*<?(?!data:image/|#)|\[|(?!\())")
_HTML_LINE = re.compile(r"^[\s>*+\d.)-]*<[a-zA-Z/]")
_MARKDOWN_NEVER = re.compile(r"<(?:pre|style|textarea)\b|<[!?]", re.IGNORECASE)
_FENCE = re.compile(
    r"^[ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]+)*(`{3,})[^`\n]*\n.*?^[ \t]*\1`*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def without_tags_of_jinja(text: str) -> str:
    """A template with blanks where it would be filled in; every line stays where it is."""
    return _JINJA.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def check_html(text: str) -> None:
    """Raise `HarmfulError` where HTML or SVG runs something or loads something.

    Every ``<`` before a letter counts as a tag, wherever it stands, so that no reader of HTML can
    see a tag that is not seen here.
    """
    for found in _TAG.finditer(text):
        _refuse(_harm_of_tag(found[1].lower(), text, found.end()), text, found.start())
    for style in _STYLE.finditer(text):
        _refuse(_harm_of_style(style[1]), text, style.start())


def check_markdown(text: str) -> None:
    """The same for Markdown, which may hold HTML and pictures; code is only shown."""
    text = _FENCE.sub(_without_code, text)
    for found in _MARKDOWN_NEVER.finditer(text):
        _refuse(f"it holds “{found[0]}”, which no Markdown may", text, found.start())
    for found in _TAG.finditer(text):
        if not _MARKDOWN_LINK.match(text, found.start() + 1):
            _refuse(_harm_of_tag(found[1].lower(), text, found.end()), text, found.start())
    for picture in _PICTURE.finditer(text):
        _refuse("it loads a picture from elsewhere", text, picture.start())


def _without_code(fence: re.Match[str]) -> str:
    """Nothing for a block of code, but all of it where Markdown takes it for HTML.

    That is so after a line of HTML, up to the next blank line (CommonMark 0.31, 4.6).
    """
    text, end = fence.string, fence.start()
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        line = text[start:end]
        if _HTML_LINE.match(line):
            return fence[0]
        if not line.strip():
            break
        end = start
    return "\n" * fence[0].count("\n")


def _refuse(reason: str, text: str, position: int) -> None:
    if reason:
        line = text.count("\n", 0, position) + 1
        raise HarmfulError(f"{reason} (line {line})")


def _harm_of_tag(tag: str, text: str, after: int) -> str:
    """Why a tag is refused; empty where it is harmless. Its attributes follow at ``after``."""
    if not _TAGS.fullmatch(tag):
        return f"it holds <{tag}>, which no document may"
    for name, value in _attributes(text, after):
        if _NEVER.fullmatch(name) or (name == "http-equiv" and value.lower() not in _META):
            return f"its <{tag}> has “{name}”, which no document may"
        if _ADDRESSES.fullmatch(name):
            harmless = _CLICKED if tag == "a" else _STAYS if tag == "img" else _INSIDE
            # A browser drops blanks out of the middle of an address, too.
            if not harmless.match(value.replace(" ", "")):
                return f"its <{tag}> leads to “{value[:60]}”, outside of the document"
        elif not _ONLY_SAID.fullmatch(name) and (harm := _harm_of_style(value, name == "style")):
            return harm
    return ""


def _attributes(text: str, start: int) -> Iterator[tuple[str, str]]:
    while found := _ATTRIBUTE.match(text, start):
        start = found.end()
        yield found[1].lower(), _read(found[2] or found[3] or found[4] or "")


def _read(value: str) -> str:
    """A value as a browser reads it: character references resolved, blanks made one."""

    def character(found: re.Match[str]) -> str:
        if found[3]:
            return _NAMED[found[3].lower()]
        code = int(found[1]) if found[1] else int(found[2], 16)
        return chr(code) if code < 0x110000 else "�"

    return re.sub(r"[\x00-\x20]+", " ", _CHARACTER.sub(character, value)).strip()


def _harm_of_style(css: str, whole: bool = True) -> str:
    """Why a style is refused; of an attribute of SVG, not a ``whole`` one, only its addresses."""
    plain = _CSS_ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), _read(css))
    plain = _CSS_STAYS.sub("", _CSS_COMMENT.sub("", plain))
    found = (_CSS_REACHES if whole else _CSS_ADDRESS).search(plain)
    return f"its style uses “{found[0]}”, which reaches out of the document" if found else ""
