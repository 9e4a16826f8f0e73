"""IRC logs: each line an item with the nick in it; what clients announce makes nobody an author."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.evidence import ImportChoices
from app.domain.moments import Caveat, caveats_in
from app.domain.questions import DayQuestion
from app.importers.base import EvidenceFile
from app.importers.chat.irc import Irc
from app.importers.registry import probe, recognise
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading
from tests.unit.importers.textlogs import wall

SAMPLES = DATA / "irc"


def read(text: str | bytes, tmp_path: Path, name: str = "orders.log", **choices: date) -> Reading:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Reading(Irc(), path, ImportChoices(day=choices.get("day")))


def spoken(reading: Reading) -> list[tuple[str | None, str]]:
    return [(record.who, record.text) for record in reading.records]


def test_irssi() -> None:
    reading = Reading(Irc(), SAMPLES / "irssi.log")
    said = [(str(wall(each.stamp)), each.who, each.text) for each in reading.records]
    assert said == [
        ("2024-03-30 23:58:01", None, "--- Log opened Sat Mar 30 23:58:01 2024"),
        ("2024-03-30 23:58:00", "bob", "-!- bob [~bob@example.org] has joined #orders"),
        ("2024-03-30 23:58:00", "alice", "orders are failing"),
        ("2024-03-30 23:59:00", "bob", "* bob looks"),
        ("2024-03-31 00:01:00", "bob", "rolled back"),
        ("2024-04-01 00:00:00", None, "--- Day changed Mon Apr 01 2024"),
        ("2024-04-01 00:02:00", "alice", "thanks"),
    ]
    assert {record.place for record in reading.records} == {"#orders"}
    last = reading.records[-1].stamp
    assert last is not None
    assert caveats_in(last.caveats) == (Caveat.DAY,)


def test_who_joins_or_leaves_wrote_nothing() -> None:
    reading = Reading(Irc(), SAMPLES / "weechat.log")
    assert [(record.who, record.author) for record in reading.records] == [
        ("bob", None),
        ("alice", "alice"),
        ("bob", "bob"),
        ("bob", "bob"),
        (None, None),
        ("carol", None),
    ]
    assert [one.key for one in reading.authors] == ["alice", "bob"]
    assert reading.texts()[1:4] == ["orders are failing", "looking", "*\tbob opens the dashboard"]


def test_hexchat_with_its_days_and_notices() -> None:
    reading = Reading(Irc(), SAMPLES / "hexchat.log")
    assert spoken(reading)[1:-1] == [
        (None, "*\tNow talking on #orders"),
        ("alice", "anyone?"),
        ("bob", "here"),
        ("carol", "*\tcarol (~carol@shop.example) has joined"),
        ("alice", "paging the duty phone"),
    ]
    assert str(wall(reading.records[2].stamp)) == "2024-03-30 02:46:59"
    assert [(skip.line, skip.count) for skip in reading.skips] == [(2, 1)]


def test_znc_passes_midnight_and_loses_its_colours() -> None:
    reading = Reading(Irc(), SAMPLES / "2024-03-30.znc.log")
    assert spoken(reading)[:2] == [
        ("bob", "*** Joins: bob (~bob@shop.example)"),
        ("alice", "orders are failing badly"),
    ]
    assert "\x03" in (reading.records[1].raw or "")
    assert [str(wall(reading.records[at].stamp)) for at in (0, 5, 6)] == [
        "2024-03-30 02:46:57",
        "2024-03-30 23:59:50",
        "2024-03-31 00:00:10",
    ]


def test_the_day_is_asked_for_and_answered(tmp_path: Path) -> None:
    log = "[23:58] <alice> orders are failing\n[00:01] <bob> rolled back\n"
    asked = read(log, tmp_path)
    assert [record.stamp for record in asked.records] == [None, None]
    assert asked.texts() == ["[23:58] orders are failing", "[00:01] rolled back"]
    source = EvidenceFile.at(tmp_path / "orders.log")
    questions = Irc().inspect(source, lambda _position: None).questions
    assert questions == (DayQuestion(("23:58", "00:01")),)
    answered = read(log, tmp_path, day=date(2024, 3, 30))
    assert [str(wall(record.stamp)) for record in answered.records] == [
        "2024-03-30 23:58:00",
        "2024-03-31 00:01:00",
    ]


def test_a_clock_of_twelve_hours_needs_the_moment_of_the_first_line(tmp_path: Path) -> None:
    clocks = ("11:58", "12:30", "12:59", "01:00", "12:58", "11:00", "12:10")
    path = tmp_path / "orders.log"
    path.write_text("".join(f"[{clock}] <alice> hi\n" for clock in clocks))
    [question] = Irc().inspect(EvidenceFile.at(path), lambda _position: None).questions
    assert isinstance(question, DayQuestion)
    assert question.moment
    assert {record.stamp for record in Reading(Irc(), path).records} == {None}
    evening_us = 1_711_756_680_000_000  # 2024-03-29 23:58
    reading = Reading(Irc(), path, ImportChoices(begins_us=evening_us))
    assert [str(wall(record.stamp)) for record in reading.records] == [
        "2024-03-29 23:58:00",
        "2024-03-30 00:30:00",
        "2024-03-30 00:59:00",
        "2024-03-30 01:00:00",
        "2024-03-30 00:58:00",
        "2024-03-30 11:00:00",
        "2024-03-30 12:10:00",
    ]


def test_lines_without_a_stamp_stand_for_themselves(tmp_path: Path) -> None:
    log = "[02:46] <alice> hi\n=== bob [b@x] has joined #orders\n=== bob waves\n[02:47] <bob> hi\n"
    reading = read(log, tmp_path, "2024-03-30.log")
    assert spoken(reading) == [
        ("alice", "hi"),
        ("bob", "=== bob [b@x] has joined #orders"),
        ("bob", "=== bob waves"),
        ("bob", "hi"),
    ]
    assert [record.stamp is None for record in reading.records] == [False, True, True, False]
    assert "Lines that came in without a time: 2." in reading.notes


def test_plain_lines_without_any_stamp(tmp_path: Path) -> None:
    reading = read("<alice> orders are failing\n<@bob> looking\n* bob sighs\n", tmp_path)
    assert spoken(reading) == [
        ("alice", "orders are failing"),
        ("bob", "looking"),
        ("bob", "* bob sighs"),
    ]
    assert recognise(EvidenceFile.at(tmp_path / "orders.log")).format == "irc"


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-30 02:46:58 <info> device up\n2024-03-30 02:46:59 <warn> device down\n",
        "2024-03-30 02:46:58 <0.45.0> started\n2024-03-30 02:46:59 <0.46.0> ready\n",
        "<html>\n<body>\n<p> text\n</body>\n",
        "02:46 deploy began\n02:47 deploy ended\n",
        "* one point\n* another point\n* a third\n",
        "<137>Mar 30 02:46:58 db sshd[1]: in\n<137>Mar 30 02:46:59 db sshd[1]: out\n",
    ],
)
def test_what_is_no_chat(text: str, tmp_path: Path) -> None:
    path = tmp_path / "some.log"
    path.write_text(text)
    assert Irc().score(probe(EvidenceFile.at(path))) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + "[02:46] <alice> hi\n[02:47] <bob> hi\n".encode("utf-16-le"),
        b"[02:46] <al\xefce> hi\n[02:47] <bob> hi\xff\xfe\n",
        b"[02:46] <alice> hi\0\n\n[02:47] <bob> \n[99:99] <bob> late\n",
        b"[02:46] <alice> hi\r\n[02:47] <bob> hi\r\n",
    ],
    ids=["utf-16", "broken", "nul", "crlf"],
)
def test_hostile_bytes(data: bytes, tmp_path: Path) -> None:
    reading = read(data, tmp_path, "2024-03-30.log")
    assert len(reading.records) >= 2
    assert reading.records[1].who == "bob"


def test_real_windows(shared: Path) -> None:
    for path in sorted((shared / "evidence" / "chat" / "irc_ubuntu").glob("*.raw.txt")):
        reading = Reading(Irc(), path)
        assert recognise(EvidenceFile.at(path)).format == "irc"
        assert len(reading.records) == 1250
        assert sum(record.who is None for record in reading.records) <= 1
        dated = [record for record in reading.records if record.stamp]
        # In two of them the clock has twelve hours and does not say which half of the day it is.
        assert len(dated) >= 1000 or any("from 12:59 to 1:00" in note for note in reading.notes)
        days = {str(wall(record.stamp))[:10] for record in dated}
        assert len(days) <= 2
        assert not dated or path.name[:10] in days
