"""The trust break map as a picture: all parties and lines in it, and words for each break."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from app.domain.drafts import Certainty
from app.domain.errors import ExportError
from app.domain.practice.chain_geometry import distance_to, goes_through
from app.domain.trust.break_map import BreakLine, BreakMap, PartyCard
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend
from app.exporters.break_layout import lay_out
from app.exporters.break_picture import is_wide, picture_bytes, picture_svg, picture_words
from app.exporters.harmless import check_html

BANDS = (Side.UPWARD, Side.INSIDE, Side.OUTWARD)
LINE = BreakLine(
    "B1",
    "B1",
    "p1",
    "p2",
    Side.UPWARD,
    BreakKind.LEADERSHIP,
    Severity.BROKEN,
    Trend.WORSE,
    Certainty.DISPUTED,
    "Dates promised <over> our heads",
)
MAP = BreakMap(
    (PartyCard("p1", "The team & support", Side.INSIDE), PartyCard("p2", "The head", Side.UPWARD)),
    (LINE,),
)


@st.composite
def maps(draw: st.DrawFn) -> BreakMap:
    """Up to six parties and seven breaks between them, also of a party with itself."""
    sides = draw(st.lists(st.sampled_from(BANDS), min_size=1, max_size=6))
    ids = [f"p{number}" for number in range(len(sides))]
    ends = draw(
        st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), min_size=1, max_size=7)
    )
    used = {each for pair in ends for each in pair}
    parties = [
        PartyCard(name, "A group", side)
        for name, side in zip(ids, sides, strict=True)
        if name in used
    ]
    lines = [
        replace(LINE, id=f"B{number}", number=f"B{number}", from_id=one, to_id=other)
        for number, (one, other) in enumerate(ends, 1)
    ]
    return BreakMap(tuple(parties), tuple(lines))


@settings(max_examples=50, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(maps())
def test_every_party_stands_in_its_band_and_every_line_goes_around_the_cards(
    shown: BreakMap,
) -> None:
    layout = lay_out(shown)

    for party in shown.parties:
        place, band = layout.places[party.id], layout.regions[party.side]
        assert band.x < place.x < place.right < band.right
        assert band.y < place.y < place.bottom < band.bottom
    tops = [layout.regions[side].y for side in BANDS if side in layout.regions]
    assert tops == sorted(tops)
    for line in shown.lines:
        path = layout.paths[line.id]
        assert not any(goes_through(path, place) for place in layout.places.values())
        assert distance_to(path, layout.label_at[line.id]) < 1


def test_the_picture_shows_parties_bands_and_the_break_by_pattern_weight_and_sign() -> None:
    root = etree.fromstring(picture_svg(MAP).encode())
    texts = [" ".join("".join(each.itertext()).split()) for each in root.iter("{*}text")]

    assert {"The team & support", "The head", "Above", "Inside", "B1"} <= set(texts)
    assert {"leadership", "broken", "getting worse", "disputed"} <= set(texts)
    (way,) = [path for path in root.iter("{*}path") if path.get("stroke-width") == "4.6"][:1]
    assert way.get("stroke-dasharray")
    assert '#gb-trend-worse"' in picture_svg(MAP)
    check_html(f"<p>{picture_svg(MAP)}</p>")


def test_the_words_of_the_picture_tell_every_break() -> None:
    several = replace(MAP, lines=tuple(replace(LINE, id=f"B{n}", number=f"B{n}") for n in (1, 2)))
    root = etree.fromstring(picture_svg(several).encode())
    words = "".join(root.find("{*}desc").itertext())

    assert words == picture_words(several)
    for number in ("B1", "B2"):
        assert f"{number}, from The team & support toward The head: upward, leadership" in words
    assert "Feared to happen again: Dates promised <over> our heads." in words


def test_a_map_is_written_as_svg_and_png_and_one_without_a_break_says_so() -> None:
    assert picture_bytes(MAP, "svg").startswith(b"<svg ")
    png = picture_bytes(MAP, "png")
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20])[0] > 800
    with pytest.raises(ExportError, match="choose svg or png"):
        picture_bytes(MAP, "pdf")
    assert "No trust break is written yet." in picture_svg(BreakMap())
    assert lay_out(BreakMap()).places == {}
    assert not is_wide(MAP)
