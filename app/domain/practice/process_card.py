"""The response-process card as a page to print: how incidents are led, before there is one."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.moments import MINUTE_US, day
from app.domain.practice.response import ProcessCard
from app.domain.practice.updates import interval_of
from app.domain.review import lines_of
from app.domain.review_words import moment_words

_UNSAID = ("Nobody has said yet.",)


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line of the card."""

    label: str
    """What it is called, such as “Who leads”."""
    lines: tuple[str, ...]
    """What is written there, a line each; says so where nobody has written it."""


@dataclass(frozen=True, slots=True)
class ProcessCardView:
    """What the response-process card shows; it is the same for every case of a casebook."""

    title: str
    """What it is about."""
    preliminary: None
    """Nothing: it does not tell how final the review of a case is."""
    status: str
    """As of when the card is."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case in hand."""
    rows: tuple[CardRow, ...]
    """Who leads, who digs, where all talk is, who may decide what, where reviews live."""
    rules: tuple[str, ...]
    """What holds in every incident, a sentence each."""
    before_acting: tuple[str, ...]
    """What to say before a drastic action, a question each."""


TITLE = "Incident response"


def process_card(card: ProcessCard | None, now_us: int, zone: ZoneInfo) -> ProcessCardView:
    """The card at the moment ``now_us``, as far as anybody has written it."""
    card = card or ProcessCard("")
    return ProcessCardView(
        title=TITLE,
        preliminary=None,
        status=f"As of {moment_words(now_us // MINUTE_US * MINUTE_US, zone)}",
        as_of_day=day(now_us, zone),
        rows=(
            CardRow("Who leads", _lines(card.commander)),
            CardRow("Who digs", _lines(card.diggers)),
            CardRow("The one place to talk", _lines(card.place)),
            CardRow("Who may decide what", _lines(card.decides)),
            CardRow("Where reviews live", _lines(card.reviews)),
            CardRow("The policy behind this", _lines(card.policy)),
        ),
        rules=(
            "Whoever leads coordinates, and types no fixes.",
            "Those who dig are left in peace; questions go to whoever leads.",
            "All talk is in one place; what is said elsewhere is repeated there.",
            f"An update every {interval_of(card)} minutes: status, hypothesis, current action, and "
            "when the next comes. “We don’t know yet” is a status; silence is none.",
        ),
        before_acting=(
            "What do we think is going on?",
            "What will we see if that is right?",
            "What gets worse if it is wrong, and what is the way back?",
            "Who owns the call? A person does, also where a tool suggested it.",
            "Afterwards: what did we see?",
        ),
    )


def _lines(text: str) -> tuple[str, ...]:
    return lines_of(text) or _UNSAID
