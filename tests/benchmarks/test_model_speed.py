"""A local model through its process, against llama.cpp with nothing around it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.assist.llama.process import ModelProcess
from app.assist.llama.settings import threads_of_machine
from app.domain.errors import CancelledError
from tests.benchmarks.conftest import PrintTable

ROOT = Path(__file__).parents[2]
MODEL = ROOT / ".cache/models/SmolLM2-135M-Instruct.Q4_1.gguf"
AIM = 0.9
_TIMES = 3
_TOKENS = 80
_CONTEXT = 2048
_GRAMMAR = 'root ::= "[" item (", " item){40} "]"\nitem ::= [1-9] [0-9] [0-9]'
_PROMPTS = [
    f"Records {number}: the pool of the database was exhausted, requests timed out, a person was"
    " called, and the change was taken back. List the numbers of the records that speak of it."
    for number in range(_TIMES + 1)
]
_NICENESS = 10
_BARE = """
import json, os, sys, time
from llama_cpp import Llama
from llama_cpp.llama_grammar import LlamaGrammar

path, prompts, grammar, tokens, context, nice, threads = json.loads(sys.argv[1])
os.nice(nice)  # as ours does: where the machine is busy, nothing else would be compared
llama = Llama(
    path, n_ctx=context, n_threads=threads, n_threads_batch=threads, verbose=False
)
for prompt in prompts:
    rules = LlamaGrammar.from_string(grammar, verbose=False)
    start = time.perf_counter()
    told = llama.create_completion(prompt, max_tokens=tokens, temperature=0, grammar=rules)
    print(told["usage"]["completion_tokens"] / (time.perf_counter() - start))
"""


@pytest.fixture
def path() -> Path:
    if not MODEL.is_file():
        pytest.skip("the models were not made (make models)")
    return MODEL


def test_tokens_per_second_against_bare_llama_cpp(path: Path, print_table: PrintTable) -> None:
    threads = threads_of_machine()
    bare, ours = [], []
    # Turn by turn, so that what else the machine does meets both.
    for _ in range(2):
        bare += bare_speeds(path, threads)
        with ModelProcess() as model:
            model.load(path, context=_CONTEXT)
            ours += our_speeds(model)
            peak = status(model, "VmHWM"), status(model, "RssAnon")
    ratio = statistics.median(ours) / statistics.median(bare)
    print_table(
        f"{_TOKENS} tokens within a grammar, threads: {threads}"
        f" (median of {len(ours)}; aim: {AIM} x; load {os.getloadavg()[0]:.1f})",
        [
            ("", "tokens/s", "slowest", "fastest", "ratio"),
            *(
                (
                    name,
                    f"{statistics.median(each):.1f}",
                    f"{min(each):.1f}",
                    f"{max(each):.1f}",
                    f"{statistics.median(each) / statistics.median(bare):.2f} x",
                )
                for name, each in (("bare llama.cpp", bare), ("through its process", ours))
            ),
        ],
    )
    print(f"  peak memory of the process {peak[0]} MB, {peak[1]} MB of them its own")
    assert ratio > 0


def test_the_time_to_cancel_and_to_come_back(path: Path, print_table: PrintTable) -> None:
    cancelled, back, stayed = [], [], 0
    with ModelProcess() as model:
        model.load(path)
        for number in range(10):
            seconds, kept = cancel(model, 0.05 * (number + 1))
            cancelled.append(seconds)
            stayed += kept
        for _ in range(3):
            model.ask("complete", {"prompt": "a", "most": 1})  # the last one may have been killed
            model._child.process.kill()
            assert model._child.hear.poll(60)
            start = time.perf_counter()
            model.ask("complete", {"prompt": "a", "most": 1})
            back.append(time.perf_counter() - start)
    print_table(
        f"A model that is stopped (aim: 0.3 s; {stayed} of {len(cancelled)} cancelled stayed for"
        f" the next job; load {os.getloadavg()[0]:.1f})",
        [
            ("", "median s", "slowest s"),
            ("cancelled while reading 3,000 tokens", *two(cancelled)),
            ("killed, started and loaded again", *two(back)),
        ],
    )


def two(seconds: list[float]) -> tuple[str, str]:
    return f"{statistics.median(seconds):.3f}", f"{max(seconds):.3f}"


class Cancelling:
    def __init__(self) -> None:
        self.cancelled = False
        self.at = 0.0

    def report(self, done: int, total: int, what: str) -> None:
        pass

    def cancel(self) -> None:
        self.cancelled = True
        self.at = time.perf_counter()


def cancel(model: ModelProcess, after: float) -> tuple[float, bool]:
    """How long cancelling took, and whether the process is the same as before."""
    process, progress = model._child, Cancelling()
    timer = threading.Timer(after, progress.cancel)
    timer.start()
    with pytest.raises(CancelledError):
        model.ask("complete", {"prompt": f"{after} " + "word " * 3000, "most": 500}, progress)
    return time.perf_counter() - progress.at, model._child is process


def our_speeds(model: ModelProcess) -> list[float]:
    speeds = []
    for prompt in _PROMPTS:
        start = time.perf_counter()
        told = model.ask("complete", {"prompt": prompt, "grammar": _GRAMMAR, "most": _TOKENS})
        speeds.append(told["tokens"] / (time.perf_counter() - start))
    return speeds[1:]  # the first one warms up


def bare_speeds(path: Path, threads: int) -> list[float]:
    given = json.dumps([str(path), _PROMPTS, _GRAMMAR, _TOKENS, _CONTEXT, _NICENESS, threads])
    done = subprocess.run(
        [sys.executable, "-c", _BARE, given], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return [float(line) for line in done.stdout.split()][1:]


def status(model: ModelProcess, name: str) -> int:
    """A line of the child's memory, in MB."""
    lines = Path(f"/proc/{model._child.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(f"{name}:"))
