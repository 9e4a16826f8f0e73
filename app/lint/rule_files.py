"""Rules on language out of YAML files: the shipped ones, and those of an organisation.

Files are read as nodes, so that each problem is told with its line; every value is a text, whatever
YAML would make of it. A file of an organisation adds rules and words and switches rules off. What
its examples say is checked when it is read: they are its tests.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from app.domain.candour.findings import Group, Scope
from app.lint.checker import Checker
from app.lint.conditions import CONDITIONS
from app.lint.language.lexicon import Lexicon
from app.lint.patterns import PatternError, compile_pattern
from app.lint.rule_nodes import RuleFileError, RuleNodes
from app.lint.rules import EVERYWHERE, Rule, RuleSet
from app.paths import RESOURCES

FOLDER = RESOURCES / "lint"
WORDS = "words.yaml"
MOST_CHARS = 500
"""A longer pattern is refused in a file of one's own."""
MOST_WAYS = 20_000
"""In how many ways the gaps and options of such a pattern may be filled."""

_OWN_KEYS = frozenset({"group", "question", "rules", "off", "lists"})
_GROUP_KEYS = frozenset({"group", "question", "rules"})
_RULE_KEYS = frozenset(
    {*("id", "group", "message", "question", "patterns", "unless", "when", "scopes")}
    | {"positive", "negative"}
)
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_GAP = re.compile(r"\*{1,2}(\d+)")
_ROWS = re.compile(r"\(([^()]*)\)")

_Name = TypeVar("_Name", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A rule with the node it was read from."""

    rule: Rule
    node: yaml.MappingNode


@dataclass(frozen=True, slots=True)
class _OwnFile:
    """What a file of an organisation says."""

    nodes: RuleNodes
    rules: tuple[Rule, ...]
    off: Mapping[str, yaml.Node]
    lists: Mapping[str, frozenset[str]]


@cache
def shipped() -> RuleSet:
    """The rules that come with the program. Raises `RuleFileError` where one cannot be read."""
    lists, phrases = _words(FOLDER / WORDS)
    rules: list[Rule] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name != WORDS:
            nodes = RuleNodes.read_trusted(path)
            top = nodes.mapping(nodes.root, _GROUP_KEYS)
            taken = {rule.id for rule in rules}
            rules += [placed.rule for placed in _rules(nodes, top, taken)]
    return RuleSet(tuple(rules), lists, phrases)


def with_own(paths: Iterable[Path]) -> tuple[RuleSet, tuple[RuleFileError, ...]]:
    """The shipped rules with what these files change, and what is wrong with some of them.

    A broken file is left out as a whole.
    """
    base = shipped()
    files: list[_OwnFile] = []
    broken: list[RuleFileError] = []
    for path in paths:
        known = {rule.id for rule in (*base.rules, *(r for file in files for r in file.rules))}
        try:
            files.append(_own_file(path, base, known))
        except RuleFileError as error:
            broken.append(error)
    known = {rule.id for rule in (*base.rules, *(rule for file in files for rule in file.rules))}
    for file in tuple(files):
        if unknown := next((name for name in file.off if name not in known), None):
            problem = f"there is no rule “{unknown}” to switch off"
            broken.append(file.nodes.wrong(file.off[unknown], problem))
            files.remove(file)
    whole = RuleSet(
        base.rules + tuple(rule for file in files for rule in file.rules),
        _joined(base.lists, *(file.lists for file in files)),
        base.phrases,
    )
    return whole.without(name for file in files for name in file.off), tuple(broken)


def failing_example(rule: Rule, rules: RuleSet) -> tuple[str, str] | None:
    """The first example of a rule that fails, with what is wrong; None where all of them hold.

    The words and phrases of ``rules`` count, its other rules do not. Raises `PatternError`.
    """
    checker = Checker(RuleSet((rule,), rules.lists, rules.phrases))
    scope = next(each for each in Scope if each in rule.scopes)
    for example in rule.positive:
        if not checker.check(example, scope):
            return example, "the rule does not mark this positive example"
    for example in rule.negative:
        if checker.check(example, scope):
            return example, "the rule marks this negative example"
    return None


def _own_file(path: Path, base: RuleSet, taken: set[str]) -> _OwnFile:
    nodes = RuleNodes.read(path)
    top = nodes.mapping(nodes.root, _OWN_KEYS)
    lists = _lists(nodes, top.get("lists"))
    off = {nodes.text(each): each for each in nodes.items(top.get("off"))}
    language = RuleSet((), _joined(base.lists, lists), base.phrases)
    placed = _rules(nodes, top, taken)
    lexicon = Lexicon(language.lists)
    for each in placed:
        _check_patterns(nodes, each, lexicon, base.phrases)
        _check_examples(nodes, each, language)
    return _OwnFile(nodes, tuple(each.rule for each in placed), off, lists)


# -- the parts of a file --------------------------------------------------------------------------


def _words(path: Path) -> tuple[Mapping[str, frozenset[str]], Mapping[str, str]]:
    nodes = RuleNodes.read_trusted(path)
    top = nodes.mapping(nodes.root, frozenset({"lists", "phrases"}))
    phrases = nodes.mapping(top.get("phrases"))
    return _lists(nodes, top.get("lists")), {
        name: nodes.text(node) for name, node in phrases.items()
    }


def _lists(nodes: RuleNodes, node: yaml.Node | None) -> Mapping[str, frozenset[str]]:
    """Words by the name of their list; a list is one text, or several."""
    return {
        name: frozenset(word for text in nodes.texts(words) for word in text.lower().split())
        for name, words in nodes.mapping(node).items()
    }


def _joined(*lists: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    names = dict.fromkeys(name for each in lists for name in each)
    return {name: frozenset().union(*(each.get(name, ()) for each in lists)) for name in names}


def _rules(nodes: RuleNodes, top: Mapping[str, yaml.Node], taken: Iterable[str]) -> list[_Placed]:
    found: list[_Placed] = []
    ids = set(taken)
    for node in nodes.items(top.get("rules")):
        placed = _rule(nodes, node, top)
        if placed.rule.id in ids:
            raise nodes.wrong(node, "there is a rule of that id already", placed.rule.id)
        ids.add(placed.rule.id)
        found.append(placed)
    return found


def _rule(nodes: RuleNodes, node: yaml.Node, top: Mapping[str, yaml.Node]) -> _Placed:
    nodes.rule = nodes.id_in(node)
    parts = nodes.mapping(node, _RULE_KEYS)
    if not isinstance(node, yaml.MappingNode) or "id" not in parts:
        raise nodes.wrong(node, "a rule needs an id")
    if not _ID.fullmatch(nodes.rule):
        raise nodes.wrong(parts["id"], "an id is made of up to 60 small letters, digits and -")
    whole = {"group": top.get("group"), "question": top.get("question"), **parts}
    rule = Rule(
        id=nodes.rule,
        group=_named(nodes, _needed(nodes, whole, "group", node), Group, "group"),
        message=nodes.text(_needed(nodes, whole, "message", node)),
        question=nodes.text(_needed(nodes, whole, "question", node)),
        patterns=nodes.texts(_needed(nodes, whole, "patterns", node)),
        unless=nodes.texts(parts.get("unless")),
        when=_conditions(nodes, parts.get("when")),
        scopes=_scopes(nodes, parts.get("scopes")),
        positive=nodes.texts(parts.get("positive")),
        negative=nodes.texts(parts.get("negative")),
    )
    nodes.rule = ""
    return _Placed(rule, node)


def _needed(
    nodes: RuleNodes, parts: Mapping[str, yaml.Node | None], key: str, rule: yaml.Node
) -> yaml.Node:
    node = parts.get(key)
    if node is None:
        raise nodes.wrong(rule, f"“{key}” is missing")
    if not nodes.texts(node) or not all(text.strip() for text in nodes.texts(node)):
        raise nodes.wrong(node, f"“{key}” is empty")
    return node


def _named(nodes: RuleNodes, node: yaml.Node, kind: type[_Name], what: str) -> _Name:
    name = nodes.text(node)
    if name not in list(kind):
        known = ", ".join(kind)
        raise nodes.wrong(node, f"there is no {what} “{name}”; there are {known}")
    return kind(name)


def _scopes(nodes: RuleNodes, node: yaml.Node | None) -> frozenset[Scope]:
    found = frozenset(_named(nodes, each, Scope, "scope") for each in nodes.items(node))
    return found or EVERYWHERE


def _conditions(nodes: RuleNodes, node: yaml.Node | None) -> tuple[str, ...]:
    for each in nodes.items(node):
        if nodes.text(each) not in CONDITIONS:
            known = ", ".join(sorted(CONDITIONS))
            raise nodes.wrong(
                each, f"there is no condition “{nodes.text(each)}”; there are {known}"
            )
    return nodes.texts(node)


# -- what is held to more in a file of one's own --------------------------------------------------


def _check_patterns(
    nodes: RuleNodes, placed: _Placed, lexicon: Lexicon, phrases: Mapping[str, str]
) -> None:
    parts = nodes.mapping(placed.node)
    for key in ("patterns", "unless"):
        for node in nodes.items(parts.get(key)):
            written = nodes.text(node)
            if problem := _too_open(written):
                raise nodes.wrong(node, problem, placed.rule.id)
            try:
                compile_pattern(written, lexicon, phrases)
            except PatternError as error:
                raise nodes.wrong(node, str(error), placed.rule.id) from error


def _too_open(pattern: str) -> str:
    """Why a pattern could take long on some text; empty where it cannot."""
    if len(pattern) > MOST_CHARS:
        return f"a pattern has at most {MOST_CHARS} characters; make it two"
    gaps = math.prod(min(int(most), 1_000) + 1 for most in _GAP.findall(pattern))
    rows = math.prod(row.count("|") + 1 for row in _ROWS.findall(pattern) if " " in row)
    if gaps * rows * 2 ** pattern.count("[") > MOST_WAYS:
        return "the pattern leaves too much open; use fewer gaps, options and alternatives"
    return ""


def _check_examples(nodes: RuleNodes, placed: _Placed, language: RuleSet) -> None:
    failing = failing_example(placed.rule, language)
    if failing is None:
        return
    example, problem = failing
    parts = nodes.mapping(placed.node)
    found = (*nodes.items(parts.get("positive")), *nodes.items(parts.get("negative")))
    at = next(node for node in found if nodes.text(node) == example)
    raise nodes.wrong(at, f"{problem}: “{example}”", placed.rule.id)
