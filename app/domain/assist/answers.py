"""What a person decided about a suggestion; of an accepted one, where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What a person said to a suggestion."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class SuggestionAnswer:
    """A decision, kept in the record; undo takes it back, and the suggestion waits again.

    ``suggestion_id`` is `Suggestion.id`. ``target_id`` is the drafted thing that an accepted one
    led to, empty otherwise. The rest is its origin: the kind of suggestion, the engine, the model
    (name and SHA-256, empty without one), the version of the prompt, seed, parameters
    (``name=value``, a line each), certainty and doubt (in percent) as suggested, the ids of the
    items that were shown (joined by blanks). ``at_us`` is when it was decided.
    """

    id: str
    case_id: str
    suggestion_id: str
    decision: Decision
    target_id: str = ""
    kind: str = ""
    engine: str = ""
    engine_version: str = ""
    model: str = ""
    model_sha256: str = ""
    prompt_version: str = ""
    seed: int = 0
    parameters: str = ""
    certainty: str = ""
    doubt: int = 0
    shown: str = ""
    at_us: int = 0
