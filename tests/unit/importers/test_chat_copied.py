"""Text copied from chat windows: who, when, what; the day comes from headings and one answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.evidence import NO_CHOICES, ImportChoices, Record, SkipCode
from app.domain.moments import Caveat, Precision, caveats_in, iso_utc
from app.domain.questions import DateOrder, DateOrderQuestion, DayQuestion, Question
from app.importers.base import EvidenceFile, Part
from app.importers.chat.chat_copied import CopiedChat
from app.importers.registry import probe, recognise
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "chat-copied"
FRIDAY = ImportChoices(day=date(2024, 3, 29))
SLOW = "Seat maps look slow to me, anybody else?"


def at(record: Record) -> str | None:
    return None if record.stamp is None else iso_utc(record.stamp.clock_us, Precision.MINUTE)[:-1]


def told(reading: Reading) -> list[tuple[str | None, str | None, str]]:
    return [(at(record), record.who, record.text) for record in reading.records]


def read(text: str, tmp_path: Path, choices: ImportChoices = FRIDAY) -> Reading:
    path = tmp_path / "pasted.txt"
    path.write_text(text, encoding="utf-8")
    return Reading(CopiedChat(), path, choices)


def questions(path: Path) -> tuple[Question, ...]:
    return CopiedChat().inspect(EvidenceFile.at(path), lambda _position: None).questions


# The windows


def test_the_window_of_slack() -> None:
    reading = Reading(CopiedChat(), SAMPLES / "slack-window.txt", FRIDAY)
    assert told(reading) == [
        (None, None, "the hall list came back empty for me as well"),
        ("2024-03-29T23:52", "Ines Karst", SLOW),
        ("2024-03-29T23:53", "Ines Karst", "p99 is 6 s on seatmap-2\n:eyes: 3"),
        ("2024-03-29T23:58", "Watchtower", "Firing: Seat map latency above 4 s\nSeverity: page"),
        ("2024-03-30T00:04", "Oduya Brand", "looking (edited)"),
        (
            *("2024-03-30T00:05", "Oduya Brand"),
            "the cache on seatmap-2 is full\nimage.png\n \nimage.png",
        ),
    ]
    assert [one.key for one in reading.authors] == ["Ines Karst", "Oduya Brand"]
    assert [(skip.code, skip.line, skip.count) for skip in reading.skips] == [
        (SkipCode.NOT_EVIDENCE, 2, 6)
    ]
    stamp = reading.records[1].stamp
    assert stamp is not None
    assert (stamp.text, stamp.precision, stamp.zoned) == ("11:52 PM", Precision.MINUTE, False)
    assert set(caveats_in(stamp.caveats)) == {Caveat.DAY, Caveat.YEAR}


def test_slack_with_names_and_times_on_one_line() -> None:
    reading = Reading(CopiedChat(), SAMPLES / "slack-one-line.txt", FRIDAY)
    assert told(reading) == [
        ("2024-03-29T02:46", "Ines Karst", SLOW),
        ("2024-03-29T02:47", "Ines Karst", "p99 is 6 s on seatmap-2"),
        ("2024-03-29T02:58", "Watchtower", "Firing: Seat map latency above 4 s"),
        ("2024-03-29T03:04", "Oduya Brand (she/her)", "looking"),
    ]
    assert reading.records[2].author is None


def test_slack_in_compact_form() -> None:
    reading = Reading(CopiedChat(), SAMPLES / "slack-compact.txt", FRIDAY)
    assert told(reading)[2:] == [
        (
            *("2024-03-29T02:48", "Oduya Brand"),
            "looking\nthe cache on seatmap-2 is full:\n    used 100%",
        ),
        ("2024-03-29T13:02", "Ines Karst", "all green since lunch"),
    ]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("teams-window.txt", ["Karst, Ines", "Brand, Oduya", "Karst, Ines"]),
        ("teams-dated.txt", ["Ines Karst", "Oduya Brand"]),
        ("teams-short-dates.txt", ["Karst, Ines", "Brand, Oduya"]),
        ("teams-german.txt", ["Karst, Ines", "Brand, Oduya (Gast)"]),
        ("discord-window.txt", ["Ines", "Oduya", "Watchtower"]),
        ("discord-three-lines.txt", ["Ines", "Oduya", "Watchtower"]),
        ("telegram.txt", ["Ines Karst", "Oduya"]),
        ("whatsapp.txt", [None, "Ines Karst", "Ines Karst", "Oduya"]),
    ],
)
def test_other_windows(name: str, who: list[str | None]) -> None:
    reading = Reading(CopiedChat(), SAMPLES / name, FRIDAY)
    assert [record.who for record in reading.records] == who
    first = 1 if name == "whatsapp.txt" else 0
    assert told(reading)[first][2].startswith(SLOW)
    assert (at(reading.records[first]), at(reading.records[first + 1])) in {
        ("2024-03-29T23:52", "2024-03-30T00:04"),
        ("2024-03-29T23:52", "2024-03-29T23:52"),
    }


def test_a_message_of_several_lines_stays_one() -> None:
    reading = Reading(CopiedChat(), SAMPLES / "whatsapp.txt")
    assert reading.texts()[2] == "p99 is 6 s\non seatmap-2"
    assert reading.records[2].raw == "29/03/2024, 23:52 - Ines Karst: p99 is 6 s\non seatmap-2"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("[14:46, 30/03/2024] Ines Karst: a\n[14:48, 30/03/2024] Oduya: b\n", "Ines Karst"),
        ("[30.03.24, 14:46:58] Ines: a\n[30.03.24, 14:47:58] Oduya: b\n", "Ines"),
        ("2024-03-30 14:46 - Ines Karst: a\n2024-03-30 14:47 - Oduya Brand: b\n", "Ines Karst"),
        ("Ines Karst\n  Mar 30th at 2:46 PM\na\nOduya Brand\n  Mar 30th at 2:48 PM\nb\n", None),
        ("Watchtower\nAPP\n  2:46 PM\na\nInes Karst\n  2:48 PM\nb\n", "Watchtower"),
        ("WatchtowerAPP  2:46 PM\na\nInes Karst  2:48 PM\nb\n", "Watchtower"),
        ("Ines Karst\n2:46 PM Mar 30\na\nOduya Brand\n2:48 PM Today\nb\n", "Ines Karst"),
        ("mira.holt\n2:46 PM\na\nmira.holt\n2:47 PM\nb\n", "mira.holt"),
        ("Karst, Ines  14:46\na\nBrand, Oduya  14:48\nb\n", "Karst, Ines"),
        ("(02:46:58 PM) Ines Karst: a\n(02:47:10 PM) oduya: b\n", "Ines Karst"),
        ("Ines Karst [2:46 PM]\na\nOduya [2:47 PM]\nb\n", "Ines Karst"),
        ("田中 太郎  14:46\na\n佐藤 花子  14:48\nb\n", "田中 太郎"),
        ("Ines Karst  2:46 PM\na\n", "Ines Karst"),
    ],
)
def test_forms_of_other_windows_and_versions(text: str, who: str | None, tmp_path: Path) -> None:
    reading = read(text, tmp_path, ImportChoices(day=date(2024, 3, 30)))
    assert recognise(EvidenceFile.at(tmp_path / "pasted.txt")).format == "chat-copied"
    assert reading.records[0].who == (who or "Ines Karst")
    assert reading.records[0].text == "a"
    assert at(reading.records[0]) == "2024-03-30T14:46"
    assert reading.records[0].author == (None if who == "Watchtower" else reading.records[0].who)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Gestern um 14:46 Uhr", "Heute um 00:05 Uhr"),
        ("Hier à 14:46", "Aujourd’hui à 00:05"),
        ("Ayer a las 14:46", "hoy a las 00:05"),
        ("ontem às 14:46", "Hoje às 00:05"),
        ("Gisteren om 14:46", "vandaag om 00:05"),
        ("30.03. 14:46", "31.03. 00:05"),
        ("30. 3. 2024 14:46", "31. 3. 2024 0:05"),
        ("2024. 3. 30. 14:46", "2024. 3. 31. 0:05"),
        ("30-03 14:46", "31-03 00:05"),
        ("30/03 a las 14:46", "31/03 a las 00:05"),
        ("Samstag, 30. März 2024 um 14:46", "Sonntag, 31. März 2024 um 00:05"),
        ("Sa., 30. März 14:46", "So., 31. März 00:05"),
        ("30 mars 2024 à 14:46", "31 mars 2024 à 00:05"),
        ("sam. 30 mars 14:46", "dim. 31 mars 00:05"),
        ("30 de marzo de 2024, 14:46", "31 de marzo de 2024, 00:05"),
        ("30 de mar. de 2024 14:46", "31 de mar. de 2024 00:05"),
        ("30 de março 14:46", "31 de março 00:05"),
        ("zaterdag 30 maart 14:46", "zondag 31 mrt 00:05"),
        ("sábado 14:46", "domingo 00:05"),
    ],
)
@pytest.mark.parametrize(
    "layout",
    [
        *(
            "[{0}] Karst, Ines\na\n[{1}] Brand, Oduya\nb\n",
            "Karst, Ines\n{0}\na\nOduya B\n{1}\nb\n",
        ),
        *("Karst, Ines — {0}\na\nOduya — {1}\nb\n", "Karst, Ines\n —\n{0}\na\nOduya\n—\n{1}\nb\n"),
    ],
)
def test_days_as_windows_in_other_languages_write_them(
    layout: str, before: str, now: str, tmp_path: Path
) -> None:
    reading = read(layout.format(before, now), tmp_path, ImportChoices(day=date(2024, 3, 30)))
    assert recognise(EvidenceFile.at(tmp_path / "pasted.txt")).format == "chat-copied"
    assert reading.records[0].who == "Karst, Ines"
    assert [(at(record), record.text) for record in reading.records] == [
        ("2024-03-30T14:46", "a"),
        ("2024-03-31T00:05", "b"),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Samstag, 30. März", "samedi 30 mars", "sábado, 30 de marzo de 2024", "zaterdag 30 maart"],
)
def test_headings_of_other_languages_name_the_day(heading: str, tmp_path: Path) -> None:
    text = f"{heading}\nInes Karst\n  14:46\na\nOduya Brand\n  14:48\nb\n"
    reading = read(text, tmp_path, ImportChoices(day=date(2024, 3, 1)))
    assert [at(record) for record in reading.records] == ["2024-03-30T14:46", "2024-03-30T14:48"]


# The day


def test_the_day_is_asked_once_and_without_an_answer_nothing_is_guessed() -> None:
    path = SAMPLES / "slack-compact.txt"
    assert questions(path) == (DayQuestion(("2:46 AM", "2:46 AM", "2:48 AM", "1:02 PM")),)
    reading = Reading(CopiedChat(), path)
    assert {record.stamp for record in reading.records} == {None}
    assert any("say on which day they begin" in note for note in reading.notes)
    assert [record.who for record in reading.records][1:] == [
        *("Watchtower", "Oduya Brand", "Ines Karst")
    ]


def test_whole_dates_need_no_answer() -> None:
    assert questions(SAMPLES / "teams-dated.txt") == ()
    assert told(Reading(CopiedChat(), SAMPLES / "teams-dated.txt"))[0][0] == "2024-03-29T23:52"


def test_each_midnight_begins_the_next_day(tmp_path: Path) -> None:
    clocks = ("11:50 PM", "12:10 AM", "11:00 PM", "1:00 AM")
    text = "".join(f"Ines Karst  {clock}\nsaid\n" for clock in clocks)
    assert [at(record) for record in read(text, tmp_path).records] == [
        *("2024-03-29T23:50", "2024-03-30T00:10", "2024-03-30T23:00", "2024-03-31T01:00")
    ]


def test_a_step_back_of_a_few_minutes_is_no_midnight(tmp_path: Path) -> None:
    text = "Ines Karst  11:50 AM\na\nIda Brand  11:48 AM\nb\n"
    assert [at(record) for record in read(text, tmp_path).records] == [
        *("2024-03-29T11:50", "2024-03-29T11:48")
    ]


def test_headings_take_their_year_from_the_answer(tmp_path: Path) -> None:
    text = (
        "Sunday, December 31st\nInes Karst  11:50 PM\na\n"
        "Monday, January 1st\nIda Brand  12:10 AM\nb\nToday\nIda Brand  9:00 AM\nc\n"
    )
    reading = read(text, tmp_path, ImportChoices(day=date(2023, 12, 31)))
    assert [at(record) for record in reading.records] == [
        *("2023-12-31T23:50", "2024-01-01T00:10", "2024-01-02T09:00")
    ]
    assert "“Today” was read as 2024-01-02, the day after the one named before it." in reading.notes


def test_a_heading_with_its_year_is_enough(tmp_path: Path) -> None:
    text = "March 29, 2024\nInes Karst  11:50 PM\na\nIda Brand  12:10 AM\nb\n"
    reading = read(text, tmp_path, NO_CHOICES)
    assert [at(record) for record in reading.records] == ["2024-03-29T23:50", "2024-03-30T00:10"]


def test_the_first_yesterday_is_the_day_that_was_said(tmp_path: Path) -> None:
    whens = ("Yesterday at 11:52 PM", "Today at 12:04 AM", "Today at 9:00 PM")
    text = "".join(f"Ines — {when}\nsaid\n" for when in whens)
    assert [at(record) for record in read(text, tmp_path).records] == [
        *("2024-03-29T23:52", "2024-03-30T00:04", "2024-03-30T21:00")
    ]


@pytest.mark.parametrize(("said", "first"), [(29, "2024-03-29"), (30, "2024-03-29")])
def test_a_weekday_is_the_one_nearest_to_the_answer(said: int, first: str, tmp_path: Path) -> None:
    text = "[Friday 11:52 PM] Karst, Ines\na\n[Saturday 12:04 AM] Brand, Ida\nb\n"
    reading = read(text, tmp_path, ImportChoices(day=date(2024, 3, said)))
    assert [(at(record) or "")[:10] for record in reading.records] == [first, "2024-03-30"]


def test_afternoon_is_told_by_the_message_before(tmp_path: Path) -> None:
    text = "Ines Karst  11:58 AM\na\n12:01\nb\n12:59\nc\n1:02\nd\n"
    assert [at(record) for record in read(text, tmp_path).records] == [
        *("2024-03-29T11:58", "2024-03-29T12:01", "2024-03-29T12:59", "2024-03-29T13:02")
    ]


def test_days_and_months_that_nothing_proves_are_asked_for() -> None:
    path = SAMPLES / "whatsapp-phone.txt"
    assert questions(path) == (
        DateOrderQuestion(
            ("3/4/24", "3/5/24"),
            (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST),
            ((date(2024, 4, 3), date(2024, 5, 3)), (date(2024, 3, 4), date(2024, 3, 5))),
        ),
    )
    assert {record.stamp for record in Reading(CopiedChat(), path).records} == {None}
    answered = Reading(CopiedChat(), path, ImportChoices(date_order=DateOrder.MONTH_FIRST))
    assert [at(record) for record in answered.records] == [
        *("2024-03-04T23:52", "2024-03-05T00:04", "2024-03-05T00:05")
    ]
    stamp = answered.records[0].stamp
    assert stamp is not None
    assert stamp.precision is Precision.SECOND
    assert set(caveats_in(stamp.caveats)) == {Caveat.ORDER, Caveat.CENTURY}


# What it is, and what it is not


NOT_CHAT = {
    "a log in brackets": "[02:46:58] Order Service: ready\n[02:46:59] worker: slow\n",
    "an application": "[2024-03-30 02:46:58] production.ERROR: gone\n"
    "[2024-03-30 02:46:59] Order Service: back\n",
    "levels": "[2:46 AM] ERROR: gone\n[2:47 AM] INFO: back\n",
    "a timeline": "29/03/2024 14:05 - Alert fired\n29/03/2024 14:20 - Mira Holt: rolled back\n"
    "29/03/2024 14:30 - Recovered\n",
    "prose": "We met at 2:46 PM and waited.\nNobody had looked by 3:10 PM.\n",
    "a report": "Alert fired, 2:05 PM\nThe pager rang.\nRolled back, 2:20 PM\nOld version.\n",
    "a calendar": "Standup 9:00 AM\nRoom 4\nPlanning 10:00 AM\nRoom 5\n",
    "a table": "Name  Start\nDeploy  14:46\nRollback  14:58\n",
    "minecraft": "[02:46:58] [Server thread/INFO]: Starting\n[02:46:59] [Server thread/INFO]: Up\n",
    "irc": "[02:46] <ines> slow\n[02:47] <oduya> looking\n",
    "German prose": "Wir treffen uns um 14:46\nDie Kasse ging seit 15:10 Uhr nicht.\n",
    "bullets": "- 14:05 UTC: alert\n- 14:20 UTC: rollback\n",
    "nothing": "hello\n",
}


@pytest.mark.parametrize("name", NOT_CHAT)
def test_what_is_no_chat(name: str, tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(NOT_CHAT[name])
    assert CopiedChat().score(probe(EvidenceFile.at(path))) == 0


def test_pasted_text_is_recognised_and_no_path_is_needed() -> None:
    pasted = EvidenceFile("Pasted text", pasted=(SAMPLES / "slack-window.txt").read_bytes())
    assert recognise(pasted).format == "chat-copied"
    parts: list[Part] = list(CopiedChat().read(pasted, FRIDAY))
    assert sum(isinstance(part, Record) for part in parts) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Ines Karst  99:99 PM\na\nIda Brand  2:47 AM\nb\n",
        "Ines Karst  2:46 AM\n",
        "[31/02/2024 02:46] Karst, Ines\na\n[99/99/2024 02:46] Brand, Ida\nb\n",
        "Ines Karst, 30/12/9998 11:46 PM\na\nIda Brand  1:00 AM\nb\nIda Brand  12:00 AM\nc\n" * 400,
        "Today\n\nYesterday\n\nFriday\nNew\nInes Karst  2:46 AM\n\0\nb\n",
        "Ines Karst  2:46 AM\n" + "x" * 200_000 + "\nIda Brand  2:47 AM\nb\n",
        "February 30th\nInes Karst  2:46 AM\na\n",
        "\ufeffInes Karst  2:46\u202fAM\r\na\r\nIda Brand  2:47\u202fAM\r\nb\r\n",
    ],
)
def test_strange_text_is_read_to_its_end(text: str, tmp_path: Path) -> None:
    for choices in (NO_CHOICES, FRIDAY, ImportChoices(day=date.max)):
        assert read(text, tmp_path, choices).records


def test_a_line_too_long_to_read_is_named_and_moves_no_other(tmp_path: Path) -> None:
    text = "Ines Karst  2:46 AM\na\n" + "x" * 2_000_000 + "\nIda Brand  2:47 AM\nb\n"
    reading = read(text, tmp_path)
    assert [(record.line, record.text) for record in reading.records] == [(1, "a"), (4, "b")]
    assert [(skip.code, skip.line) for skip in reading.skips] == [(SkipCode.TOO_LONG, 3)]
