"""What no Word file may hold, neither as a template nor finished: see `app.exporters.harmless`.

A Word file is a zip of XML parts that name each other in relationships (ECMA-376, part 2). What
is known to lie still is let through; everything else is refused by its name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.exporters.harmless import HarmfulError, check_html

_MOST_PARTS = 1_000
_MOST_BYTES = 64 * 1024**2
_OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")

_XML = {".xml", ".rels"}
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg"}
_FONTS = {".odttf"}

_RELATIONS = frozenset(
    {
        *("officeDocument", "core-properties", "extended-properties", "custom-properties"),
        *("styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme"),
        *("numbering", "footnotes", "endnotes", "header", "footer", "image", "hyperlink"),
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"),
        *("customXml", "customXmlProps", "glossaryDocument", "font", "thumbnail"),
    }
)
_STRIPPED = frozenset({"attachedTemplate", "classificationlabels"})
_CALLED = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "control": "an ActiveX control",
    "aFChunk": "another document inside",
    "subDocument": "a part that lies in another file",
    "frame": "a frame that loads another file",
    "attachedTemplate": "a link to the template it was made from",
    "classificationlabels": "the label of an organisation",
    "printerSettings": "the settings of a printer",
    "chart": "a chart with its table",
    "diagramData": "a diagram (SmartArt); put a picture of it there",
    "mailMergeSource": "a source for mail merge",
}
_LINKS = re.compile(r"https?:|mailto:|#", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:|//|\\\\", re.IGNORECASE)
_DATA = re.compile(r"data:image/", re.IGNORECASE)

_FIELDS = re.compile(
    r"PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|REF|NOTEREF|STYLEREF|SEQ|TOC|TC|TOA|TA|INDEX|XE"
    r"|HYPERLINK|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|TITLE|SUBJECT|AUTHOR|SYMBOL|LISTNUM|=.*"
)
_FIELD_LINK = re.compile(r"""HYPERLINK\s+(?:\\[lotmn]\s+)*"?([^"\s]*)""", re.IGNORECASE)
_LOCAL_LINK = re.compile(r"HYPERLINK\s+\\l\b", re.IGNORECASE)
_ELEMENTS = {
    "altChunk": "another document inside",
    "subDoc": "a part that lies in another file",
    "object": "an embedded object",
    "OLEObject": "an embedded object",
    "control": "an ActiveX control",
    "mailMerge": "a source for mail merge",
    "webVideoPr": "a video from elsewhere",
    "saveThroughXslt": "a transformation on saving",
}
_TEXT, _CODE = "t", {"instrText", "delInstrText"}


def check_word(data: bytes, *, finished: bool) -> None:
    """Raise `HarmfulError` where a Word file could do harm, or is none.

    A template, not yet ``finished``, may name the template that it was made from, and bear the
    label of an organisation: Word writes both into files, and `app.exporters.scrub` takes them out.
    """
    if data.startswith(_OLD_WORD):
        raise HarmfulError("it is a Word file of the old kind or with a password")
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            for part in _parts(packed):
                _check_part(part.filename, packed.read(part), finished=finished)
    except (BadZipFile, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise HarmfulError("it is no whole Word file") from error
    except RuntimeError as error:  # what zipfile raises for a password
        raise HarmfulError("it is locked with a password") from error


def _parts(packed: ZipFile) -> list[ZipInfo]:
    parts = [part for part in packed.infolist() if not part.is_dir()]
    names = [part.filename for part in parts]
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise HarmfulError("it unpacks to more than any document needs")
    if len({name.lower() for name in names}) < len(names):
        raise HarmfulError("it holds two parts of the same name")
    if "[Content_Types].xml" not in names:
        raise HarmfulError("it is no Word file")
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            raise HarmfulError(f"it holds a part called “{name}”, which leads out of it")
        if _ending(name) not in _XML | _PICTURES | _FONTS:
            told = "macros" if "vba" in name.lower() else f"“{name}”, which no document needs"
            raise HarmfulError(f"it holds {told}")
    return parts


def _check_part(name: str, data: bytes, *, finished: bool) -> None:
    ending = _ending(name)
    if ending == ".svg":
        check_html(data.decode("utf-8", "replace"))
    if ending in _XML or ending == ".svg":
        _Part(name, finished=finished).read(data)


class _Part:
    """One XML part, read from its start to its end, without building a tree of it."""

    def __init__(self, name: str, *, finished: bool) -> None:
        self._name = name
        self._finished = finished
        self._near = ""
        self._inside: list[str] = []
        self._fields: list[str | None] = []  # the codes being read; None once the result began

    def read(self, data: bytes) -> None:
        """Raise `HarmfulError` where the part could do harm or is not well-formed."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._declared
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
            for code in self._fields:  # those that never ended
                self._check_field(code or "")
        except (expat.ExpatError, LookupError) as error:  # the latter for an unknown encoding
            raise HarmfulError(f"its part {self._name} is broken ({error})") from error

    def _refuse(self, what: str) -> HarmfulError:
        near = " ".join(self._near.split())[:60]
        return HarmfulError(f"it holds {what} ({self._name}{f', near “{near}”' if near else ''})")

    def _declared(self, *_: object) -> None:
        raise self._refuse("declarations that a document must not have")

    def _started(self, whole: str, attributes: Mapping[str, str]) -> None:
        # Some names have two namespaces, the strict one and the other; only the rest counts.
        name = _local(whole)
        self._inside.append(name)
        if name == "p":
            self._near = ""
        if name in _ELEMENTS:
            raise self._refuse(_ELEMENTS[name])
        if name == "Relationship":
            self._check_relation(attributes)
        elif name in {"Override", "Default"}:
            self._check_type(attributes)
        for key, value in attributes.items():
            self._check_attribute(name, _local(key), value)

    def _check_attribute(self, element: str, key: str, value: str) -> None:
        if element == "fldSimple" and key == "instr":
            self._check_field(value)
        elif element == "fldChar" and key == "fldCharType":
            self._turn(value)
        elif key in {"src", "href", "althref"} and _ADDRESS.match(value):
            harmless = _LINKS if key == "href" else _DATA
            if not harmless.match(value):
                raise self._refuse(f"a picture from elsewhere, “{value[:60]}”")

    def _ended(self, _: str) -> None:
        self._inside.pop()

    def _text(self, text: str) -> None:
        if not _CODE.isdisjoint(self._inside):
            if not self._fields or self._fields[-1] is None:
                self._check_field(text)
            else:
                self._fields[-1] += text
        elif self._inside and self._inside[-1] == _TEXT:
            self._near = (self._near + text)[-200:]

    # -- fields, which may compute, load and run ---------------------------------------------

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            if self._fields and self._fields[-1] is not None:
                raise self._refuse("a field inside the code of another field")
            self._fields.append("")
        elif kind in {"separate", "end"} and self._fields:
            code = self._fields[-1]
            if code is not None:
                self._check_field(code)
                self._fields[-1] = None
            if kind == "end":
                self._fields.pop()

    def _check_field(self, code: str) -> None:
        words = code.split()
        kind = words[0].upper() if words else ""
        if kind and not _FIELDS.fullmatch(kind):
            raise self._refuse(f"a field “{kind[:30]}”, which can load or run something")
        if kind == "HYPERLINK" and not _LOCAL_LINK.match(code.strip()):
            found = _FIELD_LINK.match(code.strip())
            if found is None or not _LINKS.match(found[1]):
                raise self._refuse("a link that leads to a file")

    # -- what names other files ---------------------------------------------------------------

    def _check_relation(self, values: Mapping[str, str]) -> None:
        kind = values.get("Type", "").rpartition("/")[2]
        target = values.get("Target", "")
        if kind in _STRIPPED and not self._finished:
            return
        if kind not in _RELATIONS:
            raise self._refuse(_CALLED.get(kind, f"a “{kind}”, which no document needs"))
        outside = values.get("TargetMode", "").lower() == "external" or _ADDRESS.match(target)
        if outside and not (kind == "hyperlink" and _LINKS.match(target)):
            what = "a link to a file" if kind == "hyperlink" else f"a link to an outside {kind}"
            raise self._refuse(f"{what}, “{target[:60]}”")

    def _check_type(self, values: Mapping[str, str]) -> None:
        kind = values.get("ContentType", "").lower()
        name = values.get("PartName", f".{values.get('Extension', '')}").lower()
        if "macro" in kind or "vba" in kind:
            raise self._refuse("macros")
        if "template.main" in kind:
            raise self._refuse("the mark of a Word template (.dotx); save it from Word as .docx")
        if kind.endswith("xml") and not name.endswith((".xml", ".rels", ".svg")):
            raise self._refuse(f"a part “{name[:60]}” that is not what its name says")


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2].lower()  # of “.rels” too


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
