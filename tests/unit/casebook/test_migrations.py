"""Every schema a casebook ever had still opens, with everything in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import inspect

from app.casebook import Casebook, migrations, schema
from app.operations import casebooks, cases, history, timeline
from tests.data.casebooks.make import CASE, ENTRY, PASSPHRASE, QUOTE

pytestmark = pytest.mark.usefixtures("made_anew")

SAMPLES = Path(__file__).parents[2] / "data" / "casebooks"


def sample(version: int) -> Path:
    return SAMPLES / f"schema-{version:03}.casebook"


def test_every_schema_has_a_sample() -> None:
    versions = range(1, len(migrations.STEPS) + 1)
    assert [sample(version) for version in versions] == sorted(SAMPLES.glob("schema-*.casebook"))


@pytest.mark.parametrize("version", range(1, len(migrations.STEPS) + 1))
def test_a_casebook_of_any_schema_opens_whole(version: int, tmp_path: Path) -> None:
    path = shutil.copy(sample(version), tmp_path / "old.casebook")
    with Casebook.open(path, PASSPHRASE) as casebook:
        (case,) = cases.cases(casebook)
        assert case.title == CASE
        (cited,) = timeline.entries(casebook, case.id)
        assert cited.entry.text == ENTRY
        assert [item.quote for item in cited.citations] == [QUOTE]
        assert len(history.history(casebook, "entries", cited.entry.id)) == 2
        assert casebooks.verify(casebook).problems == ()
        with casebook.read() as connection:
            assert migrations.version_of(connection) == len(migrations.STEPS)


def test_the_steps_lead_to_the_tables_that_the_program_knows(tmp_path: Path) -> None:
    path = tmp_path / "new.casebook"
    with Casebook.create(path, PASSPHRASE) as casebook, casebook.read() as connection:
        found = inspect(connection)
        for table in schema.metadata.sorted_tables:
            columns = [
                (c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table.name)
            ]
            assert columns == [(c.name, str(c.type), c.nullable) for c in table.columns], table.name
            indexes = {index["name"] for index in found.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= indexes
