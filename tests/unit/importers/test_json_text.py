"""Lists of JSON, read one element at a time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.readers import json_text
from app.importers.readers.json_text import (
    BrokenJsonError,
    Element,
    Json,
    elements,
    inner,
    list_at,
    values,
)
from tests.unit.importers.json_values import VALUES


@given(st.lists(VALUES, max_size=5), st.sampled_from([None, 1, 4]))
def test_elements_are_those_of_the_list_with_their_text_and_line(
    values: list[Json], indent: int | None
) -> None:
    text = "\n" + json.dumps(values, indent=indent)
    read = list(elements(text))
    assert [json.dumps(element.value) for element in read] == [
        json.dumps(value) for value in values
    ]
    for element in read:
        assert element.text.split("\n")[0] in text.split("\n")[element.line - 1]
        assert json.dumps(json.loads(element.text)) == json.dumps(element.value)


@given(st.text(alphabet=st.sampled_from('[]{},:"1a\n \\'), max_size=60))
def test_any_text_is_a_list_or_broken(text: str) -> None:
    assert _read(text) == _loaded(text)


def test_what_stood_before_the_break_is_given() -> None:
    read = elements('[\n{"a": 1},\n{"b": 2}\n{"c": 3}]')
    assert [next(read).value, next(read).value] == [{"a": 1}, {"b": 2}]
    with pytest.raises(BrokenJsonError) as caught:
        next(read)
    assert caught.value.line == 4


@given(st.lists(VALUES.filter(lambda value: isinstance(value, dict)), max_size=5))
def test_values_that_follow_one_another_are_read_like_a_list(objects: list[Json]) -> None:
    lines = "\n".join(json.dumps(value) for value in objects)
    listed = json.dumps(objects, indent=1)
    for text in (lines, listed):
        read = [found for found in values([text]) if isinstance(found, Element)]
        assert [json.dumps(one.value) for one in read] == [json.dumps(one) for one in objects]


def test_a_broken_value_costs_only_itself() -> None:
    read = list(values(['{"a": 1}\n{"b": [\n{"c": 3}\n{"d": nope}\n{"e": 5}']))
    assert [one.value if isinstance(one, Element) else one.line for one in read] == [
        {"a": 1},
        2,
        {"c": 3},
        4,
        {"e": 5},
    ]


@given(st.lists(VALUES, max_size=4), st.booleans(), st.integers(min_value=1, max_value=9))
def test_it_does_not_matter_in_which_pieces_a_text_comes(
    held: list[Json], listed: bool, length: int
) -> None:
    text = json.dumps(held, indent=1) if listed else "\n".join(map(json.dumps, held))
    pieces = [text[at : at + length] for at in range(0, len(text), length)]
    assert list(map(_shown, values(pieces))) == list(map(_shown, values([text])))


@given(st.text(alphabet=st.sampled_from('[]{},:"1a\n \\'), max_size=60))
def test_any_text_has_an_end(text: str) -> None:
    assert list(map(_shown, values(iter(text)))) == list(map(_shown, values([text])))


def test_of_an_object_that_breaks_off_the_elements_before_the_break_are_read() -> None:
    text = '{"team": "tide",\n "tags": ["x"],\n "alerts": [\n{"a": 1},\n{"b": 2},\n{"c": '
    *read, broken = values([text])
    assert [(one.line, one.value) for one in read if isinstance(one, Element)] == [
        (4, {"team": "tide", "alerts": [{"a": 1}]}),
        (5, {"team": "tide", "alerts": [{"b": 2}]}),
    ]
    assert isinstance(broken, BrokenJsonError)
    assert broken.line == 6


def test_of_an_object_that_is_too_long_the_elements_are_read_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_text, "MOST_LETTERS", 100)
    held: list[Json] = [{"n": number} for number in range(100)]
    text = json.dumps({"name": "long", "list": held, "end": True}) + '\n{"after": 1}'
    *read, after = values(iter(text))
    assert [list_at(one.value, "list") for one in read if isinstance(one, Element)] == [
        [one] for one in held
    ]
    assert isinstance(after, Element)
    assert after.value == {"after": 1}


def test_lists_may_follow_one_another_as_pages_do() -> None:
    read = list(values(['[{"a": 1}, {"a": 2}][{"a": 3}]\n[]\n[{"a": 4}]']))
    assert [(one.index, one.line, one.value) for one in read if isinstance(one, Element)] == [
        (1, 1, {"a": 1}),
        (2, 1, {"a": 2}),
        (3, 1, {"a": 3}),
        (4, 3, {"a": 4}),
    ]
    *read, broken = values(['[{"a": 1}] end'])
    assert isinstance(broken, BrokenJsonError)
    assert len(read) == 1


def test_a_single_value_that_is_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MOST_LETTERS", 100)
    [found] = values(iter('{"text": "' + "x" * 1_000))
    assert isinstance(found, BrokenJsonError)
    assert found.line == 1


@given(st.lists(VALUES, max_size=4), st.sampled_from([None, 2]))
def test_elements_inside_know_their_line_and_text(held: list[Json], indent: int | None) -> None:
    text = json.dumps({"first": {"list": "x"}, "list": held}, indent=indent)
    [outer] = (one for one in values(["\n" + text]) if isinstance(one, Element))
    inside = inner(outer, "list")
    assert [json.dumps(one.value) for one in inside] == [json.dumps(value) for value in held]
    for one in inside:
        assert json.dumps(json.loads(one.text)) == json.dumps(one.value)
    if indent and "NaN" not in text:
        lines = ("\n" + text).split("\n")
        assert all(one.text.split("\n")[0] in lines[one.line - 1] for one in inside)


def _shown(found: Element | BrokenJsonError) -> str:
    return repr(found) if isinstance(found, Element) else f"{found.problem} {found.line}"


def _read(text: str) -> list[Json] | None:
    try:
        return [element.value for element in elements(text)]
    except BrokenJsonError:
        return None


def _loaded(text: str) -> list[Json] | None:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, list) else None
