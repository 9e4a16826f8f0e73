"""A casebook, a case in it, and a way to have evidence without reading a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import zstandard

from app.casebook import Casebook, intake, words
from app.casebook.intake import Clock
from app.domain.drafts import Case, CaseKind, Entry, SourceSettings, new_id
from app.domain.evidence import OriginalFile, Receipt, Record
from app.domain.moments import Precision, Stamp
from app.operations import cases

PASSPHRASE = "a seam of gold"


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook.create(tmp_path / "orders.casebook", PASSPHRASE) as made:
        yield made


@pytest.fixture
def case(casebook: Casebook) -> Case:
    return cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable")


def record(text: str, clock_us: int | None = 0, line: int = 1, *, zoned: bool = True) -> Record:
    stamp = None
    if clock_us is not None:
        stamp = Stamp(str(clock_us), clock_us, Precision.MICROSECOND, zoned)
    return Record(key=f"{line}:{text[:20]}", path="", line=line, stamp=stamp, text=text)


@dataclass
class Stored:
    """Puts records into a case as one source, without the child process."""

    casebook: Casebook
    case: Case

    def __call__(
        self,
        records: Sequence[Record],
        *,
        zone: str | None = None,
        title: str = "orders-api.log",
        reveal: bool = True,
        words_too: bool = True,
    ) -> int:
        clock = Clock(zone or self.case.zone, 0)
        data = "\n".join(record.text for record in records).encode()
        original = OriginalFile(title, len(data), hashlib.sha256(data).hexdigest())
        with self.casebook.batch() as connection:
            source = intake.begin_source(connection, self.case.id, clock, 0)
            intake.add_records(connection, source, clock, records)
            kept = intake.add_original(connection, source, title)
            intake.add_chunk(connection, kept, 0, zstandard.compress(data))
            intake.close_original(connection, kept, original)
            while words_too and words.index_page(connection, source):
                pass
        if reveal:
            bare = sum(1 for record in records if record.stamp and not record.stamp.zoned)
            undated = sum(1 for record in records if record.stamp is None)
            receipt = Receipt("text-log", len(records), undated, (), (original,), unzoned=bare)
            with self.casebook.edit("Import evidence", self.case.id) as edit:
                span = intake.span_of(edit.connection, source)
                intake.complete_source(edit.connection, source, receipt, span)
                edit.add(SourceSettings(new_id(), self.case.id, source, title, zone))
        return source


@pytest.fixture
def store(casebook: Casebook, case: Case) -> Stored:
    return Stored(casebook, case)


@pytest.fixture
def entry(case: Case) -> Callable[..., Entry]:
    def make(text: str, **fields: object) -> Entry:
        return Entry(new_id(), case.id, text, **fields)  # type: ignore[arg-type]

    return make
