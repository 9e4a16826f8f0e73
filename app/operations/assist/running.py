"""Asking the assist: what a run will read, the run itself, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from app.casebook import Casebook, suggestions
from app.casebook import evidence as stored
from app.casebook.suggestions import Run
from app.domain.assist.requests import Request
from app.domain.assist.suggestions import Answer, Cluster, ClusterLevel, Provenance, Suggestion
from app.domain.assist.validation import Fault, checked
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.domain.query import EVERYTHING, EvidenceFilter
from app.operations import evidence
from app.operations.assist import models, tray
from app.operations.assist.estimating import Estimated
from app.operations.assist.requesting import request_of
from app.operations.now import now_us

QUIET = NoProgress()
LEFT_OUT = (
    "drafts",
    "private notes",
    "notes at bookmarks",
    "what people answered or set aside",
    "roles given to people",
    "hidden sources",
    "other cases",
)
"""What no run ever reads."""


@dataclass(frozen=True, slots=True)
class Reads:
    """What a run will read, and what it never reads.

    ``sources`` are titles with their numbers of items; ``since_us`` and ``until_us`` the first and
    the last time (UTC, None where nothing is dated).
    """

    items: int
    sources: tuple[tuple[str, int], ...]
    since_us: int | None
    until_us: int | None
    left_out: tuple[str, ...] = LEFT_OUT


@dataclass(frozen=True, slots=True)
class Answered:
    """What an engine answered, after it was held to what it was shown."""

    suggestions: tuple[Suggestion, ...]
    dropped: Mapping[Fault, int]
    origin: Provenance
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run: how many ``suggestions`` of it wait now, how many of them are ``new``."""

    suggestions: int
    new: int
    dropped: Mapping[Fault, int]
    notes: tuple[str, ...]


def will_read(casebook: Casebook, case_id: str, scope: EvidenceFilter = EVERYTHING) -> Reads:
    """What a run over a scope will read, before it begins. Raises `InvalidInputError`."""
    counts = evidence.counts_by_source(casebook, case_id, scope)
    with casebook.read() as connection:
        sources = stored.sources(connection, case_id)
    named = tuple((one.title, counts[one.id]) for one in sources if one.id in counts)
    since_us, until_us = evidence.span_of(casebook, case_id, scope) or (None, None)
    return Reads(sum(counts.values()), named, since_us, until_us)


def ask(request: Request, model: Path | None = None, progress: Progress = QUIET) -> Answered:
    """What an engine suggests; nothing is kept. ``model`` None asks the built-in engine.

    Raises `GoldseamError`, `CancelledError`.
    """
    answer = _answer(request, model, Estimated(progress))
    held = checked(answer, request)
    return Answered(held.kept, held.dropped, answer.provenance, answer.notes)


def run(
    casebook: Casebook,
    case_id: str,
    scope: EvidenceFilter = EVERYTHING,
    model: Path | None = None,
    progress: Progress = QUIET,
) -> Ran:
    """Ask an engine about a scope, and put what it suggests into the tray.

    Suggestions that nobody answered, and that rest on this scope alone, make room for the new
    ones; what was dismissed stays away. Raises `GoldseamError` and `CancelledError`; then nothing
    is kept.
    """
    request = request_of(casebook, case_id, scope, progress)
    answered = ask(request, model, progress)
    stop_if_cancelled(progress)
    done = Run(case_id, now_us(), _told(scope), answered.origin, _counts(answered.dropped))
    with casebook.batch() as connection:
        new = suggestions.keep(connection, done, answered.suggestions)
        read = (item.id for item in request.items)
        suggestions.let_go(connection, case_id, read, answered.suggestions)
    waiting = {one.suggestion.id for one in tray.waiting(casebook, case_id)}
    found = waiting & {one.id for one in answered.suggestions}
    return Ran(len(found), len(found & new), answered.dropped, answered.notes)


def clusters(
    casebook: Casebook,
    case_id: str,
    level: ClusterLevel,
    scope: EvidenceFilter = EVERYTHING,
    model: Path | None = None,
    progress: Progress = QUIET,
) -> list[Cluster]:
    """The items of a scope put together; nothing is kept. Raises as `run` does."""
    return clusters_in(request_of(casebook, case_id, scope, progress), level, model, progress)


def clusters_in(
    request: Request, level: ClusterLevel, model: Path | None = None, progress: Progress = QUIET
) -> list[Cluster]:
    """The items of a request put together by the built-in engine; nothing is kept.

    With an embedding ``model``, symptoms are compared by what their words mean. Raises as `ask`.
    """
    from app.assist import running as builtin  # loaded where it is asked for

    progress = Estimated(progress)
    if model is None:
        return builtin.clusters(request, level, None, progress)
    models.confirmed(model, progress)
    from app.assist.llama.embedding import EMBEDDING_THREADS, ModelEmbedder
    from app.assist.llama.process import ModelProcess

    with ModelProcess() as process:
        process.load(model, embedding=True, threads=EMBEDDING_THREADS, progress=progress)
        return builtin.clusters(request, level, ModelEmbedder(process), progress)


def _answer(request: Request, model: Path | None, progress: Progress) -> Answer:
    if model is None:
        return _BuiltIn().suggest(request, progress)
    from app.assist.llama.engine import LlamaEngine, ModelFile
    from app.assist.llama.process import ModelProcess

    models.expect_judge(model)
    named = ModelFile(model.name, models.confirmed(model, progress))
    with ModelProcess() as process:
        process.load(model, progress=progress)
        return LlamaEngine(_BuiltIn(), process, named).suggest(request, progress)


class _BuiltIn:
    """The built-in engine, in its confined child."""

    def suggest(self, request: Request, progress: Progress) -> Answer:
        """What it suggests. Raises `EvidenceError`, `CancelledError`."""
        from app.assist import running as builtin  # loaded where it is asked for

        return builtin.suggest(request, progress)


def _told(scope: EvidenceFilter) -> dict[str, object]:
    """The scope as it was chosen, by name."""
    chosen = {name: value for name, value in asdict(scope).items() if value}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in chosen.items()
    }


def _counts(dropped: Mapping[Fault, int]) -> dict[str, int]:
    return {fault.value: count for fault, count in dropped.items()}
