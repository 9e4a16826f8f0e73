"""A review as it is presented: its timeline, entry by entry, in the words of the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.review_words import LATER_WORDS, counted
from app.domain.views import Fact, ReviewView, TimelineRow


@dataclass(frozen=True, slots=True)
class Slide:
    """One entry, in words. ``day`` is empty where the whole timeline is one day.

    ``later`` says since when it was known, where that was only later; ``marks`` are the rest of
    what is to be known about it; ``origins`` is where its evidence stands, a line each.
    """

    number: int
    day: str
    time: str
    utc: str
    kind: str
    certainty: str
    later: str
    marks: tuple[str, ...]
    text: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is presented: a title page, then the slides."""

    title: str
    status: str
    facts: tuple[Fact, ...]
    guide: tuple[str, ...]
    size: str
    slides: tuple[Slide, ...]


def presentation_of(view: ReviewView) -> Presentation:
    """The timeline of a review as slides; it can show nothing that the review does not."""
    slides = tuple(_slides(view))
    return Presentation(
        title=view.title,
        status=view.status,
        facts=view.facts,
        guide=view.guide,
        size=counted(len(slides), "entry", "entries") if slides else "The timeline is empty.",
        slides=slides,
    )


def texts_of(shown: Presentation) -> Iterator[str]:
    """Every text that a presentation shows."""
    yield from (shown.title, shown.status, *shown.guide)
    yield from (fact.text for fact in shown.facts)
    for slide in shown.slides:
        yield from (slide.text, slide.later, *slide.marks, *slide.origins)


def _slides(view: ReviewView) -> Iterator[Slide]:
    origins = {note.number: f"Note {note.number}: {' · '.join(note.origin)}" for note in view.notes}
    for day in view.timeline:
        for row in day.rows:
            yield _slide(row, day.heading, tuple(origins[number] for number in row.notes))


def _slide(row: TimelineRow, day: str, origins: tuple[str, ...]) -> Slide:
    certainty, *marks = row.marks
    later = next((mark for mark in marks if mark.startswith(LATER_WORDS)), "")
    return Slide(
        number=row.number,
        day=day,
        time=row.time,
        utc=row.utc,
        kind=row.kind,
        certainty=certainty,
        later=later,
        marks=tuple(mark for mark in marks if mark != later),
        text=row.text,
        origins=origins,
    )
