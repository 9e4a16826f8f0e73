"""JSON from strangers: lists read one element at a time, and values whose type nobody promised."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Object = dict[str, Json]

_SPACE = re.compile(r"[ \t\r\n]*")
_VALUE_LINE = re.compile(r"^[\[{]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a list: its 1-based place and line, its own text, and its value."""

    index: int
    line: int
    text: str
    value: Json


class BrokenJsonError(Exception):
    """The text stops being a JSON list at a line; holds no word of the text itself."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


def elements(text: str) -> Iterator[Element]:
    """The elements of a JSON list, decoded one at a time.

    Raises `BrokenJsonError` where it cannot be read further, after the elements before.
    """
    end = yield from _list(text, _skip_space(text, 0))
    if _skip_space(text, end) != len(text):
        raise BrokenJsonError("something follows the end of the list", _line(text, end))


def values(text: str) -> Iterator[Element | BrokenJsonError]:
    """The elements of a JSON list, or the values that follow one another, as in JSON Lines.

    What cannot be read comes as the error that says why. After a list nothing follows; values
    go on with the next one that begins a line.
    """
    place = _skip_space(text, 0)
    if text[place : place + 1] == "[":
        try:
            yield from elements(text)
        except BrokenJsonError as error:
            yield error
        return
    decoder = json.JSONDecoder()
    index, line, counted = 0, 1, 0
    while place < len(text):
        line += text.count("\n", counted, place)
        counted = place
        index += 1
        try:
            value, end = _decode(decoder, text, place)
        except BrokenJsonError as error:
            following = _VALUE_LINE.search(text, place + 1)
            end = following.start() if following else len(text)
            # A value that breaks off is noticed only in the next one.
            within = following is None or error.line < _line(text, end)
            yield error if within else BrokenJsonError(error.problem, line)
        else:
            yield Element(index, line, text[place:end], value)
        place = _skip_space(text, end)


def inner(outer: Element, key: str) -> list[Element]:
    """The elements of the list under a key of an object, each with its own text and line."""
    wanted = list_at(outer.value, key)
    for found in re.finditer(rf'"{re.escape(key)}"\s*:\s*(?=\[)', outer.text):
        above = outer.line - 1 + outer.text.count("\n", 0, found.end())
        inside = [
            Element(one.index, above + one.line, one.text, one.value)
            for one in _list(outer.text[found.end() :], 0)
        ]
        if [one.value for one in inside] == wanted:
            return inside
    return [
        Element(index, outer.line, json.dumps(value, ensure_ascii=False), value)
        for index, value in enumerate(wanted, start=1)
    ]


def as_stood(element: Element) -> str:
    """The text of an element, moved to the margin; written anew where it stood on one line."""
    text = element.text
    if "\n" not in text:
        return json.dumps(element.value, ensure_ascii=False, indent=4)
    last = text.rpartition("\n")[2]
    indent = last[: len(last) - len(last.lstrip())]
    return text.replace("\n" + indent, "\n")


def _list(text: str, place: int) -> Generator[Element, None, int]:
    """The elements of the list that begins at a place; in the end, where it ends."""
    decoder = json.JSONDecoder()
    if text[place : place + 1] != "[":
        raise BrokenJsonError("this is not a list", _line(text, place))
    place = _skip_space(text, place + 1)
    index, line, counted = 0, 1, 0
    closed = text[place : place + 1] == "]"
    while not closed:
        line += text.count("\n", counted, place)
        counted = place
        value, end = _decode(decoder, text, place)
        index += 1
        yield Element(index, line, text[place:end], value)
        place = _skip_space(text, end)
        mark = text[place : place + 1]
        closed = mark == "]"
        if mark not in {",", "]"}:
            problem = "a comma is missing" if mark else "the list does not end"
            raise BrokenJsonError(problem, _line(text, place))
        if not closed:
            place = _skip_space(text, place + 1)
    return place + 1


def _decode(decoder: json.JSONDecoder, text: str, place: int) -> tuple[Json, int]:
    try:
        return decoder.raw_decode(text, place)
    except json.JSONDecodeError as error:
        raise BrokenJsonError(error.msg[:1].lower() + error.msg[1:], error.lineno) from None
    except RecursionError:
        raise BrokenJsonError("values are nested too deeply", _line(text, place)) from None
    except ValueError:
        raise BrokenJsonError("a number is too long", _line(text, place)) from None


def _skip_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def text_at(value: Json, *keys: str) -> str:
    """The text found by following keys into objects; a number is written out; else empty."""
    for key in keys:
        if not isinstance(value, dict):
            return ""
        value = value.get(key)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    return ""


def object_at(value: Json, key: str) -> Object:
    """The object under a key, else an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def list_at(value: Json, key: str) -> list[Json]:
    """The list under a key, else an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def objects_at(value: Json, key: str) -> list[Object]:
    """The objects in the list under a key; whatever else it holds is left out."""
    return [element for element in list_at(value, key) if isinstance(element, dict)]
