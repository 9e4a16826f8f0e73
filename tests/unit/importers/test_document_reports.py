"""Published incident reports: nearly every entry of their timelines comes in at its time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.importers.reports import Measured, measured, share


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[Measured]:
    return measured(shared / "evidence" / "postmortems")


def test_the_entries_of_published_reports_are_found(reports: list[Measured]) -> None:
    assert len(reports) >= 20
    assert share(reports) >= 0.95, [one for one in reports if one.missed]


def test_entries_are_found_in_the_pdf_itself(reports: list[Measured]) -> None:
    pages = [one for one in reports if one.report.endswith(".pdf")]
    assert len(pages) >= 2
    assert share(pages) >= 0.95, [one for one in pages if one.missed]


def test_what_is_no_event_comes_in_undated(reports: list[Measured]) -> None:
    assert not [one for one in reports if one.invented]


def test_a_report_whose_dates_are_misprinted_is_not_dated(reports: list[Measured]) -> None:
    [misprinted] = [one for one in reports if "adsync" in one.report]
    assert misprinted.dated == 0
    assert misprinted.items > 20
