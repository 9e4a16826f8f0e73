"""Suggestions: what the assist points at. Never part of the record until a person accepts one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.drafts import Certainty, EntryKind
from app.domain.moments import Precision


class SuggestionKind(StrEnum):
    """What is suggested. Stable: scripts go by it."""

    ENTRY = "entry"
    """This could stand in the timeline."""
    CLUSTER = "cluster"
    """These symptoms came together."""
    CORROBORATION = "corroboration"
    """Independent sources tell the same."""
    CONTRADICTION = "contradiction"
    """These cannot both be true as they stand."""
    GAP = "gap"
    """Nothing was imported between two moments."""
    CONDITION = "condition"
    """These passages speak of a technical or organisational condition."""
    QUESTION = "question"
    """What the playbook asks, and nothing shown answers."""


CERTAINTIES = (Certainty.PROBABLE, Certainty.UNCERTAIN)
"""How sure a suggestion may start; never above “probable”."""
LABEL_WORDS = 8
"""How many words the label of a suggestion has at most."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of an item, in code points: ``text`` is ``item.text[start:end]``."""

    item: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to look at, with what it rests on.

    ``items`` are all ids it rests on, ``quotes`` verbatim spans of some of them. ``start_us`` and
    ``end_us`` are times of these items, or None; ``about`` as the evidence has it. ``text`` is a
    quote, or words of ours around counts and times (``verbatim`` says which); a model writes none
    of it. ``label`` is a short name of a group, in words that stand in the evidence or that a
    model chose (at most eight). ``doubt`` is the measured uncertainty from 0 (none found) to 1;
    ``reasons`` says in plain words what it rests on. ``shown`` are the ids a model was shown for
    it, empty for the built-in engine. ``event`` is what an entry would tell; ``asks`` is the item
    of the playbook, ``why`` the kind of a contradiction or condition, for those kinds only.
    """

    kind: SuggestionKind
    items: tuple[int, ...]
    text: str
    certainty: Certainty
    doubt: float
    reasons: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    start_us: int | None = None
    end_us: int | None = None
    precision: Precision = Precision.NONE
    about: bool = False
    verbatim: bool = True
    event: EntryKind | None = None
    label: str = ""
    asks: str = ""
    why: str = ""
    shown: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same thing, whichever run finds it: what was dismissed stays away."""
        about = "|".join((self.kind, self.asks, self.why, *map(str, sorted(self.items))))
        if self.kind is SuggestionKind.GAP:
            about += f"|{self.start_us}|{self.end_us}"
        spans = "|".join(f"{one.item}:{one.start}-{one.end}" for one in self.quotes)
        return hashlib.sha256(f"{about}#{spans}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a suggestion, so that somebody can have it made again.

    ``engine`` is “builtin” or “llama”; ``model`` the file name and ``model_sha256`` the hash of a
    model, empty for the built-in engine. ``parameters`` are names with values, in order.
    """

    engine: str
    engine_version: str
    model: str = ""
    model_sha256: str = ""
    prompt_version: str = ""
    seed: int = 0
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine answers to a request; ``notes`` are sentences on what it could not do."""

    suggestions: tuple[Suggestion, ...]
    provenance: Provenance
    notes: tuple[str, ...] = ()


class ClusterLevel(StrEnum):
    """What items are put together by."""

    TEMPLATE = "template"
    """Records that one statement of a program wrote."""
    SYMPTOM = "symptom"
    """Words about the same trouble, across sources."""
    CONVERSATION = "conversation"
    """Messages of one conversation among those of a channel."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Items that belong together, all of them, in time order.

    ``label`` names the cluster in words of the evidence, ``first_us`` and ``last_us`` bound its
    dated items, ``count`` counts occurrences (an item may stand for several). ``bursts`` are
    stretches of UTC microseconds in which it came far more often than otherwise, ``changes`` the
    moments from which it came at another rate for good: times of its items.
    """

    items: tuple[int, ...]
    label: str
    first_us: int | None
    last_us: int | None
    count: int
    bursts: tuple[tuple[int, int], ...] = field(default=())
    changes: tuple[int, ...] = ()
