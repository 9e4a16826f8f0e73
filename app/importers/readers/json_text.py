"""JSON from strangers: read one value at a time, and values whose type nobody promised."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Object = dict[str, Json]

MOST_LETTERS = 32 * 1024 * 1024
"""A longer value is not held at once; of a longer object the lists are read element by element."""

_SPACE = re.compile(r"[ \t\r\n]*")
_VALUE_LINE = re.compile(r"^[\[{]", re.MULTILINE)
_DECODER = json.JSONDecoder()
_LONGEST_TOKEN = 16
"""No number, word or escape that is cut off hides further than this before the end of a text."""
_REST_OF_NUMBER = 3
"""How much of what follows a number tells whether it goes on, as in ``1e+5``."""
_MOST_PLACES = 20
"""A list under the same key may stand deeper in an object; after so many it is not looked for."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a list: its 1-based place and line, its own text, and its value.

    ``part`` says that it is an object with one element of a list, taken out of a larger object.
    """

    index: int
    line: int
    text: str
    value: Json
    part: bool = False


class BrokenJsonError(Exception):
    """The text stops being JSON at a line; holds no word of the text itself.

    ``cut_off`` says that it only ended too early, or went on for too long.
    """

    def __init__(self, problem: str, line: int, *, cut_off: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.cut_off = cut_off


class Window:
    """JSON text that comes in pieces, seen from one place on; what lies before it is let go.

    ``line`` is the 1-based line of that place.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self.line = 1
        self._pieces = iter(pieces)
        self._text = ""
        self._at = 0

    def mark(self) -> str:
        """The next letter that is no white space, without going past it; empty at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._go(space.end() if space else self._at)
            if self._at < len(self._text) or not self._read_on():
                return self._text[self._at : self._at + 1]

    def step(self) -> None:
        """Go past one letter."""
        self._go(self._at + 1)

    def value(self) -> tuple[Json, str]:
        """The value that begins here, and its text. Raises `BrokenJsonError`, and goes nowhere."""
        while True:
            began = self._at
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                near_end = error.pos >= len(self._text) - _LONGEST_TOKEN
                cut_off = near_end or error.msg.startswith("Unterminated string")
                line = self.line + self._text.count("\n", self._at, error.pos)
                if not cut_off or not self._read_on():
                    problem = error.msg[:1].lower() + error.msg[1:]
                    raise BrokenJsonError(problem, line, cut_off=cut_off) from None
            except RecursionError:
                raise BrokenJsonError("values are nested too deeply", self.line) from None
            except ValueError:
                raise BrokenJsonError("a number is too long", self.line) from None
            else:
                if end + _REST_OF_NUMBER <= len(self._text) or not self._read_on():
                    end -= began - self._at
                    text = self._text[self._at : end]
                    self._go(end)
                    return value, text

    def is_last(self) -> bool:
        """Whether no further line begins with a value, as far as can be seen from here."""
        return _VALUE_LINE.search(self._text, self._at + 1) is None

    def to_next_value_line(self) -> bool:
        """Go to the next line that begins with a value, or to the end where there is none."""
        while True:
            found = _VALUE_LINE.search(self._text, self._at + 1)
            if found is not None:
                self._go(found.start())
                return True
            self._go(max(self._at, len(self._text) - 1))
            if not self._read_on():
                self._go(len(self._text))
                return False

    def _go(self, place: int) -> None:
        self.line += self._text.count("\n", self._at, place)
        self._at = place

    def _read_on(self) -> bool:
        """Take in as much again as is still held; False at the end of the text."""
        kept = self._text[self._at :]
        if len(kept) > MOST_LETTERS:
            problem = f"a value is longer than {MOST_LETTERS // 1024**2} MB"
            raise BrokenJsonError(problem, self.line, cut_off=True)
        pieces, wanted = [kept], len(kept)
        for piece in self._pieces:
            pieces.append(piece)
            wanted -= len(piece)
            if wanted <= 0:
                break
        self._text, self._at = "".join(pieces), 0
        return len(pieces) > 1


def elements(text: str) -> Iterator[Element]:
    """The elements of a JSON list, decoded one at a time.

    Raises `BrokenJsonError` where it cannot be read further, after the elements before.
    """
    window = Window([text])
    window.mark()
    yield from _list(window)
    if window.mark():
        raise BrokenJsonError("something follows the end of the list", window.line)


def values(pieces: Iterable[str]) -> Iterator[Element | BrokenJsonError]:
    """The elements of a JSON list, or the values that follow one another, as in JSON Lines.

    The text comes in pieces. What cannot be read comes as the error that says why. After a list
    only lists follow, as of page after page; values go on with the next one that begins a line.
    Where the first value is an object that is too long, or breaks off with nothing after it, the
    elements of its lists come one by one.
    """
    window = Window(pieces)
    if window.mark() == "[":
        yield from _lists(window)
        return
    index = 0
    while window.mark():
        line = window.line
        index += 1
        try:
            value, text = window.value()
        except BrokenJsonError as error:
            whole = window.mark() == "{" and (error.cut_off or window.is_last())
            if index == 1 and whole:
                yield from _lists_in_object(window)
                continue
            # A value that breaks off is noticed only in the next one.
            within = not window.to_next_value_line() or error.line < window.line
            yield error if within else BrokenJsonError(error.problem, line)
        else:
            yield Element(index, line, text, value)


def _lists(window: Window) -> Iterator[Element | BrokenJsonError]:
    """The elements of lists that follow one another, numbered through."""
    index = 0
    try:
        while window.mark() == "[":
            for one in _list(window, index):
                index = one.index
                yield one
        if window.mark():
            yield BrokenJsonError("something follows the end of the list", window.line)
    except BrokenJsonError as error:
        yield error


def _lists_in_object(window: Window) -> Iterator[Element | BrokenJsonError]:
    """The objects in the lists of an object that cannot be read as a whole.

    Each comes in an object of its own, with what stood before the list.
    """
    before: Object = {}
    window.step()
    try:
        while window.mark() != "}":
            name, written = window.value()
            if not isinstance(name, str) or window.mark() != ":":
                raise BrokenJsonError("a name and a colon are missing", window.line)
            window.step()
            if window.mark() == "[":
                for one in _list(window):
                    if isinstance(one.value, dict):
                        text = f"{{{written}:[{one.text}]}}"
                        held: Object = {**before, name: [one.value]}
                        yield Element(one.index, one.line, text, held, part=True)
            else:
                before[name], _ = window.value()
            if window.mark() == ",":
                window.step()
            elif window.mark() != "}":
                raise BrokenJsonError("the object does not end", window.line)
        window.step()
    except BrokenJsonError as error:
        yield error
        window.to_next_value_line()


def inner(outer: Element, key: str) -> list[Element]:
    """The elements of the list under a key of an object, each with its own text and line."""
    wanted = list_at(outer.value, key)
    if outer.part and len(wanted) == 1:
        own = outer.text[outer.text.index(":[") + 2 : -2]
        return [Element(outer.index, outer.line, own, wanted[0])]
    places = re.finditer(rf'"{re.escape(key)}"\s*:\s*(?=\[)', outer.text)
    for found in islice(places, _MOST_PLACES):
        above = outer.line - 1 + outer.text.count("\n", 0, found.end())
        inside = [
            Element(one.index, above + one.line, one.text, one.value)
            for one in _list(Window([outer.text[found.end() :]]))
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
        try:
            return json.dumps(element.value, ensure_ascii=False, indent=4)
        except RecursionError:  # what can be read in C cannot always be written in Python
            return text
    last = text.rpartition("\n")[2]
    indent = last[: len(last) - len(last.lstrip())]
    return text.replace("\n" + indent, "\n")


def _list(window: Window, before: int = 0) -> Iterator[Element]:
    """The elements of the list that begins here, counted on from ``before``; goes past its end."""
    if window.mark() != "[":
        raise BrokenJsonError("this is not a list", window.line)
    window.step()
    index = before
    closed = window.mark() == "]"
    while not closed:
        line = window.line
        value, text = window.value()
        index += 1
        yield Element(index, line, text, value)
        mark = window.mark()
        closed = mark == "]"
        if mark not in {",", "]"}:
            problem = "a comma is missing" if mark else "the list does not end"
            raise BrokenJsonError(problem, window.line)
        if not closed:
            window.step()
            window.mark()
    window.step()


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
