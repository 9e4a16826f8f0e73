"""What readers outside engineering get: minutes, roles, no quotes, and what is left out."""

from __future__ import annotations

from dataclasses import replace

from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import Certainty, EntryKind, Known
from app.domain.moments import Precision
from app.domain.stakeholders import QUOTING, TECHNICAL, UNJUDGED, stakeholder_view_of
from app.domain.timeline import CitedEntry
from app.domain.views import LeftOut, StakeholderView
from tests.unit.review_samples import CASE, NOW, at, cited, entry


def impact(text: str, **changes: object) -> CitedEntry:
    told = {"kind": EntryKind.IMPACT, "certainty": Certainty.CONFIRMED, **changes}
    return CitedEntry(entry(text, **told), (cited(1, "orders is throwing 500s, ~74% of requests"),))


def view(*entries: CitedEntry, chosen: tuple[AudienceChoice, ...] = ()) -> StakeholderView:
    choices = {choice.target_id: choice for choice in chosen}
    return stakeholder_view_of(CASE, entries, choices, NOW)


def choice(cited_entry: CitedEntry, **changes: object) -> AudienceChoice:
    made = AudienceChoice("c", "case", cited_entry.entry.id, Audience.STAKEHOLDERS, shown=True)
    return replace(made, **changes)


def texts(shown: StakeholderView) -> list[str]:
    return [row.text for day in shown.timeline for row in day.rows]


def test_times_are_told_to_the_minute():
    begun = impact("Orders failed.", start_us=at("2024-03-30 02:46:58"))
    known = impact("Totals were wrong.", known=Known.LATER, known_us=at("2024-03-30 03:28:41"))

    shown = view(begun, known)

    assert [row.time for row in shown.timeline[0].rows] == ["02:46", "02:46"]
    assert "known only later, since 03:28" in shown.timeline[0].rows[1].marks
    assert all(point.start_us % 60_000_000 == 0 for point in shown.points)
    assert "02:46:58" not in repr(shown)


def test_a_day_stays_a_day():
    vague = impact("Orders failed.", time_precision=Precision.DAY, start_us=at("2024-03-30"))

    assert view(vague).timeline[0].rows[0].time == "time of day not known"


def test_no_quote_source_or_author_is_shown():
    shown = view(impact("Three of four orders failed."))

    assert texts(shown) == ["Three of four orders failed."]
    for hidden in ("throwing 500s", "Slack", "'ana'"):
        assert hidden not in repr(shown)


def test_words_that_could_be_searched_for_in_the_evidence_are_left_out():
    shown = view(impact("It was said that “orders is throwing 500s, ~74% of requests”."))

    assert texts(shown) == []
    assert shown.left_out == (LeftOut(QUOTING, 1),)


def test_what_is_left_out_is_counted_by_its_reason():
    guess = CitedEntry(entry("The export is suspected.", kind=EntryKind.HYPOTHESIS))
    restart = CitedEntry(entry("A restart was weighed.", kind=EntryKind.DECISION))
    open_yet = impact("Carts were lost.", certainty=Certainty.UNJUDGED)

    shown = view(impact("Orders failed."), guess, restart, open_yet)

    assert shown.left_out == (LeftOut(TECHNICAL, 2), LeftOut(UNJUDGED, 1))
    assert shown.left_out_words == (
        "Left out: 3 of 4 facts of the timeline "
        "(2 technical detail, told in the review for engineers; "
        "1 nobody has said yet how sure it is)."
    )


def test_nothing_left_out_and_nothing_there_are_said_as_well():
    assert view(impact("Orders failed.")).left_out_words == (
        "Nothing is left out: all 1 fact of the timeline are here."
    )
    assert view().left_out_words == "No fact has been written down yet."


def test_a_person_decides_over_the_rule():
    failed = impact("Orders failed.")
    guess = CitedEntry(entry("The export is suspected.", kind=EntryKind.HYPOTHESIS))

    shown = view(
        failed,
        guess,
        chosen=(
            choice(failed, shown=False, reason="told by the support team"),
            choice(guess, wording="The new export is looked at."),
        ),
    )

    assert texts(shown) == ["The new export is looked at."]
    assert shown.left_out == (LeftOut("told by the support team", 1),)


def test_doubt_is_shown_to_these_readers_too():
    (row,) = view(impact("Orders failed.", certainty=Certainty.DISPUTED)).timeline[0].rows

    assert row.marks == ("disputed",)


def test_private_entries_are_neither_shown_nor_counted():
    shown = view(impact("Orders failed."), impact("SECRET", private=True))

    assert "SECRET" not in repr(shown)
    assert shown.left_out == ()
