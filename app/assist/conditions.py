"""Passages that speak of a condition: what was already so, technically or in how work is organised.

Found by patterns that were written along with examples (`resources/assist/conditions.yaml`), and
put together by what they speak of. That somebody says so is all that is suggested.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from app.assist.spans import spans_of
from app.assist.wording import Places, cut, listed, shown_quote
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import LABEL_WORDS, Quote, Suggestion, SuggestionKind
from app.domain.drafts import Certainty
from app.domain.review_words import counted
from app.paths import RESOURCES

_MOST_PASSAGES = 8
_QUOTED = 3
_LONGEST = 240
_TOLD = frozenset({Manner.CHAT, Manner.DOCUMENT, Manner.TICKET, Manner.STATUS})
_ASKED = re.compile(r"\?[\"”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Condition:
    """What passages may speak of; ``why`` is “technical” or “organisational”."""

    name: str
    title: str
    why: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence that speaks of a condition, and the words by which it was found."""

    item: Shown
    quote: Quote
    words: str
    asked: bool


@cache
def conditions() -> tuple[Condition, ...]:
    """All conditions that are looked for."""
    text = (RESOURCES / "assist" / "conditions.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)["conditions"]
    return tuple(
        Condition(
            row["name"],
            row["title"],
            row["why"],
            re.compile("|".join(rf"\b(?:{one})" for one in row["words"]).replace(" ", r"\s+")),
            tuple(row["examples"]),
            tuple(row["others"]),
        )
        for row in rows
    )


def conditions_of(request: Request) -> list[Suggestion]:
    """A suggestion for each condition that passages speak of, with the clearest of them."""
    found: dict[Condition, list[_Passage]] = defaultdict(list)
    for item in request.items:
        if item.manner in _TOLD:
            for condition, passage in _passages(item):
                found[condition].append(passage)
    places = Places(request)
    return [
        _suggestion(condition, found[condition], places)
        for condition in conditions()
        if found[condition]
    ]


def spoken_of(sentence: str) -> Iterator[tuple[Condition, re.Match[str]]]:
    """The conditions that a sentence speaks of, and the words that say so."""
    plain = sentence.lower().replace("’", "'")
    for condition in conditions():
        words = condition.pattern.search(plain)
        if words is not None:
            yield condition, words


def _passages(item: Shown) -> Iterator[tuple[Condition, _Passage]]:
    for start, end in spans_of(item.text):
        sentence = item.text[start:end]
        for condition, words in spoken_of(sentence):
            first, last = words.span()
            # small letters may be longer than the letters they are of
            said = sentence[first:last] if len(sentence.lower()) == len(sentence) else ""
            asked = _ASKED.search(sentence) is not None
            yield condition, _Passage(item, cut(item, start, end, _LONGEST), said, asked)


def _suggestion(condition: Condition, passages: Sequence[_Passage], places: Places) -> Suggestion:
    best = _clearest(passages)
    sources = {(one.item.source, one.item.path) for one in best}
    times = sorted(one.item.at_us for one in best if one.item.at_us is not None)
    asked = all(one.asked for one in best)
    sure = len(sources) > 1 and not asked
    quoted = best[:_QUOTED]
    return Suggestion(
        SuggestionKind.CONDITION,
        tuple(dict.fromkeys(one.item.id for one in best)),
        listed([f"{shown_quote(one.quote, one.item)} ({places.name(one.item)})" for one in quoted]),
        Certainty.PROBABLE if sure else Certainty.UNCERTAIN,
        round(max(0.2, (0.6 if asked else 0.5) - 0.1 * (len(sources) - 1)), 2),
        tuple(_reasons(condition, passages, len(sources), asked)),
        quotes=tuple(dict.fromkeys(one.quote for one in best)),
        start_us=times[0] if times else None,
        end_us=times[-1] if len(times) > 1 and times[-1] > times[0] else None,
        precision=best[0].item.precision,
        about=any(one.item.about for one in best),
        verbatim=False,
        label=" ".join(best[0].words.split()[:LABEL_WORDS]),
        why=condition.why,
    )


def _clearest(passages: Iterable[_Passage]) -> list[_Passage]:
    """Statements before questions, of many sources rather than one, each sentence once."""
    seen: dict[tuple[int, str], int] = defaultdict(int)
    ranked: list[tuple[bool, int, int, _Passage]] = []
    for one in passages:
        ranked.append((one.asked, seen[one.item.source, one.item.path], len(ranked), one))
        seen[one.item.source, one.item.path] += 1
    once = {one.quote.text: one for *_rank, one in sorted(ranked, key=lambda each: each[:3])}
    return list(once.values())[:_MOST_PASSAGES]


def _reasons(
    condition: Condition, passages: Sequence[_Passage], sources: int, asked: bool
) -> Iterator[str]:
    speak = "speaks" if len(passages) == 1 else "speak"
    yield (
        f"{counted(len(passages), 'passage')} of {counted(sources, 'source')} {speak} of it: "
        f"{condition.title}"
    )
    if sources == 1:
        yield "only one source says so"
    if asked:
        yield "it is asked, not stated"
