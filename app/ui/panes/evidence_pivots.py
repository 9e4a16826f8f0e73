"""From one item to what belongs with it: the same person, place, thread, request, moment. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.clues import telling_words
from app.domain.evidence import Item
from app.domain.moments import MINUTE_US
from app.domain.threads import thread_of
from app.ui.evidence_words import full_time
from app.ui.panes.evidence_place import EvidencePlace
from app.ui.session import Session
from app.ui.who_words import who_words

MINUTES = (1, 5, 15, 60)
"""How far around a moment one can look."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Pivot:
    """One way on from an item: the key and words to offer it by, and the place it leads to.

    ``words`` is what that place is called.
    """

    key: str
    offer: str
    words: str
    place: EvidencePlace


def pivots(item: Item, session: Session, selected: str = "") -> list[Pivot]:
    """The ways on from an item, ``selected`` being words that a person marked in its text."""
    here = EvidencePlace(item=item.id)
    return [*_person(item, session, here), *_where(item, here), *_words(item, selected, here)]


def _person(item: Item, session: Session, here: EvidencePlace) -> Iterator[Pivot]:
    who = session.who(item)
    key = session.people.author(item.source_id, item.author) or item.who
    if key and who:
        place = replace(here, people=(key,))
        # The place keeps the role, which may be read by anybody when names are shown no more.
        role = who_words(session.people, item, by_name=False)
        yield Pivot("p", f"Same person · {_short(who)}", _short(role), place)


def _where(item: Item, here: EvidencePlace) -> Iterator[Pivot]:
    if item.place:
        place = replace(here, where=item.place)
        yield Pivot("l", f"Same place · {_short(item.place)}", _short(item.place), place)
    title = _short(item.source_title)
    yield Pivot("s", f"Same source · {title}", title, replace(here, sources=(item.source_id,)))
    if (thread := thread_of(item)) is not None:
        yield Pivot("t", "Same thread", "Thread", replace(here, thread=thread))


def _words(item: Item, selected: str, here: EvidencePlace) -> Iterator[Pivot]:
    marked = [" ".join(selected.split())[:200]] if selected.strip() else []
    for number, words in enumerate((*marked, *telling_words(item.text)), 1):
        query = '"' + words.replace('"', " ") + '"'
        told = f"“{_short(words)}”"
        yield Pivot(str(number), f"Same words · {told}", told, replace(here, query=query))


def thread_place(item: Item) -> EvidencePlace | None:
    """The thread of an item alone; None where it belongs to none."""
    thread = thread_of(item)
    return None if thread is None else EvidencePlace(thread=thread, item=item.id)


def around(
    session: Session, start_us: int, end_us: int, minutes: int, item_id: int | None
) -> tuple[str, EvidencePlace]:
    """Everything within some minutes of a moment, or of a stretch of time, and its name."""
    window = (start_us - minutes * MINUTE_US, end_us + minutes * MINUTE_US + 1)
    clock = full_time(start_us, session.zone).split(" ")[1]
    return f"±{minutes} min around {clock}", EvidencePlace(window=window, item=item_id)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
