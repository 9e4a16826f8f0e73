"""Claims within a public statement: where they stand, what is asked of them, and an edited text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.practice.ranking import in_rank
from app.domain.timeline import CitedItem
from app.domain.trust.claims import Claim, ClaimVerdict, PublicStatement
from app.domain.trust.claims_words import CLAIM_WORDS, NOTHING_CITED

_NEEDS_EVIDENCE = (ClaimVerdict.SUPPORTED, ClaimVerdict.CONTRADICTED)


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """A public statement with its claims, in the order of their words, and what these cite."""

    statement: PublicStatement
    claims: tuple[Claim, ...] = ()
    cited: Mapping[str, Sequence[CitedItem]] = field(default_factory=dict)

    def number(self, claim_id: str) -> int:
        """The number of a claim, from 1; 0 where it is none of these."""
        ids = [each.id for each in self.claims]
        return ids.index(claim_id) + 1 if claim_id in ids else 0

    def verdict_words(self, claim: Claim) -> str:
        """The verdict, and that nothing is cited where it rests on evidence."""
        words = CLAIM_WORDS[claim.verdict]
        if claim.verdict in _NEEDS_EVIDENCE and not self.cited.get(claim.id):
            return f"{words}, {NOTHING_CITED}"
        return words


def checked(
    statements: Iterable[PublicStatement],
    claims: Iterable[Claim],
    cited: Mapping[str, Sequence[CitedItem]],
) -> list[CheckedStatement]:
    """The statements in their order, each with its claims."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.statement_id, []).append(claim)
    return [
        CheckedStatement(each, tuple(in_text(found.get(each.id, ()))), cited)
        for each in in_rank(statements)
    ]


def in_text(claims: Iterable[Claim]) -> list[Claim]:
    """By their place in the text; those that lost their words come last."""
    return sorted(claims, key=lambda each: (is_lost(each), each.start, each.quote, each.id))


def is_lost(claim: Claim) -> bool:
    """Whether the statement does not hold the claim's words any more."""
    return claim.end <= claim.start


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the blanks at its ends; an empty one where it holds nothing else."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def overlapping(claims: Iterable[Claim], start: int, end: int) -> Claim | None:
    """The claim that shares words with a span; None where none does."""
    return next(
        (
            each
            for each in in_text(claims)
            if not is_lost(each) and each.start < end and start < each.end
        ),
        None,
    )


def anchored(claims: Iterable[Claim], before: str, after: str) -> list[Claim]:
    """The claims as they stand in an edited text; those whose words went have an empty span.

    Words before and after the place that changed are the same words. Words within it are looked
    for, nearest first; those that stand nowhere, or only within another claim, are lost. A claim
    that was lost earlier is found again only where its words stand in the text once.
    """
    head = _alike(before, after)
    tail = min(_alike(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    shift = len(after) - len(before)
    kept: list[Claim] = []
    moved: list[Claim] = []
    for claim in in_text(claims):
        if is_lost(claim):
            moved.append(claim)
        elif claim.end <= head:
            kept.append(claim)
        elif claim.start >= len(before) - tail:
            kept.append(replace(claim, start=claim.start + shift, end=claim.end + shift))
        else:
            moved.append(claim)
    for claim in moved:
        kept.append(_found_again(claim, after, kept))
    return in_text(kept)


def _alike(one: str, other: str) -> int:
    """How many code points two texts begin with alike."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _found_again(claim: Claim, text: str, others: Sequence[Claim]) -> Claim:
    places = [
        place
        for place in _places(text, claim.quote)
        if overlapping(others, place, place + len(claim.quote)) is None
    ]
    if not places or (is_lost(claim) and len(places) > 1):
        return replace(claim, start=0, end=0)
    start = min(places, key=lambda place: abs(place - claim.start))
    return replace(claim, start=start, end=start + len(claim.quote))


def _places(text: str, words: str) -> list[int]:
    found, start = [], text.find(words) if words else -1
    while start >= 0:
        found.append(start)
        start = text.find(words, start + 1)
    return found


def questions_of_claim(one: CheckedStatement, claim: Claim) -> tuple[str, ...]:
    """What is asked about a claim."""
    asked = []
    if is_lost(claim):
        asked.append("Its words are not in the statement any more. Mark them anew, or remove it.")
    has_evidence = bool(one.cited.get(claim.id))
    if claim.verdict in _NEEDS_EVIDENCE and not has_evidence:
        asked.append(
            f"It is called {CLAIM_WORDS[claim.verdict]}, and nothing is cited. What shows it?"
        )
    if claim.verdict is ClaimVerdict.NOT_IN_EVIDENCE and has_evidence:
        asked.append("It is called not in the evidence, and cites some. Which of the two is it?")
    return tuple(asked)


def questions_of_statement(one: CheckedStatement) -> tuple[str, ...]:
    """What is asked about a statement."""
    asked = []
    if not one.statement.said_by.strip():
        asked.append("Who said it, by role?")
    if not one.statement.said_on.strip():
        asked.append("On which day was it said?")
    if one.statement.text.strip() and not one.claims:
        asked.append("Which of its words can be held against evidence? Select them and press M.")
    return tuple(asked)
