"""How good suggested entries are on published reports, and how sure they may be called.

The shares in `app.assist.entries.documents.MEASURED` are counted here anew. Each report is also
left out in turn, and what the others teach is held against it: so it would be for a report that
nobody has seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.assist.entries.documents import COUNTED, MEASURED, Standing, standings
from app.assist.entries.suggesting import MOST_DOUBT
from app.domain.assist.requests import Manner, Shown
from app.domain.assist.scores import Bin, calibration
from app.domain.evidence import ImportChoices, Record
from app.domain.moments import Precision
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.operations.assist.evaluating import evaluate
from app.operations.assist.labelled import LabelledReport, labelled
from tests.benchmarks.conftest import PrintTable

LEAST_RECALL = 0.95
LEAST_RIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Judged:
    """A dated statement of a report: how it stands there, and whether it is a labelled entry."""

    report: str
    standing: Standing
    right: bool


@pytest.fixture(scope="module")
def reports(shared: Path) -> Path:
    return shared / "evidence" / "postmortems"


def test_entries_suggested_from_published_reports(reports: Path, print_table: PrintTable) -> None:
    """As a person gets them: imported, suggested in the child process, checked."""
    scores = evaluate(reports)
    print_table(
        f"Entries suggested from reports: {scores.recall:.3f} of the labelled ones; "
        f"of what is called probable, {scores.probable_right:.3f} is one",
        [
            ("report", "entries", "found", "suggested", "probable", "right"),
            *(
                (one.name, *map(str, (one.entries, one.found, one.suggested, one.probable,
                                      one.right)))
                for one in scores.reports
            ),
        ],
    )  # fmt: skip
    print_table("Calibration", table(scores.calibration))
    assert scores.recall is not None
    assert scores.probable_right is not None
    assert scores.recall >= LEAST_RECALL
    assert scores.probable_right >= LEAST_RIGHT


def test_how_sure_a_report_that_was_left_out_may_be_called(
    reports: Path, print_table: PrintTable
) -> None:
    judged = [one for report in labelled(reports).reports for one in of(report)]
    counted = {standing: share(judged, standing) for standing in Standing}
    print_table(
        "Dated statements that are entries, by how they stand in the document",
        [
            ("standing", "statements", "entries", "share", "taken for"),
            *(
                (standing, str(count), str(right), f"{right / max(count, 1):.2f}",
                 f"{MEASURED[standing]:.2f}")
                for standing, (count, right) in counted.items()
            ),
        ],
    )  # fmt: skip
    left_out = [(confidence(judged, one), one.right) for one in judged]
    print_table("Calibration, each report left out", table(calibration(left_out)))

    probable = [right for sure, right in left_out if sure >= 1 - MOST_DOUBT]
    assert sum(probable) / len(probable) >= LEAST_RIGHT
    for standing, (count, right) in counted.items():
        if standing in COUNTED:
            assert abs(right / count - MEASURED[standing]) <= 0.1


def of(report: LabelledReport) -> list[Judged]:
    dated = [item for item in shown(report.path) if item.at_us is not None]
    found = standings(dated)
    entries = [entry for entry in report.entries if entry.event]
    return [
        Judged(
            report.path.parent.name,
            found[item.id],
            any(entry.is_told_by(item.at_us, item.text) for entry in entries),
        )
        for item in dated
    ]


def shown(path: Path) -> list[Shown]:
    """The items of a document; clock times without a zone are taken for UTC, as in a new case."""
    file = EvidenceFile.at(path)
    records = [
        part for part in recognise(file).read(file, ImportChoices()) if isinstance(part, Record)
    ]
    return [
        Shown(
            number,
            1,
            Manner.DOCUMENT,
            record.text,
            record.stamp.clock_us if record.stamp else None,
            precision=record.stamp.precision if record.stamp else Precision.NONE,
            order=number,
        )
        for number, record in enumerate(records, 1)
    ]


def share(judged: Iterable[Judged], standing: Standing) -> tuple[int, int]:
    """How many statements stand so, and how many of them are entries."""
    right = [one.right for one in judged if one.standing is standing]
    return len(right), sum(right)


def confidence(judged: Iterable[Judged], one: Judged) -> float:
    """What all other reports say of a statement that stands so."""
    others = (other for other in judged if other.report != one.report)
    count, right = share(others, one.standing)
    return (right + 1) / (count + 2)


def table(bins: Iterable[Bin]) -> list[tuple[str, ...]]:
    return [
        ("confidence from", "suggested", "right", "share"),
        *(
            (f"{one.low:.1f}", str(one.suggested), str(one.right),
             f"{one.right / one.suggested:.2f}")
            for one in bins
        ),
    ]  # fmt: skip
