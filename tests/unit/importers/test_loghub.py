"""Real logs of eight systems: every record, and the right first and last time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app.domain.moments import Precision
from app.importers.base import EvidenceFile
from tests.unit.importers.textlogs import read

# First and last wall clock as printed in the file; a year that is not printed is 0.
LOGS = {
    "Apache": ("2005-12-04 04:47:44", "2005-12-05 19:15:57", Precision.SECOND),
    "HDFS": ("2008-11-09 20:36:15", "2008-11-11 10:20:17", Precision.SECOND),
    "Linux": ("06-14 15:16:01", "07-27 14:42:00", Precision.SECOND),
    "OpenSSH": ("12-10 06:55:46", "12-10 11:04:45", Precision.SECOND),
    "OpenStack": ("2017-05-16 00:00:00.008", "2017-05-16 00:14:47.687", Precision.MILLISECOND),
    "Proxifier": ("10-30 16:49:06", "07-27 10:23:42", Precision.SECOND),
    "Spark": ("2017-06-09 20:10:40", "2017-06-09 20:11:11", Precision.SECOND),
    "Zookeeper": ("2015-07-29 17:41:44.747", "2015-08-10 18:12:34.004", Precision.MILLISECOND),
}


def as_printed(moment: datetime | None, like: str) -> str:
    assert moment is not None
    text = moment.isoformat(" ", "milliseconds" if "." in like else "seconds")
    return text[-len(like) :]


@pytest.mark.parametrize("system", LOGS)
def test_a_real_log_has_all_its_records_and_the_right_times(shared: Path, system: str) -> None:
    first, last, precision = LOGS[system]
    path = shared / "evidence" / "logs" / system / f"{system}_2k.log"
    reading = read(EvidenceFile.at(path))
    assert len(reading.records) == 2000
    assert not reading.skips
    assert None not in reading.times
    assert as_printed(reading.times[0], first) == first
    assert as_printed(reading.times[-1], last) == last
    assert {record.stamp and record.stamp.precision for record in reading.records} == {precision}
    assert [record.line for record in reading.records] == list(range(1, 2001))
    assert len({record.key for record in reading.records}) == 2000


def test_a_log_that_steps_back_by_months_went_over_new_year(shared: Path) -> None:
    """Linux runs from June to July; Proxifier from October to July of the next year."""
    logs = shared / "evidence" / "logs"
    linux = read(EvidenceFile.at(logs / "Linux" / "Linux_2k.log"))
    proxifier = read(EvidenceFile.at(logs / "Proxifier" / "Proxifier_2k.log"))
    years = [{moment.year for moment in log.times if moment} for log in (linux, proxifier)]
    assert [len(each) for each in years] == [1, 2]
    assert linux.noted("no year")
    assert proxifier.noted("month/day; no other order fits")


@pytest.mark.parametrize(
    ("name", "records", "first", "zoned"),
    [
        ("jc_syslog-3164.out", 32, "10-11 22:14:15", False),
        ("lnav_logfile_access_log.0", 3, "2009-07-20 22:59:26", True),
        ("lnav_logfile_bunyan.0", 10, "2023-03-24 14:26:16.243", True),
        ("lnav_logfile_docker_compose_with_ts.0", 22, "2024-04-25 05:32:35.584", True),
        ("lnav_logfile_grafana.0", 5, "2025-04-24 19:51:48.520", True),
        ("lnav_logfile_invalid_tz.0", 2, "2015-04-24 21:08:10.313", False),
        ("lnav_logfile_java.0", 20, "2025-01-24 07:00:30.139", False),
        ("lnav_logfile_mongodb.0", 3, "2026-03-10 20:58:09.401", True),
        ("lnav_logfile_mysql_error.0", 4, "2020-08-06 14:25:02.835", True),
        ("lnav_logfile_postgres.0", 21, "2025-08-13 08:45:01.123", True),
        ("lnav_logfile_spark.0", 399, "2017-06-09 20:10:40", False),
        ("lnav_logfile_tai64n.0", 10, "2005-09-22 03:31:05.997", True),
        ("lnav_logfile_vpxd.0", 12, "2022-06-02 11:58:12.193", True),
    ],
)
def test_odd_real_logs(shared: Path, name: str, records: int, first: str, zoned: bool) -> None:
    reading = read(EvidenceFile.at(shared / "evidence" / "formats" / "misc_logs" / name))
    assert len(reading.records) == records
    moment = reading.times[0]
    assert moment is not None
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert as_printed(moment, first) == first
    assert {record.stamp.zoned for record in reading.records if record.stamp} == {zoned}


def test_a_real_access_log_with_a_half_hour_zone(shared: Path) -> None:
    path = shared / "evidence" / "formats" / "access_logs" / "shop_nginx_access_0330.log"
    reading = read(EvidenceFile.at(path))
    assert len(reading.records) == 1000
    assert as_printed(reading.times[0], "2019-01-22 00:26:14") == "2019-01-22 00:26:14"


def test_real_irc_windows_keep_every_line_as_an_item_of_its_own(shared: Path) -> None:
    for path in sorted((shared / "evidence" / "chat" / "irc_ubuntu").glob("*.raw.txt")):
        reading = read(EvidenceFile.at(path))
        assert [record.line for record in reading.records] == list(range(1, 1251)), path.name
        assert sum(record.who is not None for record in reading.records) > 900, path.name


def test_an_irc_window_over_midnight_is_dated_by_the_hour_in_its_name(shared: Path) -> None:
    path = shared / "evidence" / "chat" / "irc_ubuntu" / "2011-11-13_02.raw.txt"
    times = read(EvidenceFile.at(path)).times
    assert as_printed(times[0], "2011-11-12 21:29:00") == "2011-11-12 21:29:00"
    assert as_printed(times[-1], "2011-11-13 03:26:00") == "2011-11-13 03:26:00"


def test_a_twelve_hour_clock_is_proved_and_stays_unread(shared: Path) -> None:
    path = shared / "evidence" / "chat" / "irc_ubuntu" / "2005-08-08_01.raw.txt"
    reading = read(EvidenceFile.at(path))
    assert set(reading.times) == {None}
    assert reading.noted("morning or afternoon")
