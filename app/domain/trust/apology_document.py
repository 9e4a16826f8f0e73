"""An apology as it leaves: its own words, and what it names. It stands alone, in no review."""

from __future__ import annotations

from app.domain.trust.apology import Apology
from app.domain.views import Section

HEADING = "Apology"

_NAMED = (
    ("act", "What was done"),
    ("harm", "What it did"),
    ("changes", "What changes"),
)


def apology_document(apology: Apology) -> tuple[Section, ...]:
    """The words as they will be said, then the act, the harm and the change that they name."""
    said = Section("words", "In these words", tuple(_paragraphs(apology.words)), (), ())
    named = (
        Section(name, heading, tuple(_paragraphs(getattr(apology, name))), (), ())
        for name, heading in _NAMED
    )
    return tuple(section for section in (said, *named) if section.sentences)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
