"""The process card: what a team wrote, what nobody wrote, and what holds in any case."""

from __future__ import annotations

from app.domain.moments import UTC_ZONE
from app.domain.practice.process_card import process_card
from app.domain.practice.response import ProcessCard
from tests.unit.review_samples import NOW


def test_a_card_that_nobody_wrote_says_so_and_still_tells_what_holds() -> None:
    card = process_card(None, NOW, UTC_ZONE)
    assert {row.lines for row in card.rows} == {("Nobody has said yet.",)}
    assert any("every 20 minutes" in rule for rule in card.rules)
    assert any("We don’t know yet" in rule for rule in card.rules)
    assert any("way back" in question for question in card.before_acting)


def test_what_was_written_stands_a_line_each() -> None:
    written = ProcessCard("c", commander="On duty", decides="- Rollback: any\n- Flags: lead")
    card = process_card(written, NOW, UTC_ZONE)
    rows = {row.label: row.lines for row in card.rows}
    assert rows["Who leads"] == ("On duty",)
    assert rows["Who may decide what"] == ("Rollback: any", "Flags: lead")
    assert card.status == "As of 2024-04-01 09:30 UTC"
