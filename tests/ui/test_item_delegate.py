"""What a row of evidence can show of a long text."""

from __future__ import annotations

import pytest

from app.ui.search_matches import pattern_of
from app.ui.widgets.item_delegate import one_line

LONG = "Sorry, I missed this one. Before that three orders were lost at the till."


@pytest.mark.parametrize("room", [12, 20, 30, 48, 60])
def test_a_match_is_in_sight_however_narrow_the_row(room):
    shown = one_line(LONG, pattern_of("orders"), room)
    assert "orders" in shown[:room]


@pytest.mark.parametrize("room", [20, 30, 48])
def test_the_words_before_a_match_are_whole(room):
    shown = one_line(LONG, pattern_of("orders"), room)
    assert set(shown.removeprefix("… ").split()) <= set(LONG.split())


def test_a_text_begins_at_its_beginning_where_the_match_is_in_sight():
    assert one_line(LONG, pattern_of("orders"), 100) == LONG
    assert one_line(LONG, None, 20) == LONG
