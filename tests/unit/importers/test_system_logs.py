"""The journal, logfmt, Kubernetes, containers and OpenTelemetry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.evidence import SkipCode
from tests.unit.importers.log_reading import instants, recognised, sample, written


def test_the_journal_is_dated_by_when_a_program_spoke() -> None:
    reading = sample("journald", "till.jsonl")
    assert instants(reading) == [
        "2024-03-30T02:46:58.120001Z",
        "2024-03-30T02:46:59.000000Z",
        "2024-03-30T02:47:00.000000Z",
        "2024-03-30T02:47:01.000000Z",
        "2024-03-30T02:47:02.000000Z",
    ]
    assert not any(record.stamp and record.stamp.caveats for record in reading.records)


def test_a_journal_entry_says_its_unit_and_its_priority() -> None:
    records = sample("journald", "till.jsonl").records
    assert records[0].text == "ERROR order 771 failed"
    assert [record.place for record in records] == [
        "till-1 checkout.service",
        "till-1 checkout.service",
        "till-1 kernel",
        "till-1 checkout.service",
        "till-1 checkout.service",
    ]


def test_messages_of_bytes_of_nothing_and_of_several_lines() -> None:
    texts = sample("journald", "till.jsonl").texts()
    assert texts[2] == "WARNING oom "
    assert texts[3].startswith("DEBUG (The export leaves the message out")
    assert texts[4] == "NOTICE first\nsecond"


def test_a_journal_cut_off_is_named_and_other_forms_are_read(tmp_path: Path) -> None:
    [skip] = sample("journald", "till.jsonl").skips
    assert (skip.code, skip.line) == (SkipCode.BROKEN_RECORD, 6)
    entry = {"__CURSOR": "c", "__REALTIME_TIMESTAMP": "1711766818120003", "MESSAGE": "up"}
    for before in ("\x1e", "data: "):
        reading = written(tmp_path, "journald", f"{before}{json.dumps(entry)}\n\n")
        assert instants(reading) == ["2024-03-30T02:46:58.120003Z"]


def test_values_of_the_journal_of_any_type_do_no_harm(tmp_path: Path) -> None:
    entry = {"__CURSOR": 1, "__REALTIME_TIMESTAMP": ["x"], "MESSAGE": {"a": [1]}, "PRIORITY": 99,
             "_HOSTNAME": [1, 300], "_SYSTEMD_UNIT": True}  # fmt: skip
    [record] = written(tmp_path, "journald", json.dumps(entry)).records
    assert record.stamp is None
    assert record.text == 'LEVEL 99 {"a": [1]}'


def test_logfmt_reads_quotes_bare_words_and_what_follows() -> None:
    reading = sample("logfmt", "stock.log")
    assert instants(reading) == [
        "2024-03-30T02:46:58.120934Z",
        "2024-03-30T02:46:59Z",
        "2024-03-30T01:47:01Z",
    ]
    assert reading.texts()[0] == 'INFO listening on "main"\nport=8080'
    assert reading.texts()[1].endswith("goroutine 12 [running]:\n\tmain.ask(0x1)")
    assert reading.texts()[2].startswith("ERROR pool exhausted\nretry=true")
    assert "loose word" in reading.texts()[2]
    assert {record.place for record in reading.records} == {"stock"}


def test_a_logfmt_line_without_a_time_is_a_record_of_its_own(tmp_path: Path) -> None:
    text = (
        "t=2028-03-09T08:00:01Z level=info msg=begun\n"
        'level=warn msg="no clock yet"\n'
        "level=warn code=7 msg=slow\n"
        "t=2028-03-09T08:00:02Z level=error msg=died\n"
        "rax=0 rbx=1\n"
        "goroutine 1 msg=printed level=none\n"
    )
    reading = written(tmp_path, "logfmt", text)
    assert [one.stamp is None for one in reading.records] == [False, True, True, False]
    assert reading.records[1].text == "WARN no clock yet"
    assert reading.records[3].text.splitlines()[1:] == [
        "rax=0 rbx=1",
        "goroutine 1 msg=printed level=none",
    ]


def test_a_sentence_with_an_equals_sign_is_not_logfmt() -> None:
    assert recognised("2024-03-30 02:46:58 set a=1 b=2 c=3\n" * 3) == "text-log"
    assert recognised("a=1 b=2 c=3 d=4\n" * 3) == "text-log"


def test_an_event_that_went_on_has_a_first_and_a_last_time() -> None:
    first, last = sample("kubernetes-events", "list.json").records[:2]
    assert (first.weight, last.weight) == (1, 13)
    assert first.stamp is not None
    assert last.stamp is not None
    assert (first.stamp.text, last.stamp.text) == ("2024-03-30T02:40:00Z", "2024-03-30T02:52:30Z")
    assert first.text == (
        "Warning BackOff: Back-off restarting failed container\nPod stock-5d9f on node-2"
    )
    assert last.text.startswith("Warning BackOff (14 times so far): ")
    assert (first.thread, last.thread) == (first.key, first.key)
    assert (first.who, first.place, first.author) == ("kubelet", "shop/stock-5d9f", None)


def test_all_times_of_an_event_are_optional() -> None:
    reading = sample("kubernetes-events", "list.json")
    assert instants(reading)[2:] == [
        "2024-03-30T02:39:00.120934Z",
        "2024-03-30T02:39:30.500Z",
        "2024-03-30T02:41:00Z",
        None,
    ]
    assert reading.notes == [
        "Events that tell no time of their own; when they were recorded was taken: 1."
    ]


def test_a_watch_tells_of_an_event_again_and_only_what_is_new_is_taken() -> None:
    reading = sample("kubernetes-events", "watch.jsonl")
    assert [record.weight for record in reading.records] == [1, 4]
    assert [(skip.code, skip.line) for skip in reading.skips] == [(SkipCode.DUPLICATE, 3)]


def test_events_in_yaml_are_those_of_json() -> None:
    reading = sample("kubernetes-events", "list.yaml")
    assert instants(reading) == [
        "2024-03-30T02:40:00Z",
        "2024-03-30T02:52:30Z",
        "2024-03-30T02:39:00.120934Z",
    ]
    first, last, failed = reading.records
    assert (first.line, last.weight, first.place) == (3, 13, "shop/stock-5d9f")
    assert first.text == (
        "Warning BackOff: Back-off restarting failed container: exit code 1\n"
        "Pod stock-5d9f on node-2"
    )
    assert "Readiness probe failed:\n\nconnection refused" in failed.text
    assert failed.raw is not None
    assert failed.raw.startswith("apiVersion: v1\neventTime: 2024-03-30T02:39")
    assert "\ninvolvedObject:\n  kind: Pod\n" in failed.raw


EVENT = "kind: Event\ninvolvedObject:\n  name: a\nreason: Killing\nmetadata: {name: a}\n"


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\n" + EVENT,
        "---\n# as kept\napiVersion: v1\n" + EVENT + "---\n",
        "apiVersion: v1\nitems:\n  - " + EVENT.replace("\n", "\n    ").rstrip(" ") + "kind: List\n",
        "- " + EVENT.replace("\n", "\n  "),
    ],
)
def test_yaml_may_hold_events_in_several_ways(tmp_path: Path, text: str) -> None:
    text = text.replace("- kind", "- apiVersion: v1\n    kind") if "items" in text else text
    assert recognised(text) == "kubernetes-events"
    reading = written(tmp_path, "kubernetes-events", text)
    assert [one.text.splitlines()[0] for one in reading.records] == ["Killing"]
    assert not reading.skips


@pytest.mark.parametrize(
    ("bad", "detail"),
    [
        ("a: &a [x, x]\n  b: &b [*a, *a]\n  c: [*b, *b]", "repeats a part of itself"),
        ("a: " + "[" * 5_000, "nested too deeply"),
        ("a: " + "x" * 200_000, "letters of YAML"),
        ("message: 'never ends", "broken YAML"),
        ("message: !!python/object:os.system x", "no event"),
        ("items: 3", None),
        ('"items": [1, {a: "b"', "broken YAML"),
        ("1: {2: 3}\n  ? [x]\n  : y", "no event"),
    ],
)
def test_a_bad_item_of_yaml_spoils_no_other(tmp_path: Path, bad: str, detail: str | None) -> None:
    good = "- " + EVENT.replace("\n", "\n  ").rstrip(" ")
    text = (
        f"apiVersion: v1\nitems:\n{good}- {bad}\n{good.replace('name: a', 'name: b')}kind: List\n"
    )
    reading = written(tmp_path, "kubernetes-events", text)
    assert len(reading.records) == 2
    if detail is not None:
        assert detail in reading.skips[0].detail
        assert reading.skips[0].line is not None
        assert 8 <= reading.skips[0].line <= 12


def test_yaml_of_other_things_is_no_event() -> None:
    assert recognised("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n") == "text-log"
    assert recognised("We saw this:\n" + EVENT) == "text-log"


def test_a_table_of_ages_names_no_time() -> None:
    reading = sample("kubernetes-event-table", "events.txt")
    assert instants(reading) == [None, None, None]
    assert [record.weight for record in reading.records] == [1, 14, 1]
    assert reading.texts()[2].startswith("Created: Created container  stock")
    assert len(reading.notes) == 1


def test_a_wide_table_has_empty_cells() -> None:
    [record] = sample("kubernetes-event-table", "wide.txt").records
    assert (record.place, record.weight) == ("shop/pod/stock-5d9f", 14)
    assert record.text.startswith("Warning BackOff: Back-off  restarting\n")


def test_parts_of_a_line_are_one_again() -> None:
    reading = sample("container-log", "cri.log")
    assert [record.line for record in reading.records] == [1, 2, 5, 6]
    assert reading.texts()[1] == "a line that was cut twice and is one again"
    assert instants(reading)[1] == "2024-03-30T02:46:59.000000Z"
    assert sample("container-log", "docker.log").texts() == [
        "listening on 8080",
        "half a line",
        "red",
    ]


def test_json_inside_a_container_log_is_told_in_words() -> None:
    last = sample("container-log", "cri.log").records[-1]
    assert (last.text, last.place) == ("ERROR pool exhausted", "stock")
    assert last.stamp is not None
    assert last.stamp.text == "2024-03-30T02:47:01Z"


def test_compose_says_which_container() -> None:
    reading = sample("container-log", "compose.log")
    assert [record.place for record in reading.records] == ["stock-1", "checkout-1"]


def test_kubectl_names_the_pod() -> None:
    reading = sample("container-log", "kubectl.log")
    assert instants(reading) == ["2024-03-30T02:46:58.120934Z", "2024-03-30T02:46:59Z"]
    assert reading.texts() == ["listening on 8080", "ERROR pool exhausted"]
    assert {record.place for record in reading.records} == {"stock-5d9f/stock"}


def test_a_span_begins_ends_and_belongs_to_its_trace() -> None:
    reading = sample("opentelemetry", "collector.jsonl")
    assert instants(reading) == [
        "2024-03-30T02:46:58.120934Z",
        "2024-03-30T02:46:59.000000Z",
        "2024-03-30T02:46:58.000000Z",
        "2024-03-30T02:46:59.500000Z",
        "2024-03-30T02:47:00.140000Z",
    ]
    assert reading.texts()[-1] == "end of POST /orders after 2140 ms, ERROR, stock did not answer"
    assert reading.texts()[0] == "ERROR pool exhausted\nsize=40"
    first = reading.records[0].key
    assert [record.thread for record in reading.records] == [first, None, first, first, first]
    assert [skip.code for skip in reading.skips] == [
        SkipCode.BROKEN_RECORD,
        SkipCode.NOT_EVIDENCE,
    ]


def test_telemetry_with_nothing_in_it_does_no_harm(tmp_path: Path) -> None:
    odd = {"resourceLogs": [{"scopeLogs": [{"logRecords": [{}, 7, {"body": {"intValue": "4"}}]}]}],
           "resourceSpans": [{"scopeSpans": [{"spans": [{"endTimeUnixNano": 5}]}]}]}  # fmt: skip
    reading = written(tmp_path, "opentelemetry", json.dumps(odd))
    assert reading.texts() == ["(no body)", "4", "start of span"]
    assert instants(reading) == [None, None, None]
