"""A presentation shows the rows of the review, and nothing beside them."""

from __future__ import annotations

from dataclasses import replace

from app.domain.review import review_of
from app.domain.slides import Presentation, presentation_of, texts_of
from app.domain.timeline import CitedEntry
from tests.unit.review_samples import CASE, NOW, entry, small_case


def presented(entries: list[CitedEntry]) -> Presentation:
    return presentation_of(review_of(CASE, entries, [], NOW))


def test_each_entry_is_a_slide_in_the_order_of_the_review() -> None:
    case, entries, sources = small_case()
    view = review_of(case, entries, sources, NOW)
    shown = presentation_of(view)

    rows = [row for day in view.timeline for row in day.rows]
    assert [slide.text for slide in shown.slides] == [row.text for row in rows]
    assert [slide.number for slide in shown.slides] == [1, 2, 3, 4, 5]
    assert shown.size == "5 entries"
    assert shown.status.startswith("Preliminary, as of 2024-04-01 09:30 UTC")


def test_a_slide_keeps_every_mark_of_doubt() -> None:
    slides = {slide.text[:16]: slide for slide in presented(small_case()[1]).slides}

    query = slides["The export query"]
    assert query.certainty == "disputed"
    assert query.later == "known only later, since 03:28, by service owner"
    assert any("moved" in mark for mark in query.marks)
    assert slides["Pods restart one"].marks == ("no evidence cited",)
    assert slides["Alert on databas"].later == ""


def test_a_slide_says_where_its_evidence_stands_but_not_what_it_says() -> None:
    shown = presented(small_case()[1])

    assert shown.slides[0].origins[0] == (
        "Note 1: Slack export · #inc-412 · ana · 2024-03-30 02:47:31.004 UTC · "
        "inc-412/2024-03-30.json, line 14"
    )
    assert "acking" not in " ".join(texts_of(shown))


def test_days_are_told_only_where_there_are_several() -> None:
    first, second = entry("It began."), entry("It ended.", "2024-03-31 08:00")

    assert [slide.day for slide in presented([CitedEntry(first)]).slides] == [""]
    assert [slide.day for slide in presented([CitedEntry(first), CitedEntry(second)]).slides] == [
        "Saturday, 2024-03-30",
        "Sunday, 2024-03-31",
    ]


def test_an_empty_timeline_says_so() -> None:
    shown = presented([])

    assert shown.slides == ()
    assert shown.size == "The timeline is empty."


def test_private_entries_and_notes_are_not_presented() -> None:
    hidden = replace(entry("Only between us."), private=True)
    texts = " ".join(texts_of(presented([CitedEntry(hidden), CitedEntry(entry("It began."))])))

    assert "between us" not in texts
    assert "SECRET NOTE" not in texts
