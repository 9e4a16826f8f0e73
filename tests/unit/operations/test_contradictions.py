"""Contradictions of a whole case: out of its sources, its draft and its header."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, EntryKind
from app.domain.errors import InvalidInputError
from app.domain.evidence import ImportChoices
from app.domain.moments import parse_event_time, parse_typed, zone_named
from app.domain.statements import ContradictionKind
from app.domain.timeline import Span
from app.operations import casebooks, cases, contradictions, evidence, imports, timeline

ZONE = "Europe/Copenhagen"


@pytest.fixture
def casebook(tmp_path):
    with casebooks.new_casebook(tmp_path / "c.casebook", "four calm stones") as made:
        yield made


@pytest.fixture
def case(casebook) -> Case:
    return cases.add_case(casebook, CaseKind.INCIDENT, "Orders", ZONE)


def draft(casebook: Casebook, case: Case, time: str, text: str, *cites: int, kind=EntryKind.OTHER):
    said = parse_event_time(time, zone_named(ZONE))
    entry = replace(
        timeline.entry_from_items(casebook, case.id, ()),
        text=text,
        kind=kind,
        time_kind=said.kind,
        start_us=said.start_us,
        end_us=said.end_us,
        time_precision=said.precision,
    )
    return timeline.add_entry(casebook, entry, [Span(item) for item in cites]).entry


def kinds(casebook: Casebook, case: Case) -> list[str]:
    found = contradictions.contradictions(casebook, case.id).found
    return [one.contradiction.kind for one in found]


def test_two_reports_and_the_draft_are_compared_and_a_log_is_not(casebook, case):
    for name, clock in (("a.md", "02:47"), ("b.md", "02:52")):
        report = (
            f"# Report {name}\n\n## Timeline, 2026-02-10\n\nAll times in UTC.\n\n"
            f"- 02:40 Alarm for the orders database\n"
            f"- {clock} Automatic failover promoted the standby of the orders database\n"
        )
        choices = ImportChoices(format="document")
        imports.import_text(casebook, case.id, report, name, choices)
    log = "".join(f"2026-02-10 03:0{n}:00 automatic failover promoted standby\n" for n in range(9))
    imports.import_text(casebook, case.id, log, "app.log")
    told = contradictions.contradictions(casebook, case.id)
    (found,) = told.found
    assert found.contradiction.kind is ContradictionKind.TWO_TIMES
    texts = [item.text for item in evidence.items(casebook, found.contradiction.items)]
    assert len(texts) == 2
    assert all("Automatic failover" in text for text in texts)
    assert told.left_out == 0


def test_an_entry_is_held_against_the_words_that_it_cites(casebook, case):
    chat = "2026-02-10T10:20:00Z support: The first complaint about checkout came at 11:06.\n"
    imports.import_text(casebook, case.id, chat, "notes.txt")
    (item,) = evidence.item_ids(casebook, case.id)
    entry = draft(casebook, case, "2026-02-10 11:15", "A first complaint about checkout.", item)
    (found,) = contradictions.contradictions(casebook, case.id).found
    assert found.contradiction.items == (item,)
    assert found.contradiction.entries == (entry.id,)
    assert found.contradiction.why == (
        "The entry stands at 11:15 CET, and the words that it cites say 11:06: 9 min apart."
    )
    timeline.save_entry(casebook, replace(entry, start_us=entry.start_us - 9 * 60_000_000))
    assert kinds(casebook, case) == []


def test_an_entry_about_what_was_said_is_at_the_time_of_saying_it(casebook, case):
    chat = "2026-02-10T10:20:00Z support: The first complaint about checkout came at 11:06.\n"
    imports.import_text(casebook, case.id, chat, "notes.txt")
    (item,) = evidence.item_ids(casebook, case.id)
    draft(casebook, case, "2026-02-10 11:20", "Support spoke of a first complaint.", item)
    draft(casebook, case, "2026-02-10 11:40", "A first complaint had come at 11:06.", item)
    assert kinds(casebook, case) == []


def test_the_header_of_the_case_is_held_against_itself(casebook, case):
    clocks = ("2026-02-10 10:07", "2026-02-10 10:05")
    at = [parse_typed(text, zone_named(ZONE))[0] for text in clocks]
    cases.update_case(casebook, replace(case, detected_us=at[0], contained_us=at[1]))
    (found,) = contradictions.contradictions(casebook, case.id).found
    assert found.contradiction.kind is ContradictionKind.RESOLVED_FIRST
    assert found.contradiction.quotes[0].startswith("Detected 2026-02-10 10:07")


def test_a_draft_that_recovers_before_it_detects(casebook, case):
    draft(casebook, case, "2026-02-10 10:07", "An alert fired.", kind=EntryKind.DETECTION)
    draft(casebook, case, "2026-02-10 09:50", "All green.", kind=EntryKind.RECOVERY)
    assert kinds(casebook, case) == ["resolved_first"]
    draft(casebook, case, "2026-02-10 11:03", "Green again.", kind=EntryKind.RECOVERY)
    assert kinds(casebook, case) == []


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("1970-01-01T00:00:03Z", "1 item of boot.log stand before 1990, the first in 1970."),
        ("2106-02-07T06:28:15Z", "1 item of boot.log stand after the day of the import"),
        ("2004-02-10T10:00:00Z", "1 item of boot.log stand more than ten years from the rest"),
    ],
)
def test_years_that_cannot_be(casebook, case, first, words):
    log = f"{first} booted\n" + "".join(f"2024-02-10T10:{n:02}:00Z tick\n" for n in range(60))
    imports.import_text(casebook, case.id, log, "boot.log")
    (found,) = contradictions.contradictions(casebook, case.id).found
    assert found.contradiction.kind is ContradictionKind.IMPOSSIBLE_YEAR
    assert found.contradiction.why.startswith(words.replace("stand", "stands"))
    assert found.contradiction.quotes == (first,)


def test_a_dismissed_one_keeps_its_reason_and_comes_last(casebook, case):
    draft(casebook, case, "2026-02-10 10:07", "It was down from 14:20 to 14:05.")
    draft(casebook, case, "2026-02-10 10:17", "Then it hung from 16:20 to 15:05.")
    first = contradictions.contradictions(casebook, case.id).found[0].contradiction
    contradictions.dismiss(casebook, case.id, first.id, "the clock was set back")
    found = contradictions.contradictions(casebook, case.id).found
    assert [one.dismissed for one in found] == ["", "the clock was set back"]
    assert found[1].contradiction == first
    with pytest.raises(InvalidInputError):
        contradictions.dismiss(casebook, case.id, first.id, "  ")
    contradictions.dismiss(casebook, case.id, first.id, "")
    assert not any(one.dismissed for one in contradictions.contradictions(casebook, case.id).found)
