"""Plain text out of HTML that somebody was sent; nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = {"head", "script", "style", "title", "template"}
_BLOCKS = re.compile(
    r"address|article|blockquote|d[dlt]|div|fieldset|footer|form|h[1-6r]|header|li|main|nav|ol|p|pre"
    r"|section|table|tbody|thead|tr|ul"
)
_DECLARATION = re.compile(r"<!(?!--)[^>]*>|<\?[^>]*>")
_STRAY = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")
"""A ``<`` that begins no tag; the parser would look for its end again and again."""
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_GAPS = re.compile(r"\n{3,}")


def text_of(html: str) -> str:
    """What a reader of the page sees, line by line; a link's address stands behind its words."""
    reader = _Reader()
    reader.feed(_STRAY.sub("&lt;", _DECLARATION.sub("", _without_comments(html))))
    reader.close()
    lines = (line.rstrip() for line in "".join(reader.said).split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _without_comments(html: str) -> str:
    """The page without its comments; one that never ends is none."""
    kept: list[str] = []
    at = 0
    while (begin := html.find("<!--", at)) >= 0 and (end := html.find("-->", begin + 4)) >= 0:
        kept.append(html[at:begin])
        at = end + 3
    return "".join([*kept, html[at:]])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unseen = 0
        self._kept = 0
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line for a block, note where a link begins, name a picture."""
        given = dict(attrs)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._line(anyway=True)
        elif tag in {"td", "th"}:
            self._say(" ")
        elif tag == "a":
            self._link = (given.get("href") or "", len(self.said))
        elif tag == "img" and given.get("alt"):
            self._say(f"[image: {given['alt']}]")
        if _BLOCKS.fullmatch(tag):
            self._line()
        if tag == "li":
            self._say("• ")
        self._kept += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """End a block, and say where a link leads."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "a" and self._link is not None:
            address, start = self._link
            self._link = None
            shown = "".join(self.said[start:])
            if address.startswith(("http:", "https:")) and address not in shown:
                self._say(f" ({address})")
        elif tag == "pre":
            self._kept = max(0, self._kept - 1)
        if _BLOCKS.fullmatch(tag):
            self._line(anyway=tag == "p")

    def handle_data(self, data: str) -> None:
        """Take in words, with their spaces where these are part of the text."""
        if self._unseen:
            return
        text = data if self._kept else _SPACE.sub(" ", data)
        if not self._kept and (not self.said or self.said[-1].endswith(("\n", " "))):
            text = text.lstrip(" ")
        self._say(text)

    def _say(self, text: str) -> None:
        if text and not self._unseen:
            self.said.append(text)

    def _line(self, *, anyway: bool = False) -> None:
        """Begin a line; a further, empty one only where ``anyway``."""
        if self.said and (anyway or not self.said[-1].endswith("\n")):
            self._say("\n")
