"""The entries of an Atom or RSS feed, one at a time, from whoever wrote it.

Formats: RFC 4287 (Atom), RSS 2.0 and 1.0. XML is read by defusedxml, which takes no entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_tz
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from app.domain.evidence import Skip, SkipCode
from app.domain.moments import SECOND_US, Caveat, Precision, Stamp, is_shown_everywhere
from app.importers.readers.html_text import text_of
from app.importers.readers.json_file import iso_stamp

_ROOT = re.compile(
    r"(?:\s++|<\?xml\b[^>]*\?>|<\?xml-stylesheet\b[^>]*\?>|<!--.{0,2000}?-->"
    r"|<!DOCTYPE\b[^>\[]*(?:\[[^\]]*\]\s*)?>)*+<(?:feed|rss|rdf:RDF)\b",
    re.DOTALL,
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENTRIES = {"entry", "item"}
_SURE_ZONE = re.compile(r"(?:GMT|UTC|UT|Z|[+-]\d{4})$")
_MOST_TEXT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: its times as they stand and its text as plain lines.

    ``by`` is who wrote it, else whose feed it is; ``link`` where it can be read.
    """

    number: int
    id: str
    title: str
    published: Stamp | None
    updated: Stamp | None
    text: str
    by: str
    link: str


def is_feed(head: bytes) -> bool:
    """Whether a file that starts with these bytes is a feed, by its outermost tag."""
    encoding = "utf-16" if head.startswith(_WIDE_MARKS) else "utf-8-sig"
    return _ROOT.match(head.decode(encoding, "replace")) is not None


def entries_of(stream: BinaryIO) -> Iterator[FeedEntry | Skip]:
    """The entries of a feed in its order; where its XML breaks, those before come all the same."""
    title, number, inside = "", 0, False
    for found in _elements(stream):
        if isinstance(found, Skip):
            yield found
            return
        event, element = found
        name = _local(element.tag)
        if event == "start":
            inside = inside or name in _ENTRIES
            continue
        if name in _ENTRIES:
            number += 1
            inside = False
            yield _entry(number, element, title)
        elif name == "title" and not title and not inside:
            title = "".join(element.itertext()).strip()
        if not inside:
            element.clear()


def _elements(stream: BinaryIO) -> Iterator[tuple[str, Element] | Skip]:
    """Where each element starts and ends, or why the XML cannot be read further."""
    try:
        yield from iterparse(stream, events=("start", "end"))
    except ParseError as error:
        line, _ = error.position
        detail = "the XML breaks off or is damaged here"
        yield Skip(SkipCode.BROKEN_RECORD, "", line, detail=detail)
    except DefusedXmlException:
        detail = "the XML defines entities, which are not read"
        yield Skip(SkipCode.BROKEN_RECORD, "", None, detail=detail)
    except (LookupError, ValueError):
        detail = "the XML names an encoding that nobody knows"
        yield Skip(SkipCode.BROKEN_RECORD, "", None, detail=detail)


def _local(tag: object) -> str:
    """The name of a tag without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _entry(number: int, element: Element, feed: str) -> FeedEntry:
    parts: dict[str, Element] = {}
    for part in element:
        parts.setdefault(_local(part.tag), part)
    link = parts.get("link")
    address = "" if link is None else link.get("href") or _plain(link)
    author = parts.get("author")
    by = "" if author is None else " ".join("".join(author.itertext()).split())
    told = next((parts[name] for name in _TEXTS if name in parts), None)
    return FeedEntry(
        number=number,
        id=_plain(parts.get("id", parts.get("guid"))) or address,
        title=text_of(_plain(parts.get("title"))),
        published=_first(parts, ("published", "pubDate", "date", "issued", "created")),
        updated=_first(parts, ("updated", "modified")),
        text="" if told is None else _shown(_html(told)),
        by=by or feed,
        link=address,
    )


_TEXTS = ("encoded", "content", "description", "summary")
"""What holds the text of an entry, the fullest first."""


def _plain(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _html(element: Element) -> str:
    """The HTML of a text, whether it stands there as text or as elements."""
    if not len(element):
        return element.text or ""
    for one in element.iter():
        one.tag = _local(one.tag)
    return tostring(element, encoding="unicode", method="html")


def _shown(html: str) -> str:
    """What a reader of the HTML sees; of more than anybody reads, the beginning."""
    cut = "" if len(html) <= _MOST_TEXT else "\n…"
    return text_of(html[:_MOST_TEXT]) + cut


def _first(parts: dict[str, Element], names: tuple[str, ...]) -> Stamp | None:
    texts = (_plain(parts.get(name)) for name in names)
    return next(filter(None, map(_stamp, texts)), None)


def _stamp(text: str) -> Stamp | None:
    """The stamp of a time of Atom (RFC 3339) or RSS (RFC 822)."""
    if (stamp := iso_stamp(text)) is not None:
        return stamp
    found = parsedate_tz(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, *_, shift = found
    zone = "" if shift is None else "+00:00"
    clock = f"{hour:02}:{minute:02}:{second:02}"
    stamp = iso_stamp(f"{year:04}-{month:02}-{day:02}T{clock}{zone}")
    if stamp is None:
        return None
    offset_us = (shift or 0) * SECOND_US
    caveat = "" if shift is None or _SURE_ZONE.search(text) else Caveat.ZONE_NAME
    clock_us = stamp.clock_us - offset_us
    if not is_shown_everywhere(clock_us):
        return None
    zoned = shift is not None
    offset = offset_us if zoned else None
    return Stamp(text, clock_us, Precision.SECOND, zoned, offset, caveat)
