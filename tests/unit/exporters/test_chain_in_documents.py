"""The picture of the failure chain in the review: in HTML, on paper, in Word."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import html as reader

from app.domain.practice.chain import LinkKind, Sign
from app.domain.practice.chain_cards import FactorCard, LinkCard
from app.domain.review import Beyond, review_of
from app.domain.views import ReviewView, Section, Statement, StatementGroup
from app.exporters.html import for_printer, render_html
from app.exporters.manifest import document
from app.exporters.word import render_docx
from tests.unit.exporters.test_chain_picture import CARD
from tests.unit.review_samples import CASE, NOW

REVIEW = document("incident-review")


def review(factors: int) -> ReviewView:
    """A review with so many factors; the first leads to all others."""
    cards = tuple(
        replace(CARD, id=f"F{number}", number=f"F{number}", text=f"Factor {number} & <more>")
        for number in range(1, factors + 1)
    )
    lines = tuple(
        LinkCard(f"L{number}", "F1", card.id, LinkKind.ENABLE, Sign.MORE)
        for number, card in enumerate(cards[1:], 1)
    )
    return review_of(
        CASE,
        [],
        [],
        NOW,
        beyond=lambda _notes: Beyond((_section(cards),), cards=cards, lines=lines),
    )


def _section(cards: tuple[FactorCard, ...]) -> Section:
    rows = tuple(Statement(card.number, card.text, (), ("confirmed",), ()) for card in cards)
    return Section("chain", "Contributing factors", (), (StatementGroup("Factors", rows),), ())


def test_the_page_shows_the_chain_in_its_section_with_its_words() -> None:
    page = reader.document_fromstring(render_html(review(3), REVIEW))
    (drawn,) = page.iter("svg")

    words = " ".join(drawn.find("desc").text_content().split())
    assert words.startswith("Failure chain: 3 factors, 2 links. F1, trigger, technical, confirmed")
    section = next(each for each in page.iter("section") if drawn in each.iter("svg"))
    assert section.find("h2").text == "Contributing factors"
    texts = [" ".join(each.text_content().split()) for each in drawn.iter("text")]
    assert "Factor 2 & <more>" in texts


def test_one_factor_alone_needs_no_picture() -> None:
    assert "<svg" not in render_html(review(1), REVIEW)
    assert not list(_opened(review(1)).element.body.iter(qn("wp:inline")))


def test_for_qts_printing_the_chain_becomes_a_picture_that_qt_can_draw() -> None:
    (image,) = reader.document_fromstring(for_printer(render_html(review(2), REVIEW))).iter("img")

    assert image.get("src").startswith("data:image/png;base64,")
    assert image.get("alt").startswith("Failure chain: 2 factors, 1 link.")


def test_word_has_the_chain_as_a_picture_with_words() -> None:
    word = _opened(review(3))
    (inline,) = word.element.body.iter(qn("wp:inline"))

    assert inline.docPr.get("name") == "Failure chain"
    assert inline.docPr.get("descr").startswith("Failure chain: 3 factors, 2 links.")
    assert [section.orientation for section in word.sections] == [WD_ORIENT.PORTRAIT]


def test_a_wide_chain_has_a_page_across() -> None:
    word = _opened(review(7))

    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    across = word.sections[1]
    (inline,) = word.element.body.iter(qn("wp:inline"))
    room = across.page_width - across.left_margin - across.right_margin
    assert inline.extent.cx <= room * 1.01
    assert inline.extent.cx >= room * 0.95
    assert across.footer.paragraphs[0].text.startswith("Incident review · preliminary as of")
    assert '<figure class="wide">' in render_html(review(7), REVIEW)


def _opened(view: ReviewView):
    return Document(io.BytesIO(render_docx(view, REVIEW)))
