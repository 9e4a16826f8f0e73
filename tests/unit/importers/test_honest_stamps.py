"""What a stamp did not say itself is kept with it; what only a person knows is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import ImportChoices
from app.domain.moments import (
    EPOCH,
    SECOND_US,
    Caveat,
    Precision,
    caveats_in,
    microseconds,
    utc_of,
)
from app.domain.questions import DateOrder, DateOrderQuestion, DayQuestion
from app.domain.readings import Occurrence, readings_of
from app.importers.base import EvidenceFile
from app.importers.logs.textlog import TextLog
from app.importers.mail.mail_message import read_mail
from app.importers.times.wallclock import SetBack
from tests.unit.importers.textlogs import Reading, read, wall

HOUR_US = 3600 * SECOND_US
at = datetime.fromisoformat


def taken(text: str, name: str = "app.log", choices: ImportChoices | None = None) -> Reading:
    return read(EvidenceFile(name, None, text.encode()), choices or ImportChoices())


def questions(text: str, name: str = "app.log"):
    source = EvidenceFile(name, None, text.encode())
    return TextLog().inspect(source, lambda _position: None).questions


@pytest.mark.parametrize(
    ("line", "offset_h", "caveats"),
    [
        ("2024-03-30T02:46:58Z up", 0, ()),
        ("2024-03-30T02:46:58+02:00 up", 2, ()),
        ("2024-03-30 02:46:58 UTC up", 0, ()),
        ("2024-03-30 02:46:58 EST up", -5, (Caveat.ZONE_NAME,)),
        ("2024-03-30 02:46:58 CST up", None, ()),
        ("2024-03-30 02:46:58 up", None, ()),
        ("Mar 30 02:46:58 host app: up", None, (Caveat.YEAR,)),
        ("1711766818 up", None, (Caveat.UNIT,)),
        ("1711766818120 up", None, (Caveat.UNIT,)),
        ('{"ts": 1711766818.120, "msg": "up"}', None, (Caveat.UNIT,)),
        ("type=USER_LOGIN msg=audit(1711766818.120:24287): pid=812", None, ()),
        ("31/03/2024 02:46:58 up", None, (Caveat.ORDER,)),
        ("240330 024658 148 INFO dfs.DataNode: block", None, (Caveat.CENTURY, Caveat.ORDER)),
        ("24/03/30 02:46:58 INFO executor.Backend: up", None, (Caveat.CENTURY, Caveat.ORDER)),
    ],
)
def test_a_stamp_keeps_its_offset_and_what_it_left_out(line, offset_h, caveats):
    (record,) = taken(f"{line}\n", "app.log").records
    stamp = record.stamp
    assert stamp is not None
    assert stamp.offset_us == (None if offset_h is None else offset_h * HOUR_US)
    assert set(caveats_in(stamp.caveats)) == set(caveats)


def test_a_mail_keeps_the_offset_of_its_date():
    zoned = read_mail(b"Date: Tue, 10 Feb 2026 10:05:00 +0100\nFrom: a@b.example\n\nhi\n").stamp
    named = read_mail(b"Date: Tue, 10 Feb 2026 10:05:00 EST\nFrom: a@b.example\n\nhi\n").stamp
    placeless = read_mail(b"Date: Tue, 10 Feb 2026 10:05:00 -0000\nFrom: a@b.example\n\nhi\n").stamp
    assert (zoned.offset_us, zoned.caveats) == (HOUR_US, "")
    assert (named.offset_us, named.caveats) == (-5 * HOUR_US, Caveat.ZONE_NAME)
    assert (placeless.zoned, placeless.offset_us, placeless.caveats) == (True, None, "")


@pytest.mark.parametrize(
    ("digits", "expected", "precision"),
    [
        ("1711766818", "2024-03-30 02:46:58", Precision.SECOND),
        ("1711766818.5", "2024-03-30 02:46:58.500", Precision.MILLISECOND),
        ("1711766818120", "2024-03-30 02:46:58.120", Precision.MILLISECOND),
        ("1711766818120.25", "2024-03-30 02:46:58.120250", Precision.MICROSECOND),
        ("1711766818120003", "2024-03-30 02:46:58.120003", Precision.MICROSECOND),
        ("1711766818120003999", "2024-03-30 02:46:58.120003", Precision.MICROSECOND),
    ],
)
def test_counts_since_1970_are_told_apart_by_their_size(digits, expected, precision):
    (record,) = taken(f"{digits} up\n").records
    assert wall(record.stamp) == datetime.fromisoformat(expected)
    assert record.stamp.precision is precision


AMBIGUOUS = "05-07-28 09:00:00 first\n05-07-28 09:10:00 second\n05-08-28 10:00:00 third\n"


def test_an_order_that_the_file_does_not_prove_is_asked_with_what_each_would_mean():
    (question,) = questions(AMBIGUOUS)
    assert isinstance(question, DateOrderQuestion)
    assert question.examples == ("05-07-28", "05-08-28")
    read_as = dict(zip(question.orders, question.readings, strict=True))
    assert read_as == {
        DateOrder.YEAR_FIRST: (date(2005, 7, 28), date(2005, 8, 28)),
        DateOrder.DAY_FIRST: (date(2028, 7, 5), date(2028, 8, 5)),
        DateOrder.MONTH_FIRST: (date(2028, 5, 7), date(2028, 5, 8)),
    }


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (DateOrder.YEAR_FIRST, "2005-07-28 09:00"),
        (DateOrder.DAY_FIRST, "2028-07-05 09:00"),
        (DateOrder.MONTH_FIRST, "2028-05-07 09:00"),
    ],
)
def test_the_answer_settles_the_order(order, first):
    reading = taken(AMBIGUOUS, choices=ImportChoices(date_order=order))
    assert reading.times[0] == datetime.fromisoformat(first)
    assert reading.noted("as was said")
    assert all(Caveat.ORDER in record.stamp.caveats for record in reading.records)


def test_unanswered_the_lines_come_in_without_a_time():
    reading = taken(AMBIGUOUS)
    assert reading.times == [None, None, None]
    assert reading.noted("does not prove which")


def test_mixed_orders_are_asked_about_and_what_does_not_exist_stays_undated():
    mixed = "13/02/2024 09:00:00 a\n02/14/2024 09:00:00 b\n03/04/2024 09:00:00 c\n"
    (question,) = questions(mixed)
    assert question.examples == ("03/04/2024",)
    assert set(question.orders) == {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST}
    reading = taken(mixed, choices=ImportChoices(date_order=DateOrder.DAY_FIRST))
    assert reading.times == [at("2024-02-13 09:00:00"), None, at("2024-04-03 09:00:00")]
    assert reading.noted("those that do not exist then")


def test_an_answer_against_the_proof_is_not_used_and_that_is_said():
    proved = "13/02/2024 09:00:00 a\n14/02/2024 09:00:00 b\n"
    assert questions(proved) == ()
    reading = taken(proved, choices=ImportChoices(date_order=DateOrder.MONTH_FIRST))
    assert reading.times[0] == at("2024-02-13 09:00:00")
    assert reading.noted("that answer was not used")


def test_a_clock_without_a_date_is_asked_for_its_day_and_passes_midnights():
    lines = "23:58:01 late\n23:59:30 later\n00:01:00 next\n"
    (question,) = questions(lines)
    assert question == DayQuestion(("23:58:01", "23:59:30", "00:01:00"), None)
    reading = taken(lines, choices=ImportChoices(day=date(2024, 3, 30)))
    assert reading.times == [
        at("2024-03-30 23:58:01"),
        at("2024-03-30 23:59:30"),
        at("2024-03-31 00:01:00"),
    ]
    assert all(Caveat.DAY in record.stamp.caveats for record in reading.records)
    assert reading.noted("as was said")


def test_the_day_in_a_files_name_is_proposed_and_a_person_may_say_another():
    lines = "10:00:00 a\n10:01:00 b\n"
    (question,) = questions(lines, "chat-2024-03-30.log")
    assert question.proposed == date(2024, 3, 30)
    said = ImportChoices(day=date(2024, 4, 1))
    assert taken(lines, "chat-2024-03-30.log", said).times[0] == at("2024-04-01 10:00:00")
    assert taken(lines, "chat-2024-03-30.log").times[0] == at("2024-03-30 10:00:00")


# The hour that comes twice

BERLIN = ZoneInfo("Europe/Berlin")


def lines_through_autumn(step_min: int, start: str = "2024-10-26T23:00", hours: int = 4):
    """A log in Berlin through the end of summer time (01:00 UTC): clock and true instant."""
    first = datetime.fromisoformat(f"{start}+00:00")
    for number in range(hours * 60 // step_min):
        moment = first + timedelta(minutes=number * step_min, seconds=number % 7)
        yield moment.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M:%S"), microseconds(moment)


@pytest.mark.parametrize("step_min", [1, 5, 10, 20, 30])
def test_a_log_that_steps_back_an_hour_proves_which_of_two_readings_is_meant(step_min):
    told = list(lines_through_autumn(step_min))
    reading = taken("".join(f"{clock} INFO tick\n" for clock, _ in told))
    for record, (_clock, instant) in zip(reading.records, told, strict=True):
        stamp = record.stamp
        back = Caveat.SET_BACK in caveats_in(stamp.caveats)
        assert utc_of(stamp.clock_us, BERLIN, 0, zoned=False, set_back=back) == instant


def test_lines_out_of_order_prove_nothing():
    clocks = ["02:50", "02:10", "02:51", "02:11", "02:52", "02:12", "02:53"]
    reading = taken("".join(f"2024-10-27 {clock}:00 INFO tick\n" for clock in clocks))
    proved = [Caveat.SET_BACK in caveats_in(record.stamp.caveats) for record in reading.records]
    assert sum(proved) <= 2
    assert not any(proved[3:])


@pytest.mark.parametrize("step_min", [10, 30, 45, 60])
def test_a_file_whose_newest_line_is_first_proves_nothing(step_min):
    told = list(lines_through_autumn(step_min, hours=6))[::-1]
    reading = taken("".join(f"{clock} INFO tick\n" for clock, _ in told))
    assert not any(Caveat.SET_BACK in record.stamp.caveats for record in reading.records)


def test_a_step_back_changes_nothing_on_a_day_without_a_repeated_hour():
    reading = taken("2024-06-01 03:00:00 a\n2024-06-01 02:05:00 b\n2024-06-01 02:06:00 c\n")
    for record in reading.records:
        stamp = record.stamp
        back = Caveat.SET_BACK in caveats_in(stamp.caveats)
        assert utc_of(stamp.clock_us, BERLIN, 0, zoned=False, set_back=back) == utc_of(
            stamp.clock_us, BERLIN, 0, zoned=False
        )


def test_the_watch_forgets_a_step_back_after_the_hour():
    watch = SetBack()
    assert [watch.sees(minute * 60 * SECOND_US) for minute in (160, 170, 120, 130, 400)] == [
        False,
        False,
        True,
        True,
        False,
    ]


ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
     "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "Asia/Tehran"]
).map(ZoneInfo)  # fmt: skip
INSTANTS = st.integers(
    microseconds(at("1975-01-01 00:00:00")) // SECOND_US,
    microseconds(at("2035-01-01 00:00:00")) // SECOND_US,
)
ZONED_FORMS = ("%Y-%m-%dT%H:%M:%S%z", "%d/%b/%Y:%H:%M:%S %z", "%Y%m%dT%H%M%S%z")
PLAIN_FORMS = ("%Y-%m-%d %H:%M:%S", "%b %d, %Y %I:%M:%S %p", "%d-%b-%Y %H:%M:%S", "%Y%m%d %H%M%S")


def _whole_minutes(moment: datetime) -> bool:
    return (moment.utcoffset() or timedelta()).total_seconds() % 60 == 0


@given(INSTANTS, ZONES, st.sampled_from(ZONED_FORMS))
def test_any_instant_comes_back_from_any_zone_and_form(seconds, zone, form):
    moment = (EPOCH + timedelta(seconds=seconds)).replace(tzinfo=ZoneInfo("UTC")).astimezone(zone)
    if not _whole_minutes(moment):
        return
    line = moment.strftime(form)
    if form.startswith("%d/"):
        line = f'10.0.0.7 - - [{line}] "GET / HTTP/1.1" 200 5'
    else:
        line = f"{line} up"
    (record,) = taken(f"{line}\n").records
    assert record.stamp.clock_us == seconds * SECOND_US
    assert record.stamp.offset_us == (moment.utcoffset() or timedelta()) // timedelta(
        microseconds=1
    )


@given(INSTANTS, ZONES, st.sampled_from(PLAIN_FORMS))
def test_a_clock_without_a_zone_is_read_right_or_said_to_be_doubtful(seconds, zone, form):
    instant_us = seconds * SECOND_US
    moment = (EPOCH + timedelta(seconds=seconds)).replace(tzinfo=ZoneInfo("UTC")).astimezone(zone)
    (record,) = taken(f"{moment.strftime(form)} up\n").records
    stamp = record.stamp
    assert not stamp.zoned
    readings = readings_of(stamp.clock_us, zone)
    assert instant_us in {reading.utc_us for reading in readings.readings}
    if not readings.is_doubtful:
        assert utc_of(stamp.clock_us, zone, 0, zoned=False) == instant_us


@given(INSTANTS, ZONES)
def test_gaps_and_repeats_are_exactly_where_the_zone_has_them(seconds, zone):
    wall_clock = EPOCH + timedelta(seconds=seconds)
    there_and_back = {
        wall_clock.replace(tzinfo=zone, fold=fold)
        .astimezone(ZoneInfo("UTC"))
        .astimezone(zone)
        .replace(tzinfo=None, fold=0)
        for fold in (0, 1)
    }
    instants = {
        wall_clock.replace(tzinfo=zone, fold=fold).astimezone(ZoneInfo("UTC")) for fold in (0, 1)
    }
    occurrence = readings_of(seconds * SECOND_US, zone).occurrence
    if there_and_back != {wall_clock}:
        assert occurrence is Occurrence.NEVER
    else:
        assert occurrence is (Occurrence.TWICE if len(instants) == 2 else Occurrence.ONCE)


def test_the_year_in_the_head_of_a_log_of_glog_is_that_of_its_lines():
    reading = taken(
        "Log file created at: 2019/12/31 23:59:41\nRunning on machine: n1\n"
        "I1231 23:59:58.120003    4711 lease.go:55] renewed\n"
        "W0101 00:00:03.500000    4711 lease.go:81] lost\n"
    )
    assert reading.times == [
        at("2019-12-31 23:59:41"),
        at("2019-12-31 23:59:58.120003"),
        at("2020-01-01 00:00:03.5"),
    ]
    caveats = [one.stamp.caveats for one in reading.records if one.stamp]
    assert caveats == ["", Caveat.YEAR, Caveat.YEAR]


@pytest.mark.parametrize(
    "log",
    [
        "<34>1 2028-03-09T08:00:01Z gate relay 7 - - begun\n{}\n"
        "<34>1 2028-03-09T08:00:02Z gate relay 7 - - done\n",
        "<34>Mar  9 08:00:01 gate relay[7]: begun\n{}\n<34>Mar  9 08:00:02 gate relay[7]: done\n",
        "Mar  9 08:00:01 gate relay[7]: begun\n{}\nMar  9 08:00:02 gate relay[7]: done\n",
        "<34>2028-03-09T08:00:01Z gate relay: on\n{}\n<34>2028-03-09T08:00:02Z gate relay: off\n",
    ],
)
@pytest.mark.parametrize("untimed", ["<34>1 - gate relay 7 - - no clock yet", "<7>no clock yet"])
def test_a_line_of_syslog_without_a_time_is_a_record_of_its_own(log, untimed):
    reading = taken(log.format(untimed))
    assert [one is None for one in reading.times] == [False, True, False]
    assert reading.texts[1] == untimed
    assert reading.records[1].place == ("gate relay" if "gate" in untimed else "")
    assert reading.noted("without a time: 1")


def test_a_number_in_brackets_continues_a_record_where_the_log_is_no_syslog():
    reading = taken(
        "2028-03-09T08:00:01Z begun\n<34>what the program printed\n2028-03-09T08:00:02Z done\n"
    )
    assert len(reading.records) == 2
