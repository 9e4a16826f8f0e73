"""The picture of the failure chain: all of it there, nothing outside, words for it all."""

from __future__ import annotations

import random
import re
import struct
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.domain.drafts import Certainty
from app.domain.errors import ExportError
from app.domain.leaks import Secrets
from app.domain.people import AliasKind, KnownName
from app.domain.practice.chain import FactorPart, FactorSide, LinkKind, Sign
from app.domain.practice.chain_cards import FactorCard, LinkCard
from app.exporters.chain_picture import (
    is_wide,
    picture_bytes,
    picture_png,
    picture_svg,
    picture_words,
)
from app.exporters.harmless import check_html
from app.exporters.leak_gate import leaks
from app.exporters.text_widths import broken, width_of

CARD = FactorCard(
    id="F1",
    number="F1",
    text="The certificate of the gateway had run out",
    part=FactorPart.TRIGGER,
    side=FactorSide.TECHNICAL,
    certainty=Certainty.CONFIRMED,
)


@dataclass
class View:
    cards: tuple[FactorCard, ...]
    lines: tuple[LinkCard, ...] = ()


def chain(*texts: str, links: tuple[tuple[int, int], ...] = ()) -> View:
    """Factors numbered from 1, and links between them."""
    return View(
        tuple(
            replace(CARD, id=f"F{number}", number=f"F{number}", text=text)
            for number, text in enumerate(texts, 1)
        ),
        tuple(
            LinkCard(f"L{number}", f"F{one}", f"F{other}", LinkKind.CAUSE, Sign.MORE)
            for number, (one, other) in enumerate(links, 1)
        ),
    )


def root(view: View):
    return etree.fromstring(picture_svg(view).encode())


def texts(view: View) -> list[str]:
    return [" ".join("".join(each.itertext()).split()) for each in root(view).iter("{*}text")]


def test_a_card_tells_number_part_side_doubt_and_what_closes_it():
    view = View(
        (
            replace(CARD, closed_by=("A2",), marked=True, certainty=Certainty.DISPUTED),
            replace(CARD, id="F2", number="F2", part=FactorPart.FRICTION, text="No runbook"),
        )
    )

    shown = texts(view)

    assert {"F1", "trigger", "technical", "closed by A2", CARD.text} <= set(shown)
    assert {"F2", "recovery friction", "open", "No runbook"} <= set(shown)
    assert {"disputed", "confirmed", "weighed most"} <= set(shown), "the legend explains them"
    uses = [each.get("href") for each in root(view).iter("{*}use")]
    assert {"#gc-disputed", "#gc-star", "#gc-trigger", "#gc-friction"} <= set(uses)


@pytest.mark.parametrize("kind", list(LinkKind))
def test_kinds_of_links_are_told_apart_without_colour(kind: LinkKind):
    view = chain("One", "Two", links=((1, 2),))
    line = replace(view.lines[0], kind=kind, sign=Sign.LESS, in_loop=True)

    others = [
        picture_svg(replace(view, lines=(replace(line, kind=other),)))
        for other in LinkKind
        if other is not kind
    ]

    svg = picture_svg(replace(view, lines=(line,)))
    strokes = {
        (each.get("stroke-width"), each.get("stroke-dasharray"))
        for each in etree.fromstring(svg.encode()).iter("{*}path")
    }
    for other in others:
        assert strokes != {
            (each.get("stroke-width"), each.get("stroke-dasharray"))
            for each in etree.fromstring(other.encode()).iter("{*}path")
        }
    assert "two rings: part of a loop" in svg


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=5))
def test_no_text_leaves_its_card_whatever_it_holds(written: list[str]):
    view = chain(*written)
    svg = root(view)
    width = float(svg.get("width"))

    for group in svg.iterfind(".//{*}g[@transform]"):
        card = float(group.find("{*}rect").get("width"))
        for line in group.iter("{*}tspan"):
            assert float(line.get("x")) + width_of(line.text or "", 11.5) <= card
    for each in svg.iter("{*}text"):
        assert float(each.get("x") or 0) <= width


def size(view: View) -> tuple[float, float]:
    svg = root(view)
    return float(svg.get("width")), float(svg.get("height"))


def test_everything_stands_within_the_paper():
    chance = random.Random(3)  # noqa: S311  repeatable, no secret
    pairs = [tuple(chance.sample(range(1, 15), 2)) for _ in range(20)]
    view = chain(*("A condition",) * 14, links=tuple(pairs))
    width, height = size(view)

    for each in root(view).iter("{*}circle"):
        if each.get("cx"):
            assert 0 < float(each.get("cx")) < width
            assert 0 < float(each.get("cy")) < height
    for group in root(view).iterfind(".//{*}g[@transform]"):
        x, y = map(float, group.get("transform")[len("translate(") : -1].split())
        card = group.find("{*}rect")
        assert x >= 0
        assert y >= 0
        assert x + float(card.get("width")) <= width
        assert y + float(card.get("height")) <= height


def test_markup_and_template_words_in_a_text_stay_text():
    hostile = '<script>alert(1)</script> & {{ 7 }} "x"'

    svg = picture_svg(chain(hostile, "two\x00\x1b lines"))

    check_html(svg)
    assert "{{ 7 }}" in svg
    assert "<script>" not in svg
    assert "two�� lines" in svg


def test_the_words_tell_cards_and_links_and_say_how_many_more_there_are():
    view = chain("The first", "The second", links=((2, 1),))

    assert picture_words(view) == (
        "Failure chain: 2 factors, 1 link. "
        "F1, trigger, technical, confirmed, open: The first. "
        "F2, trigger, technical, confirmed, open: The second. F2 causes F1 (+)."
    )
    assert root(view).find("{*}desc").text == picture_words(view)
    assert picture_words(chain(*("x",) * 23)).endswith("The list has the other 3 too.")


def test_an_empty_chain_says_so():
    assert picture_words(View(())) == "No factor is written yet."
    assert "No factor is written yet." in texts(View(()))
    assert not is_wide(View(()))


def test_many_factors_side_by_side_need_a_page_across():
    assert not is_wide(chain("One", "Two", links=((1, 2),)))
    fan = chain(*("Effect",) * 6, links=tuple((1, other) for other in range(2, 7)))
    assert is_wide(fan)


def test_a_png_is_sharp_on_paper_and_never_huge():
    small = picture_png(chain("One"))
    wide = chain(*("Effect",) * 30, links=tuple((1, other) for other in range(2, 31)))

    assert struct.unpack(">II", small[16:24])[0] == round(size(chain("One"))[0] * 1.8)
    assert max(struct.unpack(">II", picture_png(wide)[16:24])) <= 6_000


def test_it_is_the_same_each_time_and_svg_or_png_only():
    view = chain("One", "Two", "Three", links=((1, 2), (2, 3), (3, 1)))

    assert picture_bytes(view, "svg") == picture_bytes(view, "svg")
    assert picture_bytes(view, "png") == picture_bytes(view, "png")
    with pytest.raises(ExportError, match="cannot be written as gif; choose svg or png"):
        picture_bytes(view, "gif")


def test_the_gate_finds_a_name_that_a_line_of_a_card_breaks_off_in():
    view = chain("At the alarm it was Quenby Ostrander who looked at the queue")
    lines = [each.text for each in root(view).iter("{*}tspan")]
    assert any(line.endswith("Quenby") for line in lines), "the name stands on two lines"

    name = KnownName("Quenby Ostrander", AliasKind.NAME, "p1", "responder")
    svg = re.sub("<desc.*?</desc>", "", picture_svg(view), flags=re.DOTALL)
    found = leaks(svg.encode(), "svg", "x.svg", Secrets((name,), ()))

    assert "Quenby Ostrander" in {" ".join(leak.words.split()) for leak in found}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one two", ["one two"]),
        ("a b " * 60, 4),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 4, 4),
        ("日本語の文章がとても長い場合" * 9, 4),
    ],
)
def test_texts_are_broken_into_lines(text: str, lines: list[str] | int):
    found = broken(text, 199, 11.5, 4)

    if isinstance(lines, list):
        assert found == lines
    else:
        assert len(found) == lines
        assert found[-1].endswith("…")
    assert all(width_of(line, 11.5) <= 199 for line in found)


def test_a_picture_in_latin_letters_needs_no_font_of_the_machine(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "resvg_py.svg_to_bytes", lambda **how: asked.append(how["skip_system_fonts"]) or b""
    )

    for text in ("Größe, Ölstand – “zu hoch” → 5 × Ω Ж", "証明書の期限切れ", "هذا"):
        picture_png(chain(text))

    assert asked == [True, False, False]
