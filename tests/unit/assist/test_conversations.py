"""Conversations of a channel: which message goes with which."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.assist.conversations import conversations_of
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.errors import CancelledError

CHANNEL: list[tuple[str, str, int]] = json.loads(
    (Path(__file__).parents[2] / "data" / "assist" / "channel.json").read_text(encoding="utf-8")
)
SECOND = 1_000_000


def said(*lines: tuple[str, str], step_us: int | None = 20 * SECOND, **more: str) -> list[Shown]:
    return [
        Shown(n, 1, Manner.CHAT, text, step_us and n * step_us, who=who, order=n, **more)
        for n, (who, text) in enumerate(lines)
    ]


def groups(items: Sequence[Shown]) -> list[tuple[int, ...]]:
    return [cluster.items for cluster in conversations_of(Request(tuple(items)))]


@pytest.mark.parametrize(
    "step_us", [5 * SECOND, 60 * SECOND, None], ids=["busy", "slow", "undated"]
)
def test_conversations_that_run_into_each_other_are_told_apart(step_us: int | None) -> None:
    items = said(*((who, text) for who, text, _ in CHANNEL), step_us=step_us)
    marked = {
        tuple(n for n, line in enumerate(CHANNEL) if line[2] == number) for number in range(3)
    }
    assert set(groups(items)) == marked


@pytest.mark.parametrize(("clock", "apart"), [("12:00", False), ("11:15", True)])
def test_a_clock_that_could_not_be_read_still_tells_how_long_nobody_spoke(
    clock: str, apart: bool
) -> None:
    lines = [("ada", "[11:58] who has the key of the lab?"), ("ben", "[11:59] ada: I have, come"),
             ("ben", f"[{clock}] the lift is repaired by the way")]  # fmt: skip
    assert groups(said(*lines, step_us=None)) == ([(0, 1), (2,)] if apart else [(0, 1, 2)])


def test_threads_are_kept_whole_and_channels_apart() -> None:
    root, other, reply, late = said(
        ("ada", "ben: which queue is stuck?"), ("ben", "ada: the queue of invoices"),
        ("cleo", "unrelated words, long after"), ("dan", "and much later"), step_us=86_400 * SECOND,
    )  # fmt: skip
    threaded = [
        Shown(root.id, 1, Manner.CHAT, root.text, 0, who="ada", key="c/1", thread="c/1"),
        Shown(
            reply.id, 1, Manner.CHAT, reply.text, reply.at_us, who="cleo", key="c/3", thread="c/1"
        ),
        Shown(late.id, 1, Manner.CHAT, late.text, late.at_us, who="dan", key="c/4", thread="c/1"),
    ]
    elsewhere = Shown(other.id, 1, Manner.CHAT, other.text, 1, who="ben", place="#other", key="o/1")
    assert groups([*threaded, elsewhere]) == [(0, 2, 3), (1,)]


def test_mail_goes_by_its_threads_alone() -> None:
    same_minute = [
        Shown(n, 1, Manner.CHAT, "Ada: about the invoices", 0, who="Ben", key=key, thread=thread)
        for n, (key, thread) in enumerate([("a", "a"), ("b", "b"), ("c", "a")])
    ]
    assert sorted(groups(same_minute)) == [(0, 2), (1,)]


def test_every_message_is_in_one_conversation_and_nothing_else_is() -> None:
    lines = [("ada", "=== ada [~ada@host] has joined #ops"), ("ada", "hello"), ("", ""),
             ("ben", "=== ben shrugs"), ("ada", "-!- ada is now known as ada_away")]  # fmt: skip
    items = [*said(*lines), Shown(9, 2, Manner.LOG, "ada: what a log says", 0)]
    found = groups(items)
    assert sorted(n for group in found for n in group) == [0, 1, 2, 3, 4]
    assert (0,) in found  # who came and left is no part of a conversation
    assert (4,) in found


def test_a_conversation_is_called_by_its_first_words_that_say_something() -> None:
    lines = [("ada", "[00:06.400] hi"), ("ada", "ben: the  nightly copy of the\norders is late"),
             ("ben", "ada: which copy?")]  # fmt: skip
    (found,) = conversations_of(Request(tuple(said(*lines, step_us=None))))
    assert found.label == "the  nightly copy of the"
    assert found.label in lines[1][1]
    assert (found.first_us, found.last_us, found.count) == (None, None, 3)


def test_it_stops_when_nobody_wants_it_any_more() -> None:
    class Unwanted:
        cancelled = True

        def report(self, done: int, total: int, what: str) -> None: ...

    with pytest.raises(CancelledError):
        conversations_of(Request(tuple(said(("ada", "one"), ("ben", "two")))), Unwanted())
