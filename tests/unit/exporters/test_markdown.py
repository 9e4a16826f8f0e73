"""Markdown that says what the facts say, and nothing that a text in them would make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.domain.drafts import Certainty, EntryKind
from app.domain.review import review_of
from app.domain.stakeholders import stakeholder_view_of
from app.domain.timeline import CitedEntry
from app.exporters.manifest import document
from app.exporters.markdown import code_block, escaped, escaped_lines, render_markdown
from app.exporters.sandbox import printable
from tests.unit.review_samples import CASE, NOW, SOURCE, cited, entry, small_case

WIKI = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def rendered(case=CASE, entries=(), sources=()) -> str:
    return render_markdown(review_of(case, entries, sources, NOW), document("incident-review"))


def tokens(markdown: str) -> list[Token]:
    return [token for block in WIKI.parse(markdown) for token in (block, *(block.children or ()))]


def plain(markdown: str) -> str:
    """What a reader sees of it on a wiki."""
    ends = {"softbreak": "\n", "hardbreak": "\n", "paragraph_close": "\n\n"}
    return "".join(
        ends.get(token.type, token.content if token.type == "text" else "")
        for token in tokens(markdown)
    ).strip()


HOSTILE = [
    "# heading",
    "a | b",
    "<img src=x onerror=alert(1)>",
    "& <restart>",
    "&lt; &amp; AT&T",
    "**bold** _em_ ~~gone~~ `code`",
    "[x](http://evil.example) ![i](http://evil.example/i.png) <http://evil.example>",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "> quote",
    "---",
    "===",
    "~~~",
    "```",
    "    indented",
    "\\*",
    "{{ 7*7 }} {% raw %}",
    "[x]: http://evil.example",
    "snake_case_name",
    "_start and end_",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_reads_on_a_wiki_as_it_was_written(text):
    assert plain(f"- **x** {escaped(text)}") == f"x {text.strip()}"
    assert plain(f"- **x**\n\n  {escaped_lines(text, 2)}") == f"x\n\n{text.strip()}"
    assert plain(escaped(text)) == text.strip()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"])))
def test_any_text_reads_as_it_was_written(text):
    assert plain(escaped(text)) == text.strip()


@given(st.text())
def test_any_quote_is_kept_word_for_word(text):
    (fence,) = WIKI.parse(code_block(text))

    assert fence.type == "fence"
    assert fence.content == printable(text) + "\n"


def test_plain_words_stay_plain():
    text = "orders_api v4.4.1 failed 74% of requests (2 of 3) – see #inc-412, then > 5 s"

    assert escaped(text) == text


def test_lines_and_paragraphs_of_an_entry_are_kept():
    text = "first\nsecond\n\n# third"

    assert plain(f"- **x**\n\n  {escaped_lines(text, 2)}") == "x\n\nfirst\nsecond\n\n# third"


def test_no_text_becomes_html_a_link_or_an_image():
    entries = [
        CitedEntry(entry(text, id=str(number)), (cited(number, text, place=text, path=text),))
        for number, text in enumerate(HOSTILE)
    ]
    case = replace(
        CASE, title=HOSTILE[2], summary="\n".join(HOSTILE), missing_sources="\n".join(HOSTILE)
    )
    found = tokens(rendered(case, entries, [replace(SOURCE, title=HOSTILE[6])]))

    assert not [t for t in found if t.type in {"html_block", "html_inline", "image", "table_open"}]
    links = [token.attrs["href"] for token in found if token.type == "link_open"]
    assert links
    assert all(str(link).startswith("#note-") for link in links)


@pytest.mark.parametrize("document_id", ["preliminary-page", "stakeholder-page"])
def test_no_text_of_a_page_becomes_anything_but_text(document_id):
    entries = [
        CitedEntry(
            entry(text, id=str(number), kind=EntryKind.IMPACT, certainty=Certainty.CONFIRMED),
            (cited(number, "said", place=text, path=text),),
        )
        for number, text in enumerate(HOSTILE)
    ]
    everything = "\n".join(HOSTILE)
    case = replace(
        CASE,
        title=HOSTILE[2],
        summary=everything,
        impact=everything,
        safe_now=everything,
        changes=everything,
        unknowns=everything,
        next_step=everything,
        missing_sources=everything,
    )
    if document_id == "stakeholder-page":
        view = stakeholder_view_of(case, entries, {}, NOW)
    else:
        view = review_of(case, entries, [], NOW)
    markdown = render_markdown(view, document(document_id))

    never = {"html_block", "html_inline", "image", "table_open", "link_open", "fence", "hr"}
    assert not [token for token in tokens(markdown) if token.type in never]
    seen = " ".join(plain(markdown).split())
    assert all(" ".join(text.split()) in seen for text in HOSTILE[2:9])


def test_the_preliminary_page_numbers_where_the_evidence_stands():
    markdown = render_markdown(review_of(*small_case(), NOW), document("preliminary-page"))

    assert "_disputed; known only later" in markdown
    assert "· notes 2, 4\n" in markdown
    assert "\n2. orders-api.log · 2024-03-30 02:47:31.004 UTC · line 8112\n" in markdown
    assert "FATAL" not in markdown  # the words stand in the review


def test_the_stakeholder_page_has_minutes_roles_and_no_quotes():
    case, entries, _ = small_case()
    view = stakeholder_view_of(replace(case, safe_now="Orders work."), entries, {}, NOW)
    markdown = render_markdown(view, document("stakeholder-page"))

    assert "## Is it safe now?\n\nOrders work.\n" in markdown
    assert "- 1 · **02:46** · Detection · _confirmed_\n" in markdown
    assert "Left out: 4 of 5 facts of the timeline (" in markdown
    assert "acking" not in markdown


def test_each_number_leads_to_the_heading_of_its_note():
    markdown = rendered(*small_case())

    assert "notes [2](#note-2), [4](#note-4)" in markdown
    assert markdown.count("\n#### Note 2\n") == 1


def test_it_says_that_it_is_preliminary_and_what_nobody_said():
    markdown = rendered()

    assert "**Incident review. Preliminary, as of 2024-04-01 09:30 UTC, causes not" in markdown
    assert "The timeline has no entries." in markdown
    assert "No source has been gathered." in markdown
    assert "Nobody has said which sources are missing." in markdown
    assert "No evidence is cited." in markdown


def test_every_doubt_of_the_small_case_is_in_the_words():
    markdown = rendered(*small_case())

    for words in (
        "**about 02:52**",
        "**between 02:53 and 02:58**",
        "**time not known**",
        "_confirmed_",
        "probable; evidence edited later",
        "not yet judged; no evidence cited",
        "disputed; known only later, since 03:28, by service owner; evidence moved 2 s earlier",
        "no evidence cited: 2 of 5 entries",
    ):
        assert words in markdown
    assert "SECRET" not in markdown
    assert "nobody knew" not in markdown.lower()


def test_characters_that_no_file_holds_are_visible():
    markdown = rendered(entries=[CitedEntry(entry("red \x1b[31m \x00 \ud800 end\r\nnext"))])

    assert "red �\\[31m � � end  \n  next" in markdown
    markdown.encode()
