"""Builds real files of each format with given texts in every place that a file has for texts."""

from __future__ import annotations

import base64
import gzip
import html
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from icalendar import Calendar, Event

_SENTENCE = "At 14:03 the queue was full {} and then it drained again."


@dataclass(frozen=True)
class Format:
    """A format by its ending, and how a file with given texts is made."""

    fmt: str
    make: Callable[[list[str], random.Random], bytes]


def png(texts: list[str], chance: random.Random) -> bytes:
    """A small picture; each text in a chunk of its own, packed or not, the last one appended."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        *(chance.choice(_png_chunks(text.encode(), text)) for text in texts[:-1]),
        (b"IDAT", zlib.compress(bytes([0, *chance.randbytes(24)]) * 8)),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body + (texts[-1].encode() if texts else b"")


def _png_chunks(data: bytes, text: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"tEXt", b"Author\0" + data),
        (b"zTXt", b"Comment\0\0" + zlib.compress(data)),
        (b"iTXt", b"Title\0\1\0en\0\0" + zlib.compress(data)),
        (b"iTXt", b"Title\0\0\0en\0\0" + data),
        (b"eXIf", b"MM\0*\0\0\0\x08" + text.encode("utf-16-le")),
    ]


def jpeg(texts: list[str], chance: random.Random) -> bytes:
    """The frame of a JPEG with texts as comments and properties around random pixels."""
    segments = b"".join(
        kind + struct.pack(">H", len(data) + 2) + data
        for text in texts
        for kind, data in [
            chance.choice(
                [(b"\xff\xfe", text.encode()), (b"\xff\xe1", b"Exif\0\0" + text.encode())]
            )
        ]
    )
    pixels = chance.randbytes(400).replace(b"\xff", b"\xff\0")
    return b"\xff\xd8" + segments + b"\xff\xda\0\x08\1\1\0\0\x3f\0" + pixels + b"\xff\xd9"


def markdown(texts: list[str], chance: random.Random) -> bytes:
    ways = [
        _SENTENCE.format,
        lambda text: f"## Then {text}",
        lambda text: f"- {text}",
        lambda text: f"| 14:03 | {text} |",
        lambda text: f"So **{text}** was there",
        lambda text: _SENTENCE.format(_inside(text, "**")),
        lambda text: _SENTENCE.format(_inside(text, "[", "](https://x.example/)")),
        lambda text: f"```text\n{text}\n```",
        lambda text: f"![{text}](a.png)",
        lambda text: f"see [this](https://x.example/{_one_line(text)})",
        lambda text: f"end <!-- {text} -->",
        lambda text: _SENTENCE.format(text).replace("_", "\\_"),
        lambda text: f'<span title="{html.escape(text)}">x</span>',
    ]
    return "\n\n".join(chance.choice(ways)(text) for text in texts).encode()


def page(texts: list[str], chance: random.Random) -> bytes:
    ways = [
        lambda text: f"<p>{_SENTENCE.format(html.escape(text))}</p>",
        lambda text: f"<h2>Then {html.escape(text)}</h2>",
        lambda text: f"<p>so {_split_html(text)} was there</p>",
        lambda text: f'<p><img src="a.png" alt={_quoted(text)}></p>',
        lambda text: f"<p title={_quoted(text)}>x</p>",
        lambda text: f"<!-- {text.replace('--', '')} -->",
        lambda text: f"<script>let x = '{text}';</script>",
        lambda text: f"<style>p::after {{ content: '{text}' }}</style>",
        lambda text: f'<meta name="author" content={_quoted(text)}>',
        lambda text: (
            f'<a href="data:text/plain;base64,{base64.b64encode(text.encode()).decode()}">x</a>'
        ),
        lambda text: (
            f'<img src="data:image/png;base64,{base64.b64encode(png([text], chance)).decode()}">'
        ),
        lambda text: f"<iframe srcdoc={_quoted(f'<p>{_split_html(text)}</p>')}></iframe>",
        lambda text: f"<table><tr><td>14:03<td>{html.escape(text)}</table>",
        lambda text: f"<p hidden>{html.escape(text)}",
        lambda text: drawing([text], chance).decode(),
    ]
    body = "\n".join(chance.choice(ways)(text) for text in texts)
    head = "<!DOCTYPE html><html><head><title>Review</title></head>"
    return f"{head}<body>{body}</body></html>".encode()


def drawing(texts: list[str], chance: random.Random) -> bytes:
    ways = [
        lambda text: f"<text x='1' y='2'>{escape(text)}</text>",
        lambda text: f"<text>{_split(text, '<tspan>{}</tspan>')}</text>",
        lambda text: f"<title>{escape(text)}</title>",
        lambda text: f"<g aria-label={_quoted(text)}/>",
        lambda text: f"<!-- {text.replace('--', '')} -->",
        lambda text: f"<metadata><a>{escape(text)}</a></metadata>",
        lambda text: f"<desc><![CDATA[{text}]]></desc>",
    ]
    body = "\n".join(chance.choice(ways)(text) for text in texts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9">{body}</svg>'.encode()


def table(texts: list[str], _chance: random.Random) -> bytes:
    rows = ['"14:03","queue full","{}"'.format(text.replace('"', '""')) for text in texts]
    return "\r\n".join(["time,what,note", *rows]).encode()


def calendar(texts: list[str], chance: random.Random) -> bytes:
    """A calendar as a library writes it: escaped, and folded in the middle of words."""
    made = Calendar()
    for text in texts:
        event = Event()
        name = chance.choice(["summary", "description", "location", "comment"])
        event.add(name, _SENTENCE.format(text))
        made.add_component(event)
    return bytes(made.to_ical())


def unknown(texts: list[str], chance: random.Random) -> bytes:
    text = "\n".join(_SENTENCE.format(each) for each in texts)
    ways = [
        lambda: text.encode("utf-16"),
        lambda: text.encode("utf-16-le"),
        lambda: text.encode("utf-16-be"),
        lambda: b"\0\1" + text.encode("utf-16-le"),
        text.encode,
        lambda: gzip.compress(text.encode(), mtime=0),
        lambda: b"\0\xff\xfe\0".join(each.encode() for each in texts) + b"\0",
        lambda: jpeg(texts, chance),
        lambda: zipped({"a/b.txt": text.encode(), "c.bin": chance.randbytes(900)}),
    ]
    return chance.choice(ways)()


def zipped(members: dict[str, bytes], comment: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = comment.encode()
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def word(texts: list[str], chance: random.Random) -> bytes:
    """A Word file made with python-docx; what it has no words for is put into its parts."""
    document = Document()
    document.add_heading("Review", 1)
    later: list[tuple[Callable[[dict[str, bytes], str], None], str]] = []
    for text in texts:
        way = chance.choice([*_IN_WORD, *_IN_PARTS])
        if way in _IN_PARTS:
            later.append((way, text))
        else:
            way(document, text, chance)
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as package:
        members = {name: package.read(name) for name in package.namelist()}
    for put, text in later:
        put(members, text)
    return zipped(members, members.pop("comment", b"").decode())


def _runs(document, text, chance):
    paragraph = document.add_paragraph("At 14:03 ")
    for letter in text:
        paragraph.add_run(letter).bold = chance.random() < 0.5
    paragraph.add_run(" was there.")


def _deleted(document, text, _chance):
    run = document.add_paragraph("then ").add_run("x")
    deleted = OxmlElement("w:delText")
    deleted.text = text
    run._r.append(deleted)


def _field(document, text, _chance):
    run = document.add_paragraph("then ").add_run("x")
    code = OxmlElement("w:instrText")
    code.text = f' INCLUDEPICTURE "{text}" '
    run._r.append(code)


def _bookmark(document, text, _chance):
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:id"), "7")
    mark.set(qn("w:name"), text)
    document.add_paragraph("x")._p.append(mark)


def _picture(document, text, chance):
    document.add_picture(io.BytesIO(png([], chance)))
    document.inline_shapes[-1]._inline.docPr.set("descr", text)


def _picture_properties(document, text, chance):
    document.add_picture(io.BytesIO(png([text, "x"], chance)))


def _link(document, text, _chance):
    document.part.relate_to(
        f"https://x.example/{text}", "http://x.example/hyperlink", is_external=True
    )


def _property(document, text, chance):
    name = chance.choice(["keywords", "comments", "category", "subject"])
    so_far = getattr(document.core_properties, name)
    if len(so_far + text) < 250:
        setattr(document.core_properties, name, f"{so_far}; {text}")
    else:
        document.add_paragraph(text)


def _cell(document, text, _chance):
    document.add_table(1, 2).cell(0, 1).text = text


def _photo(text: str) -> bytes:
    return jpeg([text], random.Random(text))  # noqa: S311  repeatable, no secret


_IN_WORD = [
    lambda document, text, _: document.add_paragraph(_SENTENCE.format(text)),
    lambda document, text, _: document.add_heading(f"Then {text}", 2),
    lambda document, text, _: document.sections[0].header.add_paragraph(text),
    lambda document, text, _: document.sections[0].footer.add_paragraph(text),
    _cell, _runs, _runs, _deleted, _field, _bookmark, _picture, _picture_properties, _link,
    _property,
]  # fmt: skip

_IN_PARTS: list[Callable[[dict[str, bytes], str], None]] = [
    lambda parts, text: parts.update(
        {f"customXml/i{len(parts)}.xml": f"<a><b>{escape(text)}</b></a>".encode()}
    ),
    lambda parts, text: parts.update(
        {f"customXml/i{len(parts)}.xml": f"<a>{_split(text, '<b>{}</b>')}</a>".encode()}
    ),
    lambda parts, text: parts.update({f"word/c{len(parts)}.bin": text.encode("utf-16-le")}),
    lambda parts, text: parts.update(
        {f"word/c{len(parts)}.bin": b"\0\7" + text.encode("utf-16-be")}
    ),
    lambda parts, text: parts.update({f"word/{len(parts)} {_one_line(text)}.bin": b"\0"}),
    lambda parts, text: parts.update({"comment": parts.get("comment", b"") + f"; {text}".encode()}),
    lambda parts, text: parts.update(
        {f"word/embeddings/e{len(parts)}.docx": zipped({"x.txt": text.encode()})}
    ),
    lambda parts, text: parts.update(
        {f"word/broken{len(parts)}.xml": f"<w:p>then {escape(text)}".encode()}
    ),
    lambda parts, text: parts.update({f"word/media/j{len(parts)}.jpg": _photo(text)}),
]


def _inside(text: str, before: str, after: str | None = None) -> str:
    """The marks put around letters inside a word, where the text has such a place."""
    if not text[:4].isalpha():
        return text
    return text[:2] + before + text[2:4] + (before if after is None else after) + text[4:]


def _split(text: str, element: str) -> str:
    return "".join(element.format(escape(letter)) for letter in text)


def _split_html(text: str) -> str:
    return "".join(f"<b>{html.escape(letter)}</b>" for letter in text)


def _quoted(text: str) -> str:
    return quoteattr(text)


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("/", " ")


FORMATS = [
    Format("docx", word),
    Format("md", markdown),
    Format("html", page),
    Format("docx", word),
    Format("svg", drawing),
    Format("csv", table),
    Format("docx", word),
    Format("png", png),
    Format("html", page),
    Format("bin", unknown),
    Format("ics", calendar),
]
