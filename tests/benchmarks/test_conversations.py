"""Conversations in a busy channel, against what people marked, and how long they take.

Each window is read with weights learned from all the others, so none was seen before.
"""

from __future__ import annotations

import json
import runpy
import statistics
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import cycle, islice
from math import comb
from pathlib import Path

import pytest

from app.assist.conversations import conversations_of
from app.assist.conversations.links import learned
from app.domain.assist.requests import Manner, Request, Shown
from tests.benchmarks.conftest import PrintTable

ROOT = Path(__file__).parents[2]
MARKED = ROOT.parent / "shared" / "evidence" / "chat" / "irc_ubuntu"
FLOOR = 0.55
MESSAGES, AIM_S = 20_000, 15.0


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """How far two partitions agree: 1 is the same, 0 is what chance gives."""
    both, first, second = (
        sum(comb(n, 2) for n in Counter(part).values())
        for part in (zip(one, other, strict=True), one, other)
    )
    expected = first * second / comb(len(one), 2)
    return (both - expected) / ((first + second) / 2 - expected)


def test_conversations_of_windows_that_were_not_learned_from(print_table: PrintTable) -> None:
    if not MARKED.is_dir():
        pytest.skip("the marked logs are not here")
    fitting = runpy.run_path(str(ROOT / "packaging" / "fit_conversations.py"))
    windows = fitting["windows"](MARKED)
    examples = [fitting["examples"](window) for window in windows]
    rows, found, shipped = [["window", "learned from the others", "as shipped"]], [], []
    for number, window in enumerate(windows):
        others = examples[:number] + examples[number + 1 :]
        found.append(_agreement(window, fitting["fit"](others)))
        shipped.append(_agreement(window, learned()))
        rows.append([window.name, f"{found[-1]:.2f}", f"{shipped[-1]:.2f}"])
    means = [statistics.mean(found), statistics.mean(shipped)]
    rows.append(["mean", *(f"{mean:.3f}" for mean in means)])
    print_table("Conversations, adjusted Rand index", rows)
    assert means[0] >= FLOOR


def _agreement(window, weights) -> float:
    clusters = conversations_of(window.request, weights=weights)
    ours = {item: number for number, one in enumerate(clusters) for item in one.items}
    marked = {item: number for number, one in enumerate(window.conversations) for item in one}
    return adjusted_rand([ours[item] for item in marked], list(marked.values()))


def test_how_long_a_large_channel_takes(print_table: PrintTable) -> None:
    words = json.loads((ROOT / "tests/data/assist/channel.json").read_text(encoding="utf-8"))
    lines = enumerate(islice(cycle(words), MESSAGES))
    items = tuple(
        Shown(n, 1, Manner.CHAT, f"{text} {n % 997}", n * 9_000_000, who=f"{who}{n // 300}")
        for n, (who, text, _conversation) in lines
    )
    began = time.perf_counter()
    clusters = conversations_of(Request(items))
    took = time.perf_counter() - began
    print_table(
        "A large channel",
        [
            ["messages", "conversations", "seconds"],
            [f"{MESSAGES:,}", str(len(clusters)), f"{took:.1f}"],
        ],
    )
    assert took <= AIM_S
