"""YAML from strangers, one item at a time: the list under ``items``, as kubectl prints it.

Each item is read by itself, so that memory stays flat and a broken one spoils no other. Aliases,
by which a small file can mean a huge one, are refused; so are tags: a value is what JSON has.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from app.domain.evidence import Skip, SkipCode
from app.importers.base import EvidenceFile, Note, Part, Position
from app.importers.readers.json_text import Element, Json
from app.importers.readers.plaintext import Lines, PlainText

LONGEST_ITEM = 128 * 1024
"""A longer item is skipped. An event has some hundred letters, a few thousand with managed fields.
"""

_NEXT_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?=\s|$)")
_LIST = re.compile(r"[\"']?items[\"']?:\s*$")
_ITEM = re.compile(r"( *)-(?= |$)")
_COUNT = re.compile(r"0|[1-9][0-9]{0,17}")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class YamlItems:
    """The items of a file: of the lists under ``items`` in it, and documents without such a list.

    It can be gone through more than once.
    """

    def __init__(self, source: EvidenceFile) -> None:
        self._source = source
        self.done = 0
        """How many bytes the items so far were made of."""

    def original(self) -> Iterator[Part]:
        """The bytes of the file. Raises `EvidenceError` where it cannot be read."""
        for part in PlainText(self._source).parts():
            if isinstance(part, Position):
                yield Position(part.done // 2, part.total)
            elif not isinstance(part, Lines | Skip | Note):
                yield part

    def __iter__(self) -> Iterator[Element | Skip | Note]:
        """The items, and what keeps others from being read."""
        index = 0
        for piece in self._pieces():
            if isinstance(piece, _Piece):
                index += 1
                yield piece.read(index)
            else:
                yield piece

    def _pieces(self) -> Iterator[_Piece | Skip | Note]:
        splitting = _Splitting()
        for part in PlainText(self._source).parts():
            if isinstance(part, Lines):
                for number, line in enumerate(part.lines, start=part.first):
                    splitting.take(number, line)
                yield from splitting.done()
            elif isinstance(part, Position):
                self.done = part.done
            elif isinstance(part, Skip | Note):
                yield part
        splitting.end()
        yield from splitting.done()


@dataclass(slots=True)
class _Piece:
    """Lines of a file that make one value, and the number of the first."""

    first: int
    lines: list[str] = field(default_factory=list)
    size: int = 0

    def __bool__(self) -> bool:
        return any(line.strip() and not line.startswith("#") for line in self.lines)

    def add(self, line: str) -> None:
        """The next line; of what is too long, no more than that is kept."""
        self.size += len(line) + 1
        if self.size <= LONGEST_ITEM or not self.lines:
            self.lines.append(line)

    def read(self, index: int) -> Element | Skip:
        """The value, or why it cannot be had."""
        if self.size > LONGEST_ITEM:
            return Skip(SkipCode.TOO_LONG, "", self.first, detail=f"{self.size:,} letters of YAML")
        # With its line end, so that the last line does not pass for that of a margin.
        text = textwrap.dedent("\n".join(self.lines)).rstrip() + "\n"
        line, problem = self.first, "broken YAML"
        try:
            value = _value(yaml.compose(text, Loader=yaml.SafeLoader), set())
            if isinstance(value, dict) and "items" in value:
                text = json.dumps(value, ensure_ascii=False, indent=2)
        except yaml.MarkedYAMLError as error:
            line += error.problem_mark.line if error.problem_mark else 0
        except yaml.YAMLError:
            problem = "YAML with letters that are no text"
        except RecursionError:
            problem = "YAML that is nested too deeply"
        except _AliasError:
            problem = "YAML that repeats a part of itself"
        else:
            return Element(index, self.first, text, value)
        return Skip(SkipCode.BROKEN_RECORD, "", line, detail=problem)


class _Splitting:
    """Takes a file apart, line by line, by the margin at which the items of its lists begin."""

    def __init__(self) -> None:
        self._done: list[_Piece] = []
        self._item = _Piece(1)
        self._margin: str | None = None
        self._begin(1)

    def _begin(self, number: int) -> None:
        """Begin a document, of which a list may be the whole."""
        self._document = _Piece(number)
        self._awaits_list, self._has_list = True, False

    def take(self, number: int, line: str) -> None:
        """The next line."""
        listed = self._awaits_list or self._margin is not None
        begins = _ITEM.match(line) if listed else None
        if begins is not None and self._margin in {None, begins[1]}:
            self._end_item()
            self._margin = begins[1]
            self._awaits_list, self._has_list = False, True
            self._item = _Piece(number)
            self._item.add(f"{self._margin} {line[begins.end() :]}")
        elif self._margin is not None and (not line.strip() or line.startswith(f"{self._margin} ")):
            self._item.add(line)
        elif _NEXT_DOCUMENT.match(line):
            self.end()
            self._begin(number + 1)
        else:
            self._end_item()
            self._document.add(line)
            if line.strip() and not line.startswith("#"):
                self._awaits_list = _LIST.match(line) is not None

    def end(self) -> None:
        """End the document; what stands around a list is no item."""
        self._end_item()
        if self._document and not self._has_list:
            self._done.append(self._document)

    def done(self) -> list[_Piece]:
        """The pieces that the lines so far complete."""
        done, self._done = self._done, []
        return done

    def _end_item(self) -> None:
        if self._margin is not None and self._item:
            self._done.append(self._item)
        self._margin = None


class _AliasError(Exception):
    """A part stands for another."""


def _value(node: yaml.Node | None, seen: set[int]) -> Json:
    if node is None:
        return None
    if id(node) in seen:
        raise _AliasError
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return {
            key.value: _value(value, seen)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, seen) for one in node.value]
    text = str(node.value)
    if not isinstance(node, yaml.ScalarNode) or node.style:  # quoted, or a block
        return text
    if text in _NOTHING:
        return None
    return int(text) if _COUNT.fullmatch(text) else text
