"""The numbered notes of a document: each distinct quote once, wherever it is cited."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from app.domain.moments import SECOND_US, Precision
from app.domain.people import NOBODY, People
from app.domain.review_words import (
    evidence_time_words,
    quote_words,
    shift_words,
    utc_moment,
)
from app.domain.timeline import CitedItem
from app.domain.views import Note


class Notes:
    """Numbers quotes in the order in which a document cites them."""

    def __init__(self, zone: ZoneInfo, people: People = NOBODY) -> None:
        self.listed: list[Note] = []
        self._zone = zone
        self._people = people
        self._numbers: dict[tuple[int, int | None, int | None], int] = {}

    def number(self, cited: CitedItem) -> int:
        """The number of the note for a citation; the same quote has the same note."""
        citation = cited.citation
        quote = (citation.item_id, citation.start, citation.end)
        if quote not in self._numbers:
            self._numbers[quote] = len(self.listed) + 1
            self.listed.append(self._note(len(self.listed) + 1, cited))
        return self._numbers[quote]

    def numbers(self, cited: Sequence[CitedItem]) -> tuple[int, ...]:
        """The numbers for several citations, each once."""
        return tuple(dict.fromkeys(self.number(item) for item in cited))

    def marks(self, cited: Sequence[CitedItem]) -> list[str]:
        """What a reader must know about the evidence of a statement: missing, edited, moved."""
        marks = [] if cited else ["no evidence cited"]
        marks += [
            f"evidence {_edited(item.edited_us)} (note {self.number(item)})"
            for item in cited
            if item.edited_us is not None
        ]
        marks += [
            f"{_moved(item)} since it was cited (note {self.number(item)})"
            for item in cited
            if item.moved
        ]
        return marks

    def _note(self, number: int, cited: CitedItem) -> Note:
        line = "" if cited.line is None else f"line {cited.line}"
        origin = (
            cited.source_title.strip(),
            cited.place.strip(),
            self._people.in_document(cited.source_id, cited.author, cited.who),
            evidence_time_words(cited, self._zone),
            ", ".join(part for part in (cited.path, line) if part),
        )
        whole = cited.citation.start is None or cited.citation.end is None
        return Note(
            number=number,
            origin=tuple(part for part in origin if part),
            quote=quote_words(cited.quote, whole=whole),
            marks=() if cited.edited_us is None else (_edited(cited.edited_us),),
        )


def _edited(edited_us: int) -> str:
    fine = Precision.SECOND if edited_us % SECOND_US == 0 else Precision.MILLISECOND
    return f"edited later, at {utc_moment(edited_us, fine)}"


def _moved(item: CitedItem) -> str:
    before, now = item.citation.item_utc_us, item.item_utc_us
    if before is None or now is None:
        return "evidence lost its time" if now is None else "evidence gained a time"
    return f"evidence moved {shift_words(now - before)}"
