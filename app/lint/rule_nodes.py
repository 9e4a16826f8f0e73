"""A YAML file of rules as nodes: texts, lists and mappings, each with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Self

import yaml

from app.domain.errors import GoldseamError

MOST_BYTES = 256 * 1024
"""What a file of rules may weigh."""
_MOST_DEPTH = 12
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "bool", "int", "float", "null", "timestamp", "value", "merge", "map", "seq")
)


class RuleFileError(GoldseamError):
    """A file of rules cannot be used.

    ``line`` is 1-based, 0 where the file as a whole is meant; ``rule`` is an id, or empty.
    """

    def __init__(self, path: Path, line: int, rule: str, problem: str) -> None:
        self.path = path
        self.line = line
        self.rule = rule
        where = [f"“{path.name}”"]
        where += [f"line {line}"] if line else []
        where += [f"rule “{rule}”"] if rule else []
        super().__init__(f"{', '.join(where)}: {problem.rstrip('.')}.")


class RuleNodes:
    """The nodes of one file. ``rule`` is the rule at hand, which problems are told with."""

    def __init__(self, path: Path, root: yaml.Node | None) -> None:
        self.path = path
        self.root = root
        self.rule = ""

    @classmethod
    def read_trusted(cls, path: Path) -> Self:
        """Read a file that came with the program, by the fast parser where there is one."""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return cls(path, yaml.compose(path.read_text(encoding="utf-8"), Loader=loader))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file that nobody vouches for. Raises `RuleFileError`."""
        text = _text_of(path)
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = f"this is not YAML ({' '.join((error.problem or '').split())})"
            raise RuleFileError(path, mark.line + 1 if mark else 0, "", problem) from error
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            problem = "there is a character here that YAML does not allow"
            raise RuleFileError(path, line, "", problem) from error
        except (yaml.YAMLError, RecursionError) as error:
            raise RuleFileError(path, 0, "", "the file is nested too deep") from error
        nodes = cls(path, root)
        nodes._check_plain()
        return nodes

    def wrong(self, node: yaml.Node, problem: str, rule: str = "") -> RuleFileError:
        """The error to raise about a node."""
        return RuleFileError(self.path, node.start_mark.line + 1, rule or self.rule, problem)

    def mapping(
        self, node: yaml.Node | None, known: Collection[str] | None = None
    ) -> Mapping[str, yaml.Node]:
        """The values of a mapping by key; empty for no node. With ``known`` no other key may be."""
        if node is None or _is_blank(node):
            return {}
        if not isinstance(node, yaml.MappingNode):
            names = f" with {', '.join(sorted(known))}" if known else ""
            raise self.wrong(node, f"keys and values are expected here{names}")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = self.text(key)
            if known is not None and name not in known:
                raise self.wrong(key, f"“{name}” means nothing here; known are {_listed(known)}")
            if name in found:
                raise self.wrong(key, f"“{name}” stands here twice")
            found[name] = value
        return found

    def items(self, node: yaml.Node | None) -> tuple[yaml.Node, ...]:
        """The nodes of a list; a single value is a list of one, no node an empty one."""
        if node is None or _is_blank(node):
            return ()
        return tuple(node.value) if isinstance(node, yaml.SequenceNode) else (node,)

    def text(self, node: yaml.Node) -> str:
        """A value as the text that was written, whatever YAML would make of it."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, "a text is expected here")
        return str(node.value)

    def texts(self, node: yaml.Node | None) -> tuple[str, ...]:
        """The texts of a list, or of a single value."""
        return tuple(self.text(each) for each in self.items(node))

    def id_in(self, node: yaml.Node) -> str:
        """The id of a rule as far as it has one, to tell problems with it."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == "id" and isinstance(value, yaml.ScalarNode):
                    return str(value.value)
        return ""

    def _check_plain(self) -> None:
        """Refuse what makes a small file large, and values that are more than texts."""
        seen: set[int] = set()
        for node, depth in _walk(self.root):
            if id(node) in seen:
                raise self.wrong(node, "anchors are not read here; write each value out")
            if depth > _MOST_DEPTH:
                raise self.wrong(node, "the file is nested too deep")
            if node.tag not in _PLAIN_TAGS:
                raise self.wrong(node, f"the tag “{node.tag[:60]}” is not read here")
            seen.add(id(node))


def _walk(root: yaml.Node | None) -> Iterator[tuple[yaml.Node, int]]:
    waiting = [] if root is None else [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        if isinstance(node, yaml.SequenceNode):
            waiting += [(each, depth + 1) for each in node.value]
        elif isinstance(node, yaml.MappingNode):
            waiting += [(each, depth + 1) for pair in node.value for each in pair]


def _is_blank(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == ""


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))


def _text_of(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise RuleFileError(path, 0, "", "this is no file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise RuleFileError(path, 0, "", f"the file cannot be read ({why})") from error
    if len(data) > MOST_BYTES:
        limit = f"the file is larger than {MOST_BYTES // 1024} KB; make it several"
        raise RuleFileError(path, 0, "", limit)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = "this is not UTF-8; save the file as UTF-8"
        raise RuleFileError(path, line, "", problem) from error
