"""What documents say about how a review began: what was overridden, missing, and not heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.practice import start
from app.domain.practice.playbook import PlaybookItem
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.start import Answers, lines_of, state_of, text_of


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role in the review."""

    role: str
    """What the role is called."""
    who: str
    """Who holds it, by role; “nobody here” where it was said that there is none."""


@dataclass(frozen=True, slots=True)
class StartSection:
    """How the review began."""

    why: tuple[str, ...]
    """Why it is held, a sentence each."""
    overridden: tuple[str, ...]
    """What did not hold when it began, each with the reason to begin anyway."""
    roles: tuple[RoleLine, ...]
    """Who takes part, as far as somebody said."""
    missing: tuple[str, ...]
    """Evidence that is missing or in part, and accounts that were not heard, a sentence each."""
    unsaid: tuple[str, ...]
    """What nobody has said yet about the beginning, a sentence each."""

    def __bool__(self) -> bool:
        return bool(self.why or self.overridden or self.roles or self.missing)


def start_section(answers: Answers, items: Mapping[str, PlaybookItem]) -> StartSection:
    """The section, from the answers of a case and the words of the playbooks."""
    return StartSection(
        why=tuple(_why(answers, items)),
        overridden=tuple(_overridden(answers, items)),
        roles=tuple(_roles(answers, items)),
        missing=missing(answers, items),
        unsaid=tuple(_unsaid(answers, items)),
    )


def missing(answers: Answers, items: Mapping[str, PlaybookItem]) -> tuple[str, ...]:
    """The sentences that join the missing sources of every document."""
    return (*_missing_inputs(answers, items), *_unheard(answers))


def _why(answers: Answers, items: Mapping[str, PlaybookItem]) -> Iterable[str]:
    if said := text_of(answers, start.WHY):
        yield said
    for item in start.FIT:
        if state_of(answers, item) is AnswerState.YES:
            yield f"{items[item].text}."


def _overridden(answers: Answers, items: Mapping[str, PlaybookItem]) -> Iterable[str]:
    for item in start.GATE:
        match state_of(answers, item):
            case AnswerState.OVERRIDDEN:
                yield (
                    f"The review began although this did not hold: “{items[item].text}”. "
                    f"The reason given: {_sentence(text_of(answers, item))}"
                )
            case AnswerState.NO:
                yield f"This does not hold yet: “{items[item].text}”."


def _roles(answers: Answers, items: Mapping[str, PlaybookItem]) -> Iterable[RoleLine]:
    for item, words in _role_items(items):
        if state_of(answers, item) is AnswerState.ABSENT:
            yield RoleLine(words, "nobody here")
        elif who := text_of(answers, item):
            yield RoleLine(words, who)


def _missing_inputs(answers: Answers, items: Mapping[str, PlaybookItem]) -> Iterable[str]:
    for item in start.INPUTS:
        said = text_of(answers, item)
        match state_of(answers, item):
            case AnswerState.NO:
                yield f"Missing: {_with(items[item].text, said)}"
            case AnswerState.PARTLY:
                yield f"Only in part: {_with(items[item].text, said)}"


def _unheard(answers: Answers) -> Iterable[str]:
    if state_of(answers, start.UNHEARD) is not AnswerState.NO:
        return
    lines = lines_of(answers, start.UNHEARD)
    if not lines:
        yield "Somebody's account was not heard; it is not noted whose."
    for line in lines:
        yield f"Not heard: the account of {_sentence(line)}"


def _unsaid(answers: Answers, items: Mapping[str, PlaybookItem]) -> Iterable[str]:
    unlooked = [
        _lower(items[item].text)
        for item in start.INPUTS
        if state_of(answers, item) is AnswerState.OPEN
    ]
    if unlooked:
        yield f"Nobody has said yet whether these are complete: {'; '.join(unlooked)}."
    unnamed = [
        _lower(words)
        for item, words in _role_items(items)
        if not text_of(answers, item) and state_of(answers, item) is not AnswerState.ABSENT
    ]
    if unnamed:
        yield f"Nobody is named yet as: {', '.join(unnamed)}."
    if state_of(answers, start.UNHEARD) is AnswerState.OPEN:
        yield "Nobody has said yet whether an account was not heard."


def _role_items(items: Mapping[str, PlaybookItem]) -> Iterable[tuple[str, str]]:
    """The roles that are kept as answers, with their words."""
    for role in (start.ROLES, start.MEETING_ROLES):
        for item, words in items[role].part_items():
            if item != start.FACILITATOR:
                yield item, words


def _with(words: str, said: str) -> str:
    lowered = _lower(words)
    return f"{lowered} ({said.rstrip('.')})." if said else f"{lowered}."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _sentence(text: str) -> str:
    """A text that ends like a sentence."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
