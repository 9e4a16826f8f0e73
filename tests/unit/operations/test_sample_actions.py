"""The sample shows an action that is done, one to do, and what a thin one is asked."""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.practice.corrective import ActionState
from app.domain.practice.corrective_rules import asked_of
from app.operations import sample, sample_actions, sample_chain
from app.operations.practice import corrective


def test_the_sample_has_an_action_done_one_to_do_and_a_thin_one(casebook: Casebook) -> None:
    case = sample.add(casebook)
    plan = corrective.plan(casebook, case.id)
    if not plan.chain.factors:
        sample_chain.add_chain(casebook, case.id)
    if not plan.actions:
        sample_actions.add_actions(casebook, case.id)
    plan = corrective.plan(casebook, case.id)
    done, to_do, thin = plan.actions
    assert done.state is ActionState.DONE
    assert len(plan.completion(done.id)) == 1
    today = corrective.today(casebook, case.id)
    assert [one.field for one in asked_of(plan, done, today)] == ["helped"]
    assert asked_of(plan, to_do, today) == ()
    asked = {one.field for one in asked_of(plan, thin, today)}
    assert asked == {"text", "kind", "priority", "owner", "due", "closes", "shown_by"}
    assert len(plan.left_open) == 3
