"""The tray: what the assist suggested, and what people answered to it."""

from __future__ import annotations

from dataclasses import dataclass

from app.casebook import Casebook, Drafts, suggestions
from app.domain.assist.answers import Decision, SuggestionAnswer
from app.domain.assist.suggestions import Provenance, Suggestion, SuggestionKind
from app.domain.drafts import Case, Citation, Entry
from app.operations.assist.requesting import asked_in


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
    So is what nobody answered and the draft tells by now. Raises `NotFoundError`.
    """
    with casebook.drafts() as drafts:
        answers = drafts.of_case(SuggestionAnswer, case_id)
        kept = suggestions.kept(drafts.connection, case_id)
        told = _Told(drafts, case_id)
    said = {answer.suggestion_id: answer.decision for answer in answers}
    found = [
        Waiting(one.suggestion, said.get(one.id), one.origin, one.run_us)
        for one in kept
        if one.id in said or not told.by_draft(one.suggestion)
    ]
    places = {decision: place for place, decision in enumerate(_ORDER)}
    wanted = [one for one in found if decided or one.decision in _OPEN]
    return sorted(wanted, key=lambda one: places[one.decision])


class _Told:
    """What the draft of a case tells already: items that entries cite, questions with an answer."""

    def __init__(self, drafts: Drafts, case_id: str) -> None:
        entries = {entry.id for entry in drafts.of_case(Entry, case_id)}
        citations = drafts.of_case(Citation, case_id)
        self._cited = {one.item_id for one in citations if one.target_id in entries}
        self._asked = {one.item for one in asked_in(drafts, drafts.get(Case, case_id))}

    def by_draft(self, one: Suggestion) -> bool:
        """Whether a suggestion has nothing to add."""
        match one.kind:
            case SuggestionKind.ENTRY:
                return self._cited.issuperset(one.items)
            case SuggestionKind.QUESTION:
                return one.asks not in self._asked
        return False


_OPEN = (None, Decision.UNSURE)
_ORDER = (*_OPEN, Decision.DISMISSED, Decision.ACCEPTED)
