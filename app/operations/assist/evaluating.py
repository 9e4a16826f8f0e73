"""How good an engine is on labelled evidence, so that engines and models can be compared.

Each file is imported as evidence of a case of its own, in a casebook that is gone afterwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.casebook import Casebook
from app.domain.assist.scores import (
    Bin,
    Labelled,
    calibration,
    grouping_accuracy,
    rand_index,
)
from app.domain.assist.suggestions import ClusterLevel, Suggestion, SuggestionKind
from app.domain.drafts import CaseKind, Certainty
from app.domain.evidence import ImportChoices
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.domain.query import EVERYTHING
from app.operations import casebooks, cases, evidence, imports
from app.operations.assist import running
from app.operations.assist.labelled import LabelledLines, LabelledReport, labelled
from app.operations.assist.requesting import request_of

QUIET = NoProgress()
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class ReportScore:
    """One document: of its ``entries``, how many were ``found`` among what was ``suggested``.

    ``probable`` suggestions were called so, ``right`` of them are entries. ``judged`` are the
    confidence (1 less doubt) of each suggestion, and whether it is an entry.
    """

    name: str
    entries: int
    found: int
    suggested: int
    probable: int
    right: int
    judged: tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True)
class GroupScore:
    """One file whose lines were put together: the score, from 0 (chance) to 1 (as people did)."""

    name: str
    lines: int
    score: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that was measured; None where a folder holds nothing of a kind.

    ``chats`` have the adjusted Rand index, ``logs`` the grouping accuracy.
    """

    reports: tuple[ReportScore, ...]
    chats: tuple[GroupScore, ...]
    logs: tuple[GroupScore, ...]

    @property
    def recall(self) -> float | None:
        """The share of labelled entries that were suggested at the right minute."""
        found = sum(one.found for one in self.reports)
        return _share(found, sum(one.entries for one in self.reports))

    @property
    def probable_right(self) -> float | None:
        """Of what was called probable, the share that is a labelled entry."""
        right = sum(one.right for one in self.reports)
        return _share(right, sum(one.probable for one in self.reports))

    @property
    def calibration(self) -> tuple[Bin, ...]:
        """How often suggestions of each confidence are right."""
        return calibration(pair for one in self.reports for pair in one.judged)

    @property
    def chat(self) -> float | None:
        """The mean of the conversations."""
        return _mean(self.chats)

    @property
    def log(self) -> float | None:
        """The mean of the templates."""
        return _mean(self.logs)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(scores: Sequence[GroupScore]) -> float | None:
    return sum(one.score for one in scores) / len(scores) if scores else None


def evaluate(folder: Path, model: Path | None = None, progress: Progress = QUIET) -> Scores:
    """Score an engine on the labelled evidence below a folder; without a model, the built-in one.

    Raises `EvidenceError` where nothing is labelled, or labels cannot be read, `GoldseamError` of
    the engine, `CancelledError`.
    """
    gold = labelled(folder)
    told = _Told(len(gold.reports) + len(gold.chats) + len(gold.logs), progress)
    with casebooks.passing_casebook() as casebook:
        return Scores(
            tuple(_report(casebook, one, model, told.next(one.name)) for one in gold.reports),
            tuple(_conversations(casebook, one, told.next(one.name)) for one in gold.chats),
            tuple(_templates(casebook, one, told.next(one.name)) for one in gold.logs),
        )


class _Told:
    """Tells of each step which file it is of, and how many there are."""

    def __init__(self, files: int, progress: Progress) -> None:
        self._files = files
        self._begun = 0
        self._name = ""
        self._progress = progress

    @property
    def cancelled(self) -> bool:
        return self._progress.cancelled

    def next(self, name: str) -> Progress:
        """The next file begins. Raises `CancelledError`."""
        stop_if_cancelled(self._progress)
        self._name = name
        self._begun += 1
        return self

    def report(self, _done: int, _total: int, what: str) -> None:
        """A file has steps of very different lengths, so that files are counted."""
        self._progress.report(self._begun - 1, self._files, f"{self._name}: {what}")


def _case(
    casebook: Casebook, name: str, path: Path, progress: Progress, zone: str | None = None
) -> str:
    case = cases.add_case(casebook, CaseKind.INCIDENT, name)
    imports.import_evidence(casebook, case.id, path, ImportChoices(zone=zone), progress)
    return case.id


def _report(
    casebook: Casebook, gold: LabelledReport, model: Path | None, progress: Progress
) -> ReportScore:
    case_id = _case(casebook, gold.name, gold.path, progress, gold.zone)
    answered = running.ask(request_of(casebook, case_id), model, progress)
    suggested = [one for one in answered.suggestions if one.kind is SuggestionKind.ENTRY]
    entries = [one for one in gold.entries if one.event]
    right = [any(_is_of(one, entry) for entry in entries) for one in suggested]
    probable = [
        is_right
        for one, is_right in zip(suggested, right, strict=True)
        if one.certainty is Certainty.PROBABLE
    ]
    return ReportScore(
        gold.name,
        len(entries),
        sum(any(_is_of(one, entry) for one in suggested) for entry in entries),
        len(suggested),
        len(probable),
        sum(probable),
        tuple((1 - one.doubt, is_right) for one, is_right in zip(suggested, right, strict=True)),
    )


def _is_of(one: Suggestion, entry: Labelled) -> bool:
    return entry.is_told_by(one.start_us, one.text)


def _conversations(casebook: Casebook, gold: LabelledLines, progress: Progress) -> GroupScore:
    found = _grouped(casebook, gold, ClusterLevel.CONVERSATION, progress)
    return GroupScore(gold.name, len(found), rand_index(found, list(gold.groups.values())))


def _templates(casebook: Casebook, gold: LabelledLines, progress: Progress) -> GroupScore:
    found = _grouped(casebook, gold, ClusterLevel.TEMPLATE, progress)
    return GroupScore(gold.name, len(found), grouping_accuracy(found, list(gold.groups.values())))


def _grouped(
    casebook: Casebook, gold: LabelledLines, level: ClusterLevel, progress: Progress
) -> list[str]:
    """The group of each labelled line; what continues the record above goes with that."""
    case_id = _case(casebook, gold.name, gold.path, progress)
    clusters = running.clusters(casebook, case_id, level, progress=progress)
    groups = {
        item_id: f"group {number}"
        for number, cluster in enumerate(clusters)
        for item_id in cluster.items
    }
    begins = _begins(casebook, case_id)
    firsts = [line for line, _item in begins]
    found = []
    for line in gold.groups:
        place = bisect_right(firsts, line) - 1
        item_id = begins[place][1] if place >= 0 else None
        found.append(groups.get(item_id, f"item {item_id}") if item_id else f"line {line}")
    return found


def _begins(casebook: Casebook, case_id: str) -> list[tuple[int, int]]:
    """At which line each item begins: line and item, by line."""
    ids = evidence.item_ids(casebook, case_id, EVERYTHING)
    return sorted(
        (item.line, item.id)
        for start in range(0, len(ids), _PAGE)
        for item in evidence.items(casebook, ids[start : start + _PAGE])
        if item.line is not None
    )
