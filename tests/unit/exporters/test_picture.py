"""The timeline picture: every entry where it belongs, doubts by shape, words for it all."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.domain.drafts import Certainty, EntryKind
from app.domain.errors import ExportError
from app.domain.moments import DAY_US, MINUTE_US, SECOND_US
from app.domain.review_words import KIND_WORDS
from app.domain.views import TimelinePoint
from app.exporters.axis import Axis
from app.exporters.harmless import check_html
from app.exporters.picture import picture_bytes, picture_png, picture_svg, picture_words
from tests.unit.review_samples import at

START = at("2024-03-30 02:46:58")
POINT = TimelinePoint(
    number=1,
    lane="Signal",
    start_us=START,
    end_us=None,
    about=False,
    certainty=Certainty.CONFIRMED,
    later=False,
)


@dataclass
class View:
    points: tuple[TimelinePoint, ...]
    zone: str = "UTC"


def view(*minutes: float, **changes) -> View:
    """Points so many minutes after the start, numbered from 1."""
    return View(
        tuple(
            replace(POINT, number=number, start_us=START + round(after * MINUTE_US), **changes)
            for number, after in enumerate(minutes, start=1)
        )
    )


def root(shown: View):
    return etree.fromstring(picture_svg(shown).encode())


def texts(shown: View) -> list[str]:
    return [each.text for each in root(shown).iter("{*}text")]


def shapes(shown: View) -> list[str]:
    """The shapes on the axis, without those of the legend."""
    uses = list(root(shown).iter("{*}use"))
    legend = max(float(each.get("y")) for each in uses)
    return [each.get("href")[4:] for each in uses if float(each.get("y")) < legend - 30]


def places(shown: View) -> list[float]:
    """How far right each entry stands that has its number beside it, by number."""
    found = {
        int(each.text): float(each.get("x"))
        for each in root(shown).iter("{*}text")
        if each.get("font-size") == "9.5" and each.text.isdigit()
    }
    return [x for _, x in sorted(found.items())]


def test_entries_stand_in_the_lane_of_their_kind_in_the_order_of_time():
    points = [
        replace(POINT, number=number, lane=KIND_WORDS[kind], start_us=START + number * MINUTE_US)
        for number, kind in enumerate([EntryKind.IMPACT, EntryKind.DETECTION, EntryKind.IMPACT], 1)
    ]
    shown = View(tuple(points))
    lanes = [text for text in texts(shown) if text in KIND_WORDS.values()]

    assert lanes == ["Detection", "Impact"]
    assert places(shown) == sorted(places(shown))
    assert len(places(shown)) == 3


@pytest.mark.parametrize("certainty", Certainty)
def test_each_certainty_has_a_shape_of_its_own_that_the_legend_explains(certainty):
    shown = view(0, 10, certainty=certainty)

    assert shapes(shown) == [certainty.value] * 2
    words = {Certainty.UNJUDGED: "not yet judged"}.get(certainty, certainty.value)
    assert words in texts(shown)


def test_about_spans_and_what_was_known_later_are_drawn_and_explained():
    points = (
        replace(POINT, about=True, later=True),
        replace(POINT, number=2, end_us=START + 30 * MINUTE_US),
    )
    shown = View(points)

    assert {"about", "later", "confirmed"} <= set(shapes(shown))
    assert {"about this time", "from – to", "known only later", "Times in UTC"} <= set(texts(shown))
    (span,) = [each for each in root(shown).iter("{*}rect") if each.get("class") == "span"]
    assert float(span.get("width")) > 500


def test_times_under_the_axis_are_those_of_the_zone_also_when_clocks_change():
    night = View(
        tuple(
            replace(POINT, number=number, start_us=at("2024-03-30 22:30") + number * 60 * MINUTE_US)
            for number in range(1, 5)
        ),
        zone="Europe/Copenhagen",
    )
    ticks = [text for text in texts(night) if re.fullmatch(r"\d\d:\d\d", text)]

    assert ticks == ["00:30", "01:00", "01:30", "03:00", "03:30", "04:00", "04:30"]
    assert "2024-03-31" in texts(night)


def test_a_long_quiet_time_is_cut_out_and_the_rest_stays_readable():
    shown = view(-30 * 24 * 60, 0, 10, 20, 40, 60)
    axis = Axis([(point.start_us, point.start_us) for point in shown.points], 100, 650)
    first, *hour = places(shown)

    assert len(axis.cuts) == 1
    assert hour[-1] - hour[0] > 300
    assert first < hour[0] - 50
    assert {"2024-02-29", "2024-03-30"} <= set(texts(shown))


def test_a_timeline_without_gaps_is_not_cut():
    assert Axis([(START + k * DAY_US, START + k * DAY_US) for k in range(9)], 100, 650).cuts == []


def test_many_entries_are_all_there_and_numbered_where_there_is_room():
    shown = view(*range(0, 2000 * 3, 3))
    numbers = [text for text in texts(shown) if text.isdigit()]

    assert len(shapes(shown)) == 2000
    assert 0 < len(numbers) < 2000
    assert float(root(shown).get("width")) == 1030


def test_an_empty_timeline_says_so():
    assert picture_words(View(())) == "No entry of this timeline has a known time."
    assert texts(View(())) == ["No entry of this timeline has a known time."]
    assert picture_png(View(())).startswith(b"\x89PNG")


def test_the_words_tell_what_the_picture_shows():
    points = (
        replace(POINT, number=3, certainty=Certainty.PROBABLE, about=True),
        replace(
            POINT,
            number=4,
            lane="Impact",
            start_us=START + 10 * MINUTE_US,
            end_us=START + DAY_US,
            certainty=Certainty.DISPUTED,
            later=True,
        ),
    )

    assert picture_words(View(points)) == (
        "Timeline from 2024-03-30 02:46 to 2024-03-31 02:46, UTC: 2 entries. "
        "3: Signal, about 02:46, probable. "
        "4: Impact, 02:56 to 2024-03-31 02:46, disputed, known only later."
    )
    described = root(View(points)).find("{*}desc").text
    assert described == picture_words(View(points))


def test_the_words_of_a_long_timeline_stay_short():
    words = picture_words(view(*range(500)))

    assert words.endswith("The table has the other 480 too.")
    assert len(words) < 1_500


def test_the_png_is_as_wide_as_asked_and_tells_nothing_but_the_picture():
    png = picture_png(view(0, 5), 900)
    chunks = []
    position = 8
    while position < len(png):
        length, kind = struct.unpack(">I4s", png[position : position + 8])
        chunks.append(kind)
        position += 12 + length

    assert struct.unpack(">I", png[16:20]) == (900,)
    assert set(chunks) == {b"IHDR", b"IDAT", b"IEND"}
    assert picture_png(view(0, 5), 900) == png


def test_a_lane_with_hostile_words_stays_text():
    svg = picture_svg(view(0, lane="<script>alert(1)</script> & {{ 7 }}"))

    check_html(svg)
    assert "<script>alert(1)</script> & {{ 7 }}" in [
        each.text for each in etree.fromstring(svg.encode()).iter("{*}text")
    ]


def test_it_is_written_as_svg_or_png_only():
    assert picture_bytes(view(0), "svg").startswith(b"<svg ")
    assert picture_bytes(view(0), "png").startswith(b"\x89PNG")
    with pytest.raises(ExportError, match="cannot be written as gif; choose svg or png"):
        picture_bytes(view(0), "gif")


_INSTANTS = st.integers(at("0001-01-03 00:00"), at("9999-12-29 00:00"))
_SPANS = st.one_of(
    st.integers(0, 3 * SECOND_US), st.integers(0, 40 * DAY_US), st.integers(0, 9_000 * 365 * DAY_US)
)


@given(
    _INSTANTS,
    st.lists(_SPANS, min_size=1, max_size=6),
    st.sampled_from(["UTC", "Asia/Kathmandu", "America/New_York"]),
)
def test_any_times_fit_on_the_axis_in_order(first, spans, zone):
    last = at("9999-12-29 00:00")
    starts = sorted(min(first + span, last) for span in spans)
    points = tuple(
        replace(POINT, number=number, start_us=start) for number, start in enumerate(starts, 1)
    )
    axis = Axis([(start, start) for start in starts], 104, 646)
    places = [axis.x(start) for start in starts]

    assert places == sorted(places)
    assert all(104 <= x <= 646 for x in places)
    svg = picture_svg(View(points, zone))
    assert len(re.findall('<text class="soft"', svg)) < 40
