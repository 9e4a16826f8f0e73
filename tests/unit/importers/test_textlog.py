"""Text logs: lines become records, none is lost, and every assumption is said."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import EvidenceError
from app.domain.evidence import ImportChoices, SkipCode
from app.domain.moments import Precision, microseconds
from app.importers.base import EvidenceFile, Probe, Shape
from app.importers.logs.log_records import MAX_RECORD_LINES
from app.importers.logs.textlog import TextLog
from tests.unit.importers.textlogs import SAMPLES, read, read_text, wall

LOG = "2024-03-30 02:46:58,120 INFO started\n2024-03-30 02:46:59,001 WARN slow\n"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def us(text: str) -> int:
    return microseconds(at(text).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    "never", ["0001-01-01 00:00:00", "9999-12-31 23:59:59", "9999-12-31T23:59:59-05:00"]
)
def test_the_dates_that_programs_write_for_never_are_no_times(never: str) -> None:
    reading = read_text(LOG + f"{never} lease expires\n")
    assert reading.times[:2] == [at("2024-03-30 02:46:58.120"), at("2024-03-30 02:46:59.001")]
    assert reading.times[2] is None
    assert reading.texts[2] == f"{never} lease expires"
    assert reading.noted("could not be read as a time: 1.")


def test_a_date_for_never_does_not_hide_the_order_of_the_others() -> None:
    reading = read_text("30/03/2024 02:46:58 one\n31/12/9999 23:59:59 two\n")
    assert reading.times == [at("2024-03-30 02:46:58"), None]


# Records of several lines


def test_a_stack_trace_belongs_to_the_line_above() -> None:
    reading = read(EvidenceFile.at(SAMPLES / "iso.log"))
    trace = reading.records[1]
    assert [record.line for record in reading.records] == [1, 2, 6]
    assert trace.text.splitlines()[0] == "ERROR [main] orders.Pool - pool exhausted"
    assert trace.text.splitlines()[-1] == "\tat orders.Api.post(Api.java:12)"
    assert trace.raw is not None
    assert trace.raw.startswith("2024-03-30 02:46:59,001 ERROR")
    assert reading.noted("Records of more than one line: 1.")


def test_blank_lines_end_no_record_and_leave_no_tail() -> None:
    reading = read_text("2024-03-30 02:46:58 one\n\n  more\n\n2024-03-30 02:46:59 two\n\n")
    assert reading.texts == ["one\n\n  more", "two"]
    assert not reading.skips


def test_lines_before_the_first_stamp_are_undated_items_and_counted() -> None:
    reading = read_text("\tat cut.off(Trace.java:1)\nbanner\n" + LOG)
    assert reading.times[:2] == [None, None]
    assert reading.texts[:2] == ["\tat cut.off(Trace.java:1)", "banner"]
    assert reading.noted("Lines that carry no time stamp and came in without a time: 2.")


def test_no_record_becomes_a_giant() -> None:
    more = "".join(f"line {number}\n" for number in range(MAX_RECORD_LINES + 500))
    reading = read_text("2024-03-30 02:46:58 dump follows\n" + more + LOG * 20)
    assert [record.line for record in reading.records][:2] == [1, MAX_RECORD_LINES + 1]
    assert max(record.text.count("\n") for record in reading.records) < MAX_RECORD_LINES
    assert reading.times[1] is None
    assert reading.noted("without a time: 1 pieces")


def test_a_file_without_stamps_gives_one_undated_item_a_line() -> None:
    reading = read_text("we restarted db-primary\n\nthen it came back\n")
    assert reading.texts == ["we restarted db-primary", "then it came back"]
    assert [record.line for record in reading.records] == [1, 3]
    assert reading.times == [None, None]
    assert reading.skipped(SkipCode.EMPTY) == 1
    assert reading.noted("No time stamps were found")


def test_lines_of_another_shape_in_the_same_file_have_their_time() -> None:
    reading = read_text(
        LOG
        + '10.0.0.7 - - [30/Mar/2024:02:47:01 +0000] "GET /" 200 1\n'
        + "Mar 30 02:47:02 db-primary sshd[8]: session opened\n"
        + LOG
    )
    assert reading.times[2:4] == [at("2024-03-30 02:47:01"), at("2024-03-30 02:47:02")]


# Keys, text and place


def test_a_record_has_its_line_number_and_a_key_that_repeats() -> None:
    first, again = read_text(LOG), read_text(LOG + "2024-03-30 02:47:00 INFO more\n")
    keys = [record.key for record in first.records]
    assert keys == [record.key for record in again.records][:2]
    assert keys[1].startswith("2:")
    assert len(keys[1]) == len("2:") + 8


def test_text_is_the_message_and_raw_the_whole_line() -> None:
    (record, _) = read_text(LOG).records
    assert (record.text, record.raw) == ("INFO started", "2024-03-30 02:46:58,120 INFO started")


def test_colours_of_a_terminal_are_not_part_of_the_text() -> None:
    (record,) = read_text("2024-03-30T02:46:58Z \x1b[31mWARNING\x1b[0m: slow").records
    assert record.text == "WARNING: slow"
    assert record.raw == "2024-03-30T02:46:58Z \x1b[31mWARNING\x1b[0m: slow"


def test_repeated_messages_are_counted() -> None:
    assert read(EvidenceFile.at(SAMPLES / "syslog.log")).noted(": 1, for 4 messages.")


# What stamps leave out


def test_the_year_comes_from_the_file_and_steps_on_at_new_year(tmp_path: Path) -> None:
    path = tmp_path / "messages"
    path.write_bytes((SAMPLES / "syslog.log").read_bytes())
    os.utime(path, (us("2021-02-03 04:05:06") / 10**6,) * 2)
    reading = read(EvidenceFile.at(path))
    assert [moment.year for moment in reading.times if moment] == [2020, 2020, 2021, 2021]
    assert reading.noted("no year; the first was read as 2020, going by when the file was last")


def test_the_year_comes_first_from_the_name_of_the_file() -> None:
    reading = read_text("Mar  3 02:46:58 db sshd[1]: in\n", "messages-20190310")
    assert reading.times == [at("2019-03-03 02:46:58")]
    assert reading.noted("the date in the file's name")


def test_lines_with_a_year_give_theirs_to_those_without() -> None:
    reading = read_text(
        "Mar 30 02:46:58 db sshd[1]: in\n" * 3 + "2017-03-30T02:47:00Z db: up\n" * 2
    )
    assert {moment.year for moment in reading.times if moment} == {2017}
    assert reading.noted("lines that have one")


def test_the_day_a_chat_log_opens_gives_its_lines_their_year() -> None:
    reading = read_text(
        "**** BEGIN LOGGING AT Mon Dec 30 02:46:58 2019\n"
        "Dec 31 23:59:59 <alice>\thi\nJan 01 00:00:10 <bob>\thi\nOct 03 00:00:10 <bob>\tbye\n"
    )
    assert [moment.year for moment in reading.times if moment] == [2019, 2019, 2020, 2020]
    assert [record.who for record in reading.records] == [None, "alice", "bob", "bob"]


def test_the_leap_day_tells_the_year() -> None:
    reading = read_text("Feb 29 02:46:58 db sshd[1]: in\n", "messages-20230310")
    assert reading.times == [at("2020-02-29 02:46:58")]


def test_a_late_line_after_new_year_stays_in_the_old_year() -> None:
    days = ["Dec 30", "Dec 31", "Jan  1", "Dec 31", "Jan  2"]
    reading = read_text("".join(f"{day} 12:00:00 db sshd[1]: in\n" for day in days), "m-20240105")
    assert [moment.year for moment in reading.times if moment] == [2023, 2023, 2024, 2023, 2024]


@pytest.mark.parametrize(
    ("days", "first", "words"),
    [
        (["05/13/2024", "05/14/2024"], "2024-05-13", "month/day/year; no other"),
        (["05/06/2024", "13/06/2024"], "2024-06-05", "day/month/year; no other"),
        (["11/02/2023", "12/02/2023", "01/03/2023"], "2023-02-11", "day/month/year; no other"),
        (["28-07-05", "29-07-05", "30-07-05"], None, "more than one order"),
        (["05-07-28", "05-07-29", "05-07-30"], None, "more than one order"),
        (["02/03/2024", "02/03/2024"], None, "more than one order"),
        (["98-07-28", "98-07-29"], "1998-07-28", "year/month/day; no other"),
    ],
)
def test_day_and_month_are_told_apart_by_proof_only(
    days: list[str], first: str | None, words: str
) -> None:
    reading = read_text("".join(f"{day} 02:46:58 backup ran\n" for day in days))
    assert reading.noted(words)
    if first is None:
        assert set(reading.times) == {None}
        assert reading.texts[0] == f"{days[0]} 02:46:58 backup ran"
    else:
        assert reading.times[0] == at(f"{first} 02:46:58")


def test_the_proof_may_stand_anywhere_in_a_large_file() -> None:
    day = "05/06/2024 02:46:58 backup of every order and every customer ran\n"
    reading = read_text(day * 40_000 + "13/06/2024 02:46:58 backup ran\n" + day)
    assert set(reading.times) == {at("2024-06-05 02:46:58"), at("2024-06-13 02:46:58")}
    done = [position.done for position in reading.positions]
    assert all(before <= after for before, after in pairwise(done))
    assert done[-1] == reading.positions[-1].total


def test_a_short_date_of_spark_is_read_as_spark_writes_it_and_said() -> None:
    reading = read(EvidenceFile.at(SAMPLES / "short.log"))
    assert reading.times[0] == at("2024-03-30 02:46:58")
    assert reading.noted("24/03/30 were read as year/month/day, as the programs do")


def test_a_clock_with_no_day_anywhere_is_no_time() -> None:
    reading = read_text("23:58 pool exhausted\n23:59 pool recovered\n")
    assert reading.times == [None, None]
    assert reading.texts == ["23:58 pool exhausted", "23:59 pool recovered"]
    assert reading.noted("no date")


def test_the_day_of_a_clock_comes_from_the_name_and_steps_on_at_midnight() -> None:
    reading = read_text("23:58:01 down\n23:59 still\n00:01 up\n", "app_2024-03-30.log")
    assert [str(moment) for moment in reading.times] == [
        "2024-03-30 23:58:01",
        "2024-03-30 23:59:00",
        "2024-03-31 00:01:00",
    ]
    assert reading.noted("2024-03-30 was taken from the file's name")


def test_the_end_of_summer_time_is_no_new_day() -> None:
    reading = read_text("02:59 down\n02:00 still\n02:30 up\n", "app-20241027.log")
    assert {moment.date() for moment in reading.times if moment} == {at("2024-10-27").date()}


# Chats


def test_irc_lines_have_a_speaker_and_a_day() -> None:
    reading = read(EvidenceFile.at(SAMPLES.parent / "irc" / "irssi.log"))
    said = [(str(wall(each.stamp)), each.who, each.text) for each in reading.records]
    assert said == [
        ("2024-03-30 23:58:01", None, "--- Log opened Sat Mar 30 23:58:01 2024"),
        ("2024-03-30 23:58:00", None, "-!- bob [~bob@example.org] has joined #orders"),
        ("2024-03-30 23:58:00", "alice", "orders are failing"),
        ("2024-03-30 23:59:00", "bob", "* bob looks"),
        ("2024-03-31 00:01:00", "bob", "rolled back"),
        ("2024-04-01 00:00:00", None, "--- Day changed Mon Apr 01 2024"),
        ("2024-04-01 00:02:00", "alice", "thanks"),
    ]
    assert reading.records[2].author == "alice"
    assert reading.records[2].stamp is not None
    assert reading.records[2].stamp.precision is Precision.MINUTE


@pytest.mark.parametrize(
    "log",
    [
        "[02:46:58] <alice> hi\n[02:46:59] *** Joins: bob (b@x)\n[02:47:00] * alice waves\n",
        "[02:46] <@alice> hi\n=== bob [b@x] has joined #orders\n[02:47] * alice waves\n",
        "02:46 < alice> hi\n02:46 -!- bob has joined\n02:47  * alice waves\n",
    ],
)
def test_forms_of_irc(log: str) -> None:
    reading = read_text(log, "#orders.2024-03-30.log")
    assert [record.who for record in reading.records] == ["alice", None, "alice"]
    assert reading.texts[0] == "hi"


def test_a_mysql_slow_log_has_a_record_for_each_query() -> None:
    query = "# Time: 240330  2:46:58\n# User@Host: root[root]\nSELECT 1;\n"
    reading = read_text(query * 3)
    assert reading.times == [at("2024-03-30 02:46:58")] * 3
    assert reading.texts[0] == "# User@Host: root[root]\nSELECT 1;"


def test_weechat() -> None:
    reading = read_text(
        "2024-03-30 02:46:57\t-->\tbob (b@x) has joined #orders\n"
        "2024-03-30 02:46:58\t@alice\torders are failing\n"
        "2024-03-30 02:46:59\tbob\tlooking\n"
    )
    assert [record.who for record in reading.records] == [None, "alice", "bob"]
    assert reading.texts[1:] == ["orders are failing", "looking"]


def test_a_line_of_a_chat_without_a_stamp_stands_for_itself() -> None:
    log = "[02:46] <alice> hi\n=== bob has left\n[02:47] <carol> hi\n"
    reading = read_text(log, "2024-03-30.log")
    assert reading.times[1] is None
    assert reading.texts == ["hi", "=== bob has left", "hi"]


# The window of time


def test_records_outside_the_window_are_left_out_and_counted() -> None:
    choices = ImportChoices(since_us=us("2024-03-30 02:46:59"), until_us=us("2024-03-30 03:00:00"))
    reading = read_text("header\n" + LOG + "2024-03-30 03:00:00 late\n", choices=choices)
    assert reading.texts == ["header", "WARN slow"]
    assert reading.skipped(SkipCode.OUTSIDE_WINDOW) == 2


def test_the_window_is_in_utc_and_the_log_in_its_zone() -> None:
    choices = ImportChoices(since_us=us("2024-03-30 01:46:59"), zone="Europe/Berlin")
    assert read_text(LOG, choices=choices).texts == ["WARN slow"]
    ahead = ImportChoices(since_us=us("2024-03-30 02:46:59"), clock_offset_us=10**6)
    assert read_text(LOG, choices=ahead).texts == []


# Nothing vanishes

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "   ",
                "\tat orders.Api.post(Api.java:12)",
                "2024-03-30 02:46:58,120 INFO started",
                "2024-03-30T02:46:58Z \x1b[31mred\x1b[0m",
                "Mar 30 02:46:58 db sshd[1]: in",
                "[02:46] <alice> hi",
                "05-07-28 02:46:58 backup ran",
                "1711766818 epoch",
                '{"time":"2024-03-30T02:46:58.120Z"}',
                "2024-99-30 02:46:58 never",
            ]
        ),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=40),
    ),
    max_size=60,
)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_records_and_skips_account_for_every_line(lines: list[str], end: str, last: bool) -> None:
    data = (end.join(lines) + (end if last else "")).encode()
    if not data:
        return
    try:
        reading = read_text(data, "a-2024-03-30.log")
    except EvidenceError:
        return  # a few characters that look binary
    text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    expected = text.split("\n")[: -1 if text.endswith("\n") else None]
    seen: dict[int, str] = {}
    for record in reading.records:
        assert record.line is not None
        for number, line in enumerate((record.raw or record.text).split("\n"), record.line):
            assert number not in seen
            seen[number] = line
    missing = [line for number, line in enumerate(expected, 1) if number not in seen]
    assert all(seen[number] == expected[number - 1] for number in seen)
    assert not any(line.strip() for line in missing)
    assert reading.skipped(SkipCode.EMPTY) == len(missing)
    assert reading.bytes == data


@given(st.binary(max_size=3000))
def test_random_bytes_never_crash(data: bytes) -> None:
    probe = Probe("core", data)
    assert 0 <= TextLog().score(probe) <= 1
    for source in (data, b"\x1f\x8b\x08" + data, b"2024-03-30 02:46:58 x\n" * 200 + data):
        with suppress(EvidenceError):
            assert read_text(source).bytes == source


# Recognising and inspecting


def score(data: bytes, shape: Shape = Shape.FILE) -> float:
    return TextLog().score(Probe("x", data, shape))


def test_text_with_stamps_is_surer_than_text_and_other_things_are_none() -> None:
    assert score(LOG.encode()) == 0.6
    assert score(LOG.encode("utf-16")) == 0.6
    assert score(b"we restarted db-primary\n") == 0.2
    assert score(bytes(range(256)) * 10) == 0
    assert score(b"%PDF-1.7\n% only text\n") == 0
    assert score(b"") == 0
    assert score(b"", Shape.FOLDER) == 0


def test_inspecting_tells_the_span_and_whether_there_is_a_zone(tmp_path: Path) -> None:
    path = tmp_path / "orders.log"
    path.write_text(LOG + "x" * 99 + "\n" + LOG.replace("02:46", "05:46") * 30_000)
    found = TextLog().inspect(EvidenceFile.at(path), lambda position: None)
    assert (found.format, found.title) == ("text-log", "orders.log")
    assert (found.first_us, found.last_us) == (
        us("2024-03-30 02:46:58.120"),
        us("2024-03-30 05:46:59.001"),
    )
    assert not found.has_zone
    zoned = EvidenceFile("a.log", pasted=b"2024-03-30T02:46:58Z up\n")
    assert TextLog().inspect(zoned, lambda position: None).has_zone


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        ("Mar 30 02:46:59 web-1 last message repeated 5 times", 5),
        ("Mar 30 02:46:59 web-1 sshd[7]: message repeated 3 times: [ Failed password ]", 3),
        ("Mar 30 02:46:59 web-1 sshd[7]: the alarm was repeated often", 1),
        ("Mar 30 02:46:59 web-1 last message repeated 0 times", 1),
        ("Mar 30 02:46:59 web-1 last message repeated 99999999999999999999 times", 1),
    ],
)
def test_a_line_that_says_how_often_counts_for_so_many(line: str, weight: int) -> None:
    usual = "".join(f"Mar 30 02:46:{n:02} web-1 sshd[7]: Failed password\n" for n in range(40))
    records = read_text(usual + line + "\n" + usual).records
    assert [record.weight for record in records] == [1] * 40 + [weight] + [1] * 40
