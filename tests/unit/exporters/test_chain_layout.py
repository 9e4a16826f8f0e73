"""Where the cards of a failure chain stand: apart, with lines that begin and end at them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.drafts import Certainty
from app.domain.practice.chain import FactorPart, FactorSide, LinkKind, Sign
from app.domain.practice.chain_cards import ChainLayout, FactorCard, LinkCard, Place, Point
from app.domain.practice.chain_geometry import distance, goes_through
from app.exporters.chain_layout import GAP, lay_out


def card(number: int, x: int | None = None, y: int | None = None) -> FactorCard:
    return FactorCard(
        id=f"F{number}",
        number=f"F{number}",
        text="A condition",
        part=FactorPart.ENABLING,
        side=FactorSide.TECHNICAL,
        certainty=Certainty.PROBABLE,
        x=x,
        y=y,
    )


def link(number: int, one: int, other: int) -> LinkCard:
    return LinkCard(f"L{number}", f"F{one}", f"F{other}", LinkKind.CAUSE, Sign.MORE)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[FactorCard], list[LinkCard]]:
    """Any graph: loops, factors that nothing links, several links between the same two."""
    count = draw(st.integers(1, 14))
    ends = st.tuples(st.integers(1, count), st.integers(1, count))
    pairs = draw(st.lists(ends.filter(lambda pair: pair[0] != pair[1]), max_size=24))
    return [card(number) for number in range(1, count + 1)], [
        link(number, one, other) for number, (one, other) in enumerate(pairs, 1)
    ]


def are_apart(one: Place, other: Place) -> bool:
    return (
        one.right <= other.x
        or other.right <= one.x
        or one.bottom <= other.y
        or other.bottom <= one.y
    )


def is_on_border(place: Place, point: Point, slack: float = 1.0) -> bool:
    x, y = point
    inside = (
        place.x - slack <= x <= place.right + slack and place.y - slack <= y <= place.bottom + slack
    )
    at_side = min(abs(x - place.x), abs(x - place.right)) <= slack
    at_end = min(abs(y - place.y), abs(y - place.bottom)) <= slack
    return inside and (at_side or at_end)


def check(layout: ChainLayout, factors: list[FactorCard], links: list[LinkCard]) -> None:
    assert set(layout.places) == {each.id for each in factors}
    assert set(layout.paths) == set(layout.label_at) == {each.id for each in links}
    for each in links:
        path = layout.paths[each.id]
        assert is_on_border(layout.places[each.from_id], path[0])
        assert is_on_border(layout.places[each.to_id], path[-1])


@settings(deadline=None, max_examples=60)
@given(chains())
def test_cards_stand_apart_and_lines_run_from_card_to_card_around_the_others(
    chain: tuple[list[FactorCard], list[LinkCard]],
) -> None:
    factors, links = chain

    layout = lay_out(factors, links)

    check(layout, factors, links)
    assert all(are_apart(*pair) for pair in combinations(layout.places.values(), 2))
    for each in links:
        others = layout.places.keys() - {each.from_id, each.to_id}
        assert not any(goes_through(layout.paths[each.id], layout.places[name]) for name in others)
    assert layout == lay_out(factors, links)


@settings(deadline=None, max_examples=60)
@given(chains(), st.data())
def test_a_card_stays_where_a_person_put_it_and_others_make_way(
    chain: tuple[list[FactorCard], list[LinkCard]], data: st.DataObject
) -> None:
    factors, links = chain
    chosen = data.draw(st.integers(0, len(factors) - 1))
    x, y = data.draw(st.tuples(st.integers(-900, 1500), st.integers(-900, 1500)))
    factors[chosen] = replace(factors[chosen], x=x, y=y)

    layout = lay_out(factors, links)

    check(layout, factors, links)
    moved = layout.places[factors[chosen].id]
    assert (moved.x, moved.y) == (x, y)
    assert all(are_apart(*pair) for pair in combinations(layout.places.values(), 2))


def test_a_cause_stands_above_what_it_leads_to() -> None:
    layout = lay_out([card(1), card(2), card(3)], [link(1, 3, 2), link(2, 2, 1)])

    heights = [layout.places[name].y for name in ("F3", "F2", "F1")]
    assert heights == sorted(heights)
    assert len(set(heights)) == 3


def test_moving_one_card_leaves_those_that_are_not_in_its_way() -> None:
    factors = [card(number) for number in range(1, 5)]
    links = [link(1, 1, 2), link(2, 1, 3), link(3, 3, 4)]
    before = lay_out(factors, links)

    after = lay_out([*factors[:3], replace(factors[3], x=2000, y=50)], links)

    assert all(after.places[name] == before.places[name] for name in ("F1", "F2", "F3"))
    assert after.paths["L1"] == before.paths["L1"]
    assert after.paths["L3"] != before.paths["L3"]


def test_a_card_below_a_placed_one_keeps_its_distance() -> None:
    alone = lay_out([card(1), card(2)], [link(1, 1, 2)])
    under = alone.places["F2"]

    layout = lay_out([card(1, x=int(under.x), y=int(under.y)), card(2)], [link(1, 1, 2)])

    assert layout.places["F2"].y >= layout.places["F1"].bottom + GAP


def test_nothing_has_an_empty_layout() -> None:
    assert lay_out([], []) == ChainLayout({}, {}, {})


def test_lines_that_come_to_a_card_from_where_a_person_put_another_end_apart() -> None:
    """As seen: the line of a card that was put aside came in over another one."""
    links = [link(1, 1, 2), link(2, 2, 3), link(3, 3, 2), link(4, 4, 2)]
    apart: list[float] = []
    for x, y in product(range(-300, 700, 50), range(-200, 700, 50)):
        factors = [card(1), card(2), card(3), card(4, x=x, y=y)]
        layout = lay_out(factors, links)
        check(layout, factors, links)
        ends = [layout.paths[name][-1] for name in ("L1", "L3", "L4")]
        ends.append(layout.paths["L2"][0])
        apart.append(min(distance(*pair) for pair in combinations(ends, 2)))

    assert min(apart) > 6
