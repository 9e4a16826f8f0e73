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
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from pypdf import PdfReader

from app.domain.errors import ExportError
from app.domain.review import review_of
from app.domain.timeline import CitedEntry
from app.exporters.manifest import DocumentTemplate, document, documents
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
    return table.rows[1].cells[3].paragraphs[0].text


def test_each_committed_template_is_what_its_script_builds(monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    build = runpy.run_path(str(ROOT / "packaging" / "make_docx_template.py"))["build"]

    built = {document_id: parts(data) for document_id, data in build().items()}
    committed = {each.id: parts(each.file("docx").read_bytes()) for each in documents()}
    assert set(built) == set(committed)
    assert [each for each in built if built[each] != committed[each]] == []


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
    word = opened(rendered(*small_case()))
    known, unknown = word.tables[1:]
    cells = [[cell.text for cell in row.cells] for row in known.rows]

    assert [p.text for p in word.paragraphs if p.style.name == "Heading 2"] == [
        "Saturday, 2024-03-30",
        "Time not known",
        "Open in this timeline",
    ]
    assert cells[0] == ["No.", "Time", "Kind", "What happened"]
    assert cells[1] == [
        "1",
        "02:46:58",
        "Detection",
        "Alert on database CPU pages the on-call engineer; orders API already failing 74% of "
        "requests., \nconfirmed",
    ]
    for timeline in (known, unknown):
        assert timeline.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in timeline.rows)


def test_the_contents_are_links_to_the_headings():
    body = opened(rendered(*small_case())).element.body
    links = list(body.iter(qn("w:hyperlink")))
    marks = {mark.get(qn("w:name")): mark.getparent() for mark in body.iter(qn("w:bookmarkStart"))}

    listed = [words_of(link) for link in links]
    assert listed == [
        "Summary",
        "Timeline",
        "Sources gathered",
        "Sources missing",
        "Notes to the evidence",
    ]
    assert [words_of(marks[link.get(qn("w:anchor"))]) for link in links] == listed
    codes = [code.text.split()[0] for code in body.iter(qn("w:instrText"))]
    assert codes.count("TOC") == 1
    assert b"updateFields" not in parts(rendered(*small_case()))["word/settings.xml"]


def test_a_long_list_of_contents_leaves_the_days_out():
    step = 24 * 60 * 60 * 1_000_000
    many = [
        CitedEntry(entry(f"{day}", id=f"{day:02}", start_us=NOW + day * step)) for day in range(45)
    ]
    body = opened(rendered(entries=many)).element.body

    listed = [words_of(link) for link in body.iter(qn("w:hyperlink"))]
    assert listed[:3] == ["Summary", "Timeline", "Sources gathered"]


def test_notes_are_real_endnotes_that_say_where_the_evidence_stands():
    data = rendered(*small_case())
    notes = [note for note in parse_xml(parts(data)["word/endnotes.xml"]) if not kind_of(note)]

    assert [note.get(qn("w:id")) for note in notes] == ["1", "2", "3", "4"]
    origin, quote = (words_of(p) for p in notes[1].findall(qn("w:p")))
    assert origin == "orders-api.log · 2024-03-30 02:47:31.004 UTC · line 8112"
    assert quote == "FATAL pool exhausted: 0 of 200 connections freeat Pool.take(Pool.java:88)"
    assert len(list(notes[1].iter(qn("w:tab")))) == 2  # after the number, and in the quote


def test_a_note_without_a_quote_is_one_paragraph():
    view = review_of(*small_case(), NOW)
    bare = replace(view, notes=tuple(replace(note, quote="") for note in view.notes))
    made = parts(render_docx(bare, document("incident-review")))["word/endnotes.xml"]
    notes = [note for note in parse_xml(made) if not kind_of(note)]
    assert [len(note.findall(qn("w:p"))) for note in notes] == [1, 1, 1, 1]


def words_of(element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def kind_of(note) -> str | None:
    return note.get(qn("w:type"))


def test_a_note_that_is_cited_again_refers_to_the_first_time():
    body = opened(rendered(*small_case())).element.body
    cited_ids = [each.get(qn("w:id")) for each in body.iter(qn("w:endnoteReference"))]
    again = [code for code in body.iter(qn("w:instrText")) if "NOTEREF" in code.text]
    (mark,) = [
        mark for mark in body.iter(qn("w:bookmarkStart")) if mark.get(qn("w:name")) == "endnote_2"
    ]

    assert cited_ids == ["1", "2", "3", "4"]
    assert [code.text for code in again] == [" NOTEREF endnote_2 \\f \\h "]
    shown = again[0].getparent().getnext().getnext()
    assert words_of(shown) == "2"
    assert mark.getnext().find(qn("w:endnoteReference")).get(qn("w:id")) == "2"


def test_a_template_that_cites_in_another_order_keeps_the_numbers_of_the_document(tmp_path):
    own = Document()
    own.add_paragraph("{%p for note in view.notes|reverse %}")
    own.add_paragraph("See {{r note.number|endnote }}")
    own.add_paragraph("{%p endfor %}")
    own.save(tmp_path / "own.docx")
    template = DocumentTemplate("own", "Own", {"docx": tmp_path / "own.docx"})

    data = rendered(*small_case(), template)

    body = opened(data).element.body
    references = list(body.iter(qn("w:endnoteReference")))
    assert [each.getnext().text for each in references] == ["4", "3", "2", "1"]
    assert all(each.get(qn("w:customMarkFollows")) for each in references)
    notes = [note for note in parse_xml(parts(data)["word/endnotes.xml"]) if not kind_of(note)]
    assert [words_of(note)[0] for note in notes] == ["4", "3", "2", "1"]


def test_a_template_whose_styles_got_other_ids_keeps_its_look(tmp_path):
    own = Document(TEMPLATE.file("docx"))
    styles = {style.get(qn("w:styleId")): style for style in own.styles.element.iter(qn("w:style"))}
    for old, new in (("EndnoteReference", "EndnoteAnchor"), ("TOC1", "Contents1")):
        styles[old].set(qn("w:styleId"), new)
    own.styles.element.remove(styles["Evidence"])
    own.save(tmp_path / "own.docx")
    template = DocumentTemplate("own", "Own", {"docx": tmp_path / "own.docx"})

    data = parts(rendered(*small_case(), template))

    text = (data["word/document.xml"] + data["word/endnotes.xml"]).decode()
    used = set(re.findall(r'<w:[pr]Style w:val="(\w+)"', text))
    assert {"EndnoteAnchor", "Contents1", "EndnoteText"} <= used
    assert not {"EndnoteReference", "TOC1", "Evidence"} & used


def test_a_template_that_cites_a_note_that_is_not_there_is_explained(tmp_path):
    own = Document()
    own.add_paragraph("See {{r 99|endnote }}")
    own.save(tmp_path / "own.docx")
    template = DocumentTemplate("own", "Own", {"docx": tmp_path / "own.docx"})

    with pytest.raises(ExportError, match="cites note 99, which there is not"):
        rendered(*small_case(), template)


def test_the_preliminary_page_has_footnotes_without_quotes():
    data = rendered(*small_case(), document("preliminary-page"))
    footnotes = parts(data)["word/footnotes.xml"].decode()

    assert "word/endnotes.xml" not in parts(data)
    assert "orders-api.log · 2024-03-30 02:47:31.004 UTC · line 8112" in footnotes
    assert "FATAL" not in footnotes


def test_the_timeline_is_a_picture_too_with_words_for_those_who_do_not_see_it():
    data = rendered(*small_case())
    (inline,) = opened(data).element.body.iter(qn("wp:inline"))

    assert inline.docPr.get("descr").startswith(
        "Timeline from 2024-03-30 02:46 to 03:21, UTC: 4 entries. 1: Detection, 02:46, confirmed."
    )
    assert parts(data)["word/media/image1.png"].startswith(b"\x89PNG")
    assert inline.extent.cx / 360_000 == pytest.approx(17, abs=0.01)  # centimetres


def test_the_picture_of_a_long_timeline_has_a_page_across():
    few = opened(rendered(*large_case(24)))
    many = opened(rendered(*large_case(25)))

    assert [section.orientation for section in few.sections] == [WD_ORIENT.PORTRAIT]
    assert [section.orientation for section in many.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    across = many.sections[1]
    (inline,) = many.element.body.iter(qn("wp:inline"))
    room = across.page_width - across.left_margin - across.right_margin
    assert inline.extent.cx == pytest.approx(room, rel=0.01)
    assert across.footer.paragraphs[0].text.startswith("Incident review · preliminary as of")
    assert across.header.paragraphs[0].text == f"{CASE.title} · Preliminary"


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
        "word/endnotes.xml",
        "word/media/image1.png",
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
    assert sum("What happened" in page for page in pages) > 1
    pages = [page for page in pages if "Page " in page]  # LibreOffice gives endnotes bare pages
    for number, page in enumerate(pages, start=1):
        text = re.sub(r"\s+", " ", page)
        assert f"Page {number} of " in text
        assert f"{CASE.title} · Preliminary" in text
