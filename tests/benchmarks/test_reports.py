"""How many entries of published incident reports come in as dated items, report by report."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.conftest import PrintTable
from tests.unit.importers.reports import measured, share


def test_entries_found_in_published_reports(shared: Path, print_table: PrintTable) -> None:
    reports = measured(shared / "evidence" / "postmortems")
    print_table(
        f"Entries of published reports that come in as dated items: {share(reports):.3f}",
        [
            ("report", "entries", "found", "items", "dated"),
            *(
                (one.report, str(one.entries), str(one.found), str(one.items), str(one.dated))
                for one in reports
            ),
        ],
    )
