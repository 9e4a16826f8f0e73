"""The engine that needs no model, alone and in the child it runs in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app import confined
from app.assist import running
from app.assist.builtin import BuiltIn
from app.domain.assist.requests import Request, Shown
from app.domain.assist.suggestions import ClusterLevel, SuggestionKind
from app.domain.assist.validation import checked
from app.domain.errors import CancelledError, EvidenceError
from app.domain.progress import NoProgress
from tests.unit.assist.incident import incident

REQUEST = incident()


class Watching(NoProgress):
    """Keeps what it was told, and cancels at a step."""

    def __init__(self, stop_at: str = "") -> None:
        self.told: list[str] = []
        self._stop_at = stop_at

    @property
    def cancelled(self) -> bool:
        return bool(self._stop_at) and self._stop_at in self.told

    def report(self, done: int, total: int, what: str) -> None:
        assert 0 <= done <= total
        self.told.append(what)


def test_what_it_suggests_holds_is_in_the_order_of_time_and_the_same_each_time():
    watching = Watching()
    answer = running.suggest(REQUEST, watching)
    held = checked(answer, REQUEST)
    assert (held.kept, held.dropped) == (answer.suggestions, {})
    times = [one.start_us for one in held.kept if one.start_us is not None]
    assert times == sorted(times)
    assert {one.start_us for one in held.kept[len(times) :]} == {None}
    kinds = {one.kind for one in held.kept}
    assert kinds == set(SuggestionKind) - {SuggestionKind.GAP}
    assert "Looking for gaps" in watching.told
    assert BuiltIn().suggest(REQUEST) == answer
    assert answer.provenance.engine == "builtin"


@pytest.mark.parametrize("level", ClusterLevel)
def test_a_level_holds_what_it_is_of_exactly_once(level):
    found = BuiltIn().clusters(REQUEST, level)
    of_all = {
        item.id
        for item in REQUEST.items
        if level is not ClusterLevel.CONVERSATION or item.place == "#inc-88"
    }
    assert Counter(item for one in found for item in one.items) == Counter(of_all)
    if level is ClusterLevel.TEMPLATE:
        assert running.clusters(REQUEST, level) == found


def test_nothing_shown_is_nothing_suggested():
    assert BuiltIn().suggest(Request(())).suggestions == ()
    blank = Request((Shown(1, 1, REQUEST.items[0].manner, ""),))
    assert checked(BuiltIn().suggest(blank), blank).dropped == {}


def test_a_run_can_be_cancelled_alone_and_in_the_child():
    for ask in (running.suggest, BuiltIn().suggest):
        with pytest.raises(CancelledError):
            ask(REQUEST, Watching(stop_at="Putting symptoms together"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (confined.NotStartedError("no memory"), "no process could be started for it (no memory)"),
        (confined.TooMuchMemoryError(), "choose fewer sources or a shorter time"),
        (confined.TooLongError(), "it took longer than it may"),
        (confined.BrokenOffError(), "was stopped or ran out of memory"),
    ],
)
def test_a_child_that_ends_early_is_told_in_a_sentence(monkeypatch, error, words):
    @contextmanager
    def ended(*_given: object) -> Iterator[Iterator[object]]:
        raise error
        yield iter(())

    monkeypatch.setattr(confined, "messages", ended)
    with pytest.raises(EvidenceError) as told:
        running.suggest(REQUEST)
    assert words in str(told.value)
    assert str(told.value).endswith("nothing was kept.")
