"""What short updates promise, and whether they promise the same again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.folding import folded
from app.domain.moments import typed_day
from app.domain.trust.follow_through import UpdateNote

_ALIKE = 0.8
_LEAST = 3


def repeated(updates: Iterable[UpdateNote]) -> tuple[UpdateNote, ...]:
    """The updates, in their order, that promise next what an earlier one promised.

    Two promises are the same where four of five words of the shorter stand in the other; of very
    short ones nothing is said.
    """
    earlier: list[frozenset[str]] = []
    found = []
    for update in updates:
        words = _words(update.next_step)
        if len(words) < _LEAST:
            continue
        if any(len(words & one) >= _ALIKE * min(len(words), len(one)) for one in earlier):
            found.append(update)
        earlier.append(words)
    return tuple(found)


def in_order(updates: Iterable[UpdateNote]) -> list[UpdateNote]:
    """As they were written: by the day, those without one last."""
    return sorted(updates, key=lambda one: (not one.written_on, one.written_on, one.rank, one.id))


def broken_promise(updates: Iterable[UpdateNote], today: date) -> str:
    """The day on which an update was promised and did not come; empty where none was missed.

    Only the last promise counts: an update that came late has answered the earlier ones. What is
    written and not sent has not come, and promises nothing yet, unless no update was ever sent.
    """
    written = in_order(updates)
    sent = sorted((one for one in written if one.sent_on), key=lambda one: one.sent_on)
    came = sent or written
    promised = typed_day(came[-1].next_on) if came else None
    return promised.isoformat() if promised is not None and promised < today else ""


def _words(text: str) -> frozenset[str]:
    plain = folded(text)
    return frozenset("".join(one if one.isalnum() else " " for one in plain).split())
