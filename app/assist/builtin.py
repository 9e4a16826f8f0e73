"""The engine that needs no model: it reduces records, puts symptoms together, and points."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.assist.conditions import conditions_of
from app.assist.contradictions import contradictions_of
from app.assist.conversations import conversations_of
from app.assist.corroborations import corroborations_of
from app.assist.engine import Embedder
from app.assist.entries import entries_of
from app.assist.gaps import gaps_of
from app.assist.questions import questions_of
from app.assist.symptoms import symptoms_of
from app.assist.symptoms.together import together_of
from app.assist.templates import clusters_of_templates
from app.domain.assist.requests import Request
from app.domain.assist.suggestions import (
    Answer,
    Cluster,
    ClusterLevel,
    Provenance,
    Suggestion,
)
from app.domain.progress import NoProgress, Progress, stop_if_cancelled

VERSION = "1"
"""Goes up with everything that changes what the engine suggests."""

QUIET = NoProgress()


class BuiltIn:
    """Suggestions by counting, comparing words, and cues learned from written examples."""

    provenance = Provenance("builtin", VERSION)

    def suggest(self, request: Request, progress: Progress = QUIET) -> Answer:
        """Suggestions in the order of time, those without a time last. Raises `CancelledError`."""
        reduced = clusters_of_templates(request, progress)
        symptoms = symptoms_of(request, reduced, None, progress)
        entries = entries_of(request, reduced, progress)
        found: list[Suggestion] = [*entries]
        steps: tuple[tuple[str, Callable[[], list[Suggestion]]], ...] = (
            ("Comparing when symptoms came", lambda: together_of(request, reduced, symptoms)),
            ("Comparing sources", lambda: corroborations_of(request, reduced)),
            ("Looking for contradictions", lambda: contradictions_of(request)),
            ("Looking for gaps", lambda: gaps_of(request)),
            ("Looking for conditions", lambda: conditions_of(request)),
            ("Looking for open questions", lambda: questions_of(request, entries)),
        )
        for done, (what, step) in enumerate(steps):
            stop_if_cancelled(progress)
            progress.report(done, len(steps), what)
            found += step()
        return Answer(tuple(_in_time(found)), self.provenance)

    def clusters(
        self,
        request: Request,
        level: ClusterLevel,
        embedder: Embedder | None = None,
        progress: Progress = QUIET,
    ) -> list[Cluster]:
        """Every item in exactly one cluster of a level. Raises `CancelledError`."""
        if level is ClusterLevel.CONVERSATION:
            return conversations_of(request, progress)
        reduced = clusters_of_templates(request, progress)
        if level is ClusterLevel.TEMPLATE:
            return reduced
        return symptoms_of(request, reduced, embedder, progress)


def _in_time(found: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(found, key=lambda one: (one.start_us is None, one.start_us or 0))
