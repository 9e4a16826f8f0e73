"""The short cut for lines of one form gives what reading each line gives, record for record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import NO_CHOICES, Record
from app.domain.runs import RecordRun
from app.importers.base import EvidenceFile, Part
from app.importers.logs import log_records
from app.importers.logs.textlog import TextLog
from tests.unit.importers.textlogs import SAMPLES


def parts(source: EvidenceFile, *, fast: bool) -> tuple[list[object], int]:
    """Everything that is read, records one by one, and how many of them came in runs."""
    taken: list[object] = []
    in_runs = 0
    with pytest.MonkeyPatch.context() as patch:
        if not fast:
            patch.setattr(log_records, "_has_fixed_forms", lambda _used: False)
        for part in _read(source):
            if isinstance(part, RecordRun):
                taken += part.records()
                in_runs += len(part)
            else:
                taken.append(part)
    return taken, in_runs


def _read(source: EvidenceFile) -> Iterator[Part | RecordRun]:
    return TextLog().read_in_runs(source, NO_CHOICES)


def same_both_ways(source: EvidenceFile) -> int:
    fast, in_runs = parts(source, fast=True)
    slow, none = parts(source, fast=False)
    assert none == 0
    assert fast == slow
    return in_runs


def pasted(text: str) -> EvidenceFile:
    return EvidenceFile("orders.log", pasted=text.encode())


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_sample_is_read_the_same(path: Path) -> None:
    same_both_ways(EvidenceFile.at(path))


def test_every_log_of_loghub_is_read_the_same(shared: Path) -> None:
    logs = sorted(shared.rglob("*_2k.log"))
    assert logs
    assert sum(same_both_ways(EvidenceFile.at(path)) for path in logs) > 4_000


def lines(form: str, count: int = 200) -> str:
    return "".join(
        form.format(h=n // 60 % 24, m=n % 60, s=n * 7 % 60, f=n * 37 % 1000, n=n)
        for n in range(count)
    )


@pytest.mark.parametrize(
    "form",
    [
        "2024-03-30 {h:02}:{m:02}:{s:02},{f:03} INFO  request {n} took 3 ms\n",
        "2024-03-30T{h:02}:{m:02}:{s:02}.{f:03}Z [worker-{n}] began\n",
        "2024-03-30T{h:02}:{m:02}:{s:02}.{f:03}+02:00 | began {n}\n",
        "[Sat Mar 30 {h:02}:{m:02}:{s:02} 2024] [error] no answer {n}\n",
        "30/Mar/2024 {h:02}:{m:02}:{s:02} EST began {n}\n",
        "20240330-{h:02}{m:02}{s:02} [main] began\n",
        "2024-03-30-{h:02}.{m:02}.{s:02}.{f:03}001 began\n",
        "Mar 30 {h:02}:{m:02}:{s:02} web-1 sshd[{n}]: Failed password\n",
        "<13>Mar 30 {h:02}:{m:02}:{s:02} app-1 kernel: began {n}\n",
        "03-30 {h:02}:{m:02}:{s:02}.{f:03}  1702  2395 D WindowManager: began {n}\n",
    ],
)
def test_usual_forms_come_in_runs(form: str) -> None:
    assert same_both_ways(pasted(lines(form))) > 150


@pytest.mark.parametrize(
    "odd",
    [
        "2024-03-30 23:59:60,000 INFO  a leap second\n",
        "2024-03-30 25:00:00,000 INFO  no such hour\n",
        "2024-03-31 00:00:01,000 INFO  the next day\n",
        "2024-03-30 10:00:00,12 INFO  fewer digits\n",
        "2024-03-30 10:00:00,120 EST INFO  with a zone\n",
        "2024-03-30 10:00:00,120 INFO\n",
        "2024-03-30 10:00:00,120\n",
        "2024-03-30 10:00:00,120 \x1b[31mINFO\x1b[0m  in red\n",
        "2024-03-30 10:00:00,120 INFO  last message repeated 5 times\n",
        "    at Pool.take(Pool.java:41)\n    at Orders.run(Orders.java:7)\n",
        "\n\n",
        "2024-03-30 10:00:00,120 INFO  café 中 é\n",
        "\uff12024-03-30 10:00:00,120 INFO  another digit\n",
        "2024-03-30 10:00:00,120PM INFO  half a day\n",
        "2024-03-30 10:00:00,120 - INFO  with a dash\n",
    ],
)
def test_an_odd_line_among_others_is_read_as_ever(odd: str) -> None:
    usual = lines("2024-03-30 10:{m:02}:{s:02},{f:03} INFO  request {n}\n", 59)
    same_both_ways(pasted(usual + odd + usual + odd * 2 + usual))


def test_a_year_that_only_the_order_of_days_tells() -> None:
    days = [
        "Dec 30",
        "Dec 31",
        "Jan  1",
        "Dec 31",
        "Jan  1",
        "Jan  2",
        "Jun  5",
        "Dec 31",
        "Jan  1",
    ]
    odd = "\n".join(f"{day} 23:59:60 app-1 x: y" for day in ("Mar  1", "Sep  1"))
    text = "".join(
        f"{day} 10:{n:02}:00 web-1 sshd[7]: no\n" * 3
        for day in [*days, "Nov  1", *days]
        for n in range(20)
    )
    assert same_both_ways(pasted(text + odd + "\n" + text)) > 1_000


def test_the_place_of_each_line_is_told() -> None:
    text = "".join(
        f"Mar 30 10:00:{n:02} web-{n % 3} {'sshd' if n % 2 else 'cron'}[{n}]: no\n"
        for n in range(60)
    )
    (run,) = (part for part in _read(pasted(text)) if isinstance(part, RecordRun))
    assert {record.place for record in run.records()} == {
        f"web-{n} {program}" for n in range(3) for program in ("sshd", "cron")
    }
    same_both_ways(pasted(text + "Mar 30 10:01:00 nobody says\n" * 20 + text))


def test_a_clock_that_is_set_back_is_seen() -> None:
    form = "2024-10-27 0{h}:{m:02}:00 [main] request {n}\n"
    hours = [(1, m) for m in range(60)] + [(2, m) for m in range(60)] * 2
    text = "".join(form.format(h=h, m=m, n=n) for n, (h, m) in enumerate(hours))
    same_both_ways(pasted(text + text.replace("10-27", "10-28")))


_TIMES = st.tuples(
    st.integers(0, 25), st.integers(0, 61), st.integers(0, 61), st.sampled_from(["", ",1", ".123"])
)
_REST = st.sampled_from(
    [
        " [a] b",
        " INFO c",
        " a",
        " PM x",
        "Z x",
        " Z",
        " +0100 x",
        " EST y",
        "",
        "  ",
        ": d",
        " ISTx",
    ]
)


@given(
    st.lists(st.tuples(st.sampled_from(["2024-03-30", "2024-03-31"]), _TIMES, _REST), max_size=60)
)
def test_any_mixture_is_read_the_same(
    drawn: list[tuple[str, tuple[int, int, int, str], str]],
) -> None:
    text = "".join(
        f"{day} {h:02}:{m:02}:{s:02}{fraction}{rest}\n" * 12
        for day, (h, m, s, fraction), rest in drawn
    )
    if text:
        same_both_ways(pasted(text))


def test_records_of_a_run_say_what_single_ones_say() -> None:
    source = pasted(lines("2024-03-30T{h:02}:{m:02}:{s:02}.{f:03}Z [worker-{n}] began\n"))
    runs = [part for part in _read(source) if isinstance(part, RecordRun)]
    record = next(runs[0].records())
    assert isinstance(record, Record)
    assert record.raw == "2024-03-30T00:01:07.037Z [worker-1] began"
    assert record.text == "[worker-1] began"
