"""Trouble is put together across sources, all of it, and what fell together in time is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from app.assist.engine import Vectors
from app.assist.symptoms import symptoms_of
from app.assist.symptoms.together import together_of
from app.domain.assist.requests import Manner, Request
from app.domain.assist.suggestions import Cluster
from app.domain.drafts import Certainty
from app.domain.errors import CancelledError
from app.domain.moments import MINUTE_US
from app.domain.progress import NoProgress, Progress
from tests.unit.assist.incident import START, incident, reduced

REQUEST = incident()
REDUCED = reduced(REQUEST)
SHOWN = {item.id: item for item in REQUEST.items}


class Cancelled(NoProgress):
    cancelled = True


class SameForAll:
    """An embedder for which everything means the same."""

    def embed(self, texts: tuple[str, ...], progress: Progress) -> Vectors:
        return np.tile(np.array([1, 0], np.float32), (len(texts), 1))


def holding(words: str, clusters: Sequence[Cluster]) -> Cluster:
    return next(one for one in clusters if any(words in SHOWN[item].text for item in one.items))


def test_every_item_is_in_exactly_one_cluster_and_in_the_order_of_time():
    clusters = symptoms_of(REQUEST, REDUCED)
    counts = Counter(item for one in clusters for item in one.items)
    assert counts == Counter(SHOWN.keys())
    assert all(list(one.items) == sorted(one.items) for one in clusters)  # ids are in that order
    assert sum(one.count for one in clusters) == len(SHOWN)


def test_log_alert_and_chat_about_one_trouble_come_together_and_other_talk_stays_out():
    trouble = holding("pool exhausted", symptoms_of(REQUEST, REDUCED))
    assert {SHOWN[item].source for item in trouble.items} == {1, 2, 3}
    said = {SHOWN[item].text for item in trouble.items if SHOWN[item].manner is not Manner.LOG}
    assert any("nobody can pick seats" in text for text in said)
    assert not any("lunch" in text or "Backup" in text for text in said)
    assert (trouble.first_us, trouble.count) == (START + 60 * MINUTE_US, 1203)


def test_an_embedder_adds_to_the_words():
    together = symptoms_of(REQUEST, REDUCED[-8:], SameForAll())
    assert len(together) < len(symptoms_of(REQUEST, REDUCED[-8:]))


def test_putting_together_can_be_cancelled():
    with pytest.raises(CancelledError):
        symptoms_of(REQUEST, REDUCED, None, Cancelled())


def test_symptoms_that_set_in_together_are_shown_with_counts_sources_and_what_chat_did():
    symptoms = symptoms_of(REQUEST, REDUCED)
    (found,) = together_of(REQUEST, REDUCED, symptoms)
    assert found.text == (
        "“SeatCache connection pool exhausted: 0 of 40 free” ×1,200 (seatmap.log), “upstream "
        "seatmap answered 503 for /halls/0/plan” ×240 (gateway.log) and “FIRING: "
        "SeatCachePoolExhausted” (Alertmanager)"
    )
    assert found.reasons[0] == "3 sources agree, chat speaks of it too"
    assert found.start_us == START + 60 * MINUTE_US
    assert found.certainty is Certainty.PROBABLE


def test_without_talk_chat_is_silent_and_alike_in_time_alone_is_uncertain():
    quiet = [item for item in REQUEST.items if item.manner is Manner.LOG or "lunch" in item.text]
    request = Request(tuple(quiet), REQUEST.titles)
    groups = reduced(request)
    (found,) = together_of(request, groups, symptoms_of(request, groups))
    assert found.reasons[0] == "2 sources agree, chat is silent"
    assert found.certainty is Certainty.UNCERTAIN
    assert "only their times agree, not their words" in found.reasons


def test_symptoms_half_an_hour_apart_are_not_together():
    moved = [
        replace(item, at_us=(item.at_us or 0) + 30 * MINUTE_US) if item.source == 5 else item
        for item in REQUEST.items
        if item.manner is Manner.LOG
    ]
    request = Request(tuple(moved), REQUEST.titles)
    assert together_of(request, reduced(request), ()) == []
