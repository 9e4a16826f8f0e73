"""What a trust case takes over from the review of an incident, and what differs by now."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from app.domain.drafts import Entry
from app.domain.evidence import Item
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.timeline import Span

PulledRow = Entry | Factor | CorrectiveAction

KINDS: tuple[type[Entry] | type[Factor] | type[CorrectiveAction], ...] = (
    Entry,
    Factor,
    CorrectiveAction,
)
"""What is taken over, in the order of a review."""

TEXTS: Mapping[type, tuple[str, ...]] = {
    Entry: ("text", "known_by"),
    Factor: ("text", "why_open"),
    CorrectiveAction: (
        *("text", "owner", "shown_by", "completion"),
        *("helped_why", "dropped_because"),
    ),
}
"""The words of each, in which a name may stand."""

_PLACES = {"id", "case_id", "rank", "x", "y"}
"""Where a row stands is a matter of each case."""

_FIELD_WORDS = {
    "text": "the words",
    "certainty": "how sure it is",
    "kind": "its kind",
    "known": "when it was known",
    "known_us": "when it was known",
    "known_by": "who knew",
    "why_open": "why the path was open",
    "part": "its part",
    "side": "technical or organisational",
    "nature": "what kind of condition it is",
    "state": "how far it is",
    "due": "the due date",
    "owner": "the owner",
    "shown_by": "what will show it",
    "private": "",
}
_TIME = {"time_kind", "start_us", "end_us", "time_precision"}


@dataclass(frozen=True, slots=True)
class SharedReview:
    """What a review shows that leaves: rows by kind, and the document word for word.

    ``version`` is 0 where nothing is published yet: then it is what could be shared at that
    moment. ``text`` is empty where the words of that version were erased.
    """

    case_id: str
    title: str
    version: int
    text: str
    rows: tuple[PulledRow, ...]

    @property
    def source_title(self) -> str:
        """What the document is called as evidence."""
        stand = f"version {self.version}" if self.version else "not published yet"
        return f"Incident review “{self.title}”, {stand}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that can be taken over: ``row`` is as it would stand in the trust case.

    ``before`` is what stands there now, None for what is new. ``changes`` says in words what
    differs from it; whoever changed it, here or there, nothing is overwritten unasked.
    """

    row: PulledRow
    before: PulledRow | None = None
    changes: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the trust case does not have it."""
        return self.before is None


def id_in(case_id: str, row_id: str) -> str:
    """The id that a row has in a trust case; the same each time, so it is known again."""
    return str(uuid.uuid5(uuid.UUID(case_id), row_id))


def offers(
    case_id: str, rows: Iterable[PulledRow], present: Mapping[str, PulledRow]
) -> tuple[Offer, ...]:
    """What is new or otherwise in a review, against what a trust case has by id."""
    found = []
    for row in rows:
        taken = replace(row, id=id_in(case_id, row.id), case_id=case_id)
        before = present.get(taken.id)
        if before is None:
            found.append(Offer(taken))
        elif changes := differences(before, taken):
            found.append(Offer(_in_place_of(before, taken), before, changes))
    return tuple(found)


def differences(before: PulledRow, after: PulledRow) -> tuple[str, ...]:
    """What differs between two rows of a kind, in words, each once."""
    words = []
    for field in fields(after):
        name = field.name
        was, now = getattr(before, name), getattr(after, name)
        if name in _PLACES or was == now:
            continue
        if name == "certainty":
            words.append(f"from “{CERTAINTY_WORDS[was]}” to “{CERTAINTY_WORDS[now]}”")
        else:
            words.append("the time" if name in _TIME else _FIELD_WORDS.get(name, _plain(name)))
    return tuple(dict.fromkeys(word for word in words if word))


def _plain(field: str) -> str:
    return field.removesuffix("_us").replace("_", " ")


def _in_place_of(before: PulledRow, after: PulledRow) -> PulledRow:
    kept = {name: getattr(before, name) for name in ("rank", "x", "y") if hasattr(before, name)}
    return replace(after, **kept)


# -- the words of a row in the document -----------------------------------------------------------


def spans_of(words: str, items: Sequence[Item]) -> list[Span]:
    """The items of a document that hold these words: one of them, or several in a row.

    Of those that hold all of them, the shortest; a quote where they stand in it letter by letter.
    """
    sought = _folded(words)
    if not sought:
        return []
    holding = [item for item in items if sought in _folded(item.text)]
    if holding:
        item = min(holding, key=lambda each: len(each.text))
        start = item.text.find(words)
        if start < 0 or item.text == words:
            return [Span(item.id)]
        return [Span(item.id, start, start + len(words))]
    return _parts(sought, items)


def _parts(sought: str, items: Sequence[Item]) -> list[Span]:
    for first, item in enumerate(items):
        said, spans = _folded(item.text), [Span(item.id)]
        if not said or not sought.startswith(said):
            continue
        for following in items[first + 1 :]:
            said = f"{said} {_folded(following.text)}"
            spans.append(Span(following.id))
            if said == sought:
                return spans
            if not sought.startswith(said):
                break
    return []


def _folded(text: str) -> str:
    return " ".join(text.split())
