"""When more support is needed than one person at a desk can give: whom to involve, what to prepare.

Three conditions are asked about on the page for support; two follow from what stopped the work
before it began, and are told there again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that asks for more support: the ``item`` of the playbook, and what follows.

    ``holds_in`` are the answers in which it holds. ``told`` says it as a statement.
    """

    item: str
    told: str
    whom: str
    prepare: tuple[str, ...]
    holds_in: tuple[AnswerState, ...] = (AnswerState.YES,)

    def holds(self, answers: Mapping[str, PlaybookAnswer]) -> bool:
        """Whether a person said that it is so."""
        answer = answers.get(self.item)
        return answer is not None and answer.state in self.holds_in


ASKED = (
    Condition(
        "LM-X1",
        "Several teams, or a formal grievance",
        "HR, or organisational development. Several teams need somebody who works for all of "
        "them, and a grievance has a procedure of its own.",
        (
            "What was promised or expected, what happened, and to which groups",
            "What has been acknowledged already, to whom, and by which role",
            "Which repairs are under way, and what the groups asked for themselves",
        ),
    ),
    Condition(
        "LM-X2",
        "A breakdown among senior leaders, or across departments",
        "A mediator from outside whom every side accepts: inside, nobody is neutral between them.",
        (
            "The account as far as every side would sign it, and where they would not",
            "Which breaks lie between them, and in which direction each runs",
            "What has to keep working meanwhile, and who decides until then",
        ),
    ),
    Condition(
        "LM-X3",
        "A reputation or a career is at stake",
        "A coach from outside, for the person it concerns; what is said there stays there.",
        (
            "What is at stake, and for whom, by role",
            "What is in evidence, and what is only being said",
            "What that person agrees to have shared: ask, before anything is",
        ),
    ),
)
"""The questions of the page, in the order of the playbook."""

_STOPPED = (AnswerState.NO, AnswerState.OVERRIDDEN)

STOPS = (
    Condition(
        "TR-G5",
        "Leadership wants the appearance of repair",
        "Somebody who can ask leadership as an equal: your own lead, HR, or a person from outside.",
        (
            "What can be repaired from here, without anybody's leave",
            "What must be asked, of which role, and by when",
            "Where the record is not right; hold the statement against the evidence under Account",
        ),
        _STOPPED,
    ),
    Condition(
        "TR-G6",
        "The team cannot speak openly",
        "Somebody the team trusts who does not report to you: HR, an ombudsperson, a neutral "
        "facilitator.",
        (
            "Safety first: ask nobody to speak up in a round, or to write under a name",
            "What may be asked of groups of five or more, through that person",
            "What you will do when somebody is treated worse for having spoken",
        ),
        _STOPPED,
    ),
)
"""What the page “Frame” asks, and what follows here where it stopped the work."""


def holding(answers: Mapping[str, PlaybookAnswer]) -> tuple[Condition, ...]:
    """The conditions that hold now; those that stopped the work come first."""
    return tuple(each for each in (*STOPS, *ASKED) if each.holds(answers))
