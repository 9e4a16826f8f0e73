"""How a review began, for every document of a case: the gate, who takes part, what is missing."""

from __future__ import annotations

from app.domain.drafts import CaseKind
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.start_section import StartSection, start_section
from app.operations.documents.reading import Reading
from app.operations.practice import playbooks


def start_of(reading: Reading) -> StartSection:
    """The section; nothing is asked of a trust case."""
    if reading.case.kind is not CaseKind.INCIDENT:
        return StartSection((), (), (), (), ())
    answers = {answer.item: answer for answer in reading.of_case(PlaybookAnswer)}
    return start_section(answers, playbooks.items())
