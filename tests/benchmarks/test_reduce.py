"""How long 100,000 items take to be reduced and put together, and how much memory that needs.

The child is measured, as the window and the command use it: with the request on its way there and
the clusters on their way back. The peak is that of the child's resident memory.
"""

from __future__ import annotations

import random
import resource
import time
from pathlib import Path

from app.assist import running
from app.assist.engine import Embedder
from app.assist.llama.embedding import EMBEDDING_THREADS, ModelEmbedder
from app.assist.llama.process import ModelProcess
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import ClusterLevel
from app.domain.moments import Precision
from app.domain.progress import NoProgress
from tests.benchmarks.conftest import PrintTable

ITEMS = 100_000
AIM_SECONDS = 30
EMBEDDER = Path(__file__).parents[2] / ".cache/models/all-MiniLM-L6-v2.Q8_0.gguf"
"""Made by `make models`; without it its row is left out."""
_START_US = 1_790_000_000_000_000
_NOUNS = ("pool", "queue", "lease", "shard", "index", "cart", "seat", "label", "route", "cache")
_VERBS = ("opened", "closed", "refused", "renewed", "timed-out", "stored", "failed", "merged")


class Counting(NoProgress):
    """How often progress came, and the longest time without any."""

    def __init__(self) -> None:
        self.reports = 0
        self.longest = 0.0
        self._last = time.perf_counter()

    def report(self, done: int, total: int, what: str) -> None:
        now = time.perf_counter()
        self.reports += 1
        self.longest = max(self.longest, now - self._last)
        self._last = now


def test_a_hundred_thousand_items_reduced_and_put_together(print_table: PrintTable) -> None:
    request = a_long_night()
    rows = [
        ("", "seconds", "progress reports", "longest silence s", "clusters", "peak MB so far"),
        measured("template", request, ClusterLevel.TEMPLATE),
        measured("symptom", request, ClusterLevel.SYMPTOM),
    ]
    if EMBEDDER.exists():
        with ModelProcess() as process:
            process.load(EMBEDDER, embedding=True, threads=EMBEDDING_THREADS)
            embedder = ModelEmbedder(process)
            rows.append(measured("symptom, embedded", request, ClusterLevel.SYMPTOM, embedder))
    print_table(f"{ITEMS:,} items, a tenth of them chat (aim {AIM_SECONDS} s)", rows)
    start = time.perf_counter()
    answer = running.suggest(request)
    took = time.perf_counter() - start
    print(f"  all suggestions: {took:.1f} s, {len(answer.suggestions)} of them")


def measured(
    name: str, request: Request, level: ClusterLevel, embedder: Embedder | None = None
) -> tuple[str, ...]:
    """A row of the table; every item is in a cluster, and progress came."""
    progress = Counting()
    start = time.perf_counter()
    found = running.clusters(request, level, embedder, progress)
    took = time.perf_counter() - start
    assert sum(len(one.items) for one in found) == ITEMS
    assert progress.reports > max(5, took), "some, and at least one a second"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return (
        name,
        f"{took:.1f}",
        f"{progress.reports}",
        f"{progress.longest:.1f}",
        f"{len(found):,}",
        f"{peak:,}",
    )


def a_long_night() -> Request:
    """Records of 300 statements in five logs, some far more often than others, and talk."""
    chance = random.Random(88)  # noqa: S311  repeatable, no secret
    statements = [
        f"{chance.choice(_NOUNS)} {chance.choice(_NOUNS)}-{number} {chance.choice(_VERBS)} "
        "{} of {} in {} ms, trace {:08x}"
        for number in range(300)
    ]
    vocabulary = [*_NOUNS, *_VERBS, *(f"{one}{two}" for one in _NOUNS for two in _VERBS)]
    items = []
    for number in range(ITEMS):
        at = _START_US + number * 150_000
        if number % 10 == 0:
            text = " ".join(chance.choices(vocabulary, k=chance.randint(3, 18)))
            source, manner = 9, Manner.CHAT
        else:
            kind = min(int(chance.expovariate(0.02)), 299)
            values = (chance.randint(0, 99), 100, chance.randint(0, 9_999), chance.getrandbits(32))
            text, source, manner = statements[kind].format(*values), kind % 5, Manner.LOG
        items.append(
            Shown(number + 1, source, manner, text, at, None, Precision.MILLISECOND, order=number)
        )
    return Request(tuple(items), tuple((one, f"source {one}") for one in range(10)))
