"""Trying a model on the sample, before anybody relies on it: how long, how much memory, agreement.

The sample's evidence goes into an encrypted casebook in a folder of its own that does not last.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from app.domain.assist.requests import Request
from app.domain.assist.suggestions import Answer, ClusterLevel
from app.domain.drafts import CaseKind
from app.domain.evidence import ImportChoices
from app.domain.progress import NoProgress, Progress
from app.operations import casebooks, cases, imports
from app.operations import sample_story as story
from app.operations.assist import models
from app.operations.assist.estimating import Estimated
from app.operations.assist.requesting import request_of
from app.paths import RESOURCES

QUIET = NoProgress()
_ENTRIES, _NAMES = 12, 2
"""As many suggestions as a trial asks about."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial of a model found.

    ``seconds`` are those of the model, with loading; ``memory_bytes`` what its process held at
    most, None where the system does not tell. It ``agreed`` with the built-in engine on so many
    of the suggestions it ``judged``; both are 0 for a model that only compares what words mean,
    which put the records into ``groups`` where the built-in engine has ``groups_without``.
    ``notes`` are what the engine has to say of the model.
    """

    seconds: float
    memory_bytes: int | None
    judged: int = 0
    agreed: int = 0
    groups: int = 0
    groups_without: int = 0
    notes: tuple[str, ...] = ()


def try_out(model: models.Model, progress: Progress = QUIET) -> Tried:
    """Run a model on the sample's evidence. Raises `ModelError`, `CancelledError`."""
    progress = Estimated(progress)
    sha256 = models.confirmed(model.path, progress)
    request = _sample(progress)
    return (
        _judged(model, sha256, request, progress)
        if model.judges
        else _compared(model, request, progress)
    )


def words(tried: Tried) -> str:
    """What a trial found, in plain sentences."""
    memory = ""
    if tried.memory_bytes is not None:
        memory = f" and {tried.memory_bytes / 1024**2:,.0f} MB of memory"
    found = f"On the sample it took {tried.seconds:.0f} s{memory}."
    if tried.groups:
        found += (
            f" It put the records into {tried.groups} groups; without a model there are "
            f"{tried.groups_without}."
        )
    elif not tried.judged:
        found += " None of its answers held, so it is of no use here."
    else:
        found += (
            f" Of {tried.judged} suggestions it judged, it sees {tried.agreed} as the built-in "
            "engine does; agreement does not say which of them is right."
        )
    return " ".join((found, *tried.notes))


def _sample(progress: Progress) -> Request:
    with casebooks.passing_casebook() as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, story.TITLE, story.ZONE)
        for title, name in story.FILES.items():
            file = RESOURCES / "sample" / name
            imports.import_evidence(casebook, case.id, file, ImportChoices(title=title), progress)
        return request_of(casebook, case.id, progress=progress)


def _judged(model: models.Model, sha256: str, request: Request, progress: Progress) -> Tried:
    from app.assist import running as builtin  # loaded where it is asked for
    from app.assist.llama.engine import Funnel, LlamaEngine, ModelFile
    from app.assist.llama.opinions import agrees
    from app.assist.llama.process import ModelProcess

    plain = builtin.suggest(request, progress)
    began = time.monotonic()
    with ModelProcess() as process:
        process.load(model.path, progress=progress)
        named = ModelFile(model.path.name, sha256)
        engine = LlamaEngine(_Found(plain), process, named, funnel=Funnel(_ENTRIES, names=_NAMES))
        answer = engine.suggest(request, progress)
        memory = process.most_memory()
    asked = [one for one in answer.suggestions if one.event is not None and one.shown]
    agreed = sum(agrees(one) for one in asked)
    seconds = time.monotonic() - began
    return Tried(seconds, memory, len(asked), agreed, notes=answer.notes)


def _compared(model: models.Model, request: Request, progress: Progress) -> Tried:
    from app.assist import running as builtin
    from app.assist.llama.embedding import EMBEDDING_THREADS, ModelEmbedder
    from app.assist.llama.process import ModelProcess

    level = ClusterLevel.SYMPTOM
    without = builtin.clusters(request, level, None, progress)
    began = time.monotonic()
    with ModelProcess() as process:
        process.load(model.path, embedding=True, threads=EMBEDDING_THREADS, progress=progress)
        found = builtin.clusters(request, level, ModelEmbedder(process), progress)
        memory = process.most_memory()
    seconds = time.monotonic() - began
    return Tried(seconds, memory, groups=len(found), groups_without=len(without))


class _Found:
    """Hands out what the built-in engine found already, so that only the model is timed."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def suggest(self, _request: Request, _progress: Progress) -> Answer:
        """The same each time."""
        return self._answer
