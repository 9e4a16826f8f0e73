"""The tray: what the assist suggested, and what people answered to it."""

from __future__ import annotations

from dataclasses import dataclass

from app.casebook import Casebook, suggestions
from app.domain.assist.answers import Decision, SuggestionAnswer
from app.domain.assist.suggestions import Provenance, Suggestion


@dataclass(frozen=True, slots=True)
class Waiting:
    """One suggestion in the tray; ``decision`` None waits for an answer."""

    suggestion: Suggestion
    decision: Decision | None
    origin: Provenance
    run_us: int


def waiting(casebook: Casebook, case_id: str, *, decided: bool = False) -> list[Waiting]:
    """What waits, in the order of time, then what people are not sure about.

    With ``decided`` what was dismissed or accepted follows. What rests on evidence that is not
    shown any more, or was timed anew since the run, is left out: another run looks at it again.
    """
    with casebook.drafts() as drafts:
        answers = drafts.of_case(SuggestionAnswer, case_id)
        kept = suggestions.kept(drafts.connection, case_id)
    said = {answer.suggestion_id: answer.decision for answer in answers}
    found = [
        Waiting(one.suggestion, said.get(one.suggestion.id), one.origin, one.run_us) for one in kept
    ]
    places = {decision: place for place, decision in enumerate(_ORDER)}
    wanted = [one for one in found if decided or one.decision in _OPEN]
    return sorted(wanted, key=lambda one: places[one.decision])


_OPEN = (None, Decision.UNSURE)
_ORDER = (*_OPEN, Decision.DISMISSED, Decision.ACCEPTED)
