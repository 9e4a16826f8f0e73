"""The numbered notes of a document: each distinct quote once, wherever it is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
    """Numbers quotes in the order in which a document cites them.

    Notes that are ``coarse`` lead nobody to a message, and so to who wrote it: they name the source
    and the minute, and neither quote nor say the place, the file, the line or the writer.
    """

    def __init__(self, zone: ZoneInfo, people: People = NOBODY, *, coarse: bool = False) -> None:
        self.listed: list[Note] = []
        self._coarse = coarse
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
            f"evidence {self._edited(item.edited_us)} (note {self.number(item)})"
            for item in cited
            if item.edited_us is not None
        ]
        marks += [
            f"{self._moved(item)} since it was cited (note {self.number(item)})"
            for item in cited
            if item.moved
        ]
        return marks

    def _edited(self, edited_us: int) -> str:
        return "edited later" if self._coarse else _edited(edited_us)

    def _moved(self, item: CitedItem) -> str:
        return "evidence has another time" if self._coarse else _moved(item)

    def _note(self, number: int, cited: CitedItem) -> Note:
        if self._coarse:
            return _coarse_note(number, cited, self._zone)
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


def _coarse_note(number: int, cited: CitedItem, zone: ZoneInfo) -> Note:
    finer = cited.precision not in {Precision.MINUTE, Precision.DAY}
    to_the_minute = replace(cited, precision=Precision.MINUTE) if finer else cited
    origin = cited.source_title.strip(), evidence_time_words(to_the_minute, zone)
    return Note(number, tuple(part for part in origin if part), quote="", marks=())


def _edited(edited_us: int) -> str:
    fine = Precision.SECOND if edited_us % SECOND_US == 0 else Precision.MILLISECOND
    return f"edited later, at {utc_moment(edited_us, fine)}"


def _moved(item: CitedItem) -> str:
    before, now = item.citation.item_utc_us, item.item_utc_us
    if before is None or now is None:
        return "evidence lost its time" if now is None else "evidence gained a time"
    return f"evidence moved {shift_words(now - before)}"
