"""What is put into the clipboard to be pasted elsewhere: plain text, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.people import People
from app.domain.review_words import evidence_time_words
from app.domain.slides import Slide
from app.domain.timeline import CitedItem


@dataclass(frozen=True, slots=True)
class CopiedQuote:
    """Words of the evidence: when they were written, where and by which role, in which file."""

    words: str
    time: str
    where: str
    file: str


def copied_quote(cited: CitedItem, people: People, zone: ZoneInfo) -> CopiedQuote:
    """The words that a citation quotes, with their place; ``zone`` is that of the case."""
    who = people.in_document(cited.source_id, cited.author, cited.who)
    line = "" if cited.line is None else f"line {cited.line}"
    return CopiedQuote(
        words=cited.quote.strip("\r\n"),
        time=evidence_time_words(cited, zone),
        where=_joined(", ", (cited.source_title.strip(), cited.place.strip(), who)),
        file=_joined(", ", (cited.path, line)),
    )


def quotes_text(quotes: Iterable[CopiedQuote]) -> str:
    """Quotes one after the other, each with a line that says where it stands."""
    return "\n\n".join(
        f"{quote.words}\n— {_joined(' · ', (quote.time, quote.where, quote.file))}"
        for quote in quotes
    )


def entry_text(slide: Slide, day: str, zone: str) -> str:
    """An entry with its time, its marks of doubt, and where its evidence stands.

    ``day`` is the day it happened on, empty where its time is not known; ``zone`` the name of the
    zone that its time is told in.
    """
    utc = f" ({slide.utc})" if slide.utc else ""
    when = f"{day}, {slide.time} {zone}{utc}" if day else slide.time
    head = _joined(" · ", (when, slide.kind, slide.certainty, slide.later, *slide.marks))
    return "\n".join((head, slide.text, *slide.origins))


def _joined(between: str, parts: Iterable[str]) -> str:
    return between.join(part for part in parts if part)
