"""Every real file of ``../shared/evidence/formats`` comes in whole: how much, from when to when."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from app.domain.evidence import ImportChoices, Record
from app.domain.moments import iso_utc
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from tests.unit.importers.evidence_table import EXPECTED, Expected


def written(instant_us: int) -> str:
    return iso_utc(instant_us).replace(".000000", "")


@pytest.mark.parametrize("path", EXPECTED)
def test_a_real_file_comes_in_whole(shared: Path, tmp_path: Path, path: str) -> None:
    file, saved = shared / "evidence" / "formats" / path, EXPECTED[path].saved
    if saved is not None:
        file = Path(shutil.copyfile(file, tmp_path / file.name))
        os.utime(file, (datetime.fromisoformat(saved).timestamp(),) * 2)
    source = EvidenceFile.at(file)
    importer = recognise(source)
    parts = list(importer.read(source, ImportChoices(zone="UTC")))
    records = [part for part in parts if isinstance(part, Record)]
    times = sorted(record.stamp.clock_us for record in records if record.stamp)
    found = Expected(
        importer.format,
        len(records),
        written(times[0]) if times else None,
        written(times[-1]) if times else None,
        len(records) - len(times),
        saved,
    )
    assert found == EXPECTED[path]


def test_no_real_file_is_forgotten(shared: Path) -> None:
    folder = shared / "evidence" / "formats"
    files = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.upper().startswith(("LICENSE", "README", "NOTICE"))
    }
    assert files - EXPECTED.keys() == set()
