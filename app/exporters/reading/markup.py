"""Reads HTML and XML: text joined over inline elements, and all that no page shows.

Names that are split over elements stand together in a passage. Attribute values, comments,
instructions, scripts and styles are passages of their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from html.parser import HTMLParser
from xml.parsers import expat

from app.exporters.reading.part import Part


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HTML_BLOCKS = _words(
    "address article aside blockquote body button caption dd desc details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html label legend li main "
    "metadata nav ol option p pre script section select style summary svg table tbody td text "
    "textarea tfoot th thead title tr ul"
)
_VOID = _words("area base br col embed hr img input link meta source track wbr")
_PLACES = {
    "alt": "alternative text",
    "descr": "alternative text",
    "aria-label": "alternative text",
    "title": "a tooltip or alternative text",
    "tooltip": "a tooltip",
    "content": "the properties",
    "href": "a link",
    "src": "a link",
    "Target": "a link",
    "anchor": "a link",
    "instr": "a field code",
    "author": "the author of a change",
    "initials": "the author of a change",
}
_PARAGRAPHS = frozenset({"p", "text", "rt"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ASIDE = {"delText": "deleted text", "instrText": "a field code", "delInstrText": "a field code"}
_SPACE = re.compile(r"[ \t\r\n\f]+")


def _line_breaks(text: str) -> str:
    """Spaces as a page shows them; lines of the source stay lines, for some pages show them so."""
    return _SPACE.sub(lambda space: "\n" if "\n" in space[0] else " ", text)


class _Blocks:
    """Text that is being joined, one pile for each block that is open."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._open: list[tuple[str, dict[str, list[str]]]] = [("", defaultdict(list))]
        self._names: Counter[str] = Counter()

    def begin(self, name: str, separator: str = "\n") -> None:
        self.add(separator)
        self._open.append((name, defaultdict(list)))
        self._names[name] += 1

    def add(self, text: str, place: str = "") -> None:
        self._open[-1][1][place].append(text)

    def end(self, name: str) -> None:
        """Close a block, and what was left open inside it; nothing where it is not open."""
        if self._names[name]:
            while self._close() != name:
                pass

    def end_all(self) -> None:
        while self._open:
            self._close()

    def flush(self) -> None:
        """End what stands in the open block so far; more of it begins a new passage."""
        for place, texts in self._open[-1][1].items():
            self._part.add("".join(texts).strip(), place)
        self._open[-1][1].clear()

    def is_in(self, *names: str) -> bool:
        return any(self._names[name] for name in names)

    def _close(self) -> str:
        self.flush()
        name, _ = self._open.pop()
        self._names[name] -= 1
        return name


def read_html(part: Part, text: str) -> None:
    """Add what an HTML text says, shown or not."""
    reader = _Html(part)
    reader.feed(text)
    reader.close()
    reader.blocks.end_all()
    part.sources.append(text)


class _Html(HTMLParser):
    def __init__(self, part: Part) -> None:
        super().__init__(convert_charrefs=True)
        self._part = part
        self.blocks = _Blocks(part)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" or (tag == "tspan" and _moves(name for name, _ in attrs)):
            self.blocks.add("\n")
        elif tag in _HTML_BLOCKS and tag not in _VOID:
            self.blocks.begin(tag)
        for name, value in attrs:
            if name == "srcdoc":
                read_html(self._part, value or "")
            self._part.add(value or "", _PLACES.get(name, f"hidden details of {self._part.place}"))
        own = [name for name in (tag, *(name for name, _ in attrs)) if "-" in name]
        self._part.add("\n".join(own), f"hidden details of {self._part.place}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.blocks.end(tag)

    def handle_data(self, data: str) -> None:
        self.blocks.add(data if self.blocks.is_in("pre", "textarea") else _line_breaks(data))

    def handle_comment(self, data: str) -> None:
        self._part.add(data, "a comment in the source")
        if "<" in data:
            read_html(self._part, data)

    def handle_decl(self, decl: str) -> None:
        self._part.add(decl, f"hidden details of {self._part.place}")

    def unknown_decl(self, data: str) -> None:
        self._part.add(data, f"hidden details of {self._part.place}")

    def handle_pi(self, data: str) -> None:
        self._part.add(data, f"hidden details of {self._part.place}")


def read_xml(part: Part, data: bytes) -> None:
    """Add what an XML file says, shown or not. Raises `expat.ExpatError` where it is not XML."""
    reader = _Xml(part)
    reader.parse(data)


class _Xml:
    """Joins the text of each paragraph; elsewhere each element is a passage of its own.

    What `Part.joined` gets goes on over deleted text and field codes, which may hold half a name.
    """

    def __init__(self, part: Part) -> None:
        self._part = part
        self._blocks = _Blocks(part)
        self._path: list[str] = []
        self._paragraphs = 0
        self._attributes: dict[tuple[str, str], None] = {}
        self._all: list[str] = []

    def parse(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        parser.Parse(data, True)
        self._blocks.end_all()
        for place, value in self._attributes:
            self._part.add(value, place)
        self._part.joined.append("".join(self._all))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in _PARAGRAPHS:
            self._blocks.begin(local, separator="")
            self._paragraphs += 1
            self._end_line(local)
        elif not self._paragraphs:
            self._blocks.flush()
        elif local in _SIGNS:
            self._blocks.add(_SIGNS[local])
            self._all.append(_SIGNS[local])
        elif local == "tspan" and _moves(attributes):
            self._blocks.add("\n")
        self._path.append(local)
        for key, value in attributes.items():
            self._attributes[self._place(local, key.rpartition(":")[2]), value] = None

    def _end(self, name: str) -> None:
        local = self._path.pop()
        if local in _PARAGRAPHS:
            self._blocks.end(local)
            self._paragraphs -= 1
            self._end_line(local)
        elif not self._paragraphs:
            self._blocks.flush()

    def _end_line(self, element: str) -> None:
        if element == "p":
            self._all.append("\n")

    def _text(self, text: str) -> None:
        self._all.append(text)
        local = self._path[-1]
        if text.strip() or local in ("t", "delText", "instrText", "text", "tspan"):
            self._blocks.add(text, _ASIDE.get(local, ""))

    def _comment(self, text: str) -> None:
        self._part.add(text, "a comment in the source")

    def _instruction(self, target: str, text: str) -> None:
        self._part.add(f"{target} {text}", f"hidden details of {self._part.place}")

    def _entity(self, name: str, _parameter: bool, value: str | None, *ids: str | None) -> None:
        said = " ".join([name, value or "", *(each or "" for each in ids)])
        self._part.add(said, f"hidden details of {self._part.place}")

    def _place(self, element: str, attribute: str) -> str:
        if element in ("bookmarkStart", "bookmark"):
            return "a bookmark"
        if element in ("docPr", "cNvPr") and attribute == "name":
            return "the name of a picture"
        return _PLACES.get(attribute, f"hidden details of {self._part.place}")


def _moves(attributes: Iterable[str]) -> bool:
    """Whether a piece of text in a drawing begins somewhere else."""
    return bool({"x", "y", "dy"}.intersection(attributes))
