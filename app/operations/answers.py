"""What people answer about names and private words found in a document; kept with the case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from app.casebook import Casebook
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError
from app.domain.leaks import Leak, LeakKind
from app.domain.names import folded
from app.domain.people import NameAnswer, Verdict
from app.domain.wording import NameSeen
from app.operations import desk

REASONS = (
    "an ordinary word, not a name",
    "another person of that name",
    "a product, place or team",
)
"""Reasons offered for "not this person here"; a person may write their own."""

_LOOKED_AT = "names looked at "


def answers(casebook: Casebook, case_id: str) -> list[NameAnswer]:
    """Every answer of a case."""
    with casebook.drafts() as drafts:
        return drafts.of_case(NameAnswer, case_id)


def keep(
    casebook: Casebook,
    case_id: str,
    found: NameSeen | Leak,
    reason: str,
    *,
    everywhere: bool = False,
) -> NameAnswer:
    """Not this person here: the words stay in this place, or ``everywhere`` in the case.

    Raises `InvalidInputError` without a reason, and for private text, which never passes.
    """
    if isinstance(found, Leak) and found.kind is LeakKind.PRIVATE:
        raise InvalidInputError(
            f"These words are private ({found.source}); leave them out here, or change where "
            "they stand."
        )
    if not reason.strip():
        raise InvalidInputError("Say why these words may stay: an ordinary word, somebody else.")
    before, after = ("", "") if everywhere else found.key
    answer = NameAnswer(
        id=new_id(),
        case_id=case_id,
        verdict=Verdict.KEEP,
        words=folded(found.words),
        before=before,
        after=after,
        reason=reason.strip(),
    )
    return _answered(casebook, answer, f"Keep “{found.words}”")


def replace_with(
    casebook: Casebook,
    case_id: str,
    found: NameSeen | Leak,
    instead: str | None = None,
    *,
    everywhere: bool = False,
) -> NameAnswer:
    """Something else stands for the words: ``instead``, else the role, else "left out"."""
    answer = _replacing(case_id, found, instead or found.instead, everywhere=everywhere)
    return _answered(casebook, answer, f"Replace “{found.words}”")


def replace_all(casebook: Casebook, case_id: str, found: Sequence[NameSeen | Leak]) -> None:
    """The role, or "left out", stands in each of these places; undone in one step."""
    made = {}
    for each in found:
        answer = _replacing(case_id, each, each.instead, everywhere=False)
        made[_place(answer)] = answer
    with casebook.edit("Use roles for all", case_id) as edit:
        for earlier in edit.of_case(NameAnswer, case_id):
            if _place(earlier) in made:
                edit.remove(NameAnswer, earlier.id)
        for answer in made.values():
            edit.add(answer)


def _replacing(
    case_id: str, found: NameSeen | Leak, instead: str, *, everywhere: bool
) -> NameAnswer:
    words = instead.strip().strip("[]").strip()
    if not words:
        raise InvalidInputError("Say what should stand there instead.")
    before, after = ("", "") if everywhere else found.key
    return NameAnswer(
        id=new_id(),
        case_id=case_id,
        verdict=Verdict.REPLACE,
        words=folded(found.words),
        before=before,
        after=after,
        instead=words,
    )


def looked_at(casebook: Casebook, case_id: str) -> frozenset[str]:
    """The places (`place_of`) where people saw, before, that a role stands for a name."""
    return frozenset((desk.recall(casebook, _LOOKED_AT + case_id) or "").split())


def look_at(casebook: Casebook, case_id: str, seen: Iterable[NameSeen]) -> None:
    """Remember that people saw these places. This is no edit: nothing of the case changes."""
    places = {place_of(each) for each in seen} | looked_at(casebook, case_id)
    desk.remember(casebook, _LOOKED_AT + case_id, " ".join(sorted(places)))


def place_of(seen: NameSeen) -> str:
    """What recognises a place among all those of a case."""
    place = "\0".join((folded(seen.words), *seen.key))
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def withdraw(casebook: Casebook, answer_id: str) -> None:
    """Take an answer back: the role stands there again. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        answer = drafts.get(NameAnswer, answer_id)
    with casebook.edit("Withdraw an answer", answer.case_id) as edit:
        edit.remove(NameAnswer, answer_id)


def _answered(casebook: Casebook, answer: NameAnswer, label: str) -> NameAnswer:
    """Keep an answer in place of an earlier one about the same place."""
    with casebook.edit(label, answer.case_id) as edit:
        for earlier in edit.of_case(NameAnswer, answer.case_id):
            if _place(earlier) == _place(answer):
                edit.remove(NameAnswer, earlier.id)
        edit.add(answer)
    return answer


def _place(answer: NameAnswer) -> tuple[str, str, str]:
    return (answer.words, answer.before, answer.after)
