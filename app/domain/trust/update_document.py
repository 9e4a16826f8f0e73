"""A short update as its readers get it: headings, and what a person wrote below them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.trust.follow_through import UpdateNote
from app.domain.trust.follow_words import OUTLINE
from app.domain.views import Section

HEADING = "Update"


def update_document(note: UpdateNote) -> tuple[Section, ...]:
    """A section for each heading that has something below it."""
    texts = (
        ("since", note.since),
        ("changed", note.changed),
        ("not_yet", note.not_yet),
        ("next_step", note.next_step),
        ("next_on", f"On {note.next_on}." if note.next_on else ""),
    )
    return tuple(
        Section(name, OUTLINE[name], (text.strip(),), (), ())
        for name, text in texts
        if text.strip()
    )


def plain_text(sections: Iterable[Section]) -> str:
    """Its sections to paste into a message."""
    return "\n\n".join("\n".join((section.heading, *section.sentences)) for section in sections)
