"""What can be pulled into a trust case, in words."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from app.domain.drafts import Entry
from app.domain.moments import day as day_of_instant
from app.domain.practice.chain import Factor
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.trust.pulled import Offer, SharedReview
from app.ui.entry_words import time_words


def words_of(offer: Offer, zone: ZoneInfo) -> str:
    """The words of a row, and below them what it is, how sure, and what differs."""
    row = offer.row
    parts = []
    if isinstance(row, Entry):
        day = "" if row.start_us is None else day_of_instant(row.start_us, zone)
        when = f"{day} {time_words(row.time, zone)}".strip()
        parts = ["Entry", when, CERTAINTY_WORDS[row.certainty]]
    elif isinstance(row, Factor):
        parts = ["Factor", CERTAINTY_WORDS[row.certainty]]
    else:
        parts = ["Action"]
    below = " · ".join(part for part in parts if part)
    if not offer.is_new:
        below += f"\nOtherwise in this case: {', '.join(offer.changes)}"
        if offer.before is not None and offer.before.text != row.text:
            below += f"\nHere: {offer.before.text}"
    return f"{row.text or 'No words yet'}\n{below}"


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
