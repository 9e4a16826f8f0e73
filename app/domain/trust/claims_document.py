"""The claim check in words, on one page: what was said, each claim in it, what evidence says."""

from __future__ import annotations

from app.domain.notes import Notes
from app.domain.review_words import NOT_STATED
from app.domain.trust.claim_check import CheckedStatement, is_lost
from app.domain.trust.claims import Claim
from app.domain.views import Fact, Section, Statement, StatementGroup

HEADING = "Claim check"
GUIDE = "Claims stand between « and », each with its number. People marked and judged them."
_OPEN, _CLOSE = "«", "»"


def claims_document(one: CheckedStatement, notes: Notes) -> tuple[Section, ...]:
    """The sections: the statement with its claims numbered, then each claim with its verdict."""
    text = with_numbers(one).strip()
    standing = [each for each in one.claims if not is_lost(each)]
    said = (GUIDE, text) if standing and text else (text,) if text else ()
    rows = tuple(_claim(one, each, notes) for each in standing)
    groups = (StatementGroup("", rows),) if rows else ()
    return (
        Section("statement", "What was said", said, (), ()),
        Section("claims", "Its claims, held against the evidence", (), groups, ()),
    )


def facts_of(one: CheckedStatement) -> tuple[Fact, ...]:
    """Whose words they are."""
    statement = one.statement
    return (
        Fact("Statement", statement.title.strip() or NOT_STATED),
        Fact("Said by", statement.said_by.strip() or NOT_STATED),
        Fact("Said on", statement.said_on.strip() or NOT_STATED),
    )


def with_numbers(one: CheckedStatement) -> str:
    """The text as it was said, each claim between « and » with its number behind it."""
    parts, at = [], 0
    text = one.statement.text
    for claim in one.claims:
        if not is_lost(claim):
            words = text[claim.start : claim.end]
            parts += [text[at : claim.start], f"{_OPEN}{words}{_CLOSE} ({one.number(claim.id)})"]
            at = claim.end
    return "".join((*parts, text[at:]))


def _claim(one: CheckedStatement, claim: Claim, notes: Notes) -> Statement:
    cited = one.cited.get(claim.id, ())
    facts = [Fact("Verdict", one.verdict_words(claim))]
    if claim.note.strip():
        facts.append(Fact("Note", claim.note.strip()))
    about_evidence = notes.marks(cited) if cited else ()
    numbers = notes.numbers(cited)
    # Beside the claim, what evidence says is read; in a note it is looked up.
    quotes = (notes.listed[number - 1].quote for number in numbers)
    facts += [Fact("Evidence", f"“{quote}”") for quote in quotes if quote]
    return Statement(
        number=str(one.number(claim.id)),
        text=claim.quote,
        facts=tuple(facts),
        marks=tuple(about_evidence),
        notes=numbers,
    )
