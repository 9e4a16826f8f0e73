"""A casebook of any earlier schema can do all that one of today can: every page, a publication."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from app.casebook import migrations
from app.domain.drafts import Entry
from app.operations import casebooks, cases, drafting, drifting, history, publishing
from tests.data.casebooks.make import PASSPHRASE
from tests.unit.operations.any_step import BEGINNING, AnyStep
from tests.unit.operations.test_nothing_dangling import Told, look_at_everything
from tests.unit.operations.test_undo_of_everything import drafted

SAMPLES = Path(__file__).parents[2] / "data" / "casebooks"


@pytest.mark.parametrize("version", range(1, len(migrations.STEPS) + 1))
def test_every_page_works_on_it_and_a_published_version_outlives_a_copy(
    version: int, tmp_path: Path
) -> None:
    path = tmp_path / "old.casebook"
    shutil.copy(SAMPLES / f"schema-{version:03}.casebook", path)
    with casebooks.open_casebook(path, PASSPHRASE) as casebook:
        (case,) = cases.cases(casebook)
        told = Told(casebook, case.id)
        before = drafted(casebook)
        look_at_everything(told)
        some = AnyStep(casebook, case.id, case.id, Random(version))  # noqa: S311  no secret
        for step in BEGINNING:
            step(some)
        published = publishing.publish(casebook, case.id)
        look_at_everything(told)
        casebook.copy_to(tmp_path / "copy.casebook")
        while drafted(casebook) != before:
            assert history.undo(casebook, case.id)
        assert casebooks.verify(casebook).problems == ()
    with casebooks.open_casebook(tmp_path / "copy.casebook", PASSPHRASE) as copy:
        assert drifting.since_published(copy, case.id) == (1, [])
        (entry, *_) = drafting.of_case(copy, Entry, case.id)
        drafting.remove(copy, Entry, case.id, [entry.id], "Remove")
        assert len(drifting.since_published(copy, case.id)[1]) == 1
        publishing.write_version(copy, published.id, tmp_path)
        assert cases.case(copy, case.id).published_us == published.published_us
