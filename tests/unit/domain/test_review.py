"""What a review shows: every doubt in words, nothing private, each quote numbered once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.drafts import Certainty, EntryKind, Known
from app.domain.evidence import OriginalFile, Receipt, Skip, SkipCode
from app.domain.moments import Precision, TimeKind, ZoneBasis
from app.domain.review import review_of
from app.domain.timeline import CitedEntry
from app.domain.views import ReviewView, TimelineRow
from tests.unit.review_samples import CASE, LOG, NOW, SOURCE, at, cited, entry, small_case


def view(*entries: CitedEntry, case=CASE, sources=()) -> ReviewView:
    return review_of(case, entries, sources, NOW, {"slack-export": "Slack export"})


def row(cited_entry: CitedEntry, case=CASE) -> TimelineRow:
    return view(cited_entry, case=case).timeline[0].rows[0]


def test_it_is_preliminary_until_it_is_published():
    before = view()
    after = view(case=replace(CASE, published_us=at("2024-04-02 12:00")))

    assert before.preliminary
    assert before.status == "Preliminary, as of 2024-04-01 09:30 UTC, causes not analysed"
    assert before.as_of_day == "2024-04-01"
    assert not after.preliminary
    assert after.status == "Published 2024-04-02 12:00 UTC"
    assert after.as_of_day == "2024-04-02"


def test_the_header_names_both_zones_and_says_what_nobody_stated():
    facts = {fact.label: fact.text for fact in view(case=replace(CASE, zone="Europe/Berlin")).facts}

    assert facts["Detected"] == "2024-03-30 03:46:58 Europe/Berlin (02:46:58 UTC)"
    assert facts["Contained"] == "not stated"
    assert facts["Facilitator"] == "Robin Falk"


def test_utc_gets_its_own_day_where_it_is_another():
    case = replace(CASE, zone="Asia/Tokyo", started_us=at("2024-03-30 20:00"))
    facts = {fact.label: fact.text for fact in view(case=case).facts}

    assert facts["Started"] == "2024-03-31 05:00 Asia/Tokyo (2024-03-30 20:00 UTC)"


def test_nothing_private_is_shown_even_where_it_is_handed_in():
    hidden = CitedEntry(entry("SECRET ENTRY", private=True), (cited(9, "SECRET QUOTE"),))
    shown = view(CitedEntry(entry("Alert"), (cited(1, "page"),)), hidden)

    assert "SECRET" not in repr(shown)
    assert [note.quote for note in shown.notes] == ["page"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "02:46:58"),
        ({"time_precision": Precision.MINUTE}, "02:46"),
        ({"time_kind": TimeKind.ABOUT, "time_precision": Precision.MINUTE}, "about 02:46"),
        (
            {
                "time_kind": TimeKind.RANGE,
                "end_us": at("2024-03-30 02:58"),
                "time_precision": Precision.MINUTE,
            },
            "between 02:46 and 02:58",
        ),
        (
            {
                "time_kind": TimeKind.RANGE,
                "end_us": at("2024-03-31 00:10"),
                "time_precision": Precision.MINUTE,
            },
            "between 02:46 and 00:10 on 2024-03-31",
        ),
        ({"time_precision": Precision.DAY}, "time of day not known"),
        ({"time_kind": TimeKind.ABOUT, "time_precision": Precision.DAY}, "about this day"),
        (
            {
                "time_kind": TimeKind.RANGE,
                "end_us": at("2024-04-01"),
                "time_precision": Precision.DAY,
            },
            "between 2024-03-30 and 2024-04-01",
        ),
        ({"time_kind": TimeKind.UNKNOWN, "start_us": None}, "time not known"),
    ],
)
def test_a_time_says_how_surely_it_is_known(changes, words):
    assert row(CitedEntry(entry("Alert", **changes))).time == words


def test_times_are_local_with_utc_beside_them():
    tokyo = replace(CASE, zone="Asia/Tokyo")
    late = CitedEntry(
        entry(
            "Alert",
            "2024-03-30 14:50",
            time_kind=TimeKind.RANGE,
            end_us=at("2024-03-30 15:10"),
        )
    )

    assert row(CitedEntry(entry("Alert")), tokyo).time == "11:46:58"
    assert row(CitedEntry(entry("Alert")), tokyo).utc == "02:46:58 UTC"
    assert row(late, tokyo).time == "between 23:50 and 00:10 on 2024-03-31"
    assert row(late, tokyo).utc == "14:50–15:10 UTC"
    assert row(CitedEntry(entry("Alert"))).utc == ""


def test_a_clock_that_the_end_of_summer_time_repeats_is_told_apart_by_utc():
    berlin = replace(CASE, zone="Europe/Berlin")
    first, second = (
        row(CitedEntry(entry("Alert", time)), berlin)
        for time in ("2024-10-27 00:30", "2024-10-27 01:30")
    )

    assert first.time == second.time == "02:30"
    assert (first.utc, second.utc) == ("00:30 UTC", "01:30 UTC")


def test_days_are_headed_only_where_there_are_several():
    night = CitedEntry(entry("Alert", "2024-03-30 23:59"))
    morning = CitedEntry(entry("Recovered", "2024-03-31 00:01"))
    undated = CitedEntry(entry("Telephone call", None))

    assert [day.heading for day in view(night).timeline] == [""]
    assert "Saturday, 2024-03-30" in view(night).guide[0]
    assert [day.heading for day in view(undated, morning, night).timeline] == [
        "Saturday, 2024-03-30",
        "Sunday, 2024-03-31",
        "Time not known",
    ]


@pytest.mark.parametrize("certainty", list(Certainty))
def test_every_certainty_is_said(certainty):
    words = "not yet judged" if certainty is Certainty.UNJUDGED else certainty.value

    assert row(CitedEntry(entry("Alert", certainty=certainty))).marks[0] == words


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_kind_is_said(kind):
    assert row(CitedEntry(entry("Alert", kind=kind))).kind.lower() == kind.value


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"known_us": at("2024-03-30 03:28"), "known_by": "service owner"},
            "known only later, since 03:28, by service owner",
        ),
        ({"known_us": at("2024-04-01 08:00")}, "known only later, since 2024-04-01 08:00"),
        ({}, "known only later, since a time not noted"),
    ],
)
def test_what_was_known_only_later_says_since_when_and_by_whom(changes, words):
    shown = view(CitedEntry(entry("No pagination", known=Known.LATER, **changes)))

    assert words in shown.timeline[0].rows[0].marks
    assert any("no imported item shows it known before" in line for line in shown.guide)


def test_an_entry_without_evidence_says_so_and_is_counted():
    shown = view(CitedEntry(entry("Alert"), (cited(1, "page"),)), CitedEntry(entry("Rumour")))

    marks = {row.text: row.marks for row in shown.timeline[0].rows}
    assert "no evidence cited" in marks["Rumour"]
    assert "no evidence cited" not in marks["Alert"]
    assert "no evidence cited: 1 of 2 entries" in shown.gaps


def test_evidence_that_was_edited_or_moved_marks_its_entry_and_note():
    edited = cited(1, "page", edited_us=at("2024-03-30 03:02:05"))
    moved = cited(2, "page", item_utc_us=at("2024-03-30 03:47:31.004"))
    lost = cited(3, "page", item_utc_us=None)
    shown = view(CitedEntry(entry("Alert"), (edited, moved, lost)))

    assert shown.timeline[0].rows[0].marks[1:] == (
        "evidence edited later, at 2024-03-30 03:02:05 UTC (note 1)",
        "evidence moved 1 h later since it was cited (note 2)",
        "evidence lost its time since it was cited (note 3)",
    )
    assert shown.notes[0].marks == ("edited later, at 2024-03-30 03:02:05 UTC",)
    assert "no time in the evidence" in shown.notes[2].origin


def test_a_quote_is_numbered_once_and_another_span_of_the_item_anew():
    whole, part = cited(1, "the whole message"), cited(1, "whole", (4, 9))
    shown = view(
        CitedEntry(entry("First", "2024-03-30 02:00"), (whole, part)),
        CitedEntry(entry("Second", "2024-03-30 03:00"), (part, whole, part)),
    )

    assert [row.notes for row in shown.timeline[0].rows] == [(1, 2), (2, 1)]
    assert [note.quote for note in shown.notes] == ["the whole message", "whole"]


def test_a_note_says_where_its_evidence_stands():
    (note,) = view(CitedEntry(entry("Alert"), (cited(1, "page"),))).notes

    assert note.origin == (
        "Slack export",
        "#inc-412",
        "ana",
        "2024-03-30 02:47:31.004 UTC",
        "inc-412/2024-03-30.json, line 14",
    )


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.MICROSECOND, "2024-03-30 02:47:31.004000 UTC"),
        (Precision.SECOND, "2024-03-30 02:47:31 UTC"),
        (Precision.MINUTE, "2024-03-30 02:47 UTC"),
        (Precision.DAY, "2024-03-30, time of day not in the evidence"),
    ],
)
def test_the_time_of_evidence_is_no_finer_than_the_evidence(precision, words):
    item = cited(1, "page", precision=precision)

    assert words in view(CitedEntry(entry("Alert"), (item,))).notes[0].origin


def test_a_whole_item_is_shortened_visibly_and_a_chosen_span_never():
    long = "word " * 500
    lines = "line\n" * 50
    shown = view(
        CitedEntry(
            entry("Alert"),
            (cited(1, long), cited(2, lines), cited(3, long, (0, 2500)), cited(4, " " * 900)),
        )
    )

    cut, cut_lines, span, blank = (note.quote for note in shown.notes)
    assert cut.endswith("word …")
    assert len(cut) < 410
    assert cut_lines.count("\n") == 7
    assert cut_lines.endswith("…")
    assert span == long
    assert blank == " …"


def test_a_source_tells_all_that_its_receipt_knows():
    slack, log = view(sources=[SOURCE, LOG]).sources

    assert slack.sentences == (
        "Slack export, 212 items.",
        "From 2024-03-30 02:40:00 UTC to 2024-03-30 03:35:00 UTC.",
        "Its times name their own zone.",
        "Its clock is taken as right.",
        "Skipped: 1 (broken records).",
        "Left out by choice: 12 (direct messages).",
        "SHA-256 of the original: slack.zip ab12cd34ab12cd34…",
    )
    assert log.sentences[0] == "Text log, 1,204 items, 3 of them without a time."
    assert "Times without a zone are read in Europe/Berlin, as set for this source." in (
        log.sentences
    )
    assert "Its clock ran 2.5 s ahead; times here are corrected." in log.sentences
    assert "The stamps lack a year; 2024 is assumed." in log.sentences


def test_the_file_names_of_a_folder_stay_in_the_casebook():
    paths = ("general/2024-03-30.json", "mpdm-ana--bo-1/2024-03-30.json")
    originals = tuple(OriginalFile(path, 9, "ab" * 32) for path in paths)
    receipt = replace(SOURCE.receipt, originals=originals)
    (line,) = view(sources=[replace(SOURCE, receipt=receipt)]).sources

    assert line.sentences[-1] == "Its 2 original files are kept with their SHA-256."


def test_a_source_read_in_the_zone_of_the_case_says_so():
    source = replace(LOG, zone=None, zone_basis=ZoneBasis.CASE, clock_offset_us=-61_000_000)
    (line,) = view(sources=[source], case=replace(CASE, zone="Asia/Tokyo")).sources

    assert "Times without a zone are read in Asia/Tokyo, the zone of the case." in line.sentences
    assert "Its clock ran 1 min 1 s behind; times here are corrected." in line.sentences


@pytest.mark.parametrize("code", list(SkipCode))
def test_every_reason_to_leave_something_out_has_words(code):
    receipt = Receipt("text-log", 0, 0, (Skip(code, "x"), Skip(code, "y", count=2)), ())
    (line,) = view(sources=[replace(SOURCE, receipt=receipt)]).sources

    way = "Left out by choice" if code.by_choice else "Skipped"
    assert any(sentence.startswith(f"{way}: 3 (") for sentence in line.sentences)


def test_missing_sources_are_lines():
    case = replace(CASE, missing_sources="- Call at 03:00\n\n* Pager log\nMail")

    assert view(case=case).missing_sources == ("Call at 03:00", "Pager log", "Mail")
    assert view().missing_sources == ()


def test_the_whole_small_case_reads_in_order():
    case, entries, sources = small_case()
    shown = review_of(case, reversed(entries), sources, NOW)

    assert [row.time for day in shown.timeline for row in day.rows] == [
        "02:46:58",
        "about 02:52",
        "between 02:53 and 02:58",
        "03:21:48",
        "time not known",
    ]
    assert shown.sources[0].sentences[0] == "Slack export, 212 items."
