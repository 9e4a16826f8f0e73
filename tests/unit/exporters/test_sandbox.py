"""A template is compiled once, and that shows in nothing but the time."""

from __future__ import annotations

import pytest

from app.exporters import sandbox
from app.exporters.sandbox import FaultError, Sandbox, environment


def escaping(*, on: bool) -> Sandbox:
    made = environment()
    made.autoescape = on
    return made


def test_the_same_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox._compiled.cache_clear()
    first = environment().from_string("Orders of {{ view }}").render(view="May")
    monkeypatch.setattr(Sandbox, "checked_code", None)
    second = environment().from_string("Orders of {{ view }}").render(view="June")
    assert (first, second) == ("Orders of May", "Orders of June")


def test_it_is_compiled_for_the_way_in_which_it_is_filled_in() -> None:
    """The constant of a template is worked out as it is compiled, by what escapes and filters."""
    texts = [escaping(on=on).from_string("{{ '<b>' }}{{ view }}") for on in (False, True, False)]
    assert [text.render(view="<i>") for text in texts] == [
        "<b><i>",
        "&lt;b&gt;&lt;i&gt;",
        "<b><i>",
    ]
    for word in ("orders", "refunds"):
        made = environment()
        made.filters["named"] = lambda text, word=word: f"{word} of {text}"
        assert made.from_string("{{ 'May' | named }}").render() == f"{word} of May"


def test_its_faults_are_told_each_time_with_their_place() -> None:
    for _ in range(2):
        closed = environment()
        with pytest.raises(FaultError, match="cannot include another") as told:
            closed.from_string("one\n{% include 'x' %}")
        assert told.value.lineno == 2
        with pytest.raises(FaultError, match=r"view\.sumary does not exist") as told:
            environment().from_string("one\n{{ view.sumary }} here").render(view="May")
        assert (told.value.lineno, told.value.words) == (2, "{{ view.sumary }} here")
