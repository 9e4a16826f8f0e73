"""The command that lists the repairs of a trust case: what people can rely on, and what is open."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.cli.access import of_case
from app.cli.output import Output
from app.domain.trust.repair_rules import asked_of_all
from app.domain.trust.repair_words import STATE_WORDS, due_words
from app.domain.trust.repairs import Repair
from app.operations.trust.repair_page import RepairPage, page_of


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print the repairs, the breaks that have none, who was invited, and what helps."""
    with of_case(asked, output) as (casebook, case):
        page = page_of(casebook, case.id)
    plan = page.plan
    for repair in plan.repairs:
        _tell(page, repair, output)
    for broken in plan.unrepaired:
        number, because = plan.numbers[broken.id], plan.accepted.get(broken.id, "")
        fields = {"thing": "break", "number": number, "text": broken.text, "because": because}
        words = f"{number}  no repair  {' '.join(broken.text.split())}"
        output.result(fields, words + (f"  ({because})" if because else ""))
    for one in plan.invitations:
        group = plan.group_names.get(one.group_id, "")
        fields = {"thing": "invitation", **asdict(one), "group": group}
        changed = " ".join(one.changed.split()) or "nothing written yet"
        output.result(fields, f"invited  {group or 'nobody chosen yet'}  changed: {changed}")
    for each in page.helps:
        presence = each.presence.name.lower().replace("_", " ")
        fields = {"thing": "help", **asdict(each), "presence": presence}
        output.result(fields, f"{presence}  {each.words}  {each.where}")
    for question in asked_of_all(plan) if plan.repairs or plan.breaks else ():
        output.result({"thing": "question", "question": question}, question)


def _tell(page: RepairPage, repair: Repair, output: Output) -> None:
    plan = page.plan
    number = plan.numbers[repair.id]
    breaks = [plan.numbers[one] for one in plan.breaks_of(repair.id)]
    fields = {
        "thing": "repair",
        "number": number,
        **asdict(repair),
        "breaks": breaks,
        "proof_cited": len(plan.proof(repair.id)),
        "questions": {one.field: one.words for one in page.asked_of(repair)},
    }
    parts = (
        number,
        STATE_WORDS[repair.state],
        " ".join((repair.after or repair.text).split()) or "nothing written",
        repair.owner,
        due_words(repair, page.today),
        f"for {', '.join(breaks)}" if breaks else "for no break",
    )
    output.result(fields, "  ".join(part for part in parts if part))
