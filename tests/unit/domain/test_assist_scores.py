"""Scores against labels: what they are for simple cases that can be counted by hand."""

from __future__ import annotations

import pytest

from app.domain.assist.scores import Bin, Labelled, calibration, grouping_accuracy, rand_index
from app.domain.moments import MINUTE_US


def test_an_entry_is_told_at_its_minute_in_its_words() -> None:
    entry = Labelled(0, MINUTE_US, "The queue is full")
    assert entry.is_told_by(MINUTE_US, "the QUEUE was full")
    assert not entry.is_told_by(MINUTE_US + 1, "the queue was full")
    assert not entry.is_told_by(0, "printing starts again, all jobs are sent")
    assert not entry.is_told_by(None, "The queue is full")
    either = Labelled(0, MINUTE_US, "The queue is full", also_us=100 * MINUTE_US)
    assert either.is_told_by(99 * MINUTE_US, "The queue is full")
    assert not either.is_told_by(50 * MINUTE_US, "The queue is full")


def test_confidence_is_counted_in_steps() -> None:
    judged = [(0.95, True), (1.0, False), (0.31, True), (0.0, False)]
    assert calibration(judged) == (Bin(0.0, 1, 0), Bin(0.3, 1, 1), Bin(0.9, 2, 1))
    assert calibration([]) == ()


def test_a_group_counts_only_where_it_is_exactly_that_of_people() -> None:
    assert grouping_accuracy("aabb", "xxyy") == 1
    assert grouping_accuracy("aabc", "xxyy") == 0.5
    assert grouping_accuracy("aaaa", "xxyy") == 0
    assert grouping_accuracy("", "") == 0


def test_the_rand_index_is_adjusted_for_chance() -> None:
    assert rand_index("aabb", "xxyy") == 1
    assert rand_index("abab", "xxyy") == pytest.approx(-0.5)
    assert rand_index("aaaa", "xxyy") == 0
    assert rand_index("a", "x") == 1
    # Six in two groups of three, one of them misplaced; worked out by hand.
    assert rand_index("aaabbb", "xxyyyy") == pytest.approx((4 - 6 * 7 / 15) / ((6 + 7) / 2 - 2.8))
