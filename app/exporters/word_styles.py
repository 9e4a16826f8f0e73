"""The styles of what Goldseam adds to a Word file, whatever a template calls them.

Word and LibreOffice give styles other ids as they save a template, and drop those that nothing in
it uses. Their names stay: the built-in ones are the same in every language.
"""

from __future__ import annotations

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

_NAMES = {
    "EndnoteText": "endnote text",
    "EndnoteReference": "endnote reference",
    "FootnoteText": "footnote text",
    "FootnoteReference": "footnote reference",
    "Evidence": "evidence",
    **{f"TOC{level}": f"toc {level}" for level in range(1, 10)},
}


def settle_styles(document: Document) -> None:
    """Use the ids that the styles have in this file; what has no style here is left plain."""
    ids = {}
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            ids[name.get(qn("w:val"), "").lower()] = style.get(qn("w:styleId"))
    settled = {wanted: ids.get(name) for wanted, name in _NAMES.items()}
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            _settle(part, settled, frozenset(ids.values()))


def _settle(part: XmlPart, settled: dict[str, str | None], known: frozenset[str]) -> None:
    for use in list(part.element.iter(qn("w:pStyle"), qn("w:rStyle"))):
        wanted = use.get(qn("w:val"))
        if wanted in known or wanted not in settled:
            continue
        there = settled[wanted]
        if there is None:
            use.getparent().remove(use)
        else:
            use.set(qn("w:val"), there)
