"""Git logs: every format and date style, two times where they differ, differences kept short."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.git_log import MOST_LETTERS, MOST_LINES, GitLog, stamp_of
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "git-log"
COMMIT = "commit 0123456789abcdef0123456789abcdef01234567\nAuthor: A B <a@b.example>\n"


def read(path: Path) -> Reading:
    return Reading(GitLog(), path)


@pytest.mark.parametrize("name", ["fuller.log", "raw.log"])
def test_the_time_of_the_author_and_of_the_commit_are_two(name: str) -> None:
    records = read(SAMPLES / name).records
    assert [record.stamp and record.stamp.clock_us // 1_000_000 for record in records] == [
        1_711_767_600,
        1_711_638_000,
        1_711_703_564,
    ]
    assert records[2].text == "Committed: Open more connections"
    assert records[2].thread == records[1].thread == records[1].key
    assert records[0].thread is None
    assert records[1].stamp is not None
    assert records[1].stamp.offset_us == 3_600_000_000


@pytest.mark.parametrize("name", ["medium.log", "graph.log"])
def test_a_commit_says_its_message_its_author_and_its_files(name: str) -> None:
    reading = read(SAMPLES / name)
    first, second = reading.records
    assert second.text.startswith(
        "Open more connections\n\nUp to 400.\n    indented\ncommit c01e7c2"
    )
    assert (first.who, first.author) == ("Toma Reyes", "toma@tide.example")
    assert [record.stamp and record.stamp.zoned for record in reading.records] == [True, True]
    assert ("1 insertion" in second.text) is (name == "medium.log")


def test_commits_of_one_line_have_no_time_or_a_day() -> None:
    assert read(SAMPLES / "oneline.txt").times() == [None, None]
    assert read(SAMPLES / "reference.txt").times() == ["2024-03-30", "2024-03-28"]
    assert read(SAMPLES / "reference.txt").texts()[0] == "Close them again\ncommit 7d7683f"


def test_a_reflog_has_the_time_of_each_move(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text(
        "7d7683f HEAD@{2024-03-30 03:00:00 +0000}: reset: moving to 213\n"
        "c01e7c2 HEAD@{1}: commit: Open more connections\n"
    )
    assert recognise(EvidenceFile.at(path)).format == "git-log"
    assert read(path).times() == ["2024-03-30 03:00:00 +0000", None]


@pytest.mark.parametrize(
    ("text", "seconds", "zoned"),
    [
        ("Thu Mar 28 16:00:00 2024 +0100", 1_711_638_000, True),
        ("Thu, 28 Mar 2024 16:00:00 +0100", 1_711_638_000, True),
        ("2024-03-28 16:00:00 +0100", 1_711_638_000, True),
        ("2024-03-28T16:00:00+01:00", 1_711_638_000, True),
        ("1711638000 +0100", 1_711_638_000, True),
        ("1711638000", 1_711_638_000, True),
        ("Thu Mar 28 16:00:00 2024", 1_711_641_600, False),
        ("2024-03-28", 1_711_584_000, False),
    ],
)
def test_every_date_style_is_read(text: str, seconds: int, zoned: bool) -> None:
    stamp = stamp_of(text)
    assert stamp is not None
    assert (stamp.text, stamp.clock_us, stamp.zoned) == (text, seconds * 1_000_000, zoned)


@pytest.mark.parametrize("text", ["2 days ago", "", "Thu Foo 28 16:00:00 2024", "99999999999999"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert stamp_of(text) is None


def test_a_long_difference_is_cut_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    lines = "".join(f"+line {number}\n" for number in range(1_000))
    path.write_text(f"{COMMIT}Date:   Thu Mar 28 16:00:00 2024 +0100\n\n    Grow\n\ndiff\n{lines}")
    [record] = read(path).records
    assert record.text.endswith(f"… {1_001 - MOST_LINES:,} more lines, which the original keeps")


def test_a_message_without_end_is_cut_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    lines = ("    " + "x" * 1_000 + "\n") * 2_000
    path.write_text(f"{COMMIT}Date:   Thu Mar 28 16:00:00 2024 +0100\n\n{lines}")
    [record] = read(path).records
    assert len(record.text) < MOST_LETTERS + 1_000
    assert "more lines, which the original keeps" in record.text


def test_a_commit_named_in_a_message_is_not_one(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    text = "    Revert\n\n    commit 0123456789abcdef\n    * commit 0123456789abcdef\n"
    path.write_text(f"{COMMIT}Date:   Thu Mar 28 16:00:00 2024 +0100\n\n{text}")
    assert len(read(path).records) == 1


def test_a_log_that_breaks_off_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text((SAMPLES / "medium.log").read_text()[:380])
    assert recognise(EvidenceFile.at(path)).format == "git-log"
    assert len(read(path).records) == 2


def test_ids_with_a_time_beside_them_are_left_to_others(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text("c01e7c2 2024-03-28 16:00:00 up\n7d7683f 2024-03-28 16:01:00 down\n")
    assert recognise(EvidenceFile.at(path)).format != "git-log"
