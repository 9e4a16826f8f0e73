"""What a case has already: the same bytes are taken in once, and of a longer log what is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casebook import Casebook, intake
from app.domain.drafts import Case, CaseKind
from app.domain.errors import AlreadyImportedError
from app.domain.evidence import ImportChoices, SkipCode, Source
from app.domain.query import EvidenceFilter
from app.operations import cases, imports
from app.operations import evidence as shown


def log_of(lines: int) -> str:
    return "".join(
        f"2024-03-30 02:{number // 60:02}:{number % 60:02} orders-api line {number}\n"
        for number in range(lines)
    )


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "orders-api.log"
    path.write_text(log_of(120))
    return path


def test_the_same_bytes_are_taken_in_once_unless_they_are_wanted_again(
    casebook: Casebook, case: Case, log: Path, tmp_path: Path
) -> None:
    first = imports.import_evidence(casebook, case.id, log)
    same = tmp_path / "under another name.log"
    same.write_bytes(log.read_bytes())
    with pytest.raises(AlreadyImportedError, match="nothing was imported"):
        imports.import_evidence(casebook, case.id, same)
    assert [source.id for source in imports.sources(casebook, case.id)] == [first.id]
    again = imports.import_evidence(casebook, case.id, log, ImportChoices(again=True))
    other = tmp_path / "other.log"
    other.write_text(log_of(3))
    assert first.receipt.notes == ()
    assert again.items == first.items
    assert again.receipt.notes == ("The same bytes are in this case already, as “orders-api.log”.",)
    assert imports.import_evidence(casebook, case.id, other).receipt.notes == ()


def test_the_same_archive_is_found_out_at_its_end(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    for name in ("one.log", "two.log"):
        (folder / name).write_text(name + log_of(5))
    imports.import_evidence(casebook, case.id, folder)
    with pytest.raises(AlreadyImportedError):
        imports.import_evidence(casebook, case.id, folder)
    with casebook.read() as connection:
        assert intake.leftovers(connection) == []


def test_another_case_may_have_the_same_bytes(casebook: Casebook, case: Case, log: Path) -> None:
    imports.import_evidence(casebook, case.id, log)
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Again")
    assert imports.import_evidence(casebook, other.id, log).receipt.notes == ()


def test_a_source_that_was_undone_may_come_again(casebook: Casebook, case: Case, log: Path) -> None:
    imports.import_evidence(casebook, case.id, log)
    casebook.undo(case.id)
    assert imports.import_evidence(casebook, case.id, log).receipt.notes == ()


class TestALongerVersionOfALog:
    """Only what is new of a log that went on being written is taken in."""

    @staticmethod
    def texts(casebook: Casebook, source: Source) -> list[str]:
        ids = shown.item_ids(
            casebook, source.case_id, EvidenceFilter(sources=frozenset({source.id})), by_source=True
        )
        return [item.text for item in shown.items(casebook, ids)]

    def test_takes_in_the_new_lines_and_says_after_which(
        self, casebook: Casebook, case: Case, tmp_path: Path
    ) -> None:
        path = tmp_path / "app.log"
        path.write_text(log_of(20))
        first = imports.import_evidence(casebook, case.id, path)
        path.write_text(log_of(50))
        second = imports.import_evidence(casebook, case.id, path)
        path.write_text(log_of(70))
        third = imports.import_evidence(casebook, case.id, path)
        assert [source.items for source in (first, second, third)] == [20, 30, 20]
        (skip,) = third.receipt.skips
        assert (skip.code, skip.count) == (SkipCode.DUPLICATE, 50)
        assert "after line 50" in third.receipt.notes[0]
        assert third.receipt.originals[0].size == path.stat().st_size
        whole = [text for source in (first, second, third) for text in self.texts(casebook, source)]
        again = imports.import_evidence(casebook, case.id, path, ImportChoices(again=True))
        assert self.texts(casebook, again) == whole
        keys = {
            item.key
            for source in (first, second, third)
            for item in shown.items(
                casebook,
                shown.item_ids(casebook, case.id, EvidenceFilter(sources=frozenset({source.id}))),
            )
        }
        assert len(keys) == 70

    def test_loses_no_line_that_went_on(
        self, casebook: Casebook, case: Case, tmp_path: Path
    ) -> None:
        path = tmp_path / "app.log"
        path.write_text(log_of(20) + "    at Pool.take\n2024-03-30 23:00:00 INFO cut in the mid")
        imports.import_evidence(casebook, case.id, path)
        with path.open("a") as file:
            file.write("dle\n    at Orders.run\n" + "2024-03-30 23:00:01 INFO more\n")
        second = imports.import_evidence(casebook, case.id, path)
        assert self.texts(casebook, second) == [
            "INFO cut in the middle\n    at Orders.run",
            "INFO more",
        ]

    def test_a_stack_trace_that_went_on_stands_alone(
        self, casebook: Casebook, case: Case, tmp_path: Path
    ) -> None:
        path = tmp_path / "app.log"
        path.write_text(log_of(20) + "    at Pool.take\n")
        imports.import_evidence(casebook, case.id, path)
        with path.open("a") as file:
            file.write("    at Orders.run\n2024-03-30 23:00:01 INFO more\n")
        second = imports.import_evidence(casebook, case.id, path)
        assert self.texts(casebook, second) == ["    at Orders.run", "INFO more"]

    def test_is_whole_where_the_first_one_is_gone(
        self, casebook: Casebook, case: Case, tmp_path: Path
    ) -> None:
        path = tmp_path / "app.log"
        path.write_text(log_of(20))
        imports.import_evidence(casebook, case.id, path)
        casebook.undo(case.id)
        path.write_text(log_of(50))
        assert imports.import_evidence(casebook, case.id, path).items == 50

    def test_is_whole_where_the_first_one_had_a_window(
        self, casebook: Casebook, case: Case, tmp_path: Path
    ) -> None:
        path = tmp_path / "app.log"
        path.write_text(log_of(20))
        imports.import_evidence(casebook, case.id, path, ImportChoices(until_us=1))
        path.write_text(log_of(50))
        assert imports.import_evidence(casebook, case.id, path).items == 50

    def test_another_log_with_the_same_name_is_another_log(
        self, casebook: Casebook, case: Case, tmp_path: Path
    ) -> None:
        path = tmp_path / "app.log"
        path.write_text(log_of(20))
        imports.import_evidence(casebook, case.id, path)
        path.write_text("2024-03-30 01:00:00 INFO before\n" + log_of(50))
        assert imports.import_evidence(casebook, case.id, path).items == 51


def requests(count: int) -> str:
    return "".join(
        f"203.0.113.7 - - [30/Mar/2024:02:{number // 60:02}:{number % 60:02} +0000]"
        f' "GET /orders/{number} HTTP/1.1" 200 5\n'
        for number in range(count)
    )


def test_a_longer_log_of_a_known_program_has_only_its_further_lines_to_add(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    path = tmp_path / "access.log"
    path.write_text(requests(70) + "cut of")
    imports.import_evidence(casebook, case.id, path)
    longer = tmp_path / "longer.log"
    longer.write_text(requests(70) + "cut off here\n" + requests(100)[len(requests(70)) :])
    source = imports.import_evidence(casebook, case.id, longer)
    assert (source.receipt.format, source.items) == ("access-log", 31)
    assert [(skip.code, skip.count) for skip in source.receipt.skips] == [(SkipCode.DUPLICATE, 70)]
    assert any(note.startswith("It begins as “access.log” does") for note in source.receipt.notes)
