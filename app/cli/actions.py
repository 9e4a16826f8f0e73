"""The command about corrective actions: list them with what they lack, or hand them on."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date

from app.cli.access import of_case
from app.cli.output import Output, WrongUseError
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.corrective_rules import asked_of, asked_of_all
from app.domain.practice.corrective_words import STATE_WORDS, due_words
from app.operations import now
from app.operations.practice import action_exports, corrective


def listed(asked: argparse.Namespace, output: Output) -> None:
    """List the actions of a case and what stays open, or write a file for another program."""
    if (asked.format is None) != (asked.output is None):
        raise WrongUseError("--format and --output go together.")
    with of_case(asked, output) as (casebook, case):
        if asked.format is not None:
            done = action_exports.export(casebook, case.id, asked.format, asked.output)
            output.result({"file": str(done.path)}, str(done.path))
            output.say(done.words)
            return
        plan, today = corrective.plan(casebook, case.id), now.today(casebook, case.id)
    for action in plan.actions:
        _tell(plan, action, today, output)
    for factor in plan.left_open:
        because = plan.accepted.get(factor.id, "")
        number, text = plan.chain.number(factor.id), " ".join(factor.text.split())
        fields = {"thing": "open", "id": factor.id, "number": number, "because": because}
        output.result(
            fields, f"{number}  left open  {text}" + (f"  ({because})" if because else "")
        )
    for question in asked_of_all(plan):
        output.result({"thing": "question", "question": question}, question)


def _tell(plan: ActionPlan, action: CorrectiveAction, today: date, output: Output) -> None:
    number = plan.numbers[action.id]
    closes = [plan.short(target) for target in plan.closes(action.id)]
    questions = {one.field: one.words for one in asked_of(plan, action, today)}
    fields = {
        "thing": "action",
        "number": number,
        **asdict(action),
        "closes": closes,
        "completion_cited": len(plan.completion(action.id)),
        "questions": questions,
    }
    parts = (
        number,
        STATE_WORDS[action.state],
        " ".join(action.text.split()) or "nothing written",
        action.owner,
        due_words(action, today),
        f"closes {', '.join(closes)}" if closes else "closes nothing",
    )
    output.result(fields, "  ".join(part for part in parts if part))
