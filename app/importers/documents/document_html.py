"""The blocks of a document in HTML: a saved page, an export of Confluence or Google Docs.

Parsed leniently, as browsers do; nothing is fetched or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from app.domain.errors import EvidenceError
from app.importers.documents.document_blocks import Block, BlockKind, row

_UNSEEN = {"script", "style", "template", "noscript", "head", "svg", "button", "select", "form"}
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u200b]+")
_MOST_LEVELS = 200
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "br",
}  # fmt: skip


def html_blocks(data: bytes, name: str, encoding: str) -> Iterator[Block]:
    """The blocks of a page, in reading order.

    Raises `EvidenceError` where the bytes are no HTML at all.
    """
    parser = lxml_html.HTMLParser(
        encoding=encoding, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EvidenceError(
            f"“{name}” cannot be read as a web page: nothing readable is in it; check the file."
        ) from error
    title = root.findtext(".//head/title")
    walk = _Walk()
    body = root.find("body")
    yield from walk.within(body if body is not None else root)
    yield from walk.rest()
    if title and not walk.has_title:
        yield Block(BlockKind.ABOUT, f"title: {_SPACE.sub(' ', title).strip()}")


class _Walk:
    """Goes through the elements once, putting runs of words together into blocks."""

    def __init__(self) -> None:
        self.has_title = False
        self._words: list[str] = []
        self._upright = False
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._depth = 0
        self._tables = 0
        self._line: int | None = None

    def within(self, element: lxml_html.HtmlElement, deep: int = 0) -> Iterator[Block]:
        """The blocks below an element."""
        self._say(element.text, element)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag and tag not in _UNSEEN and deep < _MOST_LEVELS:
                yield from self._child(child, tag, deep)
            self._say(child.tail, element)

    def rest(self) -> Iterator[Block]:
        """The block that is still open."""
        text = _lines("".join(self._words))
        if text:
            slanted = not self._upright
            yield Block(self._kind, text, self._line, self._level or self._depth, slanted=slanted)
            if self._kind is BlockKind.BULLET:
                self._kind = BlockKind.PARAGRAPH
        self._words, self._upright, self._line = [], False, None

    def _child(self, child: lxml_html.HtmlElement, tag: str, deep: int) -> Iterator[Block]:
        if tag == "br":
            self._words.append("\n")
        elif tag == "img":
            if alt := (child.get("alt") or "").strip():
                self._say(f"[image: {alt}]", child)
        elif tag == "a":
            yield from self._link(child, deep)
        elif tag in _INLINE:
            yield from self.within(child, deep + 1)
        else:
            yield from self.rest()
            yield from self._set_apart(child, tag, deep)
            yield from self.rest()

    def _link(self, child: lxml_html.HtmlElement, deep: int) -> Iterator[Block]:
        start = len(self._words)
        yield from self.within(child, deep + 1)
        address = (child.get("href") or "").strip()
        shown = "".join(self._words[start:])
        if address.startswith(("http:", "https:")) and shown.strip() and address not in shown:
            self._words.append(f" ({address})")

    def _set_apart(self, child: lxml_html.HtmlElement, tag: str, deep: int) -> Iterator[Block]:
        is_title = tag == "p" and "title" in (child.get("class") or "").split()
        if is_title or tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self._kind, self._level = BlockKind.HEADING, 1 if is_title else int(tag[1])
            self.has_title = self.has_title or self._level == 1
            yield from self.within(child, deep + 1)
            yield from self.rest()
            self._kind, self._level = BlockKind.PARAGRAPH, 0
        elif tag in {"ul", "ol"}:
            self._depth += 1
            yield from self.within(child, deep + 1)
            yield from self.rest()
            self._depth -= 1
            self._kind = BlockKind.PARAGRAPH
        elif tag in {"li", "dt"}:
            self._kind = BlockKind.BULLET
            yield from self.within(child, deep + 1)
            yield from self.rest()
            self._kind = BlockKind.PARAGRAPH
        elif tag == "pre":
            text = "".join(str(piece) for piece in child.itertext()).strip("\n")
            if text.strip():
                yield Block(BlockKind.CODE, text, _line_of(child), self._depth)
        elif tag == "table":
            yield from self._table(child)
        else:
            yield from self.within(child, deep + 1)

    def _table(self, table: lxml_html.HtmlElement) -> Iterator[Block]:
        self._tables += 1
        head: tuple[str, ...] = ()
        for index, line in enumerate(table.iter("tr")):
            if next(line.iterancestors("table")) is not table:
                continue
            cells = [_cell(cell) for cell in line if cell.tag in {"td", "th"}]
            is_head = index == 0 and all(
                cell.tag == "th" for cell in line if isinstance(cell.tag, str)
            )
            if is_head:
                head = tuple(cells)
            if any(cells):
                yield row(cells, head, self._tables, _line_of(line))

    def _say(self, text: str | None, element: lxml_html.HtmlElement) -> None:
        if not text:
            return
        words = _SPACE.sub(" ", text)
        if not self._words or self._words[-1].endswith((" ", "\n")):
            words = words.lstrip(" ")
        if not words:
            return
        if words.strip():
            self._line = self._line or _line_of(element)
            if not any(one.tag in {"em", "i"} for one in (element, *element.iterancestors())):
                self._upright = True
        self._words.append(words)


def _cell(cell: lxml_html.HtmlElement) -> str:
    """All words of a cell; what stands on lines of its own is kept apart."""
    walk = _Walk()
    texts = [block.text for block in (*walk.within(cell), *walk.rest())]
    return "\n".join(texts)


def _line_of(element: lxml_html.HtmlElement) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) and line > 0 else None


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")).strip()
