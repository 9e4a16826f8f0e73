"""What can be pulled into a trust case, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from app.domain.drafts import Entry
from app.domain.moments import day as day_of_instant
from app.domain.practice.chain import Factor
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.trust.pulled import Offer, SharedReview
from app.ui.entry_words import time_words
from app.ui.widgets.offer_list import OfferLine


def line_of(offer: Offer, zone: ZoneInfo) -> OfferLine:
    """A row in the list: what is new is ticked, what is otherwise here waits for a person."""
    row = offer.row
    kind, when, sure = "Action", "", ""
    if isinstance(row, Entry):
        kind, when, sure = "Entry", _when(row, zone), CERTAINTY_WORDS[row.certainty]
    elif isinstance(row, Factor):
        kind, sure = "Factor", CERTAINTY_WORDS[row.certainty]
    text = " ".join(row.text.split()) or "No words yet"
    aside = sure if offer.is_new else "otherwise here"
    head = " · ".join(part for part in (kind, when, sure) if part)
    whole = "\n".join((head, text, *_differs(offer)))
    return OfferLine(row.id, f"{kind} · {text}", aside, whole, ticked=offer.is_new)


def _when(entry: Entry, zone: ZoneInfo) -> str:
    day = "" if entry.start_us is None else day_of_instant(entry.start_us, zone)
    return f"{day} {time_words(entry.time, zone)}".strip()


def _differs(offer: Offer) -> Iterator[str]:
    if offer.before is None:
        return
    yield f"Otherwise here: {', '.join(offer.changes)}."
    if offer.before.text != offer.row.text:
        yield f"Here it says: {' '.join(offer.before.text.split())}"


def state_of(review: SharedReview, offers: Sequence[Offer]) -> str:
    """Which version was read, and what of it is new or otherwise here."""
    stand = (
        f"Version {review.version} as it was published."
        if review.version
        else "Not published yet: this is what could be shared now."
    )
    new = sum(offer.is_new for offer in offers)
    other = len(offers) - new
    if not offers:
        return f"{stand} This case has all of it, as it is there."
    parts = [f"{new} new"] if new else []
    if other:
        parts.append(f"{other} otherwise here, replaced only where you tick it")
    return f"{stand} {', '.join(parts)}. What is private stayed behind."
