"""Contradictions between dated statements: found where they are, and nowhere else."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.contradictions import MOST, contradictions_in, impossible_year
from app.domain.moments import Precision, microseconds
from app.domain.statements import ContradictionKind, Statement, Voice
from tests.unit.domain.contradiction_cases import POSITIVES, TRAPS

ZONE = ZoneInfo("Europe/Copenhagen")
VOICES = {"D": Voice.DOCUMENT, "M": Voice.MESSAGE, "A": Voice.ALERT, "E": Voice.ENTRY}


def at(text: str) -> int | None:
    if not text:
        return None
    return microseconds(datetime.fromisoformat(text if "T" in text else f"2026-02-10T{text}Z"))


def statements(lines) -> list[Statement]:
    made = []
    for number, (voice, source, time, text) in enumerate(lines, start=1):
        where, _, thread = source.partition("#")
        drafted = VOICES[voice.upper()] is Voice.ENTRY
        made.append(
            Statement(
                text,
                at(time),
                Precision.MINUTE if time else Precision.NONE,
                VOICES[voice.upper()],
                where,
                ZONE,
                order=number,
                item_id=None if drafted else number,
                entry_id=f"entry-{number}" if drafted else None,
                about=voice.islower(),
                thread=thread or None,
            )
        )
    return made


@pytest.mark.parametrize(
    ("kind", "lines"), [case[1:] for case in POSITIVES], ids=[case[0] for case in POSITIVES]
)
def test_a_contradiction_is_found_once_with_its_quotes(kind, lines):
    (found,) = contradictions_in(statements(lines))
    assert found.kind == kind
    assert found.why.endswith(".")
    assert len(found.quotes) == len(found.items) + len(found.entries)
    assert all(found.quotes)


@pytest.mark.parametrize("lines", [case[1] for case in TRAPS], ids=[case[0] for case in TRAPS])
def test_what_only_looks_like_one_is_left_alone(lines):
    assert contradictions_in(statements(lines)) == []


def test_there_are_enough_of_both():
    assert len(POSITIVES) >= 30
    assert len(TRAPS) >= 30


def test_the_words_say_what_is_apart_and_that_a_zone_may_be_why():
    minutes, hours = (contradictions_in(statements(POSITIVES[n][2]))[0].why for n in (0, 2))
    assert minutes == ("They read as the same event, at 03:47 CET and at 03:52 CET: 5 min apart.")
    assert hours.endswith("1 h apart; by whole hours, so that one may be in another zone.")


def test_all_cases_in_one_case_stay_quick_and_few():
    lines = [
        (voice, f"{name}-{source}", time, text)
        for name, _kind, case in POSITIVES
        for voice, source, time, text in case
    ]
    found = contradictions_in(statements(lines))
    assert len(found) <= MOST
    assert {each.kind for each in found} == set(ContradictionKind) - {
        ContradictionKind.IMPOSSIBLE_YEAR
    }


def test_items_of_an_impossible_year_are_one_contradiction():
    found = impossible_year(
        "boot.log", [(7, "1970-01-01 00:00:03"), (8, "1970-01-01 00:00:04")], 31, "in 1970"
    )
    assert found.kind is ContradictionKind.IMPOSSIBLE_YEAR
    assert found.items == (7, 8)
    assert found.why == "31 items of boot.log stand in 1970."
