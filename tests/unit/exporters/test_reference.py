"""The reference lists what templates can show, and every variable in it works in a template."""

from __future__ import annotations

import pytest

from app.domain.audiences import Audience
from app.exporters.reference import variables
from app.exporters.sample_views import sample_views
from app.exporters.sandbox import environment


@pytest.mark.parametrize("audience", Audience)
def test_every_variable_has_a_kind_and_a_meaning(audience: Audience) -> None:
    listed = variables(audience)

    assert len({variable.path for variable in listed}) == len(listed)
    for variable in listed:
        assert variable.kind, variable
        assert variable.meaning.endswith("."), variable


@pytest.mark.parametrize("audience", Audience)
def test_every_variable_can_be_shown(audience: Audience) -> None:
    _, filled = sample_views(audience)

    for variable in variables(audience):
        first = variable.path.replace("[]", "[0]")
        shown = environment().from_string(f"{{{{ {first} }}}}").render(view=filled)
        assert shown, variable


def test_what_kinds_of_values_there_are() -> None:
    kinds = {variable.path: variable.kind for variable in variables(Audience.ENGINEERS)}

    assert kinds["view.title"] == "text"
    assert kinds["view.preliminary"] == "yes or no"
    assert kinds["view.guide"] == "list of texts"
    assert kinds["view.timeline"] == "list, each with"
    assert kinds["view.timeline[].rows[].notes"] == "list of numbers"
    assert kinds["view.points[].end_us"] == "number, or none"
    assert kinds["view.points[].certainty"].startswith("one of unjudged, confirmed")


def test_readers_outside_are_offered_no_quotes() -> None:
    paths = {variable.path for variable in variables(Audience.STAKEHOLDERS)}

    assert "view.left_out[].reason" in paths
    assert not any(path.startswith("view.notes") for path in paths)
