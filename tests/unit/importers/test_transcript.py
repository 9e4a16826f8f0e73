"""Transcripts of calls: who said what, at which moment of a recording whose beginning is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.evidence import NO_CHOICES, ImportChoices, Record, SkipCode
from app.domain.moments import Caveat, Precision, caveats_in, iso_utc
from app.domain.questions import DayQuestion, Question
from app.importers.base import EvidenceFile
from app.importers.chat.transcript import Transcript
from app.importers.registry import probe, recognise
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "transcript"
SLOW = "The seat maps are slow for everybody."
BEGINS = 1_711_766_405_000_000  # 2024-03-30 02:40:05
BEGAN = ImportChoices(begins_us=BEGINS)
DAY = ImportChoices(day=date(2024, 3, 30))


def at(record: Record) -> str | None:
    return None if record.stamp is None else iso_utc(record.stamp.clock_us, Precision.SECOND)[:-1]


def told(reading: Reading) -> list[tuple[str | None, str | None, str]]:
    return [(at(record), record.who, record.text) for record in reading.records]


def read(
    text: str, tmp_path: Path, name: str = "call.txt", choices: ImportChoices = BEGAN
) -> Reading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Reading(Transcript(), path, choices)


def questions(path: Path) -> tuple[Question, ...]:
    return Transcript().inspect(EvidenceFile.at(path), lambda _position: None).questions


# Cues


def test_cues_of_zoom_name_who_speaks() -> None:
    assert told(Reading(Transcript(), SAMPLES / "zoom.vtt", BEGAN)) == [
        ("2024-03-30T02:40:07", "Ines Karst", SLOW),
        ("2024-03-30T02:40:11", "Oduya Brand", "Since when?"),
        ("2024-03-30T02:40:14", "Oduya Brand", "And one more thing: is it only the north?"),
        ("2024-03-30T03:42:08", "Ines Karst", "All green again."),
    ]


def test_cues_of_teams_name_voices_and_keep_no_tags() -> None:
    reading = Reading(Transcript(), SAMPLES / "teams.vtt", BEGAN)
    assert told(reading) == [
        (
            "2024-03-30T02:40:07",
            "Ines Karst",
            "The seat maps are slow\nfor everybody & everywhere.",
        ),
        ("2024-03-30T02:40:11", "Oduya Brand", "Since when?"),
        ("2024-03-30T02:40:11", "Ines Karst", "Ten minutes."),
        ("2024-03-30T02:40:17", None, "(a door closes)"),
    ]
    assert [(skip.code, skip.line, skip.count) for skip in reading.skips] == [
        (SkipCode.NOT_EVIDENCE, 1, 7),
        (SkipCode.EMPTY, 21, 1),
    ]
    assert [record.line for record in reading.records] == [12, 17, 17, 23]


def test_srt_with_windows_line_ends_missing_and_surplus_blank_lines() -> None:
    assert told(Reading(Transcript(), SAMPLES / "phone.srt", BEGAN)) == [
        ("2024-03-30T02:40:07", "Ines Karst", "The seat maps are slow."),
        ("2024-03-30T02:40:11", "Ines Karst", "For everybody."),
        ("2024-03-30T02:40:14", None, "nobody knows\nwhy yet"),
    ]


def test_cues_copied_from_a_word_file_of_teams() -> None:
    reading = Reading(Transcript(), SAMPLES / "teams-cues.txt", BEGAN)
    assert [(record.who, record.text) for record in reading.records] == [
        ("Ines Karst", SLOW),
        ("Oduya Brand", "Since when?"),
        ("Ines Karst", "Ten minutes."),
    ]


def test_a_colon_in_what_is_said_names_nobody(tmp_path: Path) -> None:
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\nNote this: it grew.\n"
    more = "\n00:03.000 --> 00:04.000\nI looked.\n\n00:05.000 --> 00:06.000\nIt is full.\n"
    assert [record.who for record in read(cue + more, tmp_path).records] == [None] * 3


# Turns


def test_turns_of_teams_with_the_beginning_in_their_heading() -> None:
    reading = Reading(Transcript(), SAMPLES / "teams-turns.txt")
    assert told(reading)[1:] == [
        ("2024-03-30T02:40:12", "Ines Karst", f"{SLOW}\nIt began at 2:38 AM."),
        ("2024-03-30T02:40:31", "Oduya Brand", "Since when?"),
        ("2024-03-30T03:42:03", "Ines Karst", "All green again."),
    ]
    preamble = reading.records[0]
    assert (preamble.stamp, preamble.who) == (None, None)
    assert preamble.text.startswith("Incident bridge")
    assert questions(SAMPLES / "teams-turns.txt") == ()
    assert reading.notes == [
        "The times count from the beginning of the recording, which began at 2024-03-30 02:40:00,"
        " by “March 30, 2024, 2:40AM”."
    ]
    stamp = reading.records[1].stamp
    assert stamp is not None
    assert (stamp.text, stamp.precision) == ("0:12", Precision.MINUTE)  # as the beginning is
    assert caveats_in(stamp.caveats) == (Caveat.RELATIVE,)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "otter.txt",
            [("02:40:07", "Ines Karst"), ("02:40:36", "Oduya Brand"), ("02:40:45", "Ines Karst")],
        ),
        (
            "meet.txt",
            [("02:40:05", "Ines Karst"), ("02:40:05", "Oduya Brand"), ("02:45:05", "Ines Karst")],
        ),
    ],
)
def test_turns_of_other_programs(name: str, expected: list[tuple[str, str]]) -> None:
    reading = Reading(Transcript(), SAMPLES / name, BEGAN)
    said = [(at(record), record.who) for record in reading.records if record.stamp]
    assert said == [(f"2024-03-30T{clock}", who) for clock, who in expected]
    assert reading.skips == []


def test_names_above_their_times(tmp_path: Path) -> None:
    text = (
        "Ines Karst\n0 minutes 12 seconds\n0:12\nThe seat maps are slow.\n"
        "Oduya Brand\n1 minute 31 seconds\n1:31\nSince when?\n"
    )
    assert told(read(text, tmp_path))[-2:] == [
        ("2024-03-30T02:40:17", "Ines Karst", "The seat maps are slow."),
        ("2024-03-30T02:41:36", "Oduya Brand", "Since when?"),
    ]
    assert recognise(EvidenceFile.at(tmp_path / "call.txt")).format == "transcript"


def test_captions_without_names(tmp_path: Path) -> None:
    reading = read("0:00\nwelcome\n0:04\nto the call\n0:09\nlet us begin\n", tmp_path)
    assert [(record.who, record.text) for record in reading.records] == [
        (None, "welcome"),
        (None, "to the call"),
        (None, "let us begin"),
    ]


@pytest.mark.parametrize("name", ["zoom-chat.txt", "zoom-captions.txt", "zoom-audio.txt"])
def test_times_of_day_need_only_the_day(name: str) -> None:
    [question] = questions(SAMPLES / name)
    assert isinstance(question, DayQuestion)
    assert not question.moment
    reading = Reading(Transcript(), SAMPLES / name, DAY)
    assert told(reading)[0] == ("2024-03-30T02:46:12", "Ines Karst", SLOW)
    stamp = reading.records[0].stamp
    assert stamp is not None
    assert caveats_in(stamp.caveats) == (Caveat.DAY,)


def test_a_chat_of_zoom_passes_midnight_and_keeps_colons() -> None:
    reading = Reading(Transcript(), SAMPLES / "zoom-chat.txt", DAY)
    assert told(reading)[2:] == [
        ("2024-03-30T02:47:30", "Ines Karst", "Ten minutes: it grew."),
        ("2024-03-31T00:01:00", "Ines Karst", "All green again."),
    ]


# The beginning


def test_without_a_beginning_nothing_has_a_time() -> None:
    reading = Reading(Transcript(), SAMPLES / "zoom.vtt")
    assert {record.stamp for record in reading.records} == {None}
    assert reading.texts()[0] == f"[00:00:02.000] {SLOW}"
    assert "nothing says when it began" in reading.notes[0]
    assert questions(SAMPLES / "zoom.vtt") == (
        DayQuestion(
            ("00:00:02.000", "00:00:06.400", "00:00:09.500", "01:02:03.250"), None, moment=True
        ),
    )


def test_a_day_alone_is_no_beginning() -> None:
    reading = Reading(Transcript(), SAMPLES / "zoom.vtt", DAY)
    assert {record.stamp for record in reading.records} == {None}


@pytest.mark.parametrize(
    ("name", "zoned"),
    [
        ("GMT20240330-024005_Recording.transcript.vtt", True),
        ("Incident bridge-20240330_024005-Meeting Recording.vtt", False),
        ("Incident bridge-20240330_024005UTC-Meeting Recording.vtt", True),
    ],
)
def test_zoom_and_teams_name_a_file_by_its_beginning(
    name: str, zoned: bool, tmp_path: Path
) -> None:
    reading = read((SAMPLES / "zoom.vtt").read_text(), tmp_path, name, NO_CHOICES)
    first = reading.records[0]
    assert at(first) == "2024-03-30T02:40:07"
    assert first.stamp is not None
    assert (first.stamp.zoned, first.stamp.precision) == (zoned, Precision.SECOND)


def test_a_date_in_any_other_name_is_only_proposed(tmp_path: Path) -> None:
    path = tmp_path / "bridge 2024-03-30.vtt"
    path.write_bytes((SAMPLES / "zoom.vtt").read_bytes())
    [question] = questions(path)
    assert isinstance(question, DayQuestion)
    assert question.proposed == date(2024, 3, 30)


def test_a_date_that_somebody_speaks_of_is_no_beginning(tmp_path: Path) -> None:
    text = "Ines Karst  0:02\nOn March 29, 2024 at 2:40 AM it was fine.\nOduya Brand  0:09\nAh.\n"
    assert {record.stamp for record in read(text, tmp_path, choices=NO_CHOICES).records} == {None}


# What it is, and what it is not


@pytest.mark.parametrize(
    "text",
    [
        "02:46:12 worker: started\n02:46:13 worker: ready\n",
        "02:46:12 Order Service: started\n02:46:13 Order Service: ready\n",
        "Ines Karst  14:46\nslow\nOduya Brand  14:58\nlooking\n",
        "14:05\nalert\n14:20\nrollback\n14:30\ndone\n",
        "Total requests  0:12\nTotal errors  0:14\n",
        "a --> b\nb --> c\n",
        "hello\n",
    ],
)
def test_what_is_no_transcript(text: str, tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(text)
    assert Transcript().score(probe(EvidenceFile.at(path))) == 0


def test_minutes_and_seconds_are_no_times_of_day() -> None:
    assert recognise(EvidenceFile.at(SAMPLES / "otter.txt")).format == "transcript"


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n",
        "WEBVTT\n\nNOTE nothing\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        "WEBVTT\n\n999:99:99.999 --> 00:02.000\nx\n\n999:59:59.999 --> 00:00.000\nlate\n",
        "1\n00:00:02,000 --> \nx\n2\n00:00:03,000 --> 00:00:04,000\n<v >y</v><v  Ines\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v Ines>" * 20_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "line\n" * 20_000 + "\n" + "rest\n" * 20_000,
        "Ines Karst  0:02\n\0\ud7ff\nOduya Brand  0:03\n" + "x" * 300_000 + "\n",
    ],
)
def test_strange_text_is_read_to_its_end(text: str, tmp_path: Path) -> None:
    for choices in (NO_CHOICES, BEGAN, ImportChoices(begins_us=253_402_300_799_000_000)):
        reading = read(text, tmp_path, choices=choices)
        assert reading.records or reading.skips
