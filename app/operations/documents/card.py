"""The response-process card: one for the casebook, printed from any of its incidents."""

from __future__ import annotations

from app.domain.practice.process_card import ProcessCardView, process_card
from app.domain.practice.response import ProcessCard
from app.domain.practice.response_record import card_of
from app.operations.documents.reading import Reading


def view_of(reading: Reading, _subject_id: str = "") -> ProcessCardView:
    """The card as it stands."""
    card = card_of(reading.shared.all(ProcessCard))
    return process_card(card, reading.now_us, reading.zone)
