"""Logs of web servers and proxies: nginx, Apache, HAProxy, IIS."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.evidence import SkipCode
from app.domain.moments import Precision
from tests.unit.importers.log_reading import instants, recognised, sample, written

REQUEST = '203.0.113.7 - - [30/Mar/2024:03:46:58 +0100] "GET / HTTP/1.1" 200 5 "-" "curl/8.5"'


def test_a_request_says_the_answer_first_and_keeps_the_order_of_the_file() -> None:
    reading = sample("access-log", "shop.log")
    assert instants(reading)[:4] == [
        "2024-03-30T02:46:58Z",
        "2024-03-30T02:46:57Z",
        "2024-03-30T02:46:59Z",
        "2024-03-30T02:47:00Z",
    ]
    assert reading.texts()[:2] == [
        "503 GET /orders/771 HTTP/1.1 1520 bytes, 203.0.113.7, from https://shop.example/cart,"
        " Mozilla/5.0 (X11), 2.140",
        "201 POST /orders HTTP/2.0 - bytes, 2001:db8::7, user mira",
    ]
    assert all(record.author is None for record in reading.records)


def test_what_a_client_sent_is_shown_as_text_where_it_is_text() -> None:
    third, fourth = sample("access-log", "shop.log").records[2:4]
    assert third.text.startswith('404 GET /a"bé HTTP/1.1')
    assert third.place == "shop.example:443"
    assert fourth.text.startswith("400 \\x16\\x03\\x01")


def test_a_day_that_does_not_exist_and_a_line_of_something_else_come_in_undated() -> None:
    reading = sample("access-log", "shop.log")
    bad, other = reading.records[4:]
    assert (bad.stamp, other.stamp) == (None, None)
    assert "31/Feb/2024" in bad.text
    assert reading.notes == ["Lines that are not requests and came in without a time: 1."]


@pytest.mark.parametrize(
    "line",
    [
        REQUEST,
        '203.0.113.7 - Mira O Lin [30/Mar/2024:03:46:58 +0100] "GET / HTTP/1.1" 200 5',
        'shop.example 203.0.113.7 - - [30/Mar/2024:03:46:58 +0100] "-" 408 -',
        '2001:db8::7 - - [30/Mar/2024:03:46:58.120 +0100] "GET /\\"x HTTP/1.1" 200 5 more 1 2',
    ],
)
def test_forms_of_access_logs(tmp_path: Path, line: str) -> None:
    assert recognised(f"{line}\n" * 3) == "access-log"
    [stamp] = [record.stamp for record in written(tmp_path, "access-log", line).records]
    assert stamp is not None
    assert stamp.zoned
    assert stamp.offset_us == 3_600_000_000


def test_an_error_log_has_no_zone_and_stays_a_text_log(tmp_path: Path) -> None:
    line = "2024/03/30 02:46:58 [error] 12#12: *7 connect() failed, client: 203.0.113.7\n"
    assert recognised(line * 3) == "text-log"
    [stamp] = [record.stamp for record in written(tmp_path, "text-log", line).records]
    assert stamp is not None
    assert not stamp.zoned


def test_a_proxy_dates_requests_to_the_millisecond_and_its_own_news_by_them() -> None:
    reading = sample("haproxy", "edge.log")
    assert instants(reading) == [
        "2023-12-31T23:59:57Z",
        "2023-12-31T23:59:58.120Z",
        "2024-01-01T00:00:04Z",
        "2024-01-01T00:00:05.007Z",
    ]
    assert [record.stamp and record.stamp.caveats for record in reading.records] == [
        "year", "", "year", "",
    ]  # fmt: skip
    assert not any(record.stamp and record.stamp.zoned for record in reading.records)
    assert {record.place for record in reading.records} == {"edge-1 haproxy"}
    assert reading.texts()[2].startswith("Server shop/till-1 is DOWN")
    assert reading.texts()[1].startswith("203.0.113.7:33317 https-in~ shop/till-1 10/0/30/69/109")
    assert len(reading.notes) == 1


def test_syslog_of_other_programs_is_not_a_proxys() -> None:
    assert recognised("Mar 30 02:46:58 edge-1 haproxy[8]: Proxy shop started.\n" * 3) == "text-log"


def test_the_fields_of_a_log_may_change_within_it() -> None:
    reading = sample("w3c-log", "iis.log")
    assert instants(reading) == [
        "2024-03-30T02:46:58Z",
        "2024-03-30T02:46:59Z",
        "2024-03-30T02:47:00Z",
        None,
    ]
    assert all(record.stamp.zoned for record in reading.records if record.stamp)
    assert reading.texts()[0].splitlines()[0] == "503 GET /orders?id=771"
    assert reading.texts()[2] == "200 GET /health"
    assert [(skip.code, skip.count) for skip in reading.skips] == [(SkipCode.NOT_EVIDENCE, 5)]


def test_a_clock_that_passes_midnight_begins_the_next_day() -> None:
    reading = sample("w3c-log", "times-only.log")
    assert instants(reading) == ["2024-03-30T23:59:58Z", "2024-03-31T00:00:01Z"]
    assert {record.stamp and record.stamp.caveats for record in reading.records} == {"day"}
    assert reading.notes == [
        "The lines have a time only; their day was taken from the file's #Date."
    ]


def test_a_log_of_exchange_has_commas_and_one_field_for_the_time(tmp_path: Path) -> None:
    text = "#Fields: date-time,event,sender\n2024-03-30T02:46:58.120Z,SEND,a@example.org\n"
    assert recognised(text) == "w3c-log"
    reading = written(tmp_path, "w3c-log", text)
    assert instants(reading) == ["2024-03-30T02:46:58.120Z"]
    [stamp] = [record.stamp for record in reading.records]
    assert stamp is not None
    assert stamp.precision is Precision.MILLISECOND
