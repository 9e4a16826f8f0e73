"""Logs of JSON, whatever logger wrote them: when, where, how grave, in which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.evidence import ImportChoices, SkipCode
from app.domain.moments import Precision
from app.domain.questions import DateOrder
from tests.unit.importers.log_reading import instants, recognised, sample, written


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def one(tmp_path: Path, **fields: object) -> tuple[str, str, str]:
    reading = written(tmp_path, "json-log", line(**fields))
    [record] = reading.records
    return instants(reading)[0] or "", record.place, record.text


def test_a_record_says_how_grave_it_is_and_what_happened() -> None:
    reading = sample("json-log", "pino.jsonl")
    assert instants(reading) == [
        "2024-03-30T02:46:58.120Z",
        "2024-03-30T02:47:01.500Z",
        "2024-03-30T02:47:03.007Z",
        "2024-03-30T02:47:09.999Z",
    ]
    assert reading.texts()[0] == "INFO took over as primary\npid=41"
    assert {record.place for record in reading.records} == {"till-1 checkout"}
    assert all(record.stamp and record.stamp.caveats == "unit" for record in reading.records)


def test_a_stack_stands_on_lines_of_its_own_and_a_loose_line_belongs_above() -> None:
    texts = sample("json-log", "pino.jsonl").texts()
    assert texts[1].endswith("ms=2140\n    at retry (stock.js:88)")
    assert texts[2].splitlines()[:3] == [
        "ERROR order failed",
        "pid=41 order.id=771 order.lines=[1,2] err.type=TimeoutError",
        "err.stack:",
    ]


def test_a_broken_line_is_named() -> None:
    [skip] = sample("json-log", "pino.jsonl").skips
    assert (skip.code, skip.line) == (SkipCode.BROKEN_RECORD, 5)


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({"ts": 1711766818.1209}, "2024-03-30T02:46:58.120900Z"),
        ({"ts": 1711766818}, "2024-03-30T02:46:58Z"),
        ({"time": "1711766818120"}, "2024-03-30T02:46:58.120Z"),
        ({"timestamp": 1711766818120934}, "2024-03-30T02:46:58.120934Z"),
        ({"timestamp": 1711766818120934567}, "2024-03-30T02:46:58.120934Z"),
        ({"@timestamp": "2024-03-30T03:46:58.120+01:00"}, "2024-03-30T02:46:58.120Z"),
        ({"eventTime": "2024-03-30T02:46:58Z"}, "2024-03-30T02:46:58Z"),
        ({"asctime": "2024-03-30 02:46:58,120"}, "2024-03-30T02:46:58.120Z"),
        ({"time_local": "30/Mar/2024:03:46:58 +0100"}, "2024-03-30T02:46:58Z"),
        ({"t": {"$date": "2024-03-30T02:46:58.120Z"}}, "2024-03-30T02:46:58.120Z"),
        ({"instant": {"epochSecond": 1711766818, "nanoOfSecond": 7000}},
         "2024-03-30T02:46:58.000007Z"),
        ({"timestamp": {"seconds": "1711766818", "nanos": 5}}, "2024-03-30T02:46:58.000000Z"),
        ({"date": "2024-03-30", "time": "02:46:58"}, "2024-03-30T02:46:58Z"),
        ({"TimeCreated": "/Date(1711766818120)/"}, "2024-03-30T02:46:58.120Z"),
        ({"timestamp": "soon", "time": "2024-03-30T02:46:58Z"}, "2024-03-30T02:46:58Z"),
    ],
)  # fmt: skip
def test_the_time_is_found_under_any_name_in_any_unit(
    tmp_path: Path, fields: dict[str, object], when: str
) -> None:
    assert one(tmp_path, msg="x", level="info", **fields)[0] == when


def test_the_order_of_a_date_is_not_guessed(tmp_path: Path) -> None:
    text = line(time="05/04/2024 02:46:58", msg="x")
    assert instants(written(tmp_path, "json-log", text)) == [None]
    said = ImportChoices(date_order=DateOrder.DAY_FIRST)
    assert instants(written(tmp_path, "json-log", text, said)) == ["2024-04-05T02:46:58Z"]


@pytest.mark.parametrize(
    "never", ["", None, "never", 0, -5, 7, 1e400, True, "0001-01-01T00:00:00Z", [], {"a": 1}]
)
def test_what_is_no_time_stays_a_field(tmp_path: Path, never: object) -> None:
    reading = written(tmp_path, "json-log", line(time=never, level="info", msg="x"))
    assert instants(reading) == [None]
    assert reading.texts()[0].startswith("INFO x")


def test_the_digits_of_a_time_stay_as_they_stand(tmp_path: Path) -> None:
    reading = written(tmp_path, "json-log", '{"ts":1711766818.120,"msg":"x"}\n')
    [stamp] = [record.stamp for record in reading.records]
    assert stamp is not None
    assert (stamp.text, stamp.precision) == ("1711766818.120", Precision.MILLISECOND)


@pytest.mark.parametrize(
    ("level", "word"),
    [(50, "ERROR"), (3, "ERROR"), ("e", "ERROR"), ("warning", "WARNING"), ("6", "INFO"), (7.5, "")],
)
def test_a_level_is_a_word(tmp_path: Path, level: object, word: str) -> None:
    text = one(tmp_path, time="2024-03-30T02:46:58Z", level=level, msg="said")[2]
    assert text.splitlines()[0] == f"{word} said".strip()


def test_a_database_of_mongo_has_letters_for_levels(tmp_path: Path) -> None:
    said = one(tmp_path, t={"$date": "2024-03-30T02:46:58Z"}, s="W", c="STORAGE", id=22220,
               ctx="init", msg="unclean shutdown", attr={"ms": 5})  # fmt: skip
    assert said[1:] == ("STORAGE", "WARN unclean shutdown\nid=22220 ctx=init attr.ms=5")


def test_a_request_without_words_is_told_by_what_was_asked(tmp_path: Path) -> None:
    said = one(tmp_path, time="2024-03-30T02:46:58Z", method="GET", path="/orders", status=503)
    assert said[2] == "GET /orders 503"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"request": "GET /orders HTTP/1.1", "status": "503"}, "GET /orders HTTP/1.1 503"),
        ({"RequestMethod": "GET", "RequestPath": "/a", "DownstreamStatus": 502, "msg": ""},
         "GET /a 502"),
        ({"kind": "Event", "apiVersion": "audit.k8s.io/v1", "verb": "delete",
          "requestURI": "/api/v1/pods/a", "responseStatus": {"code": 200}},
         "delete /api/v1/pods/a 200"),
    ],
)  # fmt: skip
def test_requests_of_proxies_and_of_an_audit(
    tmp_path: Path, fields: dict[str, object], said: str
) -> None:
    text = line(time="2024-03-30T02:46:58Z", **fields)
    assert recognised(text * 2) == "json-log"
    assert written(tmp_path, "json-log", text).texts()[0].splitlines()[0] == said


def test_services_wrap_records_and_they_are_taken_out() -> None:
    cloudwatch = sample("json-log", "cloudwatch.json")
    assert instants(cloudwatch) == ["2024-03-30T02:46:58.120Z", "2024-03-30T02:47:00.000Z"]
    assert cloudwatch.texts()[0].startswith("START order 771")
    google = sample("json-log", "cloud-logging.json")
    assert [record.place for record in google.records] == ["stock-5d9f stock"] * 2
    assert [text.splitlines()[0] for text in google.texts()] == [
        "ERROR connection pool exhausted",
        "NOTICE pool grown",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {"Records": [{"eventTime": "2024-03-30T02:46:58Z", "eventName": "said"}]},
        {"hits": {"hits": [{"_source": {"@timestamp": "2024-03-30 02:46:58Z", "log": "said"}}]}},
        {"preview": False, "result": {"_raw": "said", "_time": "2024-03-30 02:46:58.000 UTC"}},
        {"data": {"result": [{"stream": {}, "values": [["1711766818000000000", "said"]]}]}},
        {"results": [[{"field": "@timestamp", "value": "2024-03-30 02:46:58.000"},
                      {"field": "@message", "value": "said"}]]},
    ],
)  # fmt: skip
def test_every_answer_of_a_log_service_is_understood(
    tmp_path: Path, answer: dict[str, object]
) -> None:
    text = json.dumps(answer)
    reading = written(tmp_path, "json-log", text)
    assert [when and when[:19] for when in instants(reading)] == ["2024-03-30T02:46:58"]
    assert reading.texts()[0].splitlines()[0] == "said"


def test_hostile_records_do_no_harm(tmp_path: Path) -> None:
    deep = '{"a":' * 3000 + "1" + "}" * 3000
    lines = [deep, '{"time":' + "9" * 5000 + "}", '{"time":"2024-03-30T02:46:58Z","msg":"\\ud800"}']
    reading = written(tmp_path, "json-log", "\n".join([*lines, line(msg="m", k="v" * 9999)]))
    assert [skip.code for skip in reading.skips] == [SkipCode.BROKEN_RECORD] * 2
    assert len(reading.records[-1].text) < 400


def test_many_broken_lines_are_told_of_together(tmp_path: Path) -> None:
    reading = written(tmp_path, "json-log", line(time=1711766818, msg="m") + '{"a": }\n' * 250)
    assert sum(skip.count for skip in reading.skips) == 250
    assert len(reading.skips) == 101


def test_the_window_leaves_out_what_lies_outside(tmp_path: Path) -> None:
    text = line(time=1711766818, msg="early") + line(time=1711770000, msg="late")
    reading = written(tmp_path, "json-log", text, ImportChoices(since_us=1_711_769_000_000_000))
    assert reading.texts() == ["late"]
    assert [(skip.code, skip.count) for skip in reading.skips] == [(SkipCode.OUTSIDE_WINDOW, 1)]


def test_a_log_is_recognised_and_other_json_is_not() -> None:
    assert recognised(line(time="2024-03-30T02:46:58Z", msg="x") * 3) == "json-log"
    assert recognised("[" + line(time="2024-03-30T02:46:58Z", msg="x").strip() + "]") == "json-log"
    assert recognised(line(colour="red") * 3) == "table"
    assert recognised("2024-03-30 02:46:58 got " + line(time="2024-03-30", msg="x")) == "text-log"
