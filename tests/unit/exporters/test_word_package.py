"""What Word demands of a file, lest it offers to repair it: names, types, ids, links, order.

The orders are those of the schema of ECMA-376, part 1 (transitional).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import pairwise

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from app.domain.drafts import EntryKind
from app.domain.review import review_of
from app.domain.stakeholders import stakeholder_view_of
from app.domain.timeline import CitedEntry
from app.domain.views import DocumentView
from app.exporters.manifest import DocumentTemplate, documents
from app.exporters.sample_views import sample_views
from app.exporters.word import render_docx
from tests.unit.review_samples import CASE, NOW, SOURCE, cited, entry, large_case, small_case

HOSTILE = "<b>&amp; {{ 7*7 }} {_{ x }_} ]]> </w:t> \x00\x1b[31m \ud800 \t\n مرحبا 🧯"
CASES = {
    "empty": (replace(CASE, title="", summary=""), [], []),
    "small": small_case(),
    "wide": large_case(60),
    "hostile": (
        replace(CASE, title=HOSTILE, summary=HOSTILE, unknowns=HOSTILE, missing_sources=HOSTILE),
        [
            CitedEntry(entry(HOSTILE, id=kind, kind=kind), (cited(1, HOSTILE), cited(2, HOSTILE)))
            for kind in EntryKind
        ],
        [replace(SOURCE, title=HOSTILE)],
    ),
}

DECIDING = {"zone", "as_of_day", "id", "from_id", "to_id", "lane"}
"""Fields that are looked up or computed with, so that they cannot say anything."""

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps noProof vanish color spacing sz szCs u shd vertAlign "
    "lang",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar pgNumType cols "
    "titlePg docGrid",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tbl": "tblPr tblGrid tr",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr endnotePr compat "
    "themeFontLang",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr",
    "numbering": "abstractNum num",
    "footnotePr": "numFmt footnote",
    "endnotePr": "numFmt endnote",
    "inline": "extent docPr cNvGraphicFramePr graphic",
}
RELATION = re.compile(r"\{[^}]*/relationships\}(?:id|embed|link)$")


@pytest.fixture(params=[*CASES, "every text hostile"])
def size(request) -> str:
    return request.param


@pytest.fixture(params=[template.id for template in documents()])
def package(request, size) -> dict[str, bytes]:
    (template,) = [template for template in documents() if template.id == request.param]
    view = view_of(template, size)
    with zipfile.ZipFile(io.BytesIO(render_docx(view, template))) as archive:
        names = [name.lower() for name in archive.namelist()]
        assert len(set(names)) == len(names)
        return {name: archive.read(name) for name in archive.namelist()}


def view_of(template: DocumentTemplate, size: str) -> DocumentView:
    if size in CASES and template.view in {"review", "stakeholders"}:
        case, entries, sources = CASES[size]
        if template.view == "stakeholders":
            return stakeholder_view_of(case, entries, {}, NOW)
        return review_of(case, entries, sources, NOW)
    empty, filled = sample_views(template.view)
    if size == "empty":
        return empty
    return filled if size == "wide" else hostile(filled)


def hostile(told):
    """A view that says the worst in every text, but for those that decide something."""
    if isinstance(told, Enum):
        return told
    if isinstance(told, str):
        return HOSTILE
    if isinstance(told, tuple):
        return tuple(hostile(each) for each in told)
    if is_dataclass(told):
        changed = {
            field.name: hostile(getattr(told, field.name))
            for field in fields(told)
            if field.name not in DECIDING
        }
        return replace(told, **changed)
    return told


def parsed(package, pattern: str):
    return {name: parse_xml(data) for name, data in package.items() if re.fullmatch(pattern, name)}


def relations(package, owner: str) -> dict[str, str]:
    """The parts that a part names, by the id it knows them by."""
    folder, name = posixpath.split(owner)
    part = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if part not in package:
        return {}
    found = list(parse_xml(package[part]))
    assert len({each.get("Id") for each in found}) == len(found)
    assert not [each for each in found if each.get("TargetMode") == "External"]
    return {
        each.get("Id"): posixpath.normpath(posixpath.join(folder, each.get("Target"))).lstrip("/")
        for each in found
    }


def test_each_part_has_a_type_and_is_named_by_another(package):
    types = parse_xml(package["[Content_Types].xml"])
    endings = {each.get("Extension") for each in types if each.tag.endswith("Default")}
    named = {each.get("PartName") for each in types if each.tag.endswith("Override")}
    parts = {name for name in package if name != "[Content_Types].xml"}

    assert {name.lstrip("/") for name in named} <= parts
    for name in parts:
        assert f"/{name}" in named or name.rpartition(".")[2] in endings, name
    reached = {target for owner in ("", *parts) for target in relations(package, owner).values()}
    assert reached == {name for name in parts if not name.endswith(".rels")}


def test_each_relation_that_is_used_exists(package):
    for name, root in parsed(package, r"word/.*(?<!\.rels)\.xml").items():
        used = {
            value
            for element in root.iter()
            for key, value in element.attrib.items()
            if RELATION.search(key)
        }
        assert used <= set(relations(package, name)), name


def test_ids_are_unique_and_lead_somewhere(package):
    body = parse_xml(package["word/document.xml"])

    def all_of(tag: str, key: str) -> list[str]:
        return [each.get(qn(key)) for each in body.iter(qn(tag))]

    starts = all_of("w:bookmarkStart", "w:id")
    names = all_of("w:bookmarkStart", "w:name")
    assert max(Counter(starts).values(), default=1) == 1
    assert max(Counter(names).values(), default=1) == 1
    assert sorted(starts) == sorted(all_of("w:bookmarkEnd", "w:id"))
    assert all(len(name) <= 40 for name in names)
    assert set(all_of("w:hyperlink", "w:anchor")) <= set(names)
    codes = [code.text.split() for code in body.iter(qn("w:instrText"))]
    assert {code[1] for code in codes if code[0] == "NOTEREF"} <= set(names)
    pictures = [each.get("id") for each in body.iter(qn("wp:docPr"))]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_each_note_is_cited_once_and_each_citation_has_its_note(package, kind):
    body = parse_xml(package["word/document.xml"])
    cited_ids = [each.get(qn("w:id")) for each in body.iter(qn(f"w:{kind}Reference"))]
    notes = list(parse_xml(package[f"word/{kind}s.xml"])) if f"word/{kind}s.xml" in package else []
    settings = parse_xml(package["word/settings.xml"])
    announced = [each.get(qn("w:id")) for each in settings.iter(qn(f"w:{kind}"))]

    separators = [note.get(qn("w:type")) for note in notes if note.get(qn("w:type"))]
    assert separators == (["separator", "continuationSeparator"] if notes else [])
    assert announced == (["-1", "0"] if notes else [])
    assert [note.get(qn("w:id")) for note in notes if not note.get(qn("w:type"))] == cited_ids


def test_fields_begin_and_end(package):
    for root in parsed(package, r"word/.*\.xml").values():
        depth = 0
        for mark in root.iter(qn("w:fldChar")):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(qn("w:fldCharType"))]
            assert depth in {0, 1}
        assert depth == 0


def test_each_style_that_is_used_exists_under_its_name(package):
    styles = parse_xml(package["word/styles.xml"])
    known = [style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))]
    assert len(set(known)) == len(known)
    for name, root in parsed(package, r"word/.*\.xml").items():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            used = {each.get(qn("w:val")) for each in root.iter(qn(f"w:{tag}"))}
            assert used <= set(known), (name, tag)


def test_everything_stands_in_the_order_of_the_schema(package):
    for name, root in parsed(package, r"word/.*\.xml").items():
        for element in root.iter():
            order = ORDERS.get(local(element), "").split()
            children = [local(child) for child in element]
            if order:
                places = [order.index(child) for child in children]
                assert places == sorted(places), (name, local(element), children)
                if element.tag not in {qn("w:tbl"), qn("w:sectPr")}:
                    repeated = {"abstractNum", "num", "footnote", "endnote"}
                    assert len(set(children) - repeated) == len(
                        [child for child in children if child not in repeated]
                    )


def test_cells_hold_a_paragraph_and_the_body_ends_with_its_page(package):
    for root in parsed(package, r"word/.*\.xml").values():
        for cell in root.iter(qn("w:tc")):
            assert local(cell[-1]) == "p"
        for table in root.iter(qn("w:tbl")):
            width = len(table.find(qn("w:tblGrid")))
            rows = table.findall(qn("w:tr"))
            assert rows
            assert {len(row.findall(qn("w:tc"))) for row in rows} == {width}
    body = parse_xml(package["word/document.xml"])[0]
    assert local(body[-1]) == "sectPr"
    kinds = [local(child) for child in body]
    assert ("tbl", "tbl") not in list(pairwise(kinds))


def test_no_tag_of_the_template_is_left(package):
    for name in package:
        if name.endswith(".xml"):
            text = re.sub(rb"<[^>]*>", b"", package[name]).decode()
            rest = text.replace("{{ 7*7 }}", "").replace("{{ g }}", "")  # said, not left
            assert not re.search(r"\{\{|\{%|%\}", rest), name


def local(element) -> str:
    return str(element.tag).rpartition("}")[2]
