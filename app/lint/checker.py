"""Checks texts against rules on language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain, islice
from operator import itemgetter

from app.domain.candour.findings import Finding, Group, Scope
from app.domain.names import NameFinder
from app.domain.people import KnownName
from app.domain.practice.role_words import RoleFinder
from app.domain.wording import passages
from app.lint.conditions import CONDITIONS, EVEN_IF_NEGATED, Condition, Match, negated
from app.lint.language.lexicon import Lexicon
from app.lint.language.mentions import mentioned
from app.lint.language.readings import CHUNK, Reading, encoded
from app.lint.language.sentences import LONGEST, pieces, quoted, sentences
from app.lint.patterns import Pattern, compile_pattern
from app.lint.rules import Rule, RuleSet

_REMEMBERED = 100_000
_MOST_OF_A_PATTERN = 12
"""So many places a pattern finds in one sentence; what says it more often is no prose."""
_MOST_OF_A_PIECE = 1
"""The same for each piece of what has no end (`app.lint.language.sentences.LONGEST`)."""
_MOST_LOOKS = 100
"""So often patterns are looked for in what has no end: in some 350 words of it, were it prose."""
_OWNED = frozenset({Group.BLAME, Group.HINDSIGHT})
"""What people may well say of themselves when they apologise."""
_SELF = re.compile(r"\b(?:I|[Ww]e)\b")
_OTHERS = frozenset(
    {"he", "she", "they", "somebody", "someone", "anybody", "nobody", "everybody", "everyone"}
)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A rule with its patterns and conditions ready to use."""

    rule: Rule
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    conditions: tuple[Condition, ...]
    even_if_negated: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """A pattern to be looked for in a sentence; ``there`` are the words of it."""

    ready: _Ready
    pattern: Pattern
    reading: Reading
    there: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a chunk of text: its words as patterns read them, the patterns it calls."""

    words: tuple[tuple[str, str], ...]
    encoded: str
    called: tuple[tuple[int, int], ...]


class Checker:
    """Holds rules ready to check many texts. It can be used from several threads at once.

    ``names`` and ``roles`` are those of a case: where they stand, a sentence speaks of people.
    Raises `PatternError` where a pattern cannot be read.
    """

    def __init__(
        self, rules: RuleSet, names: Iterable[KnownName] = (), roles: Iterable[str] = ()
    ) -> None:
        self._lexicon = Lexicon(rules.lists)
        self._rules = tuple(_ready(rule, self._lexicon, rules.phrases) for rule in rules.rules)
        self._called = _calls(self._rules)
        self._known: dict[str, _Known] = {}
        self._meet(names, roles)

    def _meet(self, names: Iterable[KnownName], roles: Iterable[str]) -> None:
        known_names, known_roles = tuple(names), tuple(roles)
        self._names = NameFinder(known_names) if known_names else None
        self._roles = RoleFinder(known_roles) if known_roles else None

    def knowing(self, names: Iterable[KnownName], roles: Iterable[str]) -> Checker:
        """The same rules for the names and roles of a case, at once: making them ready takes long.

        It remembers no text that was read before.
        """
        other = copy(self)
        other._known = {}
        other._meet(names, roles)
        return other

    def check(self, text: str, scope: Scope = Scope.FILE) -> list[Finding]:
        """What the rules ask about a text, in its order; the longest where two say the same."""
        found: list[Finding] = []
        for start, end in sentences(text):
            if end - start > LONGEST:
                found += self._of_endless(text, start, end, scope)
            else:
                for look in self._looks(text, start, end, scope):
                    found += _findings(look, _MOST_OF_A_PATTERN)
        if scope is Scope.APOLOGY:
            found = [one for one in found if not self._is_owned(one, text)]
        if not found:
            return []
        quotes = quoted(text)
        return _once(finding for finding in found if not _is_quoted(finding, quotes))

    def _is_owned(self, finding: Finding, text: str) -> bool:
        """Whether somebody tells their own slip: in an apology that is no blame, and no hindsight.

        Their own it is where nobody else comes between “I” or “we” and the words.
        """
        if finding.group not in _OWNED:
            return False
        before = max(text.rfind(end, 0, finding.start) for end in (".", "!", "?", "\n"))
        said = text[before + 1 : finding.end]
        selves = list(_SELF.finditer(said))
        if not selves:
            return False
        since = said[selves[-1].end() :]
        words = (each for known in self._read(CHUNK.findall(since)) for each in known.words)
        others = any(
            word in _OTHERS or self._lexicon.carries(signs, kind)
            for word, signs in words
            for kind in ("person", "subordinator")
        )
        return not others and not self._people(since, 0)

    def hedges(self, text: str) -> bool:
        """Whether a text leaves something open: “probably”, “suspected”."""
        words = (word for known in self._read(CHUNK.findall(text)) for word in known.words)
        return any(self._lexicon.carries(signs, "hedge") for _, signs in words)

    def _of_endless(self, text: str, start: int, end: int, scope: Scope) -> Iterator[Finding]:
        """What is found in the pieces of what has no end, until looked for often enough."""
        cut = pieces(text, start, end)
        looks = chain.from_iterable(self._looks(text, *piece, scope) for piece in cut)
        for look in islice(looks, _MOST_LOOKS):
            yield from _findings(look, _MOST_OF_A_PIECE)

    def _looks(self, text: str, start: int, end: int, scope: Scope) -> Iterator[_Look]:
        """What is worth being looked for in a sentence: patterns whose words stand there."""
        sentence = text[start:end]
        known = self._read(CHUNK.findall(sentence))
        called = {call for chunk in known for call in chunk.called}
        if not called:
            return
        chunks = [chunk.words for chunk in known]
        reading = Reading(
            sentence,
            start,
            "".join(chunk.encoded for chunk in known),
            scope,
            self._lexicon,
            text,
            chunks,
            self._people(sentence, start),
        )
        if reading.people:
            words = ((word.text, word.signs) for word in reading.words)
            reading = replace(reading, encoded=encoded(words))
        there = {word for chunk in known for word, _ in chunk.words}
        for number, place in sorted(called):
            ready = self._rules[number]
            pattern = ready.patterns[place]
            if scope in ready.rule.scopes and not any(map(there.isdisjoint, pattern.needs)):
                yield _Look(ready, pattern, reading, there)

    def _read(self, chunks: Sequence[str]) -> list[_Known]:
        known = self._known
        try:
            return [known[chunk] for chunk in chunks]
        except KeyError:
            return [self._learn(chunk) for chunk in chunks]

    def _learn(self, chunk: str) -> _Known:
        found = self._known.get(chunk)
        if found is None:
            words = self._lexicon.read(chunk)
            called = tuple(
                dict.fromkeys(call for word, _ in words for call in self._called.get(word, ()))
            )
            found = _Known(words, encoded(words), called)
            if len(self._known) < _REMEMBERED:
                self._known[chunk] = found
        return found

    def _people(self, sentence: str, offset: int) -> tuple[tuple[int, int], ...]:
        """Where a sentence speaks of people of the case, by name or role."""
        found: list[tuple[int, int]] = []
        if self._names is not None:
            found += [(one.start, one.end) for one in self._names.find(sentence)]
        if self._roles is not None:
            for role in self._roles.roles_in(sentence):
                found += passages(sentence, role)
        return tuple((start + offset, end + offset) for start, end in found)


def _ready(rule: Rule, lexicon: Lexicon, phrases: Mapping[str, str]) -> _Ready:
    return _Ready(
        rule,
        tuple(compile_pattern(each, lexicon, phrases) for each in rule.patterns),
        tuple(compile_pattern(each, lexicon, phrases) for each in rule.unless),
        tuple(CONDITIONS[name] for name in rule.when),
        EVEN_IF_NEGATED in rule.when,
    )


def _calls(rules: Sequence[_Ready]) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """For each word the patterns, as numbers of rule and pattern, that it calls for."""
    called: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, ready in enumerate(rules):
        for place, pattern in enumerate(ready.patterns):
            for word in pattern.anchors:
                called[word].append((number, place))
    return {word: tuple(calls) for word, calls in called.items()}


def _findings(look: _Look, most: int) -> Iterator[Finding]:
    """What a look finds among the first places that the pattern fits."""
    ready, reading, marks = look.ready, look.reading, look.pattern.marked
    is_excused: bool | None = None
    for found in islice(look.pattern.expression.finditer(reading.encoded), most):
        marked = marks if found.start(marks) >= 0 else 0
        first, end = reading.at(found.start(marked)), reading.at(found.end(marked))
        match = Match(reading, first, end)
        if first >= end or not _counts(ready, match):
            continue
        if is_excused is None:
            is_excused = any(_fits(each, reading, look.there) for each in ready.unless)
        if is_excused:
            return
        yield _finding(ready.rule, match)


def _fits(pattern: Pattern, reading: Reading, there: AbstractSet[str]) -> bool:
    """Whether a pattern fits somewhere; words that it needs are looked for first, as is cheap."""
    if any(map(there.isdisjoint, (pattern.anchors, *pattern.needs))):
        return False
    return pattern.expression.search(reading.encoded) is not None


def _counts(ready: _Ready, match: Match) -> bool:
    """Whether the words are a use, no mention, and all conditions of the rule hold."""
    if not all(holds(match) for holds in ready.conditions):
        return False
    if not ready.even_if_negated and negated(match):
        return False
    return not mentioned(match.reading, match.first, match.end)


def _finding(rule: Rule, match: Match) -> Finding:
    reading, words = match.reading, match.reading.words
    start, end = words[match.first].start, words[match.end - 1].end
    return Finding(
        rule.id,
        rule.group,
        rule.message,
        rule.question,
        start,
        end,
        reading.around[start:end],
        reading.text,
    )


def _is_quoted(finding: Finding, quotes: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(quotes, finding.start, key=itemgetter(0)) - 1
    return before >= 0 and finding.start < quotes[before][1]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """In order; of two of the same group that overlap, the longer."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.group, one.start, -one.end)):
        if kept and kept[-1].group is finding.group and finding.start < kept[-1].end:
            if finding.end - finding.start > kept[-1].end - kept[-1].start:
                kept[-1] = finding
            continue
        kept.append(finding)
    return sorted(kept, key=lambda one: (one.start, one.end, one.rule))
