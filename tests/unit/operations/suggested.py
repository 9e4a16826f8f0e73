"""An engine that answers what a test gives it, and evidence for it to point at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.casebook import Casebook
from app.domain.assist.requests import Request, Shown
from app.domain.assist.suggestions import Answer, Provenance, Quote, Suggestion, SuggestionKind
from app.domain.drafts import Case, Certainty, EntryKind
from app.domain.evidence import Source
from app.domain.progress import Progress
from app.operations import imports

LOG = """2026-03-30T02:00:05Z INFO orders ready
2026-03-30T02:14:09Z WARN pool exhausted in orders-7
2026-03-30T02:21:00Z INFO rolled back to 41
"""
BUILT_IN = Provenance("builtin", "1", parameters=(("window", "60"),))
MODEL = Provenance("llama", "1", "small.gguf", "ab12", "3", 7)

Suggest = Callable[[Request], Sequence[Suggestion]]


@dataclass
class Engine:
    """Stands in for every engine; ``asked`` is what it was shown."""

    suggest: Suggest
    origin: Provenance = BUILT_IN
    asked: list[Request] = field(default_factory=list)

    def __call__(self, request: Request, model: Path | None, progress: Progress) -> Answer:
        self.asked.append(request)
        return Answer(tuple(self.suggest(request)), self.origin, ("A note.",))


def take_in(casebook: Casebook, case: Case, log: str = LOG) -> Source:
    return imports.import_text(casebook, case.id, log, "orders.log")


def entry_of(item: Shown, word: str, kind: EntryKind = EntryKind.DETECTION) -> Suggestion:
    """A suggested entry that quotes a word of an item."""
    start = item.text.index(word)
    quote = Quote(item.id, start, start + len(word), word)
    return Suggestion(
        kind=SuggestionKind.ENTRY,
        items=(item.id,),
        text=word,
        certainty=Certainty.PROBABLE,
        doubt=0.25,
        reasons=("1 source says so",),
        quotes=(quote,),
        start_us=item.at_us,
        precision=item.precision,
        event=kind,
    )


def of_words(*words: str) -> Suggest:
    """Suggests each item that holds one of the words."""

    def suggest(request: Request) -> list[Suggestion]:
        return [
            entry_of(item, word) for item in request.items for word in words if word in item.text
        ]

    return suggest
