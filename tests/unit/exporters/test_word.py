"""The Word file: what a reader meets in it, and what it must not tell about its making."""

from __future__ import annotations

import io
import re
import runpy
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from pypdf import PdfReader

from app.domain.review import review_of
from app.domain.timeline import CitedEntry
from app.exporters.manifest import DocumentTemplate, document
from app.exporters.word import render_docx
from tests.unit.review_samples import CASE, NOW, cited, entry, large_case, small_case

ROOT = Path(__file__).parents[3]
TEMPLATE = document("incident-review")


def rendered(case=CASE, entries=(), sources=(), template=TEMPLATE) -> bytes:
    return render_docx(review_of(case, entries, sources, NOW), template)


def opened(data: bytes):
    return Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(text: str) -> str:
    """The entry text as it stands in the timeline table."""
    table = opened(rendered(entries=[CitedEntry(entry(text))])).tables[1]
    return table.rows[1].cells[2].paragraphs[0].text


def test_the_committed_template_is_what_its_script_builds(monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    build = runpy.run_path(str(ROOT / "packaging" / "make_docx_template.py"))["build"]

    assert parts(build()) == parts(TEMPLATE.file("docx").read_bytes())


def test_headings_are_real_headings():
    word = opened(rendered(*small_case()))
    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style.name != "Normal"]

    assert ("Title", CASE.title) in headings
    assert [text for style, text in headings if style == "Heading 1"] == [
        "Summary",
        "Timeline",
        "Sources gathered",
        "Sources missing",
        "Notes to the evidence",
    ]


def test_the_timeline_is_a_real_table_that_stays_readable_over_pages():
    timeline = opened(rendered(*small_case())).tables[1]
    cells = [[cell.text for cell in row.cells] for row in timeline.rows]

    assert cells[0] == ["Time", "Kind", "What happened", "Notes"]
    assert cells[1] == ["Saturday, 2024-03-30"] * 4
    assert cells[2] == [
        "02:46:58",
        "Detection",
        "Alert on database CPU pages the on-call engineer; orders API already failing 74% of "
        "requests.\nconfirmed",
        "1, 2",
    ]
    assert timeline.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in timeline.rows)


def test_each_number_leads_to_the_bookmark_of_its_note():
    body = opened(rendered(*small_case())).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = list(body.iter(qn("w:bookmarkStart")))
    ids = [mark.get(qn("w:id")) for mark in marks]

    assert links == ["note_1", "note_2", "note_3", "note_2", "note_4"]
    assert [mark.get(qn("w:name")) for mark in marks] == ["note_1", "note_2", "note_3", "note_4"]
    assert ids == [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))]
    assert len(set(ids)) == len(ids)


def test_header_and_footer_say_preliminary_until_published():
    for published_us, header, footer in (
        (None, f"{CASE.title} · Preliminary", "Incident review · preliminary as of 2024-04-01"),
        (NOW, CASE.title, "Incident review · published 2024-04-01"),
    ):
        section = opened(rendered(replace(CASE, published_us=published_us))).sections[0]

        assert section.header.paragraphs[0].text == header
        assert section.footer.paragraphs[0].text.startswith(footer)
        fields = section.footer.paragraphs[0]._p.iter(qn("w:fldSimple"))
        assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(
    "text",
    [
        "& <restart> </w:t>",
        "{{ 7*7 }} {% raw %} {# no #} ${x}",
        "{_{ x }_} {_% y %_}",
        "مرحبا שלום 🧯👩‍🚒 数据库连接池耗尽",
        "tab\there\nnext line",
        "x" * 20_000,
    ],
)
def test_text_stands_there_as_it_was_written(text):
    assert told(text) == text


def test_characters_that_xml_forbids_are_visible():
    assert told("a\x00\x1b[31m\x07\x0b\x0c\ud800\ufffe b\r\nc") == "a��[31m����� b\nc"


def test_nothing_private_is_in_any_part():
    hidden = CitedEntry(entry("SECRET ENTRY", private=True), (cited(9, "SECRET QUOTE"),))
    data = rendered(CASE, [hidden])

    assert not [name for name, content in parts(data).items() if b"SECRET" in content]


def test_the_same_facts_give_the_same_bytes():
    assert rendered(*small_case()) == rendered(*small_case())


def test_it_tells_nothing_about_its_making():
    data = rendered(*small_case())
    everything = b"".join(parts(data).values())
    properties = opened(data).core_properties

    assert set(parts(data)) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/numbering.xml",
        "word/header1.xml",
        "word/footer1.xml",
    }
    assert (properties.author, properties.title) == ("Goldseam", CASE.title)
    assert properties.created is None
    assert properties.modified is None
    assert b"python-docx" not in everything
    assert b"rsid" not in everything
    assert b'w:val="en-GB"' in parts(data)["word/styles.xml"]


def test_a_template_saved_by_a_person_does_not_give_that_person_away(tmp_path):
    own = Document(TEMPLATE.file("docx"))
    own.core_properties.author = "Pat Telltale"
    own.core_properties.last_modified_by = "Pat Telltale"
    own.core_properties.subject = "{{ view.title }} Telltale"
    own.add_comment(own.paragraphs[0].runs, "Telltale", author="Pat Telltale", initials="PT")
    own.paragraphs[0]._p.set(qn("w:rsidR"), "00FACADE")
    relation = own.part._settings_part.relate_to(
        "file:///C:/Users/Telltale/Normal.dotm",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    attached = f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{relation}"/>'
    own.settings.element.insert(0, parse_xml(attached))
    own.save(tmp_path / "own.docx")
    template = DocumentTemplate("own", "Own", {"docx": tmp_path / "own.docx"})

    data = rendered(*small_case(), template)

    everything = b"".join(parts(data).values())
    assert b"Telltale" not in everything
    assert b"FACADE" not in everything
    assert opened(data).paragraphs[0].text == "Incident review"


def test_a_title_longer_than_a_file_property_is_whole_in_the_text():
    title = "long " * 100 + "title"

    assert title in [p.text for p in opened(rendered(replace(CASE, title=title))).paragraphs]


def test_a_title_with_characters_that_xml_forbids_is_no_trouble():
    word = opened(rendered(replace(CASE, title="a & b\x01\x1b <c>")))

    assert word.core_properties.title == "a & b�� <c>"


@pytest.mark.needs("soffice")
def test_libreoffice_reads_it(tmp_path):
    (tmp_path / "large.docx").write_bytes(rendered(*large_case(60)))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "large.docx"),
        ],
        check=True,
        capture_output=True,
    )
    pages = [page.extract_text() for page in PdfReader(tmp_path / "large.pdf").pages]

    assert len(pages) > 3
    assert "What happened" in pages[1]
    for number, page in enumerate(pages, start=1):
        text = re.sub(r"\s+", " ", page)
        assert f"Page {number} of {len(pages)}" in text
        assert f"{CASE.title} · Preliminary" in text
