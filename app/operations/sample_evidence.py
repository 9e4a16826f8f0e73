"""Finds the evidence that the sample's story cites."""

from __future__ import annotations

from collections.abc import Iterable

from app.casebook import Casebook
from app.domain.evidence import Item
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
from app.operations import evidence, imports
from app.operations.sample_story import Cited


def spans(casebook: Casebook, case_id: str, cites: Iterable[Cited]) -> list[Span]:
    """Where these citations point in a case that holds the sample's evidence."""
    titles = {source.title: source.id for source in imports.sources(casebook, case_id)}
    return [span_of(item_of(casebook, case_id, titles[one.source], one), one) for one in cites]


def item_of(casebook: Casebook, case_id: str, source_id: int, cite: Cited) -> Item:
    """The first item of a source that says the words."""
    asked = EvidenceFilter(
        query=f'"{" ".join(cite.words.split())}"', sources=frozenset({source_id})
    )
    ids = evidence.item_ids(casebook, case_id, asked)
    return evidence.item(casebook, ids[0])


def span_of(item: Item, cite: Cited) -> Span:
    """The words within the item, or all of it."""
    if cite.whole:
        return Span(item.id)
    start = item.text.index(cite.words)
    return Span(item.id, start, start + len(cite.words))


def quoted(casebook: Casebook, case_id: str, cites: Iterable[str]) -> list[Span]:
    """Where the words stand in the evidence of a case; those that stand nowhere are left out."""
    found = []
    for words in cites:
        ids = evidence.item_ids(casebook, case_id, EvidenceFilter(query=f'"{words}"'))
        if len(ids):
            text = evidence.item(casebook, ids[0]).text
            start = text.find(words)
            found.append(Span(ids[0], start, start + len(words)) if start >= 0 else Span(ids[0]))
    return found
