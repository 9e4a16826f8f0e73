"""The command about the start of a review: what was answered, the steps, and proposed cases."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.casebook import Casebook
from app.cli.access import of_case
from app.cli.output import Output
from app.domain.drafts import Case
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.start import (
    FACILITATOR,
    FIT,
    GATE,
    INPUTS,
    UNHEARD,
    WHY,
    state_of,
    text_of,
)
from app.operations.practice import playbooks, proposals, start, steps


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Say how the review of a case begins, what is thin in its steps, and which cases to begin."""
    with of_case(asked, output) as (casebook, case):
        _tell_answers(casebook, case, output)
        for number, state in enumerate(steps.steps(casebook, case.id), 1):
            thin = {"thing": "step", "step": state.step.id, "thin": list(state.thin)}
            output.result(thin, f"{number} {state.step.title}: {state.words}")
        for one in proposals.proposed(casebook, case.id):
            found = asdict(one) | {"thing": "proposed", "item_ids": sorted(one.item_ids)}
            output.result(found, f"{one.name}, {one.severity}: no case speaks of it")


def _tell_answers(casebook: Casebook, case: Case, output: Output) -> None:
    begun = start.start_of(casebook, case.id).begun
    words = _words()
    for item in (*GATE, *FIT, WHY, *begun.roles, *INPUTS, UNHEARD):
        state, text = state_of(begun.answers, item), text_of(begun.answers, item)
        if item == FACILITATOR:
            text = begun.facilitator
        fields = {"thing": "answer", "item": item, "state": state, "text": text}
        said = "" if state is AnswerState.OPEN and text else f" {state.value}"
        line = "; ".join(text.splitlines())
        output.result(fields, f"{words[item]}:{said}{f' ({line})' if line else ''}")


def _words() -> dict[str, str]:
    items = playbooks.items()
    words = {item.id: item.text for item in items.values()}
    words |= {part: text for item in items.values() for part, text in item.part_items()}
    return words | {WHY: "Why this review", UNHEARD: "Accounts not heard"}
