"""Where words of a document stand in the draft, so that a person can go there and change them."""

from __future__ import annotations

from dataclasses import dataclass

from app.casebook import Casebook
from app.domain.drafts import Case, Entry
from app.domain.names import folded
from app.domain.timeline import in_order, with_citations

CASE_FIELDS = {
    "title": "the title",
    "summary": "“What happened so far”",
    "impact": "“Impact”",
    "safe_now": "“What is safe now”",
    "changes": "“What changes”",
    "unknowns": "“What we do not know”",
    "next_step": "“Next news”",
    "missing_sources": "“Sources still missing”",
    "links": "“Links”",
    "facilitator": "“Facilitator”",
}
"""The fields of a case that documents show, as people know them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the draft: what people call it, and the entry, or the field of the case."""

    place: str
    entry_id: str = ""
    field: str = ""


def standing(casebook: Casebook, case_id: str, words: str) -> Standing | None:
    """The first place that documents show and that holds these words; None where none does."""
    wanted = _plain(words)
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        entries = in_order(with_citations(drafts.of_case(Entry, case_id), ()))
    for field, place in CASE_FIELDS.items():
        if wanted in _plain(getattr(case, field)):
            return Standing(place, field=field)
    for cited in entries:
        if not cited.entry.private and wanted in _plain(cited.entry.text):
            return Standing("the entry that is selected now", cited.entry.id)
    return None


def _plain(text: str) -> str:
    return " ".join(folded(text).split())
