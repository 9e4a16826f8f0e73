"""People: merging is a pointer, roles are of a case, and a label neither names nor confuses."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people import UNKNOWN_ROLE, Alias, AliasKind, People, Person, Role
from app.domain.roles import Doubts, automatic_labels, same_names

NAMES = ("Mira Olsen", "Mark Hale", "Ana", "Bo", "Cleo", "Mark Hale")
IDS = tuple(f"p{number}" for number in range(len(NAMES)))


def some(merged: dict[str, str] | None = None, labelled: tuple[str, ...] = IDS) -> People:
    pointers = merged or {}
    return People(
        [Person(one, name, pointers.get(one)) for one, name in zip(IDS, NAMES, strict=True)],
        [
            alias
            for one, name in zip(IDS, NAMES, strict=True)
            for alias in (
                Alias(f"{one}-key", one, AliasKind.KEY, one.upper(), 1),
                Alias(f"{one}-name", one, AliasKind.NAME, name, 1),
            )
        ],
        [Role(f"r-{one}", "case", one, f"participant {one}") for one in labelled],
    )


def test_the_merged_person_has_both_names_and_the_role_of_who_stays() -> None:
    people = some({"p1": "p0"})
    assert people.author(1, "P1") == "p0"
    assert people.label("p1") == people.label("p0") == "participant p0"
    assert people.members("p1") == ("p0", "p1")
    assert {alias.text for alias in people.names_of("p1")} == {
        "P0",
        "P1",
        "Mira Olsen",
        "Mark Hale",
    }
    assert "p1" not in people.in_case


def test_who_has_no_role_shows_that_of_one_merged_into_them() -> None:
    people = some({"p1": "p0"}, labelled=("p1",))
    assert people.label("p0") == "participant p1"
    assert people.in_case == ("p0",)
    assert some(labelled=()).label("p0") == UNKNOWN_ROLE


merges = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=8)


@given(merges)
def test_merges_split_in_reverse_come_back(pairs: list[tuple[str, str]]) -> None:
    """Whatever was merged: every step back shows the people that were there before it."""
    pointers: dict[str, str] = {}
    walked = []
    for one, into in pairs:
        people = some(pointers)
        head, other = people.head(one), people.head(into)
        if head != other:
            walked.append((head, dict(pointers)))
            pointers[head] = other
    for head, before in reversed(walked):
        del pointers[head]
        assert pointers == before
    assert [some(pointers).head(one) for one in IDS] == list(IDS)


@given(merges)
def test_everybody_is_in_exactly_one_group_and_no_name_is_lost(
    pairs: list[tuple[str, str]],
) -> None:
    pointers: dict[str, str] = {}
    for one, into in pairs:
        people = some(pointers)
        if people.head(one) != people.head(into):
            pointers[people.head(one)] = people.head(into)
    people = some(pointers)
    groups = [people.members(head) for head in people.in_case]
    assert sorted(member for group in groups for member in group) == sorted(IDS)
    for one in IDS:
        assert people.head(people.head(one)) == people.head(one)
        assert people.author(1, one.upper()) == people.head(one)
    found = {alias.text for head in people.in_case for alias in people.names_of(head)}
    assert found == {*NAMES, *(one.upper() for one in IDS)}


def test_people_stand_in_the_order_of_their_labels() -> None:
    roles = (
        "participant AA",
        "participant B",
        "participant Z",
        "incident lead",
        "a",
        "participant",
    )
    people = some()
    ordered = People(
        people.persons.values(),
        people.aliases,
        [Role(one, "c", one, label) for one, label in zip(IDS, roles, strict=True)],
    )
    assert [ordered.label(one) for one in ordered.in_case] == [
        "a",
        "participant",
        "incident lead",
        "participant B",
        "participant Z",
        "participant AA",
    ]


@given(st.integers(0, 2_000))
def test_automatic_labels_never_meet_those_there_are(count: int) -> None:
    taken = list(islice(automatic_labels([]), count))
    assert len(set(taken)) == count
    assert next(automatic_labels(taken)) not in taken


def test_automatic_labels_go_on_after_z() -> None:
    labels = list(islice(automatic_labels([]), 703))
    assert labels[0] == "participant A"
    assert labels[25:28] == ["participant Z", "participant AA", "participant AB"]
    assert labels[702] == "participant AAA"


def test_a_letter_given_away_is_not_given_again() -> None:
    assert next(automatic_labels(["incident lead", "participant B"])) == "participant C"
    assert next(automatic_labels(["incident lead", "participant C"])) == "participant D"


@pytest.mark.parametrize(
    ("label", "doubted"),
    [
        ("incident lead", ""),
        ("PARTICIPANT  P1", "Somebody else"),
        ("participant p0", ""),
        ("Mark's deputy", "Mark Hale"),
        ("friend of OLSÉN", "Mira Olsen"),
        ("Bo's second", ""),  # too short to be told from letters
        ("support lead", ""),
    ],
)
def test_a_label_that_names_or_confuses_is_doubted(label: str, doubted: str) -> None:
    found = Doubts(some()).about("p0", label)
    assert (doubted in found) if doubted else found == ""


def test_words_of_roles_are_no_names_whatever_an_address_says() -> None:
    people = some()
    shared = Alias("x", "p0", AliasKind.ADDRESS, "support-lead@example.test", 1)
    people = People(people.persons.values(), [*people.aliases, shared], people.roles.values())
    assert Doubts(people).about("p1", "support lead") == ""


def test_people_of_one_full_name_are_proposed_once() -> None:
    assert same_names(some()) == [("p5", "p1")]
    assert same_names(some({"p5": "p1"})) == []
    people = some()
    twins = [replace(person, name="Ana") for person in people.persons.values()]
    only_first = People(twins, (), people.roles.values())
    assert same_names(only_first) == []
