"""Where a drafted thing came from that began as a suggestion: kept with it, and said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from app.domain.assist.answers import Decision, SuggestionAnswer
from app.domain.assist.suggestions import Provenance, Suggestion
from app.domain.review_words import counted

BUILT_IN = "builtin"

ENTRIES = ("entry", "entries")
FACTORS = ("factor", "factors")

Contents = Sequence[tuple[tuple[str, str], Collection[str]]]
"""What a document shows: what one and several of a kind are called, and the ids of them."""


def answer_from(suggestion: Suggestion, origin: Provenance, decision: Decision) -> SuggestionAnswer:
    """An answer to a suggestion with its origin; row, case and target are the caller's."""
    return SuggestionAnswer(
        id="",
        case_id="",
        suggestion_id=suggestion.id,
        decision=decision,
        kind=suggestion.kind,
        engine=origin.engine,
        engine_version=origin.engine_version,
        model=origin.model,
        model_sha256=origin.model_sha256,
        prompt_version=origin.prompt_version,
        seed=origin.seed,
        parameters="\n".join(f"{name}={value}" for name, value in origin.parameters),
        certainty=suggestion.certainty,
        doubt=round(100 * suggestion.doubt),
        shown=" ".join(map(str, suggestion.shown)),
    )


def engine_words(answer: SuggestionAnswer) -> str:
    """What made it: “the built-in engine (version 0.7.0)”, or a model with its hash and prompt."""
    if answer.engine == BUILT_IN:
        return f"the built-in engine (version {answer.engine_version})"
    prompt = f", prompt version {answer.prompt_version}" if answer.prompt_version else ""
    return f"the language model {answer.model} (SHA-256 {answer.model_sha256}{prompt})"


def engine_name(answer: SuggestionAnswer) -> str:
    """The same in short, for readers who need no hash."""
    if answer.engine == BUILT_IN:
        return "the built-in engine"
    return f"the language model {answer.model}"


def origin_words(answer: SuggestionAnswer) -> str:
    """Where an accepted thing came from, in one sentence."""
    return f"Began as a suggestion of {engine_words(answer)}, and was worded by a person."


def methods_words(
    answers: Iterable[SuggestionAnswer],
    shown: Contents,
    name_of: Callable[[SuggestionAnswer], str] = engine_words,
) -> tuple[str, ...]:
    """How much of what a document shows began as a suggestion, a sentence for each engine.

    Only what is shown is counted; nothing is said where none of it did.
    """
    accepted = [one for one in answers if one.decision is Decision.ACCEPTED]
    told: list[str] = []
    for (name, several), ids in shown:
        of_kind = [one for one in accepted if one.target_id in ids]
        for engine, count in Counter(map(name_of, of_kind)).items():
            total = counted(len(ids), name, several)
            began = "began as a suggestion" if count == 1 else "began as suggestions"
            were = "was worded and accepted by a person"
            if count > 1:
                were = "were worded and accepted by people"
            told.append(f"{count:,} of {total} {began} of {engine}, and {were}.")
    return tuple(told)
