"""Lists of JSON, read one element at a time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.json_text import BrokenJsonError, Json, elements
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
