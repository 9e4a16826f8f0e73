"""Every shape of time stamp: it is found in its sample, and read as what it says."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moments import Precision, microseconds
from app.importers.base import EvidenceFile
from app.importers.times.stamps import SHAPES, UNCERTAIN_ZONES, ZONE_MINUTES, StampShape, shapes_of
from app.importers.times.wallclock import zone_offset_us
from tests.unit.importers.textlogs import SAMPLES, read, read_text, wall

DAY, SECOND = Precision.DAY, Precision.SECOND
MILLI, MICRO = Precision.MILLISECOND, Precision.MICROSECOND
WRITTEN = datetime(2024, 4, 1, 12, tzinfo=UTC)

# Per sample: records, and of the first its stamp, time, precision, zone known, place, text.
FIRST = {
    "rfc5424": (4, "2024-03-30T02:46:58.120003Z", "2024-03-30 02:46:58.120003", MICRO, True,
                "db-primary postgres", "db-primary postgres 812 - - checkpoint starting: time"),
    "db2": (2, "2024-03-30-02.46.58.675872-240", "2024-03-30 06:46:58.675872", MICRO, True,
            "", "I27204F655 LEVEL: Event\nPID     : 27204 NODE : 000"),
    "iso": (3, "2024-03-30 02:46:58,120", "2024-03-30 02:46:58.120", MILLI, False,
            "", "INFO  [main] orders.Pool - pool started"),
    "compact": (3, "20240330-2:46:58:120", "2024-03-30 02:46:58.120", MILLI, False,
                "", "Steps|30002312|started"),
    "ctime": (3, "Sat Mar 30 02:46:58 2024", "2024-03-30 02:46:58", SECOND, False,
              "", "[notice] worker ready"),
    "day-first": (3, "30-Mar-2024 02:46:58.120", "2024-03-30 02:46:58.120", MILLI, False,
                  "", "INFO [main] Server version: 9"),
    "month-first": (2, "Mar 30, 2024 2:46:58 AM", "2024-03-30 02:46:58", SECOND, False,
                    "", "orders.Api post\nINFO: order taken"),
    "year-name": (2, "2024 Mar 30 02:46:58.120", "2024-03-30 02:46:58.120", MILLI, False,
                  "", "switch-1 %PORT-5-UP: Ethernet1/1 is up"),
    "six-digits": (3, "240330 024658", "2024-03-30 02:46:58", SECOND, False,
                   "", "148 INFO dfs.DataNode: block 7 received"),
    "glog-year": (2, "20240330 02:46:58.120003", "2024-03-30 02:46:58.120003", MICRO, False,
                  "", "I20240330 02:46:58.120003  4711 scheduler.cc:55] slot 3 free"),
    "glog": (2, "0330 02:46:58.120003", "2024-03-30 02:46:58.120003", MICRO, False,
             "", "I0330 02:46:58.120003    4711 scheduler.go:55] pod bound"),
    "syslog": (4, "Dec 31 23:59:58", "2023-12-31 23:59:58", SECOND, False,
               "db-primary sshd", "db-primary sshd[812]: session opened"),
    "numeric": (3, "12.03.2024 02:46:58", "2024-03-12 02:46:58", SECOND, False,
                "", "backup started"),
    "short": (3, "24/03/30 02:46:58", "2024-03-30 02:46:58", SECOND, False,
              "", "INFO executor.Backend: registered"),
    "pair": (3, "03.30 02:46:58", "2024-03-30 02:46:58", SECOND, False,
             "", "browser.exe - orders.example:443 open"),
    "tai64": (3, "@4000000066077d3c07270e00", "2024-03-30 02:47:14.120", MICRO, True,
              "", "tcpserver: status: 5/30"),
    "epoch": (5, "1711766818", "2024-03-30 02:46:58", SECOND, True, "", "orders: pool started"),
    "audit": (2, "1711766818.120", "2024-03-30 02:46:58.120", MILLI, True,
              "", "type=USER_LOGIN msg=audit(1711766818.120:24287): pid=812 uid=0 res=success"),
    "labelled-epoch": (2, "1711766818", "2024-03-30 02:46:58", SECOND, True,
                       "", "- 1711766818 2024.03.30 node-7 Mar 29 19:46:58 node-7/node-7 "
                       "crond[2915]: session closed"),
    "access": (3, "30/Mar/2024:03:46:58 +0100", "2024-03-30 02:46:58", SECOND, True,
               "", "10.0.0.7 - upload [30/Mar/2024:03:46:58 +0100] took orders.csv, 512 bytes"),
    "labelled-iso": (3, "2024-03-30 02:46:58.584725130Z", "2024-03-30 02:46:58.584725", MICRO,
                     True, "web-1", "serving orders"),
    "labelled-compact": (2, "20240330T024658Z", "2024-03-30 02:46:58", SECOND, True,
                         "orders.log", "pool started"),
    "labelled-ctime": (2, "Sat Mar 30 02:46:58 2024", "2024-03-30 02:46:58", SECOND, False,
                       "httpd.log.1", "worker ready"),
    "labelled-day-first": (2, "30-Mar-2024 02:46:58.120", "2024-03-30 02:46:58.120", MILLI, False,
                           "catalina.out", "INFO started"),
    "labelled-month-first": (2, "Mar 30, 2024 2:46:58 AM", "2024-03-30 02:46:58", SECOND, False,
                             "orders.log", "started"),
    "labelled-year-name": (2, "2024 Mar 30 02:46:58", "2024-03-30 02:46:58", SECOND, False,
                           "switch.log", "port up"),
    "json": (2, "2024-03-30T02:46:58.120Z", "2024-03-30 02:46:58.120", MILLI, True,
             "", '{"level":"info","time":"2024-03-30T02:46:58.120Z","msg":"pool started and cut'),
    "json-epoch": (2, "1711766818120003", "2024-03-30 02:46:58.120003", MICRO, True,
                   "", '{ "__REALTIME_TIMESTAMP" : "1711766818120003", '
                   '"MESSAGE" : "pool started and cut'),
    "clock": (7, "Sat Mar 30 23:58:01 2024", "2024-03-30 23:58:01", SECOND, False,
              "", "--- Log opened Sat Mar 30 23:58:01 2024"),
    "date": (2, "2024-03-30", "2024-03-30", DAY, False, "", "drained the second rack"),
    "inner-db2": (2, "2024-03-30-02.46.58.675872", "2024-03-30 02:46:58.675872", MICRO, False,
                  "", "R02-M1-N0 - 17 node 2024-03-30-02.46.58.675872 KERNEL INFO cache parity "
                  "error corrected"),
    "inner-iso": (2, "2024-03-30T02:46:58.120963849Z", "2024-03-30 02:46:58.120963", MICRO, True,
                  "", '[info] ts=2024-03-30T02:46:58.120963849Z "pool started"'),
    "inner-compact": (2, "20240330 024658", "2024-03-30 02:46:58", SECOND, False,
                      "", "worker 7 at 20240330 024658 took order 1"),
    "inner-ctime": (2, "Sat Mar 30 02:46:58 2024", "2024-03-30 02:46:58", SECOND, False,
                    "", "rack 2: Sat Mar 30 02:46:58 2024: fan failed"),
    "inner-day-first": (2, "30 Mar 2024 02:46:58.018", "2024-03-30 02:46:58.018", MILLI, False,
                        "", "1:C 30 Mar 2024 02:46:58.018 * starting"),
    "inner-month-first": (2, "Mar 30, 2024 2:46:58 AM", "2024-03-30 02:46:58", SECOND, False,
                          "", "INFO | Mar 30, 2024 2:46:58 AM | started"),
    "inner-year-name": (2, "2024 Mar 30 02:46:58", "2024-03-30 02:46:58", SECOND, False,
                        "", "sw1 2024 Mar 30 02:46:58 port up"),
    "inner-epoch": (2, "1711766818", "2024-03-30 02:46:58", SECOND, True,
                    "", "134681 node-246 unix.hw state.unavailable 1711766818 1 component "
                    "changed"),
    "chat-day": (4, "Sat Mar 30 02:46:58 2024", "2024-03-30 02:46:58", SECOND, False,
                 "", "**** BEGIN LOGGING AT Sat Mar 30 02:46:58 2024"),
    "glog-created": (3, "2023/12/31 23:59:41", "2023-12-31 23:59:41", SECOND, False, "",
                     "Log file created at: 2023/12/31 23:59:41\nRunning on machine: rack2-node7\n"
                     "Log line format: [IWEF]mmdd hh:mm:ss.uuuuuu threadid file:line] msg"),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_shape_is_found_and_read_in_its_sample(tmp_path: Path, shape: StampShape) -> None:
    name = shape.name
    path = tmp_path / f"{name}.log"
    path.write_bytes((SAMPLES / path.name).read_bytes())
    os.utime(path, (WRITTEN.timestamp(),) * 2)
    found = {each.name for each in shapes_of(path.read_text().splitlines())}
    assert name in found
    count, text, time, precision, zoned, place, message = FIRST[name]
    records = read(EvidenceFile.at(path)).records
    first = records[0]
    assert len(records) == count
    assert first.stamp is not None
    assert first.stamp.text == text
    assert wall(first.stamp) == datetime.fromisoformat(time)
    assert (first.stamp.precision, first.stamp.zoned) == (precision, zoned)
    assert (first.place, first.text) == (place, message)


def test_epochs_of_different_length_are_told_apart() -> None:
    records = read(EvidenceFile.at(SAMPLES / "epoch.log")).records
    assert [str(wall(record.stamp)) for record in records] == [
        "2024-03-30 02:46:58",
        "2024-03-30 02:46:58.120000",
        "2024-03-30 02:46:59.120000",
        "2024-03-30 02:46:59.120003",
        "2024-03-30 02:47:00.120003",
    ]
    assert [record.stamp and record.stamp.precision for record in records] == [
        SECOND, MILLI, MILLI, MICRO, MICRO,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "time", "zoned"),
    [
        ("2024-03-30T02:46:58Z up", "2024-03-30 02:46:58", True),
        ("2024-03-30T02:46:58+01:00 up", "2024-03-30 01:46:58", True),
        ("2024-03-30T02:46:58-0330 up", "2024-03-30 06:16:58", True),
        ("2024-03-30 02:46:58+02 up", "2024-03-30 00:46:58", True),
        ("2024-03-30 02:46:58 +0200 up", "2024-03-30 00:46:58", True),
        ("2024-03-30 02:46:58 UTC up", "2024-03-30 02:46:58", True),
        ("2024-03-30 02:46:58.120 CET up", "2024-03-30 01:46:58.120", True),
        ("2024-03-30 02:46:58 UTC+2 up", "2024-03-30 00:46:58", True),
        ("2024-03-30 02:46:58 IST up", "2024-03-30 02:46:58", False),
        ("2024-03-30 02:46:58FOO up", "2024-03-30 02:46:58", False),
        ("2024-03-30 02:46:58 INFO up", "2024-03-30 02:46:58", False),
        ("2024-03-30 02:46:58 +9900 up", "2024-03-30 02:46:58", False),
        ("2024/03/30 02:46:58 [error] 7#0: up", "2024-03-30 02:46:58", False),
        ("2024-03-30_02:46:58.12345 up", "2024-03-30 02:46:58.123450", False),
        ("2024-03-30 02:46 up", "2024-03-30 02:46", False),
        ("2024-03-30 2:46:58 PM up", "2024-03-30 14:46:58", False),
        ("2024-03-30 12:46:58 am up", "2024-03-30 00:46:58", False),
        ("2024-06-30 23:59:60 leap", "2024-07-01 00:00:00", False),
        ("Sat, 30 Mar 2024 02:46:58 +0100 up", "2024-03-30 01:46:58", True),
        ("Sat Mar 30 02:46:58 UTC 2024 up", "2024-03-30 02:46:58", True),
        ("Mar 30 2024 02:46:58: %ASA-6-302013: up", "2024-03-30 02:46:58", False),
        ("[1711766818] SERVICE ALERT: up", "2024-03-30 02:46:58", True),
        ("# Time: 2024-03-30T02:46:58Z", "2024-03-30 02:46:58", True),
        ("\x1b[2K2024-03-30T02:46:58Z up", "2024-03-30 02:46:58", True),
    ],
)
def test_stamps_with_and_without_a_zone(line: str, time: str, zoned: bool) -> None:
    (record,) = read_text(line).records
    assert record.stamp is not None
    assert (wall(record.stamp), record.stamp.zoned) == (datetime.fromisoformat(time), zoned)


@pytest.mark.parametrize(
    "line",
    [
        "order 17 took 311 ms",
        "v2.31.4 released",
        "12345678901 is a telephone number",
        "at orders.Pool.take(Pool.java:41)",
        "10.12.0.7 answered",
    ],
)
def test_numbers_that_are_no_stamps(line: str) -> None:
    assert read_text(line).times == [None]


@pytest.mark.parametrize("line", ["2024-13-30 02:46:58 up", "2023-02-29 02:46:58 up",
                                  "2024-03-30 25:46:58 up", "Foo 30 02:46:61 up"])  # fmt: skip
def test_a_time_that_does_not_exist_is_no_time(line: str) -> None:
    reading = read_text(line)
    assert reading.times == [None]
    assert reading.texts == [line]


def test_zone_names_mean_what_they_mean_in_the_tz_database() -> None:
    """PST is the one exception: RFC 5322 says so, but Manila uses it too."""
    offsets: dict[str, set[int]] = {}
    for name in available_timezones() - {"Factory"}:
        for month in (1, 7):
            moment = datetime(2024, month, 15, tzinfo=ZoneInfo(name))
            shift = moment.utcoffset() or timedelta()
            offsets.setdefault(moment.tzname() or "", set()).add(shift // timedelta(minutes=1))
    for name, minutes in ZONE_MINUTES.items():
        if name not in {"Z", "UT", "PST"}:
            assert offsets[name] == {minutes}, name
    for name in UNCERTAIN_ZONES - {"BST"}:
        assert len(offsets[name]) > 1, name


def test_uncertain_zones_are_told() -> None:
    reading = read_text("2024-03-30 02:46:58 CST up\n2024-03-30 02:46:58 PDT up\n")
    assert reading.noted("“CST” could not be told")
    assert reading.noted("PDT was read as UTC-07:00")
    assert zone_offset_us(" CST") is None


MOMENTS = st.datetimes(datetime.fromisoformat("2002-01-01"), datetime.fromisoformat("2033-01-01"))
Write = Callable[[datetime], str]


def _cut(moment: datetime, precision: Precision) -> datetime:
    return moment - timedelta(microseconds=moment.microsecond % precision.step_us)


def _tai(moment: datetime) -> str:
    nanoseconds = moment.microsecond * 1000
    return f"@{2**62 + 10 + microseconds(moment) // 10**6:016x}{nanoseconds:08x}"


WRITERS: list[tuple[Write, Precision]] = [
    (lambda t: f"{t:%Y-%m-%d %H:%M:%S},{t.microsecond // 1000:03}", MILLI),
    (lambda t: f"{t:%Y-%m-%dT%H:%M:%S.%f}Z", MICRO),
    (lambda t: f"{t:%Y-%m-%dT%H:%M:%S.%f}000Z", MICRO),
    (lambda t: f"{t + timedelta(hours=5, minutes=45):%Y-%m-%d %H:%M:%S}+05:45", SECOND),
    (lambda t: f"{t:%Y/%m/%d %H:%M:%S}", SECOND),
    (lambda t: f"{t:%Y-%m-%d-%H.%M.%S.%f}", MICRO),
    (lambda t: f"{t:%y%m%d %H%M%S}", SECOND),
    (lambda t: f"{t:%Y%m%dT%H%M%S}Z", SECOND),
    (lambda t: f"[{t:%a %b %d %H:%M:%S %Y}]", SECOND),
    (lambda t: f"[{t:%a %b %d %H:%M:%S.%f %Y}]", MICRO),
    (lambda t: f"{t:%d-%b-%Y %H:%M:%S}.{t.microsecond // 1000:03}", MILLI),
    (lambda t: f"{t:%b %d, %Y %I:%M:%S %p}", SECOND),
    (lambda t: f"{t:%Y%m%d}-{t.hour}:{t.minute}:{t.second}:{t.microsecond // 1000}", MILLI),
    (lambda t: f"{microseconds(t) // 10**6}", SECOND),
    (lambda t: f"{microseconds(t) // 1000}", MILLI),
    (lambda t: f"{microseconds(t)}", MICRO),
    (lambda t: f"{microseconds(t)}789", MICRO),
    (lambda t: f'10.0.0.7 - - [{t:%d/%b/%Y:%H:%M:%S} +0000] "GET /"', SECOND),
    (lambda t: f'{{"time":"{t:%Y-%m-%dT%H:%M:%S.%f}Z"}}', MICRO),
    (lambda t: f"orders.log {t:%Y-%m-%d %H:%M:%S.%f}", MICRO),
    (lambda t: f"web-1  | {t:%Y-%m-%dT%H:%M:%S}Z", SECOND),
    (lambda t: f"level=info ts={t:%Y-%m-%dT%H:%M:%S}Z", SECOND),
    (_tai, MICRO),
]


@pytest.mark.parametrize(("write", "precision"), WRITERS)
@given(moments=st.lists(MOMENTS, min_size=1, max_size=5))
def test_what_is_written_is_read_back(
    write: Write, precision: Precision, moments: list[datetime]
) -> None:
    reading = read_text("".join(f"{write(moment)} orders: taken\n" for moment in moments))
    assert reading.times == [_cut(moment, precision) for moment in moments]
    stamps = [record.stamp for record in reading.records]
    assert all(stamp and stamp.precision is precision for stamp in stamps)
    assert all(stamp and stamp.text in write(at) for stamp, at in zip(stamps, moments, strict=True))
