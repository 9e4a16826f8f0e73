"""The engine with a local model: the built-in engine picks, and the model judges few.

The process of the model is handed in, with the model loaded. What comes from there is read like
any file of a stranger: what is not exactly an answer is dropped and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.assist.engine import Engine
from app.assist.llama.answers import named, pointed_at, rows
from app.assist.llama.embedding import Asking
from app.assist.llama.grammar import choices_grammar, label_grammar
from app.assist.llama.opinions import Opinion, Pointed, Weights, opinion, weighed
from app.assist.llama.probes import PROBES, weight_of
from app.assist.llama.prompts import (
    CONTENT_FREE,
    OPTIONS,
    PROMPT_VERSION,
    Question,
    label_words,
    orders,
    parts_told,
    question_to_name,
    question_to_point,
    records_told,
    shown_of,
    spans_shown,
    told,
)
from app.assist.llama.wire import Json
from app.assist.spans import spans_of
from app.domain.assist.requests import Request, Shown
from app.domain.assist.suggestions import (
    CERTAINTIES,
    Answer,
    Provenance,
    Suggestion,
    SuggestionKind,
)
from app.domain.errors import ModelError
from app.domain.progress import Progress, stop_if_cancelled

_AT_A_TIME = 4
_POINT_TOKENS = 24
_NAME_TOKENS = 80


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The model that judges: the name of its file, and its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """How much a model is asked.

    It judges so many suggested entries at most, in so many orders of the options, and names so
    many groups.
    """

    entries: int = 60
    orders: int = 3
    names: int = 12


class LlamaEngine:
    """Suggestions of another engine, with a model's doubts on the few best of them."""

    def __init__(
        self,
        first: Engine,
        process: Asking,
        model: ModelFile,
        seed: int = 0,
        funnel: Funnel | None = None,
    ) -> None:
        self._first = first
        self._process = process
        self._seed = seed
        self._funnel = funnel or Funnel()
        self._model = model

    def suggest(self, request: Request, progress: Progress) -> Answer:
        """Suggestions in the order of the first engine.

        Raises `CancelledError`, and `ModelError` where the process of the model is of no use.
        """
        found = self._first.suggest(request, progress)
        items = {item.id: item for item in request.items}
        entries = _best(found.suggestions, self._funnel.entries)
        groups = _groups(found.suggestions, self._funnel.names)
        work = _Work(progress, len(entries) + len(groups))
        judge = _Judge(self._process, orders(self._seed, self._funnel.orders))
        changed: dict[str, Suggestion] = {}
        worth = (judge.probed(progress),) if entries else ()
        for start in range(0, len(entries), _AT_A_TIME):
            some = entries[start : start + _AT_A_TIME]
            changed |= judge.judged(some, items, work)
            work.did(len(some))
        for group in groups:
            changed |= judge.named(group, items, work)
            work.did(1)
        return Answer(
            tuple(changed.get(one.id, one) for one in found.suggestions),
            self._provenance(found.provenance),
            (*found.notes, *worth, *_notes(found.suggestions, entries, judge.dropped)),
        )

    def _provenance(self, first: Provenance) -> Provenance:
        return Provenance(
            engine="llama",
            engine_version=first.engine_version,
            model=self._model.name,
            model_sha256=self._model.sha256,
            prompt_version=PROMPT_VERSION,
            seed=self._seed,
            parameters=(
                *first.parameters,
                ("entries", str(self._funnel.entries)),
                ("orders", str(self._funnel.orders)),
                ("names", str(self._funnel.names)),
                ("temperature", "0"),
            ),
        )


class _Work:
    """Tells how many of the few are done; what the process tells of each part of it is too fine."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    @property
    def cancelled(self) -> bool:
        return self._progress.cancelled

    def did(self, count: int) -> None:
        """So many more are done."""
        self._done += count
        self.report(0, 0, "")

    def report(self, done: int, total: int, what: str) -> None:
        """Say how far the whole is."""
        stop_if_cancelled(self._progress)
        self._progress.report(self._done, self._total, "Asking the model")


class _Judge:
    """Asks, and reads the answers; ``dropped`` counts those that were none."""

    def __init__(self, process: Asking, asked: Sequence[Question]) -> None:
        self._process = process
        self._orders = asked
        self._leaning: Weights | None = None
        self.dropped = 0
        self.weight = 0.0

    def probed(self, progress: Progress) -> str:
        """Measure what the model's judgement is worth. A sentence that says so.

        Raises `ModelError` where it does not answer as it has to.
        """
        what = "Trying the model on examples"
        leaning = self._weights([CONTENT_FREE], progress, what)[0]
        if leaning is None:
            raise ModelError(
                "The model holds too little text at a time to judge anything; choose another one."
            )
        self._leaning = leaning
        once = self._weights([told(item) for _, item in PROBES], progress, what, orders=1)
        votes = [() if one is None else opinion(one, leaning[:1]).votes for one in once]
        self.weight, right, asked = weight_of(votes)
        worth = f"{right} of {asked} answers to plain examples of ours were right"
        if not self.weight:
            return f"The model's judgement is weak ({worth}): its doubts are told, and not counted."
        return f"The model's judgement counts {self.weight:.0%} ({worth})."

    def judged(
        self, some: Sequence[Suggestion], items: Mapping[int, Shown], work: _Work
    ) -> dict[str, Suggestion]:
        """Some suggestions with what the model thinks of them; without those it did not judge."""
        first = [items[one.items[0]] for one in some]
        opinions = self._opinions(first, work)
        points = self._pointed(first, work)
        both = zip(some, opinions, points, strict=True)
        return {one.id: weighed(one, held, point, self.weight) for one, held, point in both if held}

    def named(
        self, group: Suggestion, items: Mapping[int, Shown], work: _Work
    ) -> dict[str, Suggestion]:
        """A group with a name of words that stand in it, if the model found one."""
        shown = shown_of([items[item] for item in group.items])
        words = label_words(shown)
        if not words:
            return {}
        asked = [(records_told(shown), label_grammar(words))]
        said = self._written(question_to_name(), asked, _NAME_TOKENS, work)
        label = named(said[0], words)
        if label is None:
            self.dropped += 1
            return {}
        reason = "the model chose its name from words that stand in these records"
        return {
            group.id: replace(
                group,
                label=label,
                reasons=(*group.reasons, reason),
                shown=tuple(item.id for item in shown),
            )
        }

    def _opinions(self, some: Sequence[Shown], work: _Work) -> list[Opinion | None]:
        texts = [told(item) for item in some]
        leaning = self._leaning
        if leaning is None:
            return [None] * len(some)
        found = self._weights(texts, work)
        return [None if one is None else opinion(one, leaning) for one in found]

    def _weights(
        self, texts: Sequence[str], progress: Progress, what: str = "", orders: int | None = None
    ) -> list[Weights | None]:
        asked = self._orders[:orders]
        given: Json = {
            "orders": [order.as_json() for order in asked],
            "texts": list(texts),
            "options": list(OPTIONS),
        }
        answer = self._process.ask("judge", given, progress, what)
        found = rows(answer, len(texts), (len(asked), len(OPTIONS)))
        self.dropped += sum(one is None for one in found)
        return found

    def _pointed(self, some: Sequence[Shown], work: _Work) -> list[Pointed | None]:
        spans = [spans_shown(spans_of(item.text)) for item in some]
        asked = [
            (parts_told(item, cut), choices_grammar(_fields(item, len(cut))))
            for item, cut in zip(some, spans, strict=True)
            if cut
        ]
        question = question_to_point()
        written = iter(self._written(question, asked, _POINT_TOKENS, work))
        found = [
            pointed_at(next(written), _fields(item, len(cut)), cut) if cut else None
            for item, cut in zip(some, spans, strict=True)
        ]
        self.dropped += sum(one is None for one in found)
        return found

    def _written(
        self, question: Question, asked: Sequence[tuple[str, str]], most: int, work: _Work
    ) -> list[Json]:
        given: Json = {
            "question": question.as_json(),
            "each": [list(each) for each in asked],
            "most": most,
        }
        answer = self._process.ask("write", given, work, "") if asked else []
        fits = isinstance(answer, list) and len(answer) == len(asked)
        return answer if fits and isinstance(answer, list) else [None] * len(asked)


def _fields(item: Shown, spans: int) -> list[list[str]]:
    """What a model may write of an item: its number, an option, how sure, the number of a span."""
    numbers = [str(number) for number in range(1, spans + 1)]
    return [[str(item.id)], list(OPTIONS), [one.value for one in CERTAINTIES], numbers]


def _best(found: Iterable[Suggestion], most: int) -> list[Suggestion]:
    """The entries that the first engine doubts least, those first."""
    entries = [one for one in found if one.kind is SuggestionKind.ENTRY and one.items]
    return sorted(entries, key=lambda one: one.doubt)[:most]


def _groups(found: Iterable[Suggestion], most: int) -> list[Suggestion]:
    groups = [one for one in found if one.kind is SuggestionKind.CLUSTER and one.items]
    return sorted(groups, key=lambda one: -len(one.items))[:most]


def _notes(
    found: Iterable[Suggestion], judged: Sequence[Suggestion], dropped: int
) -> tuple[str, ...]:
    entries = sum(one.kind is SuggestionKind.ENTRY for one in found)
    notes = []
    if len(judged) < entries:
        notes.append(
            f"The model judged {len(judged)} of {entries} suggested entries; the others stand as "
            "the built-in engine has them."
        )
    if dropped:
        notes.append(
            f"{dropped} {'answer' if dropped == 1 else 'answers'} of the model did not hold and "
            f"{'was' if dropped == 1 else 'were'} left out."
        )
    return tuple(notes)
