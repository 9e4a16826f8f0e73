"""The HTML file: whole in itself, still, readable on a screen and on paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html as reader

from app.domain.review import review_of
from app.domain.stakeholders import stakeholder_view_of
from app.domain.timeline import CitedEntry
from app.exporters.harmless import check_html
from app.exporters.html import for_printer, render_html
from app.exporters.manifest import document, documents
from tests.unit.review_samples import CASE, NOW, SOURCE, cited, entry, large_case, small_case

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=y> {{ 7*7 }} &lt; </style> \x00'


def rendered(case=CASE, entries=(), sources=(), document_id="incident-review") -> str:
    return render_html(review_of(case, entries, sources, NOW), document(document_id))


def words(element) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    "template",
    [template for template in documents() if template.view in {"review", "stakeholders"}],
    ids=lambda template: template.id,
)
def test_it_runs_nothing_and_asks_nobody_for_anything(template):
    case = replace(
        CASE, title=HOSTILE, summary=HOSTILE, impact=HOSTILE, unknowns=HOSTILE, next_step=HOSTILE
    )
    entries = [CitedEntry(entry(HOSTILE), (cited(1, HOSTILE, place=HOSTILE),))]
    if template.audience == "stakeholders":
        text = render_html(stakeholder_view_of(case, entries, {}, NOW), template)
    else:
        text = rendered(case, entries, [replace(SOURCE, title=HOSTILE)], template.id)
    page = reader.document_fromstring(text)

    check_html(text)
    assert not list(page.iter("script", "link", "iframe", "img", "form"))
    assert text.count("<style>") == 1
    shown = " ".join(HOSTILE.replace("\x00", "�").split())
    assert words(page.find(".//h1")) == shown
    assert words(page.find(".//title")).startswith(shown)


def test_it_says_its_language_and_has_one_heading_over_all():
    page = reader.document_fromstring(rendered(*small_case()))

    assert page.get("lang") == "en-GB"
    assert len(page.findall(".//h1")) == 1
    assert page.find(".//main") is not None
    assert words(page.find(".//p[@class='status']")) == (
        "Preliminary, as of 2024-04-01 09:30 UTC, causes not analysed."
    )


@pytest.mark.parametrize("document_id", ["incident-review", "preliminary-page"])
def test_every_link_leads_to_a_place_in_the_document(document_id):
    page = reader.document_fromstring(rendered(*small_case(), document_id))
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    targets = [link.get("href") for link in page.iter("a")]

    assert targets
    assert {target[1:] for target in targets} <= set(ids)
    assert len(set(ids)) == len(ids)


def test_the_timeline_is_a_table_with_a_head_for_each_column():
    page = reader.document_fromstring(rendered(*small_case()))
    table = page.find(".//table[@class='timeline']")

    assert [words(each) for each in table.findall("thead/tr/th")] == [
        "No.",
        "Time",
        "Kind",
        "What happened",
    ]
    assert all(each.get("scope") == "col" for each in table.findall("thead/tr/th"))
    assert [words(each) for each in table.findall("tbody/tr")[1].findall("td")] == [
        "2",
        "about 02:52",
        "Hypothesis",
        "Memory growth on every pod noticed; the new export feature is suspected. note 3 "
        "probable; evidence edited later, at 2024-03-30 03:02:05 UTC (note 3)",
    ]


def test_the_picture_is_drawn_in_it_with_its_words():
    page = reader.document_fromstring(rendered(*small_case()))
    picture = page.find(".//svg")

    assert picture.get("role") == "img"
    assert words(picture.find("desc")).startswith("Timeline from 2024-03-30 02:46 to 03:21, UTC")


def test_one_entry_needs_no_picture():
    assert "<svg" not in rendered(entries=[CitedEntry(entry("alone"))])


def test_lines_and_paragraphs_are_kept():
    case = replace(CASE, summary="first\nsecond\n\nthird <b>")

    assert "<p>first<br>\nsecond</p>\n<p>third &lt;b&gt;</p>" in rendered(case)


def test_it_has_rules_for_paper_and_for_the_dark():
    text = rendered()

    assert "@media print" in text
    assert "prefers-color-scheme: dark" in text
    assert re.search(r"@page \{ size: A4;", text)


def test_the_picture_of_a_long_timeline_is_printed_across():
    assert '<figure class="wide">' in rendered(*large_case(25))
    assert '<figure class="wide">' not in rendered(*large_case(24))


def test_for_qts_printing_the_picture_becomes_one_that_qt_can_draw():
    text = for_printer(rendered(*small_case()))
    (image,) = reader.document_fromstring(text).iter("img")

    assert "<svg" not in text
    assert image.get("src").startswith("data:image/png;base64,")
    assert image.get("alt").startswith("Timeline from 2024-03-30 02:46")
    check_html(text)


def test_the_stakeholder_page_says_how_much_is_left_out_and_why():
    case, entries, _ = small_case()
    text = render_html(stakeholder_view_of(case, entries, {}, NOW), document("stakeholder-page"))
    page = reader.document_fromstring(text)

    assert "Left out: 4 of 5 facts of the timeline" in words(page)
    assert "orders is throwing 500s" not in text  # no quote, which could be searched for
    assert "02:46:58" not in text  # no second either
    assert not list(page.iter("pre"))
