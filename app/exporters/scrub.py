"""Takes out of a Word file what it says about who made it, where and when.

Word writes into every file: names of authors, the company, the path of the template, ids of
editing sessions, a small picture of the first page. A template of the organisation brings them
along; no document of a case may carry them.
"""

from __future__ import annotations

import io
import zipfile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

CREATOR = "Goldseam"

_TELLTALE_RELATIONS = (
    "/thumbnail",
    "/extended-properties",
    "/custom-properties",
    "/customXml",
    "/attachedTemplate",
    "/classificationlabels",
    "/people",
    "/comments",
    "/commentsExtended",
    "/commentsIds",
    "/commentsExtensible",
)
_TELLTALE_ELEMENTS = (
    qn("w:rsids"),
    qn("w:attachedTemplate"),
    qn("w:commentRangeStart"),
    qn("w:commentRangeEnd"),
    qn("w:commentReference"),
)
_SAME_DATE = (1980, 1, 1, 0, 0, 0)


def scrubbed(document: Document, title: str, language: str = "en-GB") -> bytes:
    """The finished file: the same bytes for the same content, and nothing about its making."""
    package = document.part.package
    _name(document, title, language)
    _drop_unused_edges(document)
    _drop_relations(package)
    for part in list(package.iter_parts()):
        _drop_relations(part)
        if isinstance(part, XmlPart):
            _clean(part)
    raw = io.BytesIO()
    document.save(raw)
    return _same_dates(raw.getvalue())


def _name(document: Document, title: str, language: str) -> None:
    properties = document.core_properties
    element = properties._element
    for child in list(element):
        element.remove(child)
    properties.author = CREATOR
    properties.title = title[:255]
    properties.language = language


def _drop_unused_edges(document: Document) -> None:
    """Headers and footers of pages that this document does not have."""
    used = {
        reference.get(qn("r:id"))
        for section in document.element.body.iter(qn("w:sectPr"))
        for reference in section.iter(qn("w:headerReference"), qn("w:footerReference"))
    }
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/header", "/footer")) and key not in used:
            del document.part.rels[key]


def _drop_relations(owner: OpcPackage | Part) -> None:
    for key, relation in list(owner.rels.items()):
        kind = relation.reltype
        # LibreOffice names its properties otherwise; python-docx would write its own beside them.
        others = kind.endswith("/core-properties") and kind != RELATIONSHIP_TYPE.CORE_PROPERTIES
        if others or kind.endswith(_TELLTALE_RELATIONS):
            del owner.rels[key]


def _clean(part: XmlPart) -> None:
    for element in list(part.element.iter()):
        if element.tag in _TELLTALE_ELEMENTS:
            element.getparent().remove(element)
            continue
        for name in list(element.attrib):
            if name.startswith(qn("w:rsid")):
                del element.attrib[name]


def _same_dates(raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        for member in before.namelist():
            entry = zipfile.ZipInfo(member, _SAME_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            after.writestr(entry, before.read(member))
    return out.getvalue()
